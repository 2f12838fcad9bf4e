// The levels of the portfolio's categories; the raw value is what the file says.

/// From the least to the most digital, so that a client's digital latent can choose by rank.
package enum InvoicingTool: String, CaseIterable, Sendable, Comparable {
  case none = "aucun"
  case paper = "papier"
  case officeSuite = "word_excel"
  case till = "caisse"
  case localSoftware = "logiciel_local"
  case saas
  case erp

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// How documents reach the firm, from the least to the most digital; delegation comes with the reform.
package enum DocumentCollection: String, CaseIterable, Sendable, Comparable {
  case paperBox = "papier_boite"
  case delegation
  case scanByMail = "mail_scan"
  case clientKeepsBooks = "client_saisit"
  case portal = "depot_portail"
  case connector = "connecteur_api"

  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

package enum VATStatus: CaseIterable, Sendable { case taxable, exempt, outOfScope }

package enum VATRegime: String, CaseIterable, Sendable {
  case franchise = "FB"
  case simplified = "RS"
  case quarterly = "RN_T"
  case monthly = "RN_M"
  case exempt = "EXO"
  case outOfScope = "HORS"
}

package enum FilingPeriod: String, CaseIterable, Sendable {
  case monthly = "mensuel"
  case quarterly = "trimestriel"
  case yearly = "annuel"
}

package enum LegalForm: String, CaseIterable, Sendable {
  case soleTrader = "EI"
  case eurl = "EURL"
  case sarl = "SARL"
  case sasu = "SASU"
  case sas = "SAS"
  case sa = "SA"
  case selarl = "SELARL"
  case sci = "SCI"
  case association = "Association"
}

package enum Mission: String, CaseIterable, Sendable {
  case bookkeeping = "tenue"
  case review = "revision"
  case tax = "fiscal"
  case payroll = "social"
  case legal = "juridique"
  case advice = "conseil"
  case management = "gestion"
  case vat = "tva"
  case wealth = "patrimoine"
  case audit
}

package enum Sector: String, CaseIterable, Sendable {
  case construction = "btp"
  case foodCraft = "metiers_de_bouche"
  case personalServices = "services_personnes"
  case automotive = "automobile"
  case transport
  case industry = "industrie"
  case wholesale = "commerce_gros"
  case retail = "commerce_detail"
  case hospitality = "hotellerie_restauration"
  case businessServices = "services_entreprises"
  case health = "sante"
  case legalProfessions = "professions_juridiques"
  case education = "enseignement"
  case realEstate = "immobilier"
  case holding
  case associations = "associatif"
  case socialCare = "action_sociale"
  case farming = "agricole"

  /// Sales of goods, food and lodging have higher VAT thresholds than services.
  var sellsGoods: Bool {
    switch self {
    case .foodCraft, .automotive, .industry, .wholesale, .retail, .hospitality, .farming: true
    default: false
    }
  }

  /// Some NAF rév. 2 sub-classes of the sector.
  var activityCodes: [String] {
    switch self {
    case .construction: ["4120A", "4321A", "4322A", "4331Z", "4332A", "4334Z", "4391B", "4399C"]
    case .foodCraft: ["1071C", "1071D", "4722Z", "4729Z"]
    case .personalServices: ["9602A", "9602B", "9609Z", "8129A"]
    case .automotive: ["4511Z", "4520A", "4532Z"]
    case .transport: ["4932Z", "4941A", "4941B", "5320Z"]
    case .industry: ["2511Z", "2562B", "1812Z", "3312Z", "3109B"]
    case .wholesale: ["4639B", "4646Z", "4669B", "4673A", "4690Z"]
    case .retail: ["4711B", "4719B", "4759A", "4771Z", "4776Z", "4791A", "4791B"]
    case .hospitality: ["5510Z", "5610A", "5610C", "5630Z"]
    case .businessServices: ["6201Z", "6202A", "7022Z", "7112B", "7311Z", "7410Z", "8211Z"]
    case .health: ["8621Z", "8622C", "8623Z", "8690D", "8690E"]
    case .legalProfessions: ["6910Z"]
    case .education: ["8551Z", "8552Z", "8559A", "8559B"]
    case .realEstate: ["6820A", "6820B"]
    case .holding: ["6420Z"]
    case .associations: ["9499Z", "9312Z", "9001Z"]
    case .socialCare: ["8810A", "8891A", "8899B"]
    case .farming: ["0111Z", "0121Z", "0150Z"]
    }
  }
}

package enum MandateStatus: String, CaseIterable, Sendable {
  case notAsked = "non_demande"
  case sent = "envoye"
  case signed = "signe"
  case refused = "refuse"
}

/// Clients no type describes well; their type is still told in the truth.
public enum AtypicalKind: String, CaseIterable, Sendable, Codable {
  /// Subsidiary of a large group.
  case groupSubsidiary = "filiale_eti"
  /// A file kept open without activity.
  case dormant = "sommeil"
  /// Fees and volumes far beyond the type's.
  case outsized = "hors_norme"
}
