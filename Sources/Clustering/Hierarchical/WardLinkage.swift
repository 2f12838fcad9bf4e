import LinearAlgebra

/// Ward's hierarchy: each step merges the two clusters that raise the inertia least.
///
///     let tree = try WardLinkage().fit(x)
///     tree.cut(clusterCount: 3).labels
///
/// Merging *a* and *b*, of weights wₐ and w_b, raises the inertia by
/// δ = wₐw_b/(wₐ + w_b) · ‖cₐ − c_b‖²; the merge's height is √(2δ), a distance (`ward.D2`, as
/// SciPy's `linkage(method="ward")` and R's `hclust(method = "ward.D2")`). Heights never decrease,
/// and Σ height²/2 is the total inertia.
///
/// Clusters are kept as centroid and weight, not as distances: O(*n·p*) memory. In each round every
/// pair of clusters that are each other's nearest is merged, which gives the tree of
/// merging the nearest pair one at a time: after merging a and b, no other cluster is nearer to the
/// result than to the nearer of the two (Ward's criterion is *reducible*).
///
/// **Ties.** A cluster's nearest is the one of lowest δ, then of the lowest first member. Whatever
/// the ties, each step in the order of the result merges a pair at the smallest distance there is,
/// to rounding; where that pair is not unique, so are neither the tree nor all its cuts, and
/// another program may give others. Merges of equal height stand in the order they were found.
///
/// A row of weight 2 is worth the row twice, save for the merge at height 0. Two rows that are equal
/// merge at height 0.
///
/// Source: Ward 1963, doi:10.1080/01621459.1963.10500845; Murtagh & Legendre 2014,
/// doi:10.1007/s00357-014-9161-z; rounds of reciprocal neighbours: Murtagh 1983,
/// doi:10.1093/comjnl/26.4.354.
public struct WardLinkage: Sendable, Codable, Equatable {
  public init() {}

  /// - Parameters:
  ///   - x: *n* × *p*, finite.
  ///   - weights: *n* positive weights; `nil` means all 1.
  /// - Returns: *n* − 1 merges, lowest first; none for one observation.
  /// - Complexity: O(*n*²·*p*) for data with few rounds, O(*n·p*) memory.
  public func fit(
    _ x: Matrix, weights: [Double]? = nil, parallelism: Parallelism = .serial
  ) throws -> Dendrogram {
    let rescaled = try Observations(x, weights: weights, rule: .positive).rescaled()
    var agglomeration = WardAgglomeration(rescaled.observations)
    let steps = agglomeration.run(parallelism: parallelism)
    return try dendrogram(
      of: steps, observationCount: x.rowCount, exponent: -rescaled.exponent)
  }

  /// Puts the steps in order of height and numbers the clusters accordingly.
  private func dendrogram(
    of steps: [WardAgglomeration.Step], observationCount n: Int, exponent: Int
  ) throws -> Dendrogram {
    let heights = monotoneHeights(of: steps, observationCount: n)
    let order = steps.indices.sorted { a, b in
      heights[a] != heights[b] ? heights[a] < heights[b] : a < b
    }
    var newNumber = [Int](0..<(n + steps.count))
    for (position, step) in order.enumerated() { newNumber[n + step] = n + position }
    var size = [Int](repeating: 1, count: n)
    size.reserveCapacity(n + steps.count)
    for step in steps { size.append(size[step.first] + size[step.second]) }
    let merges = order.map { s in
      let a = newNumber[steps[s].first]
      let b = newNumber[steps[s].second]
      return Merge(
        first: min(a, b), second: max(a, b),
        height: heights[s].scaled(byPowerOfTwo: exponent), size: size[n + s])
    }
    return try Dendrogram(observationCount: n, merges: merges)
  }

  /// Heights √(2δ), raised to those of the clusters merged where rounding puts them below.
  private func monotoneHeights(
    of steps: [WardAgglomeration.Step], observationCount n: Int
  ) -> [Double] {
    var heights: [Double] = []
    heights.reserveCapacity(steps.count)
    for step in steps {
      let below = [step.first, step.second].map { $0 < n ? 0 : heights[$0 - n] }.max() ?? 0
      heights.append(max((2 * step.cost).squareRoot(), below))
    }
    return heights
  }
}
