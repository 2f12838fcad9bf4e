import Clustering
import LinearAlgebra

/// ``HierarchyTruncation`` for the linkages by the nearest or the farthest pair of members, of a
/// contrast between two clusters of the cut.
///
/// **Single.** Two clusters stay apart while each of their pairs of members is farther apart than the
/// highest merge: one quadratic for each pair of observations of different bodies.
///
/// **Complete.** Two clusters A and B, there during l…u, stay apart while *some* pair of members is
/// farther apart than h = max w_t: what is excluded is the intersection, over the pairs of members, of
/// the intervals where a pair is nearer than h. It is most often empty after a few pairs. Gao, Bien &
/// Witten 2024 leave this linkage to Monte Carlo; the intersection is exact.
///
/// A tree of another linkage is noticed where two members of different bodies show it.
///
/// Single O(*n*²·*p*); complete O(*n*³·*p*) at worst, near O(*n*²·*p*) where the tree is balanced.
struct ExtremeTruncation: Sendable {
  private let history: MergeHistory
  private let members: NodeMembers
  private let heights: RangeMaximum

  /// - Parameter history: of at least one merge, linkage single or complete.
  init(_ history: MergeHistory) {
    let members = NodeMembers(history)
    let isSingle = history.linkage == .single
    let heights = history.merges.map { merge in
      var extreme = isSingle ? Double.infinity : 0
      for i in members[merge.first] {
        for j in members[merge.second] {
          let distance = history.squaredDistance(i, j).constant
          extreme = isSingle ? min(extreme, distance) : max(extreme, distance)
        }
      }
      return extreme
    }
    self.history = history
    self.members = members
    self.heights = RangeMaximum(heights)
  }

  /// `nil` where a step does not merge the nearest pair: the tree is not that of the linkage.
  func truncation(parallelism: Parallelism) throws(CancellationError) -> Truncation? {
    let isSingle = history.linkage == .single
    let count = isSingle ? history.leafCount : history.nodeCount
    let parts = try parallelism.map(blocksOf: count, size: 64) {
      (nodes: Range<Int>) throws(CancellationError) -> Truncation? in
      var part = Truncation()
      for node in nodes {
        try parallelism.checkpoint()
        let holds =
          isSingle ? restrictSingle(&part, by: node) : restrictComplete(&part, by: node)
        if !holds { return nil }
      }
      return part
    }
    var result = Truncation()
    for part in parts {
      guard let part else { return nil }
      result.formIntersection(part)
    }
    return result
  }

  private func restrictSingle(_ truncation: inout Truncation, by leaf: Int) -> Bool {
    let height = heights[0...(history.merges.count - 1)]
    for other in 0..<leaf where history.bodies[other] != history.bodies[leaf] {
      let pair = history.squaredDistance(other, leaf)
      if pair.constant < height * (1 - 1e-9) { return false }
      truncation.require(pair.square, pair.linear, pair.constant - height)
    }
    return true
  }

  private func restrictComplete(_ truncation: inout Truncation, by node: Int) -> Bool {
    let birth = history.births[node]
    let body = history.bodies[node]
    if birth > history.merges.count - 1 { return true }
    for other in 0..<node
    where history.bodies[other] != body && history.deaths[other] >= birth {
      let last = min(history.deaths[other], history.deaths[node])
      if last < birth { continue }
      if !excludeNear(other, node, height: heights[birth...last], in: &truncation) { return false }
    }
    return true
  }

  /// Excludes the ψ at which all members of two clusters are nearer to each other than `height`.
  private func excludeNear(
    _ a: Int, _ b: Int, height: Double, in truncation: inout Truncation
  ) -> Bool {
    var lower = -Double.infinity
    var upper = Double.infinity
    for i in members[a] {
      for j in members[b] {
        let pair = history.squaredDistance(i, j)
        let discriminant =
          pair.linear * pair.linear - 4 * pair.square * (pair.constant - height)
        if discriminant <= 0 { return true }
        let half = discriminant.squareRoot() / (2 * pair.square)
        let middle = -pair.linear / (2 * pair.square)
        lower = max(lower, middle - half)
        upper = min(upper, middle + half)
        if lower >= upper { return true }
      }
    }
    if lower < 0 && upper > 0 {
      // The data stand inside only by rounding, at the nearer end, or the tree is another one.
      if min(-lower, upper) > 1e-6 { return false }
      if -lower < upper { lower = 0 } else { upper = 0 }
    }
    truncation.exclude(from: lower, to: upper)
    return true
  }
}

/// The observations under each node: one range of one order of the leaves.
private struct NodeMembers: Sendable {
  private let order: [Int]
  private let ranges: [Range<Int>]

  init(_ history: MergeHistory) {
    var lists = (0..<history.leafCount).map { [$0] }
    for merge in history.merges {
      lists.append(lists[merge.first] + lists[merge.second])
    }
    // The last nodes made, not part of another, hold the lists of all nodes below them in order.
    var position = [Int](repeating: 0, count: history.leafCount)
    var order: [Int] = []
    var isPart = [Bool](repeating: false, count: lists.count)
    for merge in history.merges {
      isPart[merge.first] = true
      isPart[merge.second] = true
    }
    for node in lists.indices where !isPart[node] { order += lists[node] }
    for (place, leaf) in order.enumerated() { position[leaf] = place }
    ranges = lists.map { list in
      let start = position[list[0]]
      return start..<(start + list.count)
    }
    self.order = order
  }

  subscript(node: Int) -> ArraySlice<Int> { order[ranges[node]] }
}
