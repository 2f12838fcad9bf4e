/// A merge as it was found: `first` and `second` number observations, then earlier steps.
struct AgglomerationStep: Sendable, Equatable {
  let first: Int
  let second: Int
  let height: Double
}

extension Dendrogram {
  /// - Parameters:
  ///   - keepsOrder: whether the merges stand as they were found, else in order of height, ties as
  ///     found.
  ///   - exponent: of the power of two that heights are multiplied with.
  init(
    steps: [AgglomerationStep], observationCount n: Int, keepsOrder: Bool, exponent: Int
  ) throws(ClusteringError) {
    let heights = keepsOrder ? steps.map(\.height) : Self.monotoneHeights(of: steps, count: n)
    var order = Array(steps.indices)
    if !keepsOrder {
      order.sort { a, b in heights[a] != heights[b] ? heights[a] < heights[b] : a < b }
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
    try self.init(observationCount: n, merges: merges)
  }

  /// Heights raised to those of the clusters merged where rounding puts them below.
  private static func monotoneHeights(of steps: [AgglomerationStep], count n: Int) -> [Double] {
    var heights: [Double] = []
    heights.reserveCapacity(steps.count)
    for step in steps {
      let below = max(
        step.first < n ? 0 : heights[step.first - n], step.second < n ? 0 : heights[step.second - n]
      )
      heights.append(max(step.height, below))
    }
    return heights
  }
}
