import Segmentation

extension Complaint {
  init(_ error: ConfigurationError, file: String) {
    switch error {
    case .notYAML(let line, let column):
      self.init(
        status: .unusableData,
        message: say(
          "\(file), ligne \(line), colonne \(column) : ce n'est pas du YAML. Vérifier les retraits "
            + "(des espaces, pas de tabulation) et les deux-points.",
          "\(file), line \(line), column \(column): not YAML. Check the indentation (spaces, no "
            + "tabs) and the colons."))
    case .unknownKey(let place, let known):
      self.init(
        status: .unusableData,
        message: say(
          "\(Self.at(place, file)) : clé « \(place.key) » inconnue. Clés possibles : "
            + "\(known.joined(separator: ", ")).",
          "\(Self.at(place, file)): unknown key '\(place.key)'. Known keys: "
            + "\(known.joined(separator: ", "))."))
    case .wrongValue(let place, let expected) where place.key.isEmpty:
      self.init(
        status: .unusableData,
        message: say(
          "\(Self.at(place, file)) : le fichier est fait de \(expected.sentence), non d'une liste ou "
            + "d'un texte seul.",
          "\(Self.at(place, file)): the file is made of \(expected.sentence), not of a list or of a "
            + "text alone."))
    case .wrongValue(let place, let expected):
      self.init(
        status: .unusableData,
        message: say(
          "\(Self.at(place, file)) : la valeur de « \(place.key) » ne convient pas ; il faut "
            + "\(expected.sentence).",
          "\(Self.at(place, file)): the value of '\(place.key)' does not fit; it takes "
            + "\(expected.sentence)."))
    case .unknownColumn(let place, let known):
      self.init(
        status: .unusableData,
        message: say(
          "\(Self.at(place, file)) : aucune colonne ne s'appelle « \(place.key) ». Colonnes lues : "
            + "\(known.joined(separator: ", ")).",
          "\(Self.at(place, file)): no column is called '\(place.key)'. Columns read: "
            + "\(known.joined(separator: ", "))."))
    case .repeatedKey(let place):
      self.init(
        status: .unusableData,
        message: say(
          "\(Self.at(place, file)) : la clé « \(place.key) » est donnée deux fois. En garder une.",
          "\(Self.at(place, file)): the key '\(place.key)' is given twice. Keep one."))
    case .exclusiveKeys(let place, let other):
      self.init(
        status: .unusableData,
        message: say(
          "\(Self.at(place, file)) : « \(place.key) » et « \(other) » s'excluent. Garder l'une des "
            + "deux.",
          "\(Self.at(place, file)): '\(place.key)' and '\(other)' exclude each other. Keep one of "
            + "them."))
    case .missingKey(let place, let missing):
      self.init(
        status: .unusableData,
        message: say(
          "\(Self.at(place, file)) : à « \(place.key) », il manque « \(missing) ».",
          "\(Self.at(place, file)): '\(place.key)' lacks '\(missing)'."))
    case .unknownCode(let place, let known):
      self.init(
        status: .unusableData,
        message: say(
          "\(Self.at(place, file)) : code « \(place.key) » inconnu. Codes possibles : "
            + "\(known.joined(separator: ", ")).",
          "\(Self.at(place, file)): unknown code '\(place.key)'. Known codes: "
            + "\(known.joined(separator: ", "))."))
    }
  }

  private static func at(_ place: Place, _ file: String) -> String {
    say(
      "\(file), ligne \(place.line), colonne \(place.column)",
      "\(file), line \(place.line), column \(place.column)")
  }
}

extension ConfigurationError.Expectation {
  fileprivate var sentence: String {
    switch self {
    case .mapping: say("lignes « clé: valeur »", "'key: value' lines")
    case .text: say("un texte", "a text")
    case .wholeNumber: say("un nombre entier à partir de 0", "a whole number from 0")
    case .clientCount:
      say("un nombre de clients à partir de 1", "a number of clients from 1")
    case .clusterCount:
      say("auto ou un nombre entier à partir de 1", "auto or a whole number from 1")
    case .heldOutFraction:
      say("une part au-dessus de 0 et d'au plus 0.5", "a share above 0 and at most 0.5")
    case .folds:
      say(
        "un nombre de parts de 2 à 100, ou 5x3 pour trois tirages de 5 parts",
        "a number of parts from 2 to 100, or 5x3 for three divisions in 5 parts")
    case .thresholds:
      say(
        "{use: …, caution: …}, deux nombres dont le premier n'est pas le plus petit",
        "{use: …, caution: …}, two numbers of which the first is not the smaller")
    case .probability: say("un nombre de 0 à 1", "a number from 0 to 1")
    case .texts: say("une liste de textes", "a list of texts")
    case .day: say("une date, par exemple 2026-09-01", "a day, such as 2026-09-01")
    case .amount: say("un nombre à partir de 0", "a number from 0")
    case .hours: say("un nombre d'heures de 0 à 10 000", "a number of hours from 0 to 10,000")
    case .flag: say("true ou false", "true or false")
    case .action:
      say(
        "un code d'action, ou {action: A16, classes: [A]}",
        "the code of an action, or {action: A16, classes: [A]}")
    case .numericType:
      say(
        "une colonne de type numeric : seul un nombre a une unité",
        "a column of type numeric: only a number has a unit")
    case .quarter: say("un trimestre, par exemple 2026-T3", "a quarter, such as 2026-T3")
    case .oneOf(let choices):
      say("l'un de : ", "one of: ") + choices.joined(separator: ", ")
    }
  }
}
