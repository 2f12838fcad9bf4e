extension Lexicon {
  static let englishFigures: [String: VariableWords] = [
    "ca_annuel_ht": VariableWords(
      "annual turnover excl. VAT", clause: "their annual turnover excl. VAT is {value}"),
    "effectif_etp": VariableWords(
      "headcount", clause: "they have {value} {employee|employees} (FTE)",
      zero: "they have no employee"),
    "total_bilan": VariableWords(
      "balance sheet total", clause: "their balance sheet stands at {value}"),
    "nb_factures_ventes_mois": VariableWords(
      "number of sales invoices a month",
      clause: "they issue {value} sales {invoice|invoices} a month",
      zero: "they issue no sales invoice a month"),
    "nb_factures_achats_mois": VariableWords(
      "number of purchase invoices a month",
      clause: "they receive {value} purchase {invoice|invoices} a month",
      zero: "they receive no purchase invoice a month"),
    "part_b2b": VariableWords(
      "share of turnover made with businesses",
      clause: "{value} of their turnover is made with businesses"),
    "part_international": VariableWords(
      "share of turnover made abroad", clause: "{value} of their turnover is made abroad"),
    "nb_bulletins_mois": VariableWords(
      "number of payslips a month",
      clause: "the firm prepares {value} {payslip|payslips} a month for them"),
    "score_maturite_technique": VariableWords(
      "technical maturity", clause: "their technical maturity is rated {value}"),
    "niveau_organisation": VariableWords(
      "level of organisation", clause: "their level of organisation is rated {value}"),
    "delai_transmission_jours": VariableWords(
      "delay in sending documents", clause: "their documents arrive {value} late",
      zero: "their documents arrive on time"),
    "appetence_changement": VariableWords(
      "appetite for change", clause: "their appetite for change is rated {value}"),
    "taux_ouverture_mails": VariableWords(
      "email opening rate", clause: "they open {value} of the firm’s emails"),
    "honoraires_annuels_ht": VariableWords(
      "annual fees excl. VAT", plural: true, clause: "they pay {value} in fees a year"),
    "heures_passees_an": VariableWords(
      "hours spent a year", plural: true, clause: "the firm spends {value} a year on them"),
    "taux_horaire_realise": VariableWords(
      "realised hourly rate", clause: "the realised hourly rate is {value}"),
    "retard_paiement_honoraires_j": VariableWords(
      "delay in paying fees", clause: "they pay their fees {value} late",
      zero: "they pay their fees on time"),
    "nb_sollicitations_trim": VariableWords(
      "number of requests a quarter",
      clause: "they call on the firm {value} {time|times} a quarter",
      zero: "they never call on the firm"),
    "anciennete_relation": VariableWords(
      "length of the relationship", clause: "they have been with the firm for {value}"),
    "banque_connectee": VariableWords("bank connection", yes: "have a connected bank"),
    "pa_choisie": VariableWords(
      "choice of approved platform", yes: "have chosen their approved platform"),
  ]

  static let englishLevels: [String: VariableWords] = [
    "outil_facturation": VariableWords(
      "invoicing tool",
      levels: [
        "aucun": LevelWords("none", "have no invoicing tool"),
        "papier": LevelWords("paper", "invoice on paper"),
        "word_excel": LevelWords("Word or Excel", "invoice with Word or Excel"),
        "caisse": LevelWords("till", "use till software"),
        "logiciel_local": LevelWords("installed software", "invoice with installed software"),
        "saas": LevelWords("online software (SaaS)", "invoice with online software"),
        "erp": LevelWords("ERP", "invoice from an ERP"),
      ]),
    "mode_collecte": VariableWords(
      "document collection",
      levels: [
        "papier_boite": LevelWords("paper, in boxes", "bring their documents on paper"),
        "mail_scan": LevelWords("email or scan", "send their documents by email"),
        "depot_portail": LevelWords("portal", "leave their documents on a portal"),
        "connecteur_api": LevelWords(
          "automatic connector", "transmit their documents through a connector"),
        "delegation": LevelWords("delegated to the firm", "delegate collection to the firm"),
        "client_saisit": LevelWords("entered by the client", "keep their own books"),
      ]),
    "regime_tva": VariableWords(
      "VAT regime",
      levels: [
        "fb": LevelWords("below the threshold", "are below the VAT threshold"),
        "rs": LevelWords("simplified", "are on simplified VAT"),
        "rn_t": LevelWords("quarterly", "file VAT every quarter"),
        "rn_m": LevelWords("monthly", "file VAT every month"),
        "rn": LevelWords("standard VAT", "are on standard VAT"),
        "exo": LevelWords("exempt", "have a VAT-exempt activity"),
        "hors": LevelWords("out of scope", "are outside the scope of VAT"),
      ]),
    "forme_juridique": VariableWords(
      "legal form",
      levels: [
        "ei": LevelWords("sole trader", "are sole traders"),
        "sarl": LevelWords("SARL", "are SARL companies"),
        "eurl": LevelWords("EURL", "are EURL companies"),
        "sas": LevelWords("SAS", "are SAS companies"),
        "sasu": LevelWords("SASU", "are SASU companies"),
        "sa": LevelWords("SA", "are SA companies"),
        "sci": LevelWords("SCI", "are SCI property companies"),
        "snc": LevelWords("SNC", "are SNC partnerships"),
        "selarl": LevelWords("SELARL", "are professional practice companies"),
        "agricole": LevelWords("farming company", "are farming companies"),
        "association": LevelWords("association", "are associations"),
      ]),
    "taille": VariableWords(
      "size",
      levels: [
        "micro": LevelWords("micro-enterprise", "are micro-enterprises"),
        "pme": LevelWords("SME", "are SMEs"), "eti": LevelWords("mid-cap", "are mid-caps"),
        "ge": LevelWords("large company", "are large companies"),
      ]),
    "secteur": VariableWords(
      "sector",
      levels: [
        "btp": LevelWords("construction", "are in construction"),
        "bouche": LevelWords("food crafts", "are in food crafts"),
        "artisanat": LevelWords("crafts", "are in crafts"),
        "commerce_detail": LevelWords("retail", "are in retail"),
        "commerce_gros": LevelWords("wholesale", "are in wholesale"),
        "auto": LevelWords("automotive", "are in the automotive trade"),
        "chr": LevelWords("hotels and restaurants", "are in hotels or restaurants"),
        "transport": LevelWords("transport", "are in transport"),
        "services": LevelWords("business services", "sell services to businesses"),
        "services_personnes": LevelWords("personal services", "sell personal services"),
        "droit": LevelWords("legal professions", "are in the legal professions"),
        "sante": LevelWords("health", "are in health care"),
        "enseignement": LevelWords("education", "are in education"),
        "holding": LevelWords("holding", "are holdings"),
        "immobilier": LevelWords("property", "are in property"),
        "agricole": LevelWords("farming", "are in farming"),
        "association": LevelWords("non-profit", "are in the non-profit sector"),
        "industrie": LevelWords("industry", "are in industry"),
      ]),
    "code_naf": VariableWords("NAF code"),
    "periodicite_declarative": VariableWords(
      "filing frequency",
      levels: [
        "mensuel": LevelWords("monthly", "file monthly"),
        "trimestriel": LevelWords("quarterly", "file quarterly"),
        "annuel": LevelWords("yearly", "file yearly"),
      ]),
    "missions": VariableWords(
      "assignments", plural: true,
      levels: [
        "tenue": LevelWords("bookkeeping", "leave their bookkeeping to the firm"),
        "revision": LevelWords("review", "have a review assignment"),
        "fiscal": LevelWords("tax", "have a tax assignment"),
        "social": LevelWords("payroll", "leave their payroll to the firm"),
        "juridique": LevelWords("legal", "have a legal assignment"),
        "conseil": LevelWords("advice", "have an advisory assignment"),
        "gestion": LevelWords("management", "have a management assignment"),
        "tva": LevelWords("VAT", "leave their VAT to the firm"),
        "patrimoine": LevelWords("wealth", "have a wealth assignment"),
        "audit": LevelWords("audit", "have an audit assignment"),
      ]),
    "statut_mandat": VariableWords(
      "mandate status",
      levels: [
        "non_demande": LevelWords("not asked", "have not been sent the mandate"),
        "envoye": LevelWords("sent", "were sent the mandate and have not signed it"),
        "signe": LevelWords("signed", "have signed the mandate"),
        "refuse": LevelWords("refused", "have refused the mandate"),
      ]),
  ]
}
