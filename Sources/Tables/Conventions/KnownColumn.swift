/// The columns that portfolios of accounting firms are known to have. The raw value is the name of
/// the column where the firm may choose it; ``init(header:)`` knows the names under which tools
/// export it. It is the only place where headers are recognised: roles, labels and names are kept
/// by known column.
///
///     KnownColumn(header: "Chiffre d’affaires HT")   // .turnover
public enum KnownColumn: String, Sendable, Codable, CaseIterable {
  // Who
  case clientIdentifier = "id_client"
  case name = "raison_sociale"
  case siren, siret
  case vatNumber = "numero_tva"
  case groupIdentifier = "groupe_id"
  case legalForm = "forme_juridique"
  case activityCode = "code_naf"
  case activityNomenclature = "naf_version"
  case sector = "secteur"
  case postalCode = "code_postal"
  case town = "commune"
  case department = "departement"
  case office = "bureau"
  case manager = "collaborateur"
  case entryDate = "date_entree"
  case exitDate = "date_sortie"
  case closingDate = "date_cloture"
  case seniority = "anciennete_relation"
  case ownerAge = "age_dirigeant"
  case ownerBirthYear = "annee_naissance_dirigeant"
  case ownerGender = "sexe_dirigeant"
  // Size
  case turnover = "ca_annuel_ht"
  case headcount = "effectif_etp"
  case totalAssets = "total_bilan"
  case sizeCategory = "taille"
  // Flows and obligations
  case salesInvoices = "nb_factures_ventes_mois"
  case purchaseInvoices = "nb_factures_achats_mois"
  case entries = "nb_ecritures"
  case payslips = "nb_bulletins_mois"
  case businessShare = "part_b2b"
  case internationalShare = "part_international"
  case vatRegime = "regime_tva"
  case taxRegime = "regime_fiscal"
  case filingPeriod = "periodicite_declarative"
  // Tools, organisation, appetite
  case invoicingTool = "outil_facturation"
  case collectionMode = "mode_collecte"
  case bankConnected = "banque_connectee"
  case technicalMaturity = "score_maturite_technique"
  case organisation = "niveau_organisation"
  case transmissionDelay = "delai_transmission_jours"
  case appetite = "appetence_changement"
  case openingRate = "taux_ouverture_mails"
  // What the client brings and asks
  case fees = "honoraires_annuels_ht"
  case hours = "heures_passees_an"
  case hourlyRate = "taux_horaire_realise"
  case margin = "marge"
  case requests = "nb_sollicitations_trim"
  case paymentDelay = "retard_paiement_honoraires_j"
  case missions
  // Follow-up
  case mandate = "statut_mandat"
  case mandateDate = "date_mandat"
  case platform = "pa_choisie"
  case directoryStatus = "statut_annuaire"
  case fileStatus = "statut"
  case segment
  case period = "periode"
}

extension KnownColumn {
  /// The known column that a header names; a unit in parentheses does not count.
  public init?(header name: String) {
    if let known = Self(key: HeaderKey.key(for: name)) {
      self = known
      return
    }
    guard let open = name.firstIndex(of: "("), open > name.startIndex,
      let known = Self(key: HeaderKey.key(for: String(name[..<open])))
    else { return nil }
    self = known
  }

  /// The known column of a key, which a program may have made, else of the header beside it.
  public init?(key: String, header name: String) {
    guard let known = Self(key: key) ?? Self(header: name) else { return nil }
    self = known
  }

  /// The known column of a header's key: an alias, or an alias open to more words with more words
  /// after it, the longest that fits.
  public init?(key: String) {
    if let known = Self.byAlias[key] {
      self = known
      return
    }
    var stem = key[...]
    while let end = stem.lastIndex(of: "_") {
      stem = stem[..<end]
      if let known = Self.byStem[String(stem)] {
        self = known
        return
      }
    }
    return nil
  }

  /// All keys that name the column as they stand, the raw value first; an alias open to more words
  /// ends in `*`.
  package var keys: [String] { [rawValue] + (Self.aliases[self] ?? []) }

  private static let byAlias: [String: KnownColumn] = {
    var table: [String: KnownColumn] = [:]
    for column in allCases {
      for key in column.keys { table[key.hasSuffix("*") ? String(key.dropLast()) : key] = column }
    }
    return table
  }()

  private static let byStem: [String: KnownColumn] = {
    var table: [String: KnownColumn] = [:]
    for column in allCases {
      for key in column.keys where key.hasSuffix("*") { table[String(key.dropLast())] = column }
    }
    return table
  }()
}
