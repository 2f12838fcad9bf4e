import HeapModule

/// A merge as it was found: `first` and `second` number observations, then earlier steps.
struct AgglomerationStep: Sendable, Equatable {
  let first: Int
  let second: Int
  /// What was compared: the height, or for linkages of squares what its root is taken of, which
  /// distinguishes more.
  let cost: Double
  let height: Double
}

extension Dendrogram {
  /// - Parameters:
  ///   - keepsOrder: whether the merges stand as they were found; else in the order in which the
  ///     definition makes them, the lowest of those possible first, ties by the first members of
  ///     the two clusters, the earlier first.
  ///   - exponent: of the power of two that heights are multiplied with.
  init(
    steps: [AgglomerationStep], observationCount n: Int, keepsOrder: Bool, exponent: Int
  ) throws(ClusteringError) {
    let heights = keepsOrder ? steps.map(\.height) : Self.monotoneHeights(of: steps, count: n)
    let order =
      keepsOrder ? Array(steps.indices) : Self.greedyOrder(of: steps, count: n)
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

  /// Rounds find merges out of order; the definition takes the least, again and again, of those
  /// whose two clusters are there.
  private static func greedyOrder(
    of steps: [AgglomerationStep], count n: Int
  ) -> [Int] {
    var firstMember = [Int](0..<n)
    var parent = [Int](repeating: -1, count: n + steps.count)
    var missing = [Int](repeating: 0, count: steps.count)
    for (s, step) in steps.enumerated() {
      firstMember.append(min(firstMember[step.first], firstMember[step.second]))
      for child in [step.first, step.second] {
        parent[child] = s
        if child >= n { missing[s] += 1 }
      }
    }
    func candidate(_ s: Int) -> Candidate {
      Candidate(cost: steps[s].cost, firstMember: firstMember[n + s], step: s)
    }
    var possible = Heap(steps.indices.filter { missing[$0] == 0 }.map(candidate))
    var order: [Int] = []
    order.reserveCapacity(steps.count)
    while let next = possible.popMin() {
      order.append(next.step)
      let above = parent[n + next.step]
      guard above >= 0 else { continue }
      missing[above] -= 1
      if missing[above] == 0 { possible.insert(candidate(above)) }
    }
    return order
  }

  /// A merge whose clusters are there. A cluster merges once, so that no two of these have a first
  /// member in common.
  private struct Candidate: Comparable {
    let cost: Double
    let firstMember: Int
    let step: Int

    static func < (a: Candidate, b: Candidate) -> Bool {
      (a.cost, a.firstMember) < (b.cost, b.firstMember)
    }
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
