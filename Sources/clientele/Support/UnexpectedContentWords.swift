import Interpretation
import Tables

extension UnexpectedContent {
  /// How much of the column is something else, and the limits: `37 valeurs sur 120 (31 %) ne sont pas
  /// des nombres ; jusqu'à 3 valeurs, ou 5 %, …`.
  var measure: String {
    let numbers = NumberStyle(language)
    let share = numbers.percent(Double(count) / Double(max(present, 1)))
    let limit = numbers.percent(limitShare)
    return say(
      "\(numbers.integer(count)) valeurs sur \(numbers.integer(present)) (\(share)) ne sont pas "
        + "\(expected.frenchPlural) ; jusqu'à \(limitCount) valeurs, ou \(limit), elles seraient "
        + "tenues pour manquantes",
      "\(numbers.integer(count)) values of \(numbers.integer(present)) (\(share)) are not "
        + "\(expected.englishPlural); up to \(limitCount) values, or \(limit), they would be taken "
        + "as missing")
  }

  var frenchRefusal: String {
    "colonne \(position) (« \(columnName) »), ligne \(firstLine) pour la première : \(measure). "
      + "Corriger ou vider ces cellules, ou dire dans la configuration ce qu'est la colonne "
      + "(types:) ou qu'elle ne sert pas (columns: … ignored). « clientele inspect » montre les "
      + "lignes."
  }

  var englishRefusal: String {
    "column \(position) ('\(columnName)'), line \(firstLine) for the first: \(measure). Mend or "
      + "empty these cells, or say in the configuration what the column is (types:) or that it is "
      + "not used (columns: … ignored). 'clientele inspect' shows the lines."
  }
}

extension ColumnKind {
  fileprivate var frenchPlural: String {
    switch self {
    case .numeric, .ordinal: "des nombres"
    case .date: "des dates"
    case .yesNo: "des oui ou non"
    case .identifier, .text, .category, .set: "ce qui est attendu"
    }
  }

  fileprivate var englishPlural: String {
    switch self {
    case .numeric, .ordinal: "numbers"
    case .date: "dates"
    case .yesNo: "yes or no"
    case .identifier, .text, .category, .set: "what is expected"
    }
  }
}
