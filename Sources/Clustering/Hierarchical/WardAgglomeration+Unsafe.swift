import CKernels
import LinearAlgebra

/// The state of Ward's algorithm by rounds of reciprocal neighbours.
///
/// A cluster lives in a *slot*: a lane of the tiles for its centroid, and its entry in each
/// array. A merge leaves its result in the lower of its two slots and frees the other; when
/// enough slots are free they are closed up, order kept. Slots therefore stand in the order of
/// their clusters' first members, and the lowest slot breaks ties as that order demands.
struct WardAgglomeration {
  /// A merge as it was found: `first` and `second` number observations, then earlier steps.
  struct Step: Sendable {
    let first: Int
    let second: Int
    /// The rise of inertia.
    let cost: Double
  }

  private let observationCount: Int
  private let columnCount: Int
  private var coordinates: [Double]
  private var weights: [Double]
  private var inverseWeights: [Double]
  private var numbers: [Int]
  private var neighbours: [Int32]
  private var costs: [Double]
  private var activeCount: Int
  private var steps: [Step] = []

  init(_ observations: Observations) {
    let n = observations.count
    observationCount = n
    columnCount = observations.columnCount
    coordinates = LaneTiles(observations.centred()).storage
    let slotCount = Self.roundedUp(n)
    weights = observations.weights ?? [Double](repeating: 1, count: n)
    weights += [Double](repeating: 0, count: slotCount - n)
    inverseWeights = weights.map { $0 > 0 ? 1 / $0 : 0 }
    numbers = [Int](0..<slotCount)
    neighbours = [Int32](repeating: -1, count: slotCount)
    costs = [Double](repeating: .infinity, count: slotCount)
    activeCount = n
    for slot in n..<slotCount { free(slot) }
  }

  private static func roundedUp(_ count: Int) -> Int {
    (count + LaneTiles.width - 1) / LaneTiles.width * LaneTiles.width
  }

  private var slotCount: Int { inverseWeights.count }

  private func isActive(_ slot: Int) -> Bool { weights[slot] > 0 }

  private func index(_ slot: Int, _ column: Int) -> Int {
    (slot / LaneTiles.width * columnCount + column) * LaneTiles.width + slot % LaneTiles.width
  }
}

extension WardAgglomeration {
  mutating func run(parallelism: Parallelism) -> [Step] {
    var stale = (0..<slotCount).filter(isActive)
    while activeCount > 1 {
      search(stale, parallelism: parallelism)
      let merged = mergeReciprocalPairs()
      stale = (0..<slotCount).filter { slot in
        isActive(slot) && (merged[slot] || merged[Int(neighbours[slot])])
      }
      // Slots are closed up when three in ten are free: the work saved pays for the copy.
      if activeCount * 10 <= slotCount * 7, slotCount > 64 { stale = closeUp(keeping: stale) }
    }
    return steps
  }

  /// Finds the nearest neighbours of the clusters in some slots.
  private mutating func search(_ slots: [Int], parallelism: Parallelism) {
    let batch = 64
    let queries = slots.map { Int32($0) }
    let batchCount = (queries.count + batch - 1) / batch
    let state = self
    let found = parallelism.map(count: batchCount) { b in
      state.nearest(of: Array(queries[(b * batch)..<min((b + 1) * batch, queries.count)]))
    }
    for (b, result) in found.enumerated() {
      for i in result.neighbours.indices {
        neighbours[slots[b * batch + i]] = result.neighbours[i]
        costs[slots[b * batch + i]] = result.costs[i]
      }
    }
  }

  private struct Neighbours: Sendable {
    var neighbours: [Int32]
    var costs: [Double]
  }

  private func nearest(of queries: [Int32]) -> Neighbours {
    var result = Neighbours(
      neighbours: [Int32](repeating: -1, count: queries.count),
      costs: [Double](repeating: .infinity, count: queries.count))
    ckNearestClusters(
      coordinates, slotCount / LaneTiles.width, columnCount, inverseWeights, queries, queries.count,
      &result.neighbours, &result.costs)
    return result
  }

  /// Merges every pair of clusters that are each other's nearest.
  /// - Returns: for each slot, whether its cluster was merged.
  private mutating func mergeReciprocalPairs() -> [Bool] {
    var merged = [Bool](repeating: false, count: slotCount)
    for slot in 0..<slotCount where isActive(slot) {
      let other = Int(neighbours[slot])
      if other > slot, Int(neighbours[other]) == slot {
        merge(slot, other)
        merged[slot] = true
        merged[other] = true
      }
    }
    if merged.contains(true) { return merged }
    // Neighbours kept from earlier rounds may chase each other round a ring of equal costs. Two
    // clusters at the lowest cost of all are nearest to each other in any case.
    let slots = (0..<slotCount).filter(isActive)
    if let lowest = slots.min(by: { costs[$0] < costs[$1] }) {
      let other = Int(neighbours[lowest])
      merge(min(lowest, other), max(lowest, other))
      merged[lowest] = true
      merged[other] = true
    }
    return merged
  }

  private mutating func merge(_ a: Int, _ b: Int) {
    steps.append(Step(first: numbers[a], second: numbers[b], cost: costs[a]))
    numbers[a] = observationCount + steps.count - 1
    let share = weights[b] / (weights[a] + weights[b])
    for j in 0..<columnCount {
      let start = coordinates[index(a, j)]
      coordinates[index(a, j)] = start + share * (coordinates[index(b, j)] - start)
    }
    weights[a] += weights[b]
    inverseWeights[a] = 1 / weights[a]
    free(b)
    activeCount -= 1
  }

  /// A free slot is infinitely far from every other.
  private mutating func free(_ slot: Int) {
    weights[slot] = 0
    inverseWeights[slot] = 0
    for j in 0..<columnCount { coordinates[index(slot, j)] = .infinity }
  }

  /// Moves the clusters to the first slots, in order.
  /// - Returns: the new slots of those in `slots`.
  private mutating func closeUp(keeping slots: [Int]) -> [Int] {
    let active = (0..<slotCount).filter(isActive)
    var newSlot = [Int](repeating: -1, count: slotCount)
    for (target, source) in active.enumerated() { newSlot[source] = target }
    for (target, source) in active.enumerated() where target != source { move(source, to: target) }
    for slot in 0..<active.count { neighbours[slot] = Int32(newSlot[Int(neighbours[slot])]) }
    let newCount = Self.roundedUp(active.count)
    for slot in active.count..<newCount { free(slot) }
    let surplus = slotCount - newCount
    coordinates.removeLast(surplus * columnCount)
    weights.removeLast(surplus)
    inverseWeights.removeLast(surplus)
    numbers.removeLast(surplus)
    neighbours.removeLast(surplus)
    costs.removeLast(surplus)
    return slots.map { newSlot[$0] }
  }

  private mutating func move(_ source: Int, to target: Int) {
    for j in 0..<columnCount { coordinates[index(target, j)] = coordinates[index(source, j)] }
    weights[target] = weights[source]
    inverseWeights[target] = inverseWeights[source]
    numbers[target] = numbers[source]
    neighbours[target] = neighbours[source]
    costs[target] = costs[source]
  }
}
