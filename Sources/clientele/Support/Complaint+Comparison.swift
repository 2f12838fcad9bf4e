import Segmentation
import Tables

extension Complaint {
  init(_ error: ComparisonError) {
    self.init(status: .unusableData, message: Self.words(error))
  }

  private static func words(_ error: ComparisonError) -> String {
    switch error {
    case .unknownColumn(let name, let known):
      say(
        "aucune colonne ne s'appelle « \(name) ». Colonnes lues : "
          + "\(known.joined(separator: ", ")).",
        "no column is called '\(name)'. Columns read: \(known.joined(separator: ", ")).")
    case .notSegments(let column, let kind):
      say(
        "la colonne « \(column) » (\(kind.words)) n'est pas une segmentation : il faut des noms ou des "
          + "numéros de segments.",
        "the column '\(column)' (\(kind.words)) is no segmentation: it takes names or numbers of "
          + "segments.")
    case .noValue(let column):
      say(
        "la colonne « \(column) » est vide.", "the column '\(column)' is empty.")
    case .tooManyNames(let column, let names, let clients):
      say(
        "la colonne « \(column) » n'est pas une segmentation : \(names) valeurs différentes pour "
          + "\(clients) clients.",
        "the column '\(column)' is no segmentation: \(names) different values for \(clients) "
          + "clients.")
    case .nobodyInBoth(let left, let right):
      say(
        "aucun client n'a de segment à la fois dans « \(left) » et dans « \(right) ».",
        "no client has a segment in both '\(left)' and '\(right)'.")
    }
  }
}
