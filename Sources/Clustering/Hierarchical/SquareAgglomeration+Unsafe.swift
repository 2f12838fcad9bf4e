import CKernels
import LinearAlgebra

/// Agglomeration on the full square of dissimilarities, both triangles, so that every scan runs along
/// a row.
///
/// A cluster lives in a *slot*: a column of the square, a row (which `rowOf` finds) and its entry in
/// each array. A merge leaves its result in the lower of its two slots; slots stand in the order of
/// their clusters' first members. An entry of a cluster with itself is infinite; the columns of
/// clusters that are no more hold anything and carry an infinite penalty.
struct SquareAgglomeration {
  let linkage: Linkage
  let observationCount: Int
  private let rule: Int32
  private let stride: Int
  private let heightsAreRoots: Bool
  private var square: [Double]
  private var rowOf: [Int]
  private var weights: [Double]
  private(set) var penalties: [Double]
  private var numbers: [Int]
  var neighbours: [Int32]
  var costs: [Double]
  var isStale: [Bool]
  private(set) var active: [Int]
  private(set) var steps: [AgglomerationStep] = []

  /// What the square takes.
  static func bytes(observationCount n: Int) -> Int { n * paddedCount(n) * 8 }

  private static func paddedCount(_ n: Int) -> Int {
    (n + LaneTiles.width - 1) / LaneTiles.width * LaneTiles.width
  }

  private init(_ linkage: Linkage, square: [Double], count n: Int, weights: [Double]?, roots: Bool)
  {
    self.linkage = linkage
    self.square = square
    observationCount = n
    rule = linkage.kernelRule
    stride = Self.paddedCount(n)
    heightsAreRoots = roots
    rowOf = [Int](0..<n)
    self.weights = weights ?? [Double](repeating: 1, count: n)
    penalties = [Double](repeating: 0, count: n)
    numbers = [Int](0..<n)
    neighbours = [Int32](repeating: -1, count: n)
    costs = [Double](repeating: 0, count: n)
    isStale = [Bool](repeating: true, count: n)
    active = [Int](0..<n)
    steps.reserveCapacity(n - 1)
  }
}

extension Linkage {
  fileprivate var kernelRule: Int32 {
    switch self {
    case .single: preconditionFailure("single linkage is a spanning tree")
    case .complete: Int32(CK_COMPLETE)
    case .average: Int32(CK_AVERAGE)
    case .mcquitty: Int32(CK_MCQUITTY)
    case .ward: Int32(CK_WARD)
    case .centroid: Int32(CK_CENTROID)
    case .median: Int32(CK_MEDIAN)
    }
  }
}

// MARK: - The square

extension SquareAgglomeration {
  /// Distances of points: squared where the linkage is one of squares, and for `complete`, which
  /// takes either.
  init(
    _ linkage: Linkage, of observations: Observations, parallelism: Parallelism
  ) throws(CancellationError) {
    let n = observations.count
    let takesRoots = !linkage.isOfSquares && linkage != .complete
    let tiles = LaneTiles(observations.x)
    let square = try Self.filled(n, parallelism: parallelism) { rows, out in
      tiles.fillSquaredDistances(of: observations.x, rows, into: out)
      for i in rows {
        ckFinishDistances(
          out + (i - rows.lowerBound) * Self.paddedCount(n), n, Self.paddedCount(n), i,
          takesRoots ? 1 : 0)
      }
    }
    self.init(
      linkage, square: square, count: n, weights: observations.weights, roots: !takesRoots)
  }

  /// Dissimilarities times 2^exponent, squared where the linkage is one of squares.
  init(
    _ linkage: Linkage, of dissimilarities: Dissimilarities, exponent: Int, weights: [Double]?,
    parallelism: Parallelism
  ) throws(CancellationError) {
    let n = dissimilarities.count
    let isOfSquares = linkage.isOfSquares
    let square = try Self.filled(n, parallelism: parallelism) { rows, out in
      for i in rows {
        let row = out + (i - rows.lowerBound) * Self.paddedCount(n)
        for j in 0..<n {
          let d = dissimilarities[i, j].scaled(byPowerOfTwo: exponent)
          var share = 1.0
          if linkage == .ward, let weights {
            share = 2 * weights[i] * weights[j] / (weights[i] + weights[j])
          }
          row[j] = isOfSquares ? share * (d * d) : d
        }
        ckFinishDistances(row, n, Self.paddedCount(n), i, 0)
      }
    }
    self.init(linkage, square: square, count: n, weights: weights, roots: isOfSquares)
  }

  private static func filled(
    _ n: Int, parallelism: Parallelism,
    _ fill: @Sendable (Range<Int>, UnsafeMutablePointer<Double>) -> Void
  ) throws(CancellationError) -> [Double] {
    let stride = paddedCount(n)
    var cancelled = false
    let square = [Double](unsafeUninitializedCapacity: n * stride) { buffer, filled in
      Memory.expectLarge(buffer)
      nonisolated(unsafe) let base = buffer.baseAddress
      do throws(CancellationError) {
        _ = try parallelism.map(blocksOf: n, size: 4) {
          (rows: Range<Int>) throws(CancellationError) in
          try parallelism.checkpoint(0.4 * Double(rows.lowerBound) / Double(n))
          if let base { fill(rows, base + rows.lowerBound * stride) }
        }
        filled = n * stride
      } catch {
        cancelled = true
        filled = 0
      }
    }
    if cancelled { throw CancellationError() }
    return square
  }
}

extension LaneTiles {
  fileprivate func fillSquaredDistances(
    of x: Matrix, _ rows: Range<Int>, into out: UnsafeMutablePointer<Double>
  ) {
    storage.withUnsafeBufferPointer { tiles in
      x.withUnsafeElements { elements in
        if let tiles = tiles.baseAddress, let queries = elements.baseAddress {
          ckSquaredDistances(
            tiles, tileCount, columnCount, queries + rows.lowerBound * columnCount, rows.count, out)
        }
      }
    }
  }
}

// MARK: - Rounds

extension SquareAgglomeration {
  struct Pair: Sendable {
    let first: Int
    let second: Int
    let cost: Double
  }

  mutating func run(parallelism: Parallelism) throws(CancellationError) -> [AgglomerationStep] {
    if linkage.mayInvert { return try runByGlobalMinimum(parallelism: parallelism) }
    if active.count > 1 { try refresh(active, parallelism: parallelism) }
    while active.count > 1 {
      try checkpoint(parallelism)
      let pairs = reciprocalPairs()
      if pairs.isEmpty {
        let next = nextStale()
        if next.isEmpty { mergeAndMark([lowestPair()], parallelism: parallelism) }
        try refresh(next, parallelism: parallelism)
      } else if pairs.count * 24 >= active.count {
        // A pass over the whole square costs less than writing so many columns.
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

  private func reciprocalPairs() -> [Pair] {
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

  /// Finds the nearest neighbours of the clusters in some slots.
  mutating func refresh(
    _ slots: [Int], parallelism: Parallelism
  ) throws(CancellationError) {
    let (count, penalties) = (slotCount, penalties)
    let found = try withRows { rows throws(CancellationError) in
      try parallelism.map(blocksOf: slots.count, size: 16) {
        (range: Range<Int>) throws(CancellationError) -> [Lowest] in
        try parallelism.checkpoint()
        return slots[range].map { Lowest(of: rows[$0], penalties, count: count) }
      }
    }
    for (slot, lowest) in zip(slots, found.joined()) { take(lowest, for: slot) }
  }

  mutating func take(_ lowest: Lowest, for slot: Int) {
    neighbours[slot] = lowest.index
    costs[slot] = lowest.value
    isStale[slot] = false
  }

  struct Lowest: Sendable {
    var index: Int32 = -1
    var value = Double.infinity

    init(index: Int32, value: Double) {
      self.index = index
      self.value = value
    }

    init(of row: UnsafeMutablePointer<Double>, _ penalties: [Double], count: Int) {
      ckLowestOf(row, penalties, count, &index, &value)
    }
  }

  /// The rows of the square by slot, for as long as `body` runs. Threads may write different rows.
  struct Rows: @unchecked Sendable {
    fileprivate let base: UnsafeMutablePointer<Double>
    fileprivate let stride: Int
    fileprivate let rowOf: [Int]

    subscript(slot: Int) -> UnsafeMutablePointer<Double> { base + rowOf[slot] * stride }
  }

  mutating func withRows<Result, Failure: Error>(
    _ body: (Rows) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let (stride, rowOf) = (stride, rowOf)
    return try square.withUnsafeMutableBufferPointer { buffer throws(Failure) in
      guard let base = buffer.baseAddress else { preconditionFailure("a square is not empty") }
      return try body(Rows(base: base, stride: stride, rowOf: rowOf))
    }
  }
}

// MARK: - Merges

extension SquareAgglomeration {
  private func kernelPair(_ pair: Pair, target: Int) -> CKPair {
    CKPair(
      first: Int32(pair.first), second: Int32(pair.second), target: Int32(target),
      firstWeight: weights[pair.first], secondWeight: weights[pair.second], cost: pair.cost)
  }

  /// Notes merges and retires their second slots.
  private mutating func record(_ pairs: [Pair]) {
    var isSecond = [Bool](repeating: false, count: slotCount)
    for pair in pairs {
      steps.append(
        AgglomerationStep(
          first: numbers[pair.first], second: numbers[pair.second],
          height: heightsAreRoots ? max(0, pair.cost).squareRoot() : pair.cost))
      numbers[pair.first] = observationCount + steps.count - 1
      weights[pair.first] += weights[pair.second]
      penalties[pair.second] = .infinity
      isSecond[pair.second] = true
    }
    active.removeAll { isSecond[$0] }
  }

  /// Merges pairs one after the other, writing a row and a column for each.
  mutating func mergeInPlace(_ pairs: [Pair], parallelism: Parallelism) {
    let kernelPairs = pairs.map { kernelPair($0, target: $0.first) }
    var isInPair = [Bool](repeating: false, count: slotCount)
    for pair in pairs { (isInPair[pair.first], isInPair[pair.second]) = (true, true) }
    let others = active.filter { !isInPair[$0] }
    let (rule, count) = (rule, slotCount)
    var weights = weights
    withRows { rows in
      for (p, pair) in kernelPairs.enumerated() {
        withUnsafePointer(to: pair) {
          ckMergeRows(
            rule, $0, rows[pairs[p].first], rows[pairs[p].second], weights, count,
            rows[pairs[p].first])
        }
        let row = rows[pairs[p].first]
        row[pairs[p].first] = .infinity
        weights[pairs[p].first] += weights[pairs[p].second]
        for (q, other) in pairs.enumerated() where q != p {
          rows[other.first][pairs[p].first] = row[other.first]
          if q > p { rows[other.second][pairs[p].first] = row[other.second] }
        }
      }
      let columns = pairs.map(\.first)
      parallelism.forEach(count: (others.count + 1023) / 1024) { block in
        for slot in others[(block * 1024)..<min((block + 1) * 1024, others.count)] {
          let row = rows[slot]
          for column in columns { row[column] = rows[column][slot] }
        }
      }
    }
    record(pairs)
  }

  /// The costs of clusters merged, and of those whose neighbour merged, become lower bounds.
  private mutating func mergeAndMark(_ pairs: [Pair], parallelism: Parallelism) {
    mergeInPlace(pairs, parallelism: parallelism)
    var isMerged = [Bool](repeating: false, count: slotCount)
    for pair in pairs { (isMerged[pair.first], isMerged[pair.second]) = (true, true) }
    for slot in active where isMerged[slot] || isMerged[Int(neighbours[slot])] {
      isStale[slot] = true
    }
  }

  /// Merges pairs and rewrites every row without the columns of clusters that are no more. Rows stay
  /// where they are.
  mutating func closeUp(merging pairs: [Pair], parallelism: Parallelism) throws(CancellationError) {
    let plan = Plan(pairs, in: self)
    let rule = rule
    let found = try withRows { rows throws(CancellationError) in
      try parallelism.map(blocksOf: plan.sources.count, size: 16) {
        (slots: Range<Int>) throws(CancellationError) -> [Lowest?] in
        try parallelism.checkpoint()
        var scratch = Scratch(count: plan.weights.count)
        return slots.map { plan.rewrite($0, rows, rule: rule, &scratch) }
      }
    }
    record(pairs)
    let old = plan.sources.map { Int($0) }
    neighbours = old.map { plan.newSlot[Int(neighbours[$0])] }
    rowOf = old.map { rowOf[$0] }
    weights = old.map { weights[$0] }
    numbers = old.map { numbers[$0] }
    costs = old.map { costs[$0] }
    isStale = old.map { isStale[$0] }
    penalties = [Double](repeating: 0, count: old.count)
    active = [Int](old.indices)
    for (slot, lowest) in found.joined().enumerated() {
      if let lowest { take(lowest, for: slot) }
    }
  }

  private struct Scratch {
    var merged: [Double]
    var out: [Double]

    init(count: Int) {
      merged = [Double](repeating: 0, count: count)
      out = merged
    }
  }

  /// One rewriting of the square.
  private struct Plan: Sendable {
    let pairs: [CKPair]
    /// By new slot: the old one, the pair that makes it or −1, and whether its neighbour is to be
    /// found again.
    let sources: [Int32]
    let pairOf: [Int]
    let isStale: [Bool]
    /// By old slot; that of a pair's second is its first's.
    let newSlot: [Int32]
    let weights: [Double]
    private let noPenalties: [Double]

    init(_ merges: [Pair], in state: SquareAgglomeration) {
      var pairAt = [Int](repeating: -1, count: state.slotCount)
      for (p, pair) in merges.enumerated() { (pairAt[pair.first], pairAt[pair.second]) = (p, p) }
      var newSlot = [Int32](repeating: -1, count: state.slotCount)
      var sources: [Int32] = []
      for slot in state.active {
        let pair = pairAt[slot]
        if pair >= 0, merges[pair].second == slot {
          newSlot[slot] = newSlot[merges[pair].first]
        } else {
          newSlot[slot] = Int32(sources.count)
          sources.append(Int32(slot))
        }
      }
      pairs = merges.map {
        state.kernelPair($0, target: Int(newSlot[$0.first]))
      }
      pairOf = sources.map { pairAt[Int($0)] }
      isStale = sources.map {
        let slot = Int($0)
        return state.isStale[slot] || pairAt[slot] >= 0
          || pairAt[Int(state.neighbours[slot])] >= 0
      }
      self.sources = sources
      self.newSlot = newSlot
      weights = state.weights
      noPenalties = [Double](repeating: 0, count: sources.count)
    }

    func rewrite(_ slot: Int, _ rows: Rows, rule: Int32, _ scratch: inout Scratch) -> Lowest? {
      let source = Int(sources[slot])
      let pair = pairOf[slot]
      let second = pair >= 0 ? rows[Int(pairs[pair].second)] : rows[source]
      ckCloseUpRow(
        rule, pairs, pairs.count, sources, sources.count, weights, weights.count, pair,
        weights[source], rows[source], second, &scratch.merged, &scratch.out)
      return isStale[slot] ? Lowest(of: rows[source], noPenalties, count: sources.count) : nil
    }
  }
}
