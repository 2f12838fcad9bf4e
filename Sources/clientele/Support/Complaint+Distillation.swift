import Segmentation

extension Complaint {
  init(_ error: RuleDistillationError) {
    self.init(status: .unusableData, message: Self.words(error))
  }

  private static func words(_ error: RuleDistillationError) -> String {
    switch error {
    case .oneSegment(let column):
      say(
        "la colonne « \(column) » n'a qu'un segment : il n'y a rien à distinguer.",
        "the column '\(column)' has one segment only: there is nothing to tell apart.")
    case .noFeature:
      say(
        "aucune colonne ne peut servir de condition : il faut au moins une quantité, une catégorie ou "
          + "une liste à côté des segments. « clientele inspect » montre ce qui a été lu.",
        "no column can make a condition: it takes at least one quantity, category or list beside the "
          + "segments. 'clientele inspect' shows what was read.")
    }
  }
}
