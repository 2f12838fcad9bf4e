import CKernels
import LinearAlgebra

/// What k-medoids clusters: rows of numbers, whose distances are computed when asked, or
/// dissimilarities.
enum MedoidSpace: Sendable {
  case points(Matrix, LaneTiles, DistanceMetric)
  case given(Dissimilarities)

  init(_ x: Matrix, metric: DistanceMetric) { self = .points(x, LaneTiles(x), metric) }

  init(_ dissimilarities: Dissimilarities) { self = .given(dissimilarities) }

  var count: Int {
    switch self {
    case .points(let x, _, _): x.rowCount
    case .given(let dissimilarities): dissimilarities.count
    }
  }

  /// From one observation to all.
  func distances(from i: Int) -> [Double] {
    switch self {
    case .given(let dissimilarities): return Array(dissimilarities.row(i))
    case .points(let x, let tiles, let metric):
      let lanes = tiles.tileCount * LaneTiles.width
      return [Double](unsafeUninitializedCapacity: lanes) { out, filled in
        tiles.storage.withUnsafeBufferPointer { tiles in
          x.withUnsafeElements { x in
            guard let tiles = tiles.baseAddress, let x = x.baseAddress, let out = out.baseAddress
            else { return }
            ckDistancesTo(
              metric.kernelFlag, tiles, lanes / LaneTiles.width, self.columnCount,
              x + i * self.columnCount, out)
          }
        }
        filled = self.count
      }
    }
  }

  private var columnCount: Int {
    switch self {
    case .points(let x, _, _): x.columnCount
    case .given: 0
    }
  }

  /// Σⱼ d(i, j) of every i: by ``DistanceSums``, or in the order of j.
  func totals(parallelism: Parallelism) throws(CancellationError) -> [Double] {
    switch self {
    case .points(let x, _, let metric):
      let sums = try DistanceSums(
        x, labels: [[Int](repeating: 0, count: x.rowCount)], clusterCounts: [1], metric: metric,
        parallelism: parallelism)
      return (0..<x.rowCount).map { sums.sum($0, slot: 0) }
    case .given(let dissimilarities):
      return parallelism.map(count: count) { dissimilarities.row($0).reduce(0, +) }
    }
  }
}

/// Medoids, the observations around them, and what exchanges would change.
///
/// Observation o has *near*(o) and *second*(o), its distances to its nearest and second nearest
/// medoid. With c in the place of medoid m, the loss changes by
///
///     Σ_o min(d(o,c) − near(o), 0)
///       + Σ_{o of m} (second(o) − near(o))  +  Σ_{o of m} (min(max(d(o,c), near(o)), second(o)) − second(o))
///
/// The first and third sums are taken cluster by cluster, whose members are dealt in order to eight
/// lanes; each lane is added up, then the lanes by a tree (see `ckSwapGains`); the first is added
/// up over the clusters by position. The second is taken in order.
struct MedoidState: Sendable {
  let space: MedoidSpace
  let medoids: [Int]
  /// The position in `medoids` of each observation's nearest.
  let nearest: [Int32]
  let loss: Double
  /// For each medoid, its distances to all observations.
  private let distances: [[Double]]
  /// Σ (second − near) by cluster.
  private let removals: [Double]
  private var lanes: Lanes

  /// The observations cluster by cluster, in tiles.
  private struct Lanes: Sendable {
    var order: [Int32] = []
    var near: [Double] = []
    var second: [Double] = []
    /// Empty where dissimilarities are given.
    var tiles: [Double] = []
    /// Where each cluster's tiles start, and where the last one's end.
    var starts: [Int] = [0]
    /// max(near + second) by cluster.
    var reaches: [Double] = []
  }

  struct Change: Sendable {
    /// Of the loss, were the candidate added.
    let gain: Double
    /// Of the loss, were the candidate exchanged for the medoid at `slot`, the best for it.
    let amount: Double
    let slot: Int
  }

  /// - Parameter building: `second` is then near: nothing is removed.
  init(_ space: MedoidSpace, medoids: [Int], building: Bool) {
    self.init(
      space, medoids: medoids, distances: medoids.map { space.distances(from: $0) },
      building: building)
  }

  func exchanging(slot: Int, for candidate: Int) -> MedoidState {
    var (medoids, distances) = (medoids, distances)
    medoids[slot] = candidate
    distances[slot] = space.distances(from: candidate)
    return MedoidState(space, medoids: medoids, distances: distances, building: false)
  }

  private init(
    _ space: MedoidSpace, medoids: [Int], distances: [[Double]], building: Bool
  ) {
    let n = space.count
    self.space = space
    self.medoids = medoids
    self.distances = distances
    var nearest = [Int32](repeating: 0, count: n)
    var near = [Double](repeating: .infinity, count: n)
    var second = near
    for (slot, row) in distances.enumerated() {
      Self.consider(row, Int32(slot), &nearest, &near, &second)
    }
    // Of medoids that coincide each keeps its own cluster.
    for (slot, medoid) in medoids.enumerated() { nearest[medoid] = Int32(slot) }
    if building || medoids.count == 1 { second = near }
    var removals = [Double](repeating: 0, count: medoids.count)
    for o in 0..<n { removals[Int(nearest[o])] += second[o] - near[o] }
    self.removals = removals
    self.nearest = nearest
    loss = RowBlocks.sum(count: n) { [near] in near[$0] }
    lanes = Lanes()
    fillLanes(near, second)
  }

  private static func consider(
    _ row: [Double], _ slot: Int32, _ nearest: inout [Int32], _ near: inout [Double],
    _ second: inout [Double]
  ) {
    row.withUnsafeBufferPointer { row in
      near.withUnsafeMutableBufferPointer { near in
        second.withUnsafeMutableBufferPointer { second in
          nearest.withUnsafeMutableBufferPointer { nearest in
            for o in row.indices {
              if row[o] < near[o] {
                second[o] = near[o]
                near[o] = row[o]
                nearest[o] = slot
              } else if row[o] < second[o] {
                second[o] = row[o]
              }
            }
          }
        }
      }
    }
  }

  private mutating func fillLanes(_ near: [Double], _ second: [Double]) {
    let width = LaneTiles.width
    var members = [[Int32]](repeating: [], count: medoids.count)
    for (o, slot) in nearest.enumerated() { members[Int(slot)].append(Int32(o)) }
    for cluster in members {
      var reach = 0.0
      for o in cluster {
        lanes.near.append(near[Int(o)])
        lanes.second.append(second[Int(o)])
        reach = max(reach, near[Int(o)] + second[Int(o)])
      }
      let padding = (width - cluster.count % width) % width
      lanes.order += cluster + [Int32](repeating: 0, count: padding)
      lanes.near += [Double](repeating: 0, count: padding)
      lanes.second += [Double](repeating: 0, count: padding)
      lanes.starts.append(lanes.order.count / width)
      lanes.reaches.append(reach)
    }
    if case .points(let x, _, _) = space { lanes.tiles = Self.tiles(of: x, in: lanes.order) }
  }

  private static func tiles(of x: Matrix, in order: [Int32]) -> [Double] {
    let (width, p) = (LaneTiles.width, x.columnCount)
    return [Double](unsafeUninitializedCapacity: order.count * p) { out, filled in
      x.withUnsafeElements { x in
        for (lane, o) in order.enumerated() {
          let base = lane / width * width * p + lane % width
          for j in 0..<p { out[base + j * width] = x[Int(o) * p + j] }
        }
      }
      filled = order.count * p
    }
  }
}

extension MedoidState {
  func changes(of candidates: [Int]) -> [Change] {
    let (k, count) = (medoids.count, candidates.count)
    var gains = [Double](repeating: 0, count: count)
    var losses = [Double](repeating: 0, count: count * k)
    for slot in 0..<k {
      switch space {
      case .points(let x, _, let metric):
        addChanges(slot, candidates, x, metric, &gains, &losses)
      case .given(let dissimilarities):
        addChanges(slot, candidates, dissimilarities, &gains, &losses)
      }
    }
    return candidates.enumerated().map { c, candidate in
      // A medoid is no candidate.
      if medoids[Int(nearest[candidate])] == candidate {
        return Change(gain: 0, amount: 0, slot: 0)
      }
      var best = Change(gain: gains[c], amount: .infinity, slot: 0)
      for slot in 0..<k {
        let amount = gains[c] + (removals[slot] + losses[c * k + slot])
        if amount < best.amount { best = Change(gain: gains[c], amount: amount, slot: slot) }
      }
      return best
    }
  }

  /// Only of candidates that can be nearer to some observation of the cluster than its second
  /// medoid. By the triangle inequality d(o,c) ≥ d(c,m) − near(o) ≥ second(o) where
  /// d(c,m) ≥ max(near + second): every term is then 0. A distance is right to (p + 4)u; the margin
  /// of 8(p + 8)u on both sides covers that of all four.
  private func addChanges(
    _ slot: Int, _ candidates: [Int], _ x: Matrix, _ metric: DistanceMetric,
    _ gains: inout [Double], _ losses: inout [Double]
  ) {
    let margin = 8 * Double(x.columnCount + 8) * 0x1p-53
    let reach = lanes.reaches[slot] * (1 + margin)
    let within = candidates.indices.filter {
      !(distances[slot][candidates[$0]] * (1 - margin) > reach)
    }
    if within.isEmpty { return }
    let rows = within.map { Int32(candidates[$0]) }
    var (gain, loss) = (
      [Double](repeating: 0, count: rows.count), [Double](repeating: 0, count: rows.count)
    )
    let (start, end) = (lanes.starts[slot], lanes.starts[slot + 1])
    let p = x.columnCount
    withLanes(from: start) { tiles, near, second, _ in
      x.withUnsafeElements { x in
        guard let x = x.baseAddress else { return }
        ckSwapGains(
          metric.kernelFlag, tiles, end - start, p, near, second, x, rows, rows.count, &gain, &loss)
      }
    }
    for (position, c) in within.enumerated() {
      gains[c] += gain[position]
      losses[c * medoids.count + slot] = loss[position]
    }
  }

  private func addChanges(
    _ slot: Int, _ candidates: [Int], _ dissimilarities: Dissimilarities,
    _ gains: inout [Double], _ losses: inout [Double]
  ) {
    let (start, end) = (lanes.starts[slot], lanes.starts[slot + 1])
    withLanes(from: start) { _, near, second, order in
      dissimilarities.elements.withUnsafeBufferPointer { cells in
        guard let cells = cells.baseAddress else { return }
        for (c, candidate) in candidates.enumerated() {
          var (gain, loss) = (0.0, 0.0)
          ckSwapGainsGiven(
            order, end - start, near, second, cells + candidate * dissimilarities.count, &gain,
            &loss)
          gains[c] += gain
          losses[c * medoids.count + slot] = loss
        }
      }
    }
  }

  private func withLanes(
    from tile: Int,
    _ body: (
      UnsafePointer<Double>, UnsafePointer<Double>, UnsafePointer<Double>, UnsafePointer<Int32>
    ) -> Void
  ) {
    let lane = tile * LaneTiles.width
    let columns = lanes.tiles.count / max(lanes.order.count, 1)
    lanes.tiles.withUnsafeBufferPointer { tiles in
      lanes.near.withUnsafeBufferPointer { near in
        lanes.second.withUnsafeBufferPointer { second in
          lanes.order.withUnsafeBufferPointer { order in
            guard let near = near.baseAddress, let second = second.baseAddress,
              let order = order.baseAddress
            else { return }
            let base = tiles.baseAddress ?? near
            body(base + lane * columns, near + lane, second + lane, order + lane)
          }
        }
      }
    }
  }
}
