import CKernels
import LinearAlgebra
import Statistics

/// Starting centroids by greedy k-means++: observations far from those already chosen.
///
/// The first is drawn by weight. For each next one, 2 + ⌊log k⌋ candidates are drawn with
/// probability proportional to wᵢ · min over chosen c of ‖xᵢ − c‖² (their *potential*), and the one
/// that leaves the lowest total potential is kept, ties to the first drawn. An observation equal to
/// a chosen one has probability 0.
///
/// Random numbers are those of (seed, restart, rank of the centroid). Source: Arthur &
/// Vassilvitskii 2007, "k-means++: the advantages of careful seeding", SODA; greedy trials as in
/// their code and scikit-learn's.
struct PlusPlusStart {
  let seed: UInt64
  let restart: Int

  /// *k* × *p*, row by row. O(*n·k·p*·log *k*): one pass over the rows for each centroid.
  func centroids(
    _ clusterCount: Int, of observations: Observations, parallelism: Parallelism
  ) throws -> [Double] {
    var sampler = Sampler(observations)
    let trials = 2 + Self.naturalLogarithmFloor(clusterCount)
    var stream = stream(rank: 0)
    try sampler.keepBest(of: [sampler.drawByWeight(at: stream.uniform())], parallelism)
    for rank in 1..<max(clusterCount, 1) {
      stream = self.stream(rank: rank)
      var candidates: [Int] = []
      for _ in 0..<trials { candidates.append(sampler.draw(at: stream.uniform())) }
      try sampler.keepBest(of: candidates, parallelism)
    }
    return observations.x.rows(at: sampler.chosen).elements
  }

  private func stream(rank: Int) -> RandomStream {
    RandomStream(seed: seed, purpose: .kMeansStart, replicate: restart, item: rank)
  }

  /// ⌊log k⌋ by comparing with powers of e.
  private static func naturalLogarithmFloor(_ k: Int) -> Int {
    var power = 2.718281828459045
    var floor = 0
    while Double(k) >= power {
      power *= 2.718281828459045
      floor += 1
    }
    return floor
  }
}

/// What is chosen, and how far every row is from it.
private struct Sampler {
  let observations: Observations
  private(set) var chosen: [Int] = []
  /// min over `chosen` of ‖xᵢ − c‖², but for the last of them in blocks that are not `isCurrent`: it
  /// is taken in when the block is read the next time.
  private var nearest: [Double]
  private var isCurrent: [Bool]
  /// Σ of the potentials over each block.
  private var blockSums: [Double] = []

  init(_ observations: Observations) {
    self.observations = observations
    nearest = [Double](repeating: .infinity, count: observations.count)
    isCurrent = [Bool](repeating: true, count: RowBlocks.count(of: observations.count))
  }

  private func range(_ block: Int) -> Range<Int> { RowBlocks.range(block, of: observations.count) }

  func drawByWeight(at position: Double) -> Int {
    let count = observations.count
    let weights = observations.weights ?? [Double](repeating: 1, count: count)
    let sums = isCurrent.indices.map { weights[range($0)].reduce(0, +) }
    let (block, target) = block(of: sums, at: position)
    guard let block else { return Int(position * Double(count)) }
    return row(in: block, terms: Array(weights[range(block)]), at: target)
  }

  /// The index where the running sum of the potentials passes `position` times their total: first the
  /// block, then the row.
  mutating func draw(at position: Double) -> Int {
    let (block, target) = block(of: blockSums, at: position)
    guard let block else { return Int(position * Double(observations.count)) }
    let rows = range(block)
    if !isCurrent[block] {
      nearest.withUnsafeMutableBufferPointer { nearest in
        guard let nearest = nearest.baseAddress else { return }
        let reading = PotentialReading(observations, update: chosen.suffix(1), candidates: [])
        _ = reading.sums(over: rows, nearest: nearest + rows.lowerBound)
      }
      isCurrent[block] = true
    }
    var terms = Array(nearest[rows])
    if let weights = observations.weights { terms = zip(weights[rows], terms).map { $0 * $1 } }
    return row(in: block, terms: terms, at: target)
  }

  /// Where rounding overshoots, the last block of positive sum.
  private func block(of sums: [Double], at position: Double) -> (Int?, Double) {
    var target = position * sums.reduce(0, +)
    let blocks = sums.indices.filter { sums[$0] > 0 }
    for b in blocks.dropLast() {
      if target < sums[b] { return (b, target) }
      target -= sums[b]
    }
    return (blocks.last, target)
  }

  /// Where rounding overshoots, the last row of positive term.
  private func row(in block: Int, terms: [Double], at position: Double) -> Int {
    var target = position
    var chosen = 0
    for (offset, term) in terms.enumerated() where term > 0 {
      chosen = range(block).lowerBound + offset
      if target < term { break }
      target -= term
    }
    return chosen
  }

  /// Chooses the candidate that leaves the lowest total potential, ties to the first.
  mutating func keepBest(of candidates: [Int], _ parallelism: Parallelism) throws {
    let fresh = PotentialReading(observations, update: chosen.suffix(1), candidates: candidates)
    let current = PotentialReading(observations, update: [], candidates: candidates)
    let sums = try nearest.withUnsafeMutableBufferPointer { nearest in
      nonisolated(unsafe) let nearest = nearest.baseAddress
      return try parallelism.map(count: isCurrent.count) { [isCurrent, observations] b in
        try parallelism.checkpoint()
        let rows = RowBlocks.range(b, of: observations.count)
        let reading = isCurrent[b] ? current : fresh
        return nearest.map { reading.sums(over: rows, nearest: $0 + rows.lowerBound) } ?? []
      }
    }
    let totals = candidates.indices.map { c in sums.reduce(0) { $0 + $1[c] } }
    let best =
      totals.indices.min { totals[$0] != totals[$1] ? totals[$0] < totals[$1] : $0 < $1 } ?? 0
    blockSums = sums.map { $0[best] }
    chosen.append(candidates[best])
    for b in isCurrent.indices { isCurrent[b] = false }
  }
}

/// One reading of the rows that takes a chosen row in and tries candidates.
private struct PotentialReading: Sendable {
  private let observations: Observations
  /// The chosen row, if any, then the candidates.
  private let queries: [Double]
  private let updateCount: Int
  private let candidateCount: Int

  init(_ observations: Observations, update: ArraySlice<Int>, candidates: [Int]) {
    self.observations = observations
    queries = observations.x.rows(at: update + candidates).elements
    updateCount = update.count
    candidateCount = candidates.count
  }

  /// Lowers `nearest`, and gives Σ wᵢ min(nearestᵢ, ‖xᵢ − candidate‖²) over a block for each
  /// candidate.
  func sums(over rows: Range<Int>, nearest: UnsafeMutablePointer<Double>) -> [Double] {
    let p = observations.columnCount
    var sums = [Double](repeating: 0, count: candidateCount)
    var tiles = [Double](repeating: 0, count: Self.tileRows * p)
    var distances = [Double](
      repeating: 0, count: Self.tileRows * (updateCount + candidateCount))
    for start in stride(from: 0, to: rows.count, by: Self.tileRows) {
      let count = min(Self.tileRows, rows.count - start)
      let lanes = (count + LaneTiles.width - 1) / LaneTiles.width * LaneTiles.width
      observations.x.withUnsafeElements { x in
        guard let x = x.baseAddress else { return }
        ckGatherTiles(
          x + (rows.lowerBound + start) * p, p, Self.inOrder, count, &tiles)
      }
      ckSquaredDistances(
        tiles, lanes / LaneTiles.width, p, queries, updateCount + candidateCount, &distances)
      observations.withUnsafeWeights { weights in
        ckAddPotentials(
          distances, lanes, count, updateCount, candidateCount,
          weights.map { $0 + rows.lowerBound + start }, nearest + start, &sums)
      }
    }
    return sums
  }

  /// Rows put into tiles at a time.
  private static let tileRows = 128
  private static let inOrder = (0..<Int32(tileRows)).map { $0 }
}

extension Observations {
  fileprivate func withUnsafeWeights(_ body: (UnsafePointer<Double>?) -> Void) {
    guard let weights else { return body(nil) }
    weights.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
