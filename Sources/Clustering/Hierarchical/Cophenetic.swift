extension Dendrogram {
  /// The height at which two observations come together.
  /// - Complexity: O(*n*²) time and memory.
  public func copheneticDistances() -> Dissimilarities {
    let n = observationCount
    var condensed = [Double](repeating: 0, count: n * (n - 1) / 2)
    var members = (0..<n).map { [$0] }
    for merge in merges {
      for i in members[merge.first] {
        for j in members[merge.second] {
          condensed[Dissimilarities.start(ofRow: min(i, j), count: n) + abs(i - j) - 1] =
            merge.height
        }
      }
      members.append(members[merge.first] + members[merge.second])
      members[merge.first] = []
      members[merge.second] = []
    }
    return Dissimilarities(count: n, unchecked: condensed)
  }

  /// Pearson's correlation, over pairs of observations, of the height at which they come together
  /// and their dissimilarity; as SciPy's `cophenet`.
  ///
  /// In −1…1; 1 for the tree of an ultrametric. `nil` where either is the same for all pairs.
  ///
  /// Source: Sokal & Rohlf 1962, doi:10.2307/1217208.
  /// - Parameter dissimilarities: of the tree's observations, in their order.
  public func copheneticCorrelation(with dissimilarities: Dissimilarities) -> Double? {
    precondition(dissimilarities.count == observationCount, "dissimilarities of the observations")
    let heights = copheneticDistances().condensed
    let values = dissimilarities.condensed
    guard let scale = heights.max(), let otherScale = values.max(), scale > 0, otherScale > 0
    else { return nil }
    let u = Self.deviations(heights, scale: scale)
    let d = Self.deviations(values, scale: otherScale)
    let uu = u.reduce(0) { $0 + $1 * $1 }
    let dd = d.reduce(0) { $0 + $1 * $1 }
    guard uu > 0, dd > 0 else { return nil }
    let ud = zip(u, d).reduce(0) { $0 + $1.0 * $1.1 }
    return min(1, max(-1, ud / (uu.squareRoot() * dd.squareRoot())))
  }

  private static func deviations(_ values: [Double], scale: Double) -> [Double] {
    let first = values[0] / scale
    let mean = values.reduce(0) { $0 + ($1 / scale - first) } / Double(values.count)
    return values.map { $0 / scale - first - mean }
  }
}
