import Interpretation
import Segmentation

/// Why something asked for is not evaluated, for the report and the terminal.
///
///     NotEvaluatedWords(.english).because(OutcomeRefusal.constant)     // "a single value …"
public struct NotEvaluatedWords: Sendable {
  private let language: Language
  private let numbers: NumberStyle

  public init(_ language: Language) {
    self.language = language
    numbers = NumberStyle(language)
  }

  private func pick(_ french: String, _ english: String) -> String {
    language == .french ? french : english
  }

  /// Of an outcome.
  public func because(_ refusal: OutcomeRefusal) -> String {
    switch refusal {
    case .identifier:
      pick(
        "la colonne nomme les clients ou porte un texte, chaque valeur est autre",
        "the column names the clients or holds a text, every value is another")
    case .kind:
      pick("ni les dates ni les listes n’ont ici de mesure", "dates and lists have no measure here")
    case .empty: pick("la colonne est vide", "the column is empty")
    case .constant: pick("une seule valeur chez ces clients", "a single value among these clients")
    case .oneSegment:
      pick("un seul segment chez ces clients", "a single segment among these clients")
    case .oneRule:
      pick("une seule règle prend tous ces clients", "one rule takes all these clients")
    case .tooFewValues: pick("trop peu de valeurs connues", "too few known values")
    case .nobodyHeldOut: pick("personne n’a été mis de côté", "nobody was left aside")
    }
  }

  /// Of the groups of a column.
  ///
  /// - Parameter isTried: whether random clients were held out instead.
  public func groups(_ groups: GroupsNotEvaluated, isTried: Bool) -> String {
    let start = pick(
      "Les groupes de « \(groups.column) » ne sont pas évalués : \(because(groups)).",
      "The groups of “\(groups.column)” are not evaluated: \(because(groups)).")
    guard isTried else { return start }
    return start
      + pick(
        " À leur place, un quart des clients, tirés au hasard, a été mis de côté.",
        " In their stead a quarter of the clients, drawn at random, was left aside.")
  }

  private func because(_ groups: GroupsNotEvaluated) -> String {
    let needed = numbers.integer(groups.minimumSize)
    switch groups.reason {
    case .empty: return pick("la colonne est vide", "the column is empty")
    case .oneValue:
      return pick(
        "tous les clients y ont la même valeur, il n’y a pas d’autre groupe sur lequel essayer",
        "all clients have the same value there, so there is no other group to try on")
    case .nearlyAllDiffer:
      return pick(
        "ses valeurs sont presque toutes différentes, elles ne forment pas de groupes",
        "nearly all its values differ, they make no groups")
    case .kind:
      return pick(
        "ce sont des dates, des listes ou des nombres à décimales, pas des libellés",
        "these are dates, lists or decimal numbers, no labels")
    case .tooSmall:
      return groups.largeGroups == 0
        ? pick(
          "aucun groupe ne compte les \(needed) clients qu’il faut, et il en faut deux",
          "no group has the \(needed) clients that it takes, and it takes two")
        : pick(
          "un seul groupe compte les \(needed) clients qu’il faut, et il en faut deux",
          "a single group has the \(needed) clients that it takes, and it takes two")
    }
  }

  /// Too few clients to hold any out.
  public func heldOut(_ few: NotTried) -> String {
    let (clients, needed) = (numbers.integer(few.clients), numbers.integer(few.needed))
    return pick(
      "rien n’est éprouvé sur des clients mis de côté : il y en aurait \(clients), il en faut \(needed)",
      "nothing is tried on clients left aside: there would be \(clients), and it takes \(needed)")
  }
}
