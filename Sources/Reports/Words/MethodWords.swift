import Clustering
import Interpretation

/// How the segments were made, in one phrase.
struct MethodWords: Sendable {
  let context: ReportContext

  var name: String {
    switch context.study.model.method {
    case .wardThenKMeans:
      context.pick(
        "Ward sur les axes factoriels, consolidé", "Ward on the factor axes, consolidated")
        + (moved.map { " (\($0))" } ?? "")
    case .ward: context.pick("Ward sur les axes factoriels", "Ward on the factor axes")
    case .kMeans: context.pick("k-means sur les axes factoriels", "k-means on the factor axes")
    }
  }

  /// What consolidation changed; `nil` where it changed nothing.
  var moved: String? {
    guard let count = context.study.clustering.movedByConsolidation, count > 0 else { return nil }
    return context.pick(
      "\(context.clients(count)) \(context.numbers.plural(Double(count), "déplacé", "déplacés"))",
      "\(context.clients(count)) moved")
  }
}
