import LinearAlgebra

/// The search of ``KMedoids``: BUILD, and exchanges made as soon as they are found.
struct FasterPAM: Sendable {
  let space: MedoidSpace
  let maximumPasses: Int
  let parallelism: Parallelism

  struct Solution: Sendable {
    let state: MedoidState
    let swaps: Int
    let passes: Int
    let converged: Bool

    /// - Parameter exponent: the loss is multiplied by 2^exponent.
    func clusters(exponent: Int) -> MedoidClusters {
      let labels = state.nearest.map { Int($0) }
      let newLabel = Partition.canonicalRenumbering(of: labels).newLabel
      var medoids = state.medoids
      for (slot, medoid) in state.medoids.enumerated() { medoids[newLabel[slot] ?? slot] = medoid }
      return MedoidClusters(
        partition: Partition(canonicalising: labels), medoids: medoids,
        loss: state.loss.scaled(byPowerOfTwo: exponent), swaps: swaps, passes: passes,
        converged: converged)
    }
  }

  /// Candidates one thread looks at together; how many are looked at together at most.
  private static let taskSize = 32
  private static let largestBatch = 4096

  /// From distinct observations, until no exchange helps.
  func run(from medoids: [Int]) throws(CancellationError) -> Solution {
    var state = MedoidState(space, medoids: medoids, building: false)
    let n = space.count
    var (swaps, tried, position, idle) = (0, 0, 0, 0)
    var batch = 2 * Self.taskSize
    while medoids.count > 1, idle < n, tried < maximumPasses * n {
      // Candidates in turn from `position`, up to the last row.
      let end = min(position + min(batch, n - idle), n)
      let candidates = position..<end
      let (next, used) = try exchanged(state, trying: candidates)
      tried += used
      position = (candidates.lowerBound + used) % n
      if let next {
        state = next
        swaps += 1
        idle = 0
        batch = 2 * Self.taskSize
      } else {
        idle += used
        batch = min(2 * batch, Self.largestBatch)
      }
    }
    return Solution(
      state: state, swaps: swaps, passes: (tried + n - 1) / n,
      converged: medoids.count == 1 || idle >= n)
  }

  /// The state after the first exchange that lowers the loss, and how many candidates it took.
  private func exchanged(
    _ state: MedoidState, trying candidates: Range<Int>
  ) throws(CancellationError) -> (MedoidState?, Int) {
    let changes = try self.changes(state, of: candidates)
    for (offset, change) in changes.enumerated() where change.amount < 0 {
      let next = state.exchanging(slot: change.slot, for: candidates.lowerBound + offset)
      // Told by sums in another order, hence perhaps by rounding alone.
      if next.loss < state.loss { return (next, offset + 1) }
    }
    return (nil, candidates.count)
  }

  private func changes(
    _ state: MedoidState, of candidates: Range<Int>
  ) throws(CancellationError) -> [MedoidState.Change] {
    let tasks = try parallelism.map(blocksOf: candidates.count, size: Self.taskSize) {
      (block: Range<Int>) throws(CancellationError) -> [MedoidState.Change] in
      try parallelism.checkpoint()
      return state.changes(
        of: (candidates.lowerBound + block.lowerBound)..<(candidates.lowerBound + block.upperBound))
    }
    return tasks.flatMap { $0 }
  }

  /// The medoids that BUILD takes, in its order.
  func build(_ clusterCount: Int) throws(CancellationError) -> [Int] {
    let totals = try space.totals(parallelism: parallelism)
    var medoids = [totals.indices.min { (totals[$0], $0) < (totals[$1], $1) } ?? 0]
    while medoids.count < clusterCount {
      let state = MedoidState(space, medoids: medoids, building: true)
      let gains = try changes(state, of: 0..<space.count).map(\.gain)
      let taken = Set(medoids)
      let best = gains.indices.filter { !taken.contains($0) }.min {
        (gains[$0], $0) < (gains[$1], $1)
      }
      guard let best else { break }
      medoids.append(best)
    }
    return medoids
  }
}
