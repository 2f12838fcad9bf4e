/// The columns of a made portfolio, in the order of the file; the raw value is the header.
public enum PortfolioColumn: String, CaseIterable, Sendable {
  // Who
  case identifier = "id_client"
  case name = "raison_sociale"
  case siren
  case legalForm = "forme_juridique"
  case activityCode = "code_naf"
  case sector = "secteur"
  case activityVersion = "naf_version"
  case office = "bureau"
  case collaborator = "collaborateur"
  case entryDay = "date_entree"
  case relationYears = "anciennete_relation"
  case managerAge = "age_dirigeant"
  // Size
  case turnover = "ca_annuel_ht"
  case headcount = "effectif_etp"
  case balanceSheet = "total_bilan"
  // Flows and obligations
  case salesInvoices = "nb_factures_ventes_mois"
  case purchaseInvoices = "nb_factures_achats_mois"
  case businessShare = "part_b2b"
  case internationalShare = "part_international"
  case vatRegime = "regime_tva"
  case filingPeriod = "periodicite_declarative"
  // Tools, organisation, appetite
  case tool = "outil_facturation"
  case collection = "mode_collecte"
  case bankConnected = "banque_connectee"
  case maturityScore = "score_maturite_technique"
  case organisationLevel = "niveau_organisation"
  case lateDays = "delai_transmission_jours"
  case appetiteScore = "appetence_changement"
  case mailOpening = "taux_ouverture_mails"
  // What the client brings and asks
  case fees = "honoraires_annuels_ht"
  case hours = "heures_passees_an"
  case hourlyRate = "taux_horaire_realise"
  case requests = "nb_sollicitations_trim"
  case missions
  case payslips = "nb_bulletins_mois"
  case paymentDelay = "retard_paiement_honoraires_j"
  // Follow-up of the reform
  case mandate = "statut_mandat"
  case hasPlatform = "pa_choisie"
  case mandateDay = "date_mandat"

  /// Position in the file, looked up once: rows are read by column millions of times.
  var index: Int { Self.indices[self] ?? 0 }
  private static let indices = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

  /// Whether the TOTAL row adds the column up.
  var isTotalled: Bool {
    switch self {
    case .turnover, .headcount, .balanceSheet, .fees, .hours: true
    default: false
    }
  }
}

/// One cell, before it is written.
public enum PortfolioCell: Sendable, Equatable {
  /// The missing token: empty, `NC` or `n.c.`.
  case missing(String)
  case text(String)
  case integer(Int)
  case decimal(Double, decimals: Int)
  /// Euros, thousands set apart by the given space.
  case amount(Double, decimals: Int, space: ThousandsSpace)
  /// A fraction of 1, written `62,5 %`.
  case share(Double)
  case yesNo(Bool)

  public var isMissing: Bool {
    if case .missing = self { true } else { false }
  }

  /// The quantity in a numeric cell, in its own unit.
  public var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .decimal(let value, _), .amount(let value, _, _), .share(let value): value
    case .missing, .text, .yesNo: nil
    }
  }
}

/// The space that sets thousands apart, as different exports write it.
public enum ThousandsSpace: String, Sendable {
  case noBreak = "\u{00A0}"
  case narrowNoBreak = "\u{202F}"
}
