/// How a merge stands out from those below it.
///
///     tree.inconsistency(depth: 2)[m].coefficient
///
/// Over the heights of the merge and of those beneath it, down to `depth` levels in all: their `mean`,
/// sample `standardDeviation` (0 for one height), `count`, and `coefficient` =
/// (height − mean) / standardDeviation, 0 where that is 0. As SciPy's `inconsistent`.
///
/// Source: Jain & Dubes 1988, *Algorithms for Clustering Data*, 3.2.
public struct MergeInconsistency: Sendable, Codable, Equatable {
  public let mean: Double
  public let standardDeviation: Double
  public let count: Int
  public let coefficient: Double
}

extension Dendrogram {
  /// One for each merge.
  /// - Parameter depth: at least 1, which is the merge alone.
  public func inconsistency(depth: Int = 2) -> [MergeInconsistency] {
    precondition(depth >= 1, "at least the merge itself")
    return merges.indices.map { m in
      let heights = heightsBelow(merge: m, depth: depth)
      let count = Double(heights.count)
      // From the merge's own height, so that equal heights deviate by 0 exactly.
      let top = merges[m].height
      let mean = heights.reduce(0) { $0 + ($1 - top) } / count
      let squares = heights.reduce(0) { $0 + ($1 - top - mean) * ($1 - top - mean) }
      let deviation = heights.count > 1 ? (squares / (count - 1)).squareRoot() : 0
      return MergeInconsistency(
        mean: top + mean, standardDeviation: deviation, count: heights.count,
        coefficient: deviation > 0 ? -mean / deviation : 0)
    }
  }

  private func heightsBelow(merge: Int, depth: Int) -> [Double] {
    var level = [merge]
    var heights: [Double] = []
    for _ in 0..<depth where !level.isEmpty {
      heights += level.map { merges[$0].height }
      level = level.flatMap { [merges[$0].first, merges[$0].second] }
        .filter { $0 >= observationCount }.map { $0 - observationCount }
    }
    return heights
  }
}
