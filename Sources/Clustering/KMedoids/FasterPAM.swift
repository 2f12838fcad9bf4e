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
    _ state: MedoidState, of candidates: some RandomAccessCollection<Int> & Sendable
  ) throws(CancellationError) -> [MedoidState.Change] {
    let tasks = try parallelism.map(blocksOf: candidates.count, size: Self.taskSize) {
      (block: Range<Int>) throws(CancellationError) -> [MedoidState.Change] in
      try parallelism.checkpoint()
      let start = candidates.index(candidates.startIndex, offsetBy: block.lowerBound)
      return state.changes(
        of: Array(candidates[start..<candidates.index(start, offsetBy: block.count)]))
    }
    return tasks.flatMap { $0 }
  }
}

// MARK: - BUILD

extension FasterPAM {
  /// The medoids that BUILD takes, in its order: what it takes for fewer clusters comes first.
  ///
  /// What a candidate gains only falls as medoids come. What it gained when it was last looked at
  /// therefore bounds what it gains now, and candidates are looked at in the order of those bounds
  /// until none is left that could gain as much as the best: the one taken is that of looking at all.
  func build(_ clusterCount: Int) throws(CancellationError) -> [Int] {
    let totals = try space.totals(parallelism: parallelism)
    var medoids = [totals.indices.min { (totals[$0], $0) < (totals[$1], $1) } ?? 0]
    // Changes of the loss, at the lowest what is stated.
    var limits = [Double](repeating: -.infinity, count: space.count)
    while medoids.count < clusterCount {
      let state = MedoidState(space, medoids: medoids, building: true)
      let taken = Set(medoids)
      let order = (0..<space.count).filter { !taken.contains($0) }.sorted {
        (limits[$0], $0) < (limits[$1], $1)
      }
      guard let best = try mostGaining(of: order, state, &limits) else { break }
      medoids.append(best)
    }
    return medoids
  }

  /// A gain is a sum of at most n terms min(d − near, 0), each rounded once and none that grows when
  /// near falls. In any order a sum of terms of one sign is right to n·2⁻⁵³ of itself, so that one
  /// cannot pass an earlier one by more than twice that and the little more that is allowed.
  private var rounding: Double { 1 + 4 * Double(space.count + 8) * 0x1p-53 }

  private func mostGaining(
    of order: [Int], _ state: MedoidState, _ limits: inout [Double]
  ) throws(CancellationError) -> Int? {
    var best: (gain: Double, row: Int)?
    var (done, batch) = (0, 2 * Self.taskSize)
    while done < order.count {
      if let best, limits[order[done]] > best.gain { break }
      let part = order[done..<min(done + batch, order.count)]
      for (row, change) in zip(part, try changes(state, of: part)) {
        limits[row] = change.gain * rounding
        if best.map({ (change.gain, row) < $0 }) ?? true { best = (change.gain, row) }
      }
      done += part.count
      batch = min(2 * batch, Self.largestBatch)
    }
    return best?.row
  }
}
