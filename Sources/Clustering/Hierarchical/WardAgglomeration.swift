import LinearAlgebra

/// Ward's algorithm by rounds of reciprocal neighbours.
///
/// A cluster lives in a *slot*: a lane of the points for its centroid, and its entry in each array.
/// Merging *a* and *b*, of weights wₐ and w_b, raises the inertia by
/// δ = wₐw_b/(wₐ + w_b) · ‖cₐ − c_b‖², the cost of ``ClusterPoints``. A merge leaves its result in the
/// slot of the cluster with the earlier first member, its *id*, and frees the other; when enough slots
/// are free they are closed up, order kept. Slots stand in a ``SpatialOrder``, so that near clusters
/// share a tile; which slot a cluster has changes no result, for ids break all ties.
///
/// A cluster whose neighbour has merged is *stale*: the cost it had is a lower bound of its next one.
/// Stale clusters are looked at again cheapest bound first, a part of them each round: most merge
/// or change again before their bound is reached.
///
/// Centroids are kept in ``TwoDoubles`` and nothing is centred: costs have their digits whatever lies
/// far off.
///
/// **What bounds it.** For 20 000 × 16 on one thread two thirds of the time go to the filter's products in
/// single precision, a third of that in the first search; an eighth to the exact costs of what it leaves
/// open. The last fifth is what happens between searches (merges, closing up, the bounds of stale
/// clusters, the order of merges at the end): it runs on one thread. Keeping the nearest two to four of
/// each cluster, with the distance beyond which all others are, saves up to two searches in five and
/// makes the others dearer by as much.
struct WardAgglomeration {
  private let observationCount: Int
  private var points: ClusterPoints
  private var weights: [Double]
  private var numbers: [Int]
  private var neighbours: [Int32]
  private var costs: [Double]
  private var isStale: [Bool]
  private var active: [Int]
  private var steps: [AgglomerationStep] = []

  init(_ observations: Observations, parallelism: Parallelism) {
    let n = observations.count
    let order = SpatialOrder.order(of: observations.x, parallelism: parallelism)
    observationCount = n
    points = ClusterPoints(
      observations.x.rows(at: order), origin: observations.x.middleOfSomeRows(),
      weights: observations.weights.map { weights in order.map { weights[$0] } })
    points.setGroups(order.map { Int32($0) }, ids: order.map { Int32($0) })
    weights =
      observations.weights.map { weights in order.map { weights[$0] } }
      ?? [Double](repeating: 1, count: n)
    numbers = order
    neighbours = [Int32](repeating: -1, count: n)
    costs = [Double](repeating: .infinity, count: n)
    isStale = [Bool](repeating: true, count: n)
    active = [Int](0..<n)
    steps.reserveCapacity(n - 1)
  }
}

extension WardAgglomeration {
  mutating func run(parallelism: Parallelism) throws(CancellationError) -> [AgglomerationStep] {
    if active.count > 1 { try search(active, upTo: 0.5, parallelism: parallelism) }
    while active.count > 1 {
      let share = Double(active.count) / Double(observationCount)
      try parallelism.checkpoint(1 - share * share / 2)
      if !mergeReciprocalPairs() {
        let next = nextStale()
        if next.isEmpty { mergeLowest() }
        try search(next, parallelism: parallelism)
        continue
      }
      // Slots are closed up when three in ten are free: the work saved pays for the copy.
      if active.count * 10 <= points.laneCount * 7, points.laneCount > 64 { closeUp() }
      if active.count > 1 { try search(nextStale(), parallelism: parallelism) }
    }
    return steps
  }

  /// The stale clusters of the lower bounds: a third, and whichever may be nearer than every pair
  /// known.
  private func nextStale() -> [Int] {
    var stale: [Int] = []
    var lowest = Double.infinity
    for slot in active {
      if isStale[slot] { stale.append(slot) } else { lowest = min(lowest, costs[slot]) }
    }
    if stale.isEmpty || lowest == .infinity { return stale }
    // The third is that of a sample, fixed by the data as everything else is.
    let step = max(1, stale.count / 64)
    let bounds = stride(from: 0, to: stale.count, by: step).map { costs[stale[$0]] }.sorted()
    let limit = max(bounds[bounds.count / 3], lowest)
    return stale.filter { costs[$0] <= limit }
  }

  /// Finds the nearest neighbours of the clusters in some slots.
  /// - Parameter share: of the whole work done after it, where it is to be reported.
  private mutating func search(
    _ slots: [Int], upTo share: Double? = nil, parallelism: Parallelism
  ) throws(CancellationError) {
    if slots.isEmpty { return }
    points.boundTiles()
    let batch = max(8, min(64, slots.count / (4 * parallelism.threads)))
    let state = self
    let found = try parallelism.map(blocksOf: slots.count, size: batch) {
      (range: Range<Int>) throws(CancellationError) -> ClusterPoints.Neighbours in
      try parallelism.checkpoint(share.map { $0 * Double(range.lowerBound) / Double(slots.count) })
      return state.nearest(of: slots[range])
    }
    for (b, result) in found.enumerated() {
      for i in result.lanes.indices {
        let slot = slots[b * batch + i]
        neighbours[slot] = result.lanes[i]
        costs[slot] = result.costs[i]
        isStale[slot] = false
      }
    }
  }

  private func nearest(of slots: ArraySlice<Int>) -> ClusterPoints.Neighbours {
    // What has become of the old neighbour is near as a rule: a good bound to begin with.
    var known = ClusterPoints.Neighbours(lanes: [], costs: [])
    for slot in slots {
      let neighbour = Int(neighbours[slot])
      let isThere = neighbour >= 0 && neighbour != slot
      known.lanes.append(isThere ? Int32(neighbour) : -1)
      known.costs.append(isThere ? points.cost(slot, neighbour) : .infinity)
    }
    return points.nearest(
      of: slots.map { Int32($0) }, known: known, in: 0..<points.tileCount)
  }

  /// Merges every pair of clusters that are known to be each other's nearest.
  /// - Returns: whether there was one.
  private mutating func mergeReciprocalPairs() -> Bool {
    var pairs: [Pair] = []
    for slot in active where !isStale[slot] {
      let other = Int(neighbours[slot])
      if points.id(other) > points.id(slot), !isStale[other], Int(neighbours[other]) == slot {
        pairs.append(Pair(first: slot, second: other))
      }
    }
    merge(pairs)
    return !pairs.isEmpty
  }

  /// Where neighbours kept from earlier rounds chase each other round a ring of equal costs: two
  /// clusters at the lowest cost of all are nearest to each other in any case.
  private mutating func mergeLowest() {
    let lowest = active.min { a, b in
      costs[a] != costs[b] ? costs[a] < costs[b] : points.id(a) < points.id(b)
    }
    guard let lowest else { return }
    let other = Int(neighbours[lowest])
    let first = points.id(lowest) < points.id(other) ? lowest : other
    costs[first] = costs[lowest]
    merge([Pair(first: first, second: first == lowest ? other : lowest)])
  }

  private struct Pair {
    let first: Int
    let second: Int
  }

  private mutating func merge(_ pairs: [Pair]) {
    if pairs.isEmpty { return }
    var target = [Int32](repeating: -1, count: neighbours.count)
    for pair in pairs {
      merge(pair.first, pair.second)
      target[pair.first] = Int32(pair.first)
      target[pair.second] = Int32(pair.first)
    }
    active.removeAll { target[$0] >= 0 && Int(target[$0]) != $0 }
    for slot in active {
      let moved = target[Int(neighbours[slot])]
      if moved >= 0 {
        isStale[slot] = true
        neighbours[slot] = moved
      }
    }
  }

  private mutating func merge(_ a: Int, _ b: Int) {
    steps.append(
      AgglomerationStep(
        first: numbers[a], second: numbers[b], cost: costs[a],
        height: (2 * costs[a]).squareRoot()))
    numbers[a] = observationCount + steps.count - 1
    let share = weights[b] / (weights[a] + weights[b])
    weights[a] += weights[b]
    points.move(lane: a, towards: b, by: share, inverseWeight: 1 / weights[a])
    points.free(b)
  }

  /// Moves the clusters to the first slots, in order.
  private mutating func closeUp() {
    var newSlot = [Int32](repeating: -1, count: neighbours.count)
    for (target, source) in active.enumerated() { newSlot[source] = Int32(target) }
    points.closeUp(keeping: active)
    weights = active.map { weights[$0] }
    numbers = active.map { numbers[$0] }
    neighbours = active.map { newSlot[Int(neighbours[$0])] }
    costs = active.map { costs[$0] }
    isStale = active.map { isStale[$0] }
    active = [Int](active.indices)
  }
}
