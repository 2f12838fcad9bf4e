import Statistics

/// Made company names: an invented word of three syllables, what the company does, its legal form.
/// The syllables are chosen so that the words name nobody: `SARL Zuvoltane Bâtiment`.
enum MadeName {
  static func draw(
    form: LegalForm, sector: Sector, _ stream: inout RandomStream
  ) -> String {
    let word =
      pick(openings, &stream) + pick(middles, &stream) + pick(endings, &stream)
    let trade = pick(trades(sector), &stream)
    return form == .association
      ? "Association \(word) \(trade)" : "\(form.rawValue) \(word) \(trade)"
  }

  private static func pick(_ words: [String], _ stream: inout RandomStream) -> String {
    words[stream.integer(below: words.count)]
  }

  private static let openings = [
    "Zu", "Xy", "Quo", "Vro", "Zy", "Ky", "Jou", "Xo", "Zé", "Vu", "Wo", "Zo", "Fli", "Gwa", "Ubr",
  ]
  private static let middles = [
    "vol", "bré", "nar", "tul", "dri", "mio", "gal", "rem", "fuz", "pli", "sto", "quel", "bax",
    "lou",
  ]
  private static let endings = [
    "tane", "rex", "vine", "doux", "mont", "lis", "zelle", "riac", "noque", "phine", "gon", "vert",
    "bule", "xane", "dor",
  ]

  private static func trades(_ sector: Sector) -> [String] {
    switch sector {
    case .construction: ["Bâtiment", "Rénovation", "Couverture", "Électricité", "Peinture"]
    case .foodCraft: ["Boulangerie", "Boucherie", "Traiteur"]
    case .personalServices: ["Coiffure", "Services", "Entretien"]
    case .automotive: ["Auto", "Garage", "Carrosserie"]
    case .transport: ["Transports", "Logistique", "Taxis"]
    case .industry: ["Mécanique", "Industrie", "Imprimerie"]
    case .wholesale: ["Négoce", "Distribution", "Matériaux"]
    case .retail: ["Boutique", "Commerce", "Mode", "Maison"]
    case .hospitality: ["Restaurant", "Café", "Hôtel"]
    case .businessServices: ["Conseil", "Numérique", "Ingénierie", "Studio"]
    case .health: ["Santé", "Soins", "Cabinet médical"]
    case .legalProfessions: ["Droit", "Avocats"]
    case .education: ["Formation", "École"]
    case .realEstate: ["Immobilier", "Location", "Pierre"]
    case .holding: ["Participations", "Holding"]
    case .associations: ["Culture", "Sport", "Loisirs"]
    case .socialCare: ["Solidarité", "Entraide", "Accueil"]
    case .farming: ["Cultures", "Vignes"]
    }
  }
}
