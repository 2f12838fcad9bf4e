import CKernels
import LinearAlgebra

extension SquareAgglomeration {
  /// Merges pairs and rewrites every row without the columns of clusters that are no more. Rows stay
  /// where they are.
  mutating func closeUp(merging pairs: [Pair], parallelism: Parallelism) throws(CancellationError) {
    let plan = ClosingPlan(pairs, in: self)
    let found = try square.withRows { rows throws(CancellationError) in
      try parallelism.map(blocksOf: plan.sources.count, size: 16) {
        (slots: Range<Int>) throws(CancellationError) -> [Square.Lowest?] in
        try parallelism.checkpoint()
        var merged = [Double](repeating: 0, count: plan.weights.count + LaneTiles.width)
        return slots.map { slot in
          let row = rows[plan.sources[slot]]
          let next = slot + 1 < plan.sources.count ? rows[plan.sources[slot + 1]] : nil
          return plan.rewrite(
            slot, row, plan.secondOf(slot).map { rows[$0] } ?? row, next: next, &merged, into: row)
        }
      }
    }
    let rowOf = plan.sources.map { square.rowOf[$0] }
    square.rowOf = rowOf
    finish(plan, pairs, Array(found.joined()))
  }

  /// The same from rows that are in no square yet.
  mutating func closeUp(
    merging pairs: [Pair], of rows: FirstRows, parallelism: Parallelism
  ) throws(CancellationError) {
    let plan = ClosingPlan(pairs, in: self)
    let count = plan.sources.count
    let (square, found) = try Square.filled(
      count: count, blockSize: FirstRows.atOnce, parallelism: parallelism
    ) { slots, out throws(CancellationError) -> [Square.Lowest?] in
      try parallelism.checkpoint(0.2 + 0.2 * Double(slots.lowerBound) / Double(count))
      return plan.rewrite(slots, of: rows, into: out)
    }
    self.square = square
    finish(plan, pairs, Array(found.joined()))
  }

  private mutating func finish(
    _ plan: ClosingPlan, _ pairs: [Pair], _ found: [Square.Lowest?]
  ) {
    record(pairs)
    neighbours = plan.sources.map { plan.newSlot[Int(neighbours[$0])] }
    weights = plan.sources.map { weights[$0] }
    numbers = plan.sources.map { numbers[$0] }
    costs = plan.sources.map { costs[$0] }
    isStale = plan.sources.map { isStale[$0] }
    penalties = [Double](repeating: 0, count: plan.sources.count)
    active = [Int](plan.sources.indices)
    for (slot, lowest) in found.enumerated() {
      if let lowest { take(lowest, for: slot) }
    }
  }
}

/// One rewriting of the square.
struct ClosingPlan: Sendable {
  /// By new slot: the old one.
  let sources: [Int]
  /// By old slot; that of a pair's second is its first's.
  let newSlot: [Int32]
  /// By old slot.
  let weights: [Double]
  private let rule: Int32
  private let pairs: [CKPair]
  /// By new slot: the pair that makes it or −1, and whether its neighbour is to be found again.
  private let pairOf: [Int]
  private let isStale: [Bool]
  /// A bit for each old slot that stays.
  private let kept: [UInt8]
  private let noPenalties: [Double]

  init(_ merges: [SquareAgglomeration.Pair], in state: SquareAgglomeration) {
    var pairAt = [Int](repeating: -1, count: state.slotCount)
    for (p, pair) in merges.enumerated() { (pairAt[pair.first], pairAt[pair.second]) = (p, p) }
    var newSlot = [Int32](repeating: -1, count: state.slotCount)
    var sources: [Int] = []
    var kept = [UInt8](repeating: 0, count: (state.slotCount + 7) / 8)
    for slot in state.active {
      let pair = pairAt[slot]
      if pair >= 0, merges[pair].second == slot {
        newSlot[slot] = newSlot[merges[pair].first]
      } else {
        newSlot[slot] = Int32(sources.count)
        sources.append(slot)
        kept[slot / 8] |= 1 << UInt8(slot % 8)
      }
    }
    rule = state.linkage.kernelRule
    pairs = merges.map { state.kernelPair($0) }
    pairOf = sources.map { pairAt[$0] }
    isStale = sources.map { slot in
      state.isStale[slot] || pairAt[slot] >= 0 || pairAt[Int(state.neighbours[slot])] >= 0
    }
    self.sources = sources
    self.newSlot = newSlot
    self.kept = kept
    weights = state.weights
    noPenalties = [Double](repeating: 0, count: sources.count)
  }

  /// The old slot that merges into a new one beside its source.
  func secondOf(_ slot: Int) -> Int? {
    pairOf[slot] < 0 ? nil : Int(pairs[pairOf[slot]].second)
  }

  /// - Parameters:
  ///   - row: that of the slot's source, which may be changed.
  ///   - next: the row that will be wanted next.
  ///   - merged: scratch, for 8 numbers more than there were columns.
  func rewrite(
    _ slot: Int, _ row: UnsafeMutablePointer<Double>, _ second: UnsafePointer<Double>,
    next: UnsafePointer<Double>?, _ merged: inout [Double], into out: UnsafeMutablePointer<Double>
  ) -> Square.Lowest? {
    ckCloseUpRow(
      rule, pairs, pairs.count, kept, weights, weights.count, pairOf[slot],
      weights[sources[slot]], row, second, next, &merged, out, sources.count)
    return isStale[slot] ? Square.Lowest(of: out, noPenalties, count: sources.count) : nil
  }

  fileprivate func rewrite(
    _ slots: Range<Int>, of rows: FirstRows, into out: Square.Rows
  ) -> [Square.Lowest?] {
    let seconds = slots.compactMap { secondOf($0) }
    let stride = Square.stride(count: rows.count)
    var merged = [Double](repeating: 0, count: weights.count + LaneTiles.width)
    var found: [Square.Lowest?] = []
    rows.inScratch(count: slots.count + seconds.count) { scratch in
      rows.fill(slots.map { sources[$0] } + seconds, scratch)
      var second = scratch + slots.count * stride
      for (s, slot) in slots.enumerated() {
        found.append(
          rewrite(slot, scratch + s * stride, second, next: nil, &merged, into: out[slot]))
        if pairOf[slot] >= 0 { second += stride }
      }
    }
    return found
  }
}
