import Tables

extension WordedColumns {
  /// The columns of a French accounting firm's portfolio and the ways in which exports write their
  /// levels.
  public static let accountingFirm = WordedColumns(
    columns: size + flows + tools + organisation + relationship + legal)

  private static let size: [WordedColumn] = [
    WordedColumn(
      .turnover, theme: "size", format: .amount),
    WordedColumn(
      .headcount, theme: "size"),
    WordedColumn(.totalAssets, theme: "size", format: .amount),
    WordedColumn(
      .sizeCategory, theme: "size",
      levels: [
        WordedLevel("micro", ["microentreprise", "micro_entreprise", "tpe"]), WordedLevel("pme"),
        WordedLevel("eti"), WordedLevel("ge", ["grande_entreprise", "grand_compte"]),
      ]),
  ]

  private static let flows: [WordedColumn] = [
    WordedColumn(
      .salesInvoices, theme: "flows"),
    WordedColumn(
      .purchaseInvoices, theme: "flows"),
    WordedColumn(
      .businessShare, theme: "customers", format: .percent,
      statistic: .mean),
    WordedColumn(
      .internationalShare, theme: "international", format: .percent, statistic: .mean),
    WordedColumn(.payslips, theme: "payroll"),
  ]

  private static let tools: [WordedColumn] = [
    WordedColumn(
      .invoicingTool, theme: "tool",
      levels: [
        WordedLevel("aucun", ["aucun_outil", "sans_outil"]),
        WordedLevel("papier", ["papier*", "carnet*", "manuel*"]),
        WordedLevel("word_excel", ["word*", "excel*", "bureautique", "tableur"]),
        WordedLevel("caisse", ["caisse*", "logiciel_de_caisse"]),
        WordedLevel("logiciel_local", ["logiciel_installe*", "logiciel_metier", "local"]),
        WordedLevel("saas", ["saas*", "logiciel_en_ligne*", "logiciel_saas", "cloud"]),
        WordedLevel("erp", ["erp*"]),
      ]),
    WordedColumn(
      .collectionMode, theme: "collection",
      levels: [
        WordedLevel("papier_boite", ["papier*", "boite*"]),
        WordedLevel("mail_scan", ["mail*", "scan*", "email*"]),
        WordedLevel("depot_portail", ["depot*", "portail*"]),
        WordedLevel("connecteur_api", ["connecteur*", "api*", "automatique*"]),
        WordedLevel("delegation", ["delegue*"]),
        WordedLevel("client_saisit", ["client_saisit*", "saisie_client", "autonome"]),
      ]),
    WordedColumn(.bankConnected, theme: "bank"),
    WordedColumn(
      .technicalMaturity, theme: "maturity", format: .score(outOf: 5), statistic: .mean),
  ]

  private static let organisation: [WordedColumn] = [
    WordedColumn(
      .organisation, theme: "organisation", format: .score(outOf: 6), statistic: .mean),
    WordedColumn(
      .transmissionDelay, theme: "lateness", format: .days),
    WordedColumn(
      .appetite, theme: "appetite",
      format: .score(outOf: 5), statistic: .mean),
    WordedColumn(
      .openingRate, theme: "mail", format: .percent, statistic: .mean),
  ]

  private static let relationship: [WordedColumn] = [
    WordedColumn(
      .fees, theme: "fees",
      format: .amount),
    WordedColumn(
      .hours, theme: "hours", format: .hours),
    WordedColumn(
      .hourlyRate, theme: "rate",
      format: .euroPerHour),
    WordedColumn(
      .requests, theme: "requests"),
    WordedColumn(.paymentDelay, theme: "payment", format: .days),
    WordedColumn(
      .seniority, theme: "seniority", format: .years),
    WordedColumn(
      // The VAT regime fixes the filing period: one thing, not two.
      .filingPeriod, theme: "vat",
      levels: [
        WordedLevel("mensuel", ["mensuel*", "mois"]),
        WordedLevel("trimestriel", ["trimestriel*", "trimestre"]),
        WordedLevel("annuel", ["annuel*", "an"]),
      ]),
    WordedColumn(
      .missions, theme: "missions",
      levels: [
        "tenue", "revision", "fiscal", "social", "juridique", "conseil", "gestion", "tva",
        "patrimoine", "audit",
      ].map { WordedLevel($0) }),
    WordedColumn(
      .mandate, theme: "reform",
      levels: ["non_demande", "envoye", "signe", "refuse"].map { WordedLevel($0) }),
    WordedColumn(.platform, theme: "reform"),
  ]

  private static let legal: [WordedColumn] = [
    WordedColumn(
      .vatRegime, theme: "vat",
      levels: [
        WordedLevel("fb", ["franchise*"]),
        WordedLevel("rs", ["ca12", "reel_simplifie*"]),
        WordedLevel("rn_t", ["rnt", "ca3t", "rn_trim*", "reel_normal_trim*"]),
        WordedLevel("rn_m", ["rnm", "ca3m", "rn_mens*", "reel_normal_mens*"]),
        // Which of the two it does not say.
        WordedLevel("rn", ["reel_normal"]),
        WordedLevel("exo", ["ex", "exonere*"]),
        WordedLevel("hors", ["hors*", "na", "non_assujetti*"]),
      ]),
    WordedColumn(
      .legalForm, theme: "form",
      levels: [
        WordedLevel(
          "ei", ["1000", "entreprise_individuelle", "micro*", "auto_entrepreneur*", "eirl"]),
        WordedLevel("sarl", ["5499"]), WordedLevel("eurl", ["5498"]), WordedLevel("sas", ["5710"]),
        WordedLevel("sasu", ["5720"]), WordedLevel("sa", ["5599", "5699"]),
        WordedLevel("sci", ["6540", "lmnp*"]), WordedLevel("snc", ["5202"]),
        WordedLevel("selarl", ["5485", "sel*", "scp", "scm", "6589"]),
        WordedLevel("agricole", ["6533", "6598", "gaec", "earl", "scea"]),
        WordedLevel("association", ["92*", "asso*", "loi_1901", "fondation"]),
      ]),
    WordedColumn(
      .sector, theme: "activity", levels: sectors),
    // A code tells the activity, but is shown as it stands: the sectors are ours.
    WordedColumn(.activityCode, theme: "activity", levels: sectors),
  ]

  private static let sectors: [WordedLevel] = [
    WordedLevel("btp", ["41*", "42*", "43*", "batiment*", "construction*"]),
    WordedLevel("bouche", ["10*", "metiers_de_bouche", "metier_de_bouche", "boulanger*"]),
    WordedLevel("artisanat", ["artisan*"]),
    WordedLevel(
      "commerce_detail", ["47*", "commerce_de_detail", "commerce", "detail", "e_commerce"]),
    WordedLevel("commerce_gros", ["46*", "commerce_de_gros", "negoce*"]),
    WordedLevel("auto", ["45*", "automobile*"]),
    WordedLevel("chr", ["55*", "56*", "restaura*", "hotel*", "cafe*"]),
    WordedLevel("transport", ["49*", "50*", "51*", "52*", "53*", "transport*"]),
    WordedLevel(
      "services_personnes",
      [
        "81*", "96*", "services_personne*", "services_aux_personne*", "services_a_la_personne",
        "coiffure*",
      ]),
    WordedLevel(
      "services",
      ["62*", "63*", "70*", "71*", "72*", "73*", "74*", "82*", "service*", "conseil*"]),
    WordedLevel("droit", ["69*", "avocat*", "juridique*", "notair*", "professions_juridiques"]),
    WordedLevel(
      "sante", ["86*", "87*", "medic*", "paramedic*", "liberal*", "profession*_liberale*"]),
    WordedLevel("enseignement", ["85*", "formation*"]),
    WordedLevel("holding", ["64*", "holding*"]),
    WordedLevel("immobilier", ["68*", "immobil*", "sci", "patrimoine*"]),
    WordedLevel("agricole", ["01*", "02*", "03*", "agricol*", "agricult*", "viticult*"]),
    WordedLevel(
      "association", ["94*", "88*", "90*", "91*", "92*", "93*", "asso*", "ess", "action_sociale"]),
    WordedLevel(
      "industrie",
      [
        "11*", "13*", "14*", "15*", "16*", "17*", "18*", "20*", "22*", "23*", "24*", "25*", "26*",
        "27*", "28*", "29*", "30*", "31*", "32*", "33*", "industri*",
      ]),
  ]
}
