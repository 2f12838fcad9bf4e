import Clustering
import LinearAlgebra

/// The ψ for which data along the line of a contrast have the same first merges, in the same order.
///
/// Step *t* merges the two clusters of lowest dissimilarity. Two clusters A and B that are there
/// before the steps l…u and are not merged with each other in them stay apart if and only if
///
///     δ(A, B; ψ) ≥ w_t(ψ)   for all t in l…u,     w_t the dissimilarity of the pair that step t merges.
///
/// For Ward, average, weighted, centroid and median linkage of squared Euclidean distances, both sides
/// are quadratics in ψ. A pair inside one body does not move: where the contrast is between two
/// clusters of the cut itself, no w_t moves, and what counts is its maximum over l…u; this is the
/// set of Gao, Bien & Witten 2024, and inversions are no hindrance. Where k-means moved
/// observations after the cut, some w_t move too, and each is compared.
///
/// O(*n*²·*p*) time, times the number of merges that move; O(*n*(*p* + log *n*)) memory.
struct HierarchyTruncation: Sendable {
  private let history: MergeHistory
  private let winners: [Quadratic]
  /// Of the winners that do not move.
  private let highest: RangeMaximum
  /// The steps whose winner moves.
  private let moving: [Int]
  private let largestCoordinate: Double
  /// Distances of so many nodes from all are held at once: few enough to stay in memory that is
  /// already there, which for blocks of megabytes costs more than the distances.
  private static let nodesAtOnce = 4

  /// - Parameter history: of at least one merge.
  init(_ history: MergeHistory) {
    let winners = history.merges.map { history.dissimilarity($0.first, $0.second) }
    self.history = history
    self.winners = winners
    highest = RangeMaximum(winners.map { $0.isConstant ? $0.constant : -.infinity })
    moving = winners.indices.filter { !winners[$0].isConstant }
    largestCoordinate = history.centres.reduce(0) { max($0, abs($1)) }
  }

  /// `nil` where a step does not merge the nearest pair: the tree is not that of the linkage.
  func truncation(parallelism: Parallelism) throws(CancellationError) -> Truncation? {
    let centres = Matrix(
      rowCount: history.nodeCount, columnCount: history.columnCount, elements: history.centres)
    let pairs = PairwiseDistances(centres)
    let parts = try parallelism.map(blocksOf: history.nodeCount, size: Self.nodesAtOnce) {
      (nodes: Range<Int>) throws(CancellationError) -> Truncation? in
      try parallelism.checkpoint()
      var part = Truncation()
      let distances = pairs.squared(from: nodes)
      for (row, node) in nodes.enumerated() {
        if !restrict(&part, by: node, distances: distances.row(row)) { return nil }
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

  /// All pairs of a node with an older one; whether none is nearer than a pair that was merged.
  private func restrict(
    _ truncation: inout Truncation, by node: Int, distances: ArraySlice<Double>
  ) -> Bool {
    let birth = history.births[node]
    let death = history.deaths[node]
    if birth > winners.count - 1 { return true }
    for other in 0..<node where history.deaths[other] >= birth {
      var last = min(history.deaths[other], death)
      if history.deaths[other] == death {
        let merge = history.merges[last]
        if merge.first == other && merge.second == node { last -= 1 }
      }
      if last < birth { continue }
      let pair = history.dissimilarity(
        other, node, squaredDistance: distances[distances.startIndex + other])
      if !restrict(&truncation, by: pair, during: birth...last) { return false }
    }
    return true
  }

  private func restrict(
    _ truncation: inout Truncation, by pair: Quadratic, during steps: ClosedRange<Int>
  ) -> Bool {
    let height = highest[steps]
    if height > -.infinity {
      if isNearer(pair.constant, than: height) { return false }
      if !pair.isConstant {
        truncation.require(pair.square, pair.linear, pair.constant - height)
      }
    }
    if moving.isEmpty { return true }
    var index = firstMoving(from: steps.lowerBound)
    while index < moving.count, moving[index] <= steps.upperBound {
      let winner = winners[moving[index]]
      if isNearer(pair.constant, than: winner.constant) { return false }
      truncation.require(
        pair.square - winner.square, pair.linear - winner.linear,
        pair.constant - winner.constant)
      index += 1
    }
    return true
  }

  private func firstMoving(from step: Int) -> Int {
    var low = 0
    var high = moving.count
    while low < high {
      let middle = (low + high) / 2
      if moving[middle] < step { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Lower by more than rounding, that of a difference of coordinates included.
  private func isNearer(_ value: Double, than height: Double) -> Bool {
    let size = value + height
    let slack = 1e-9 * size + 256 * Double.ulpOfOne * largestCoordinate * size.squareRoot()
    return value < height - slack
  }
}
