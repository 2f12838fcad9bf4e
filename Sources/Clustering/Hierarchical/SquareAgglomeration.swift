import LinearAlgebra

/// Agglomeration on the full square of dissimilarities, both triangles, so that every scan runs along
/// a row.
///
/// A cluster lives in a *slot*: a column of the square, a row (which `rowOf` finds) and its entry in
/// each array. A merge leaves its result in the lower of its two slots; slots stand in the order of
/// their clusters' first members. An entry of a cluster with itself is infinite; the columns of
/// clusters that are no more hold anything and carry an infinite penalty.
///
/// Rounds: every pair of clusters nearest to each other merges (for reducible linkages the merges of
/// the definition, in another order), and the square is closed up in one pass, in place. The first
/// round takes its rows from the points, twice, so that the square begins with the clusters it leaves.
///
/// **What bounds it.** For 20 000 × 16, the 2 · 4·10⁸ distances of the first round, unfused and in
/// double as their definition is, and reading and writing the square about three times over in all, a
/// round leaving five clusters of six: by the additions the one, by the memory the other. What the
/// system needs to clear the pages of 2.2 GB comes on top, and varies.
struct SquareAgglomeration {
  let linkage: Linkage
  let observationCount: Int
  let heightsAreRoots: Bool
  var square: Square
  var weights: [Double]
  var penalties: [Double]
  /// Of the clusters, as steps number them.
  var numbers: [Int]
  var neighbours: [Int32]
  var costs: [Double]
  var isStale: [Bool]
  var active: [Int]
  var steps: [AgglomerationStep] = []

  /// What the square takes at most.
  static func bytes(observationCount n: Int) -> Int { Square.bytes(count: n) }

  /// - Parameter rows: of squared dissimilarities where `roots`, heights being their square roots.
  init(
    _ linkage: Linkage, of rows: FirstRows, weights: [Double]?, roots: Bool,
    parallelism: Parallelism
  ) throws(CancellationError) {
    let n = rows.count
    self.linkage = linkage
    observationCount = n
    heightsAreRoots = roots
    square = Square()
    self.weights = weights ?? [Double](repeating: 1, count: n)
    penalties = [Double](repeating: 0, count: n)
    numbers = [Int](0..<n)
    neighbours = [Int32](repeating: -1, count: n)
    costs = [Double](repeating: 0, count: n)
    isStale = [Bool](repeating: true, count: n)
    active = [Int](0..<n)
    steps.reserveCapacity(n - 1)
    try begin(with: rows, parallelism: parallelism)
  }
}

extension SquareAgglomeration {
  struct Pair: Sendable {
    let first: Int
    let second: Int
    let cost: Double
  }

  mutating func run(parallelism: Parallelism) throws(CancellationError) -> [AgglomerationStep] {
    if linkage.mayInvert { return try runByGlobalMinimum(parallelism: parallelism) }
    if active.count > 1 { try refresh(active.filter { isStale[$0] }, parallelism: parallelism) }
    while active.count > 1 {
      try checkpoint(parallelism)
      let pairs = reciprocalPairs()
      if pairs.isEmpty {
        let next = nextStale()
        if next.isEmpty { mergeAndMark([lowestPair()], parallelism: parallelism) }
        try refresh(next, parallelism: parallelism)
      } else if areMany(pairs) {
        try closeUp(merging: pairs, parallelism: parallelism)
      } else {
        mergeAndMark(pairs, parallelism: parallelism)
        if active.count > 1, active.count * 10 <= slotCount * 7 {
          try closeUp(merging: [], parallelism: parallelism)
        }
        if active.count > 1 { try refresh(nextStale(), parallelism: parallelism) }
      }
    }
    return steps
  }

  var slotCount: Int { numbers.count }

  /// Whether a pass over the whole square costs less than writing a column for each pair.
  func areMany(_ pairs: [Pair]) -> Bool { pairs.count * 24 >= active.count }

  func checkpoint(_ parallelism: Parallelism) throws(CancellationError) {
    let share = Double(active.count) / Double(observationCount)
    try parallelism.checkpoint(1 - 0.6 * share * share)
  }

  /// Of the stale clusters, whose costs are lower bounds: a third, the lowest, and whichever may be
  /// nearer than every pair known.
  private func nextStale() -> [Int] {
    let stale = active.filter { isStale[$0] }
    let lowest = active.reduce(Double.infinity) { isStale[$1] ? $0 : min($0, costs[$1]) }
    let bounds = stale.map { costs[$0] }.sorted()
    guard !bounds.isEmpty else { return [] }
    let limit = max(bounds[bounds.count / 3], lowest.isFinite ? lowest : bounds[bounds.count - 1])
    return stale.filter { costs[$0] <= limit }
  }

  func reciprocalPairs() -> [Pair] {
    active.compactMap { slot in
      let other = Int(neighbours[slot])
      guard !isStale[slot], other > slot, !isStale[other], Int(neighbours[other]) == slot else {
        return nil
      }
      return Pair(first: slot, second: other, cost: costs[slot])
    }
  }

  /// Where neighbours of equal dissimilarity chase each other round a ring: a pair at the lowest
  /// of all.
  private func lowestPair() -> Pair {
    let lowest = active.min { costs[$0] < costs[$1] } ?? 0
    let other = Int(neighbours[lowest])
    return Pair(first: min(lowest, other), second: max(lowest, other), cost: costs[lowest])
  }
}
