import CKernels
import LinearAlgebra

/// The rows of dissimilarities, some of them given up when clusters merge.
struct Square {
  private var storage: [Double]
  private let stride: Int
  /// Where the row of each slot stands.
  var rowOf: [Int]

  /// Without rows.
  init() { self.init(storage: [], count: 0) }

  private init(storage: [Double], count: Int) {
    self.storage = storage
    stride = Self.stride(count: count)
    rowOf = [Int](0..<count)
  }

  static func bytes(count n: Int) -> Int { n * stride(count: n) * 8 }

  static func stride(count n: Int) -> Int {
    (n + LaneTiles.width - 1) / LaneTiles.width * LaneTiles.width
  }
}

extension Square {
  /// A square of `count` columns whose rows `fill` writes, some blocks of rows at a time.
  /// - Returns: what `fill` answered, block by block.
  static func filled<Answer: Sendable>(
    count: Int, blockSize: Int, parallelism: Parallelism,
    _ fill: @Sendable (Range<Int>, Rows) throws(CancellationError) -> Answer
  ) throws(CancellationError) -> (Square, [Answer]) {
    let length = count * stride(count: count)
    let rowOf = [Int](0..<count)
    var answers: [Answer]?
    let storage = [Double](unsafeUninitializedCapacity: length) { buffer, filled in
      LargeMemory.expectWrites(buffer)
      guard let base = buffer.baseAddress else { return }
      let rows = Rows(base: base, stride: stride(count: count), rowOf: rowOf)
      answers = try? parallelism.map(blocksOf: count, size: blockSize) { block in
        try fill(block, rows)
      }
      filled = answers == nil ? 0 : length
    }
    guard let answers else { throw CancellationError() }
    return (Square(storage: storage, count: count), answers)
  }

  /// The rows by slot, for as long as `body` runs. Threads may write different rows.
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
    return try storage.withUnsafeMutableBufferPointer { buffer throws(Failure) in
      guard let base = buffer.baseAddress else { preconditionFailure("a square is not empty") }
      return try body(Rows(base: base, stride: stride, rowOf: rowOf))
    }
  }

  /// The lowest of a row, and where it stands first.
  struct Lowest: Sendable {
    var index: Int32 = -1
    var value = Double.infinity

    init(index: Int32, value: Double) {
      self.index = index
      self.value = value
    }

    init(of row: UnsafePointer<Double>, _ penalties: [Double], count: Int) {
      ckLowestOf(row, penalties, count, &index, &value)
    }
  }
}

extension SquareAgglomeration {
  /// Finds the nearest neighbours of the clusters in some slots.
  mutating func refresh(
    _ slots: [Int], parallelism: Parallelism
  ) throws(CancellationError) {
    let (count, penalties) = (slotCount, penalties)
    let found = try square.withRows { rows throws(CancellationError) in
      try parallelism.map(blocksOf: slots.count, size: 16) {
        (range: Range<Int>) throws(CancellationError) -> [Square.Lowest] in
        try parallelism.checkpoint()
        return slots[range].map { Square.Lowest(of: rows[$0], penalties, count: count) }
      }
    }
    for (slot, lowest) in zip(slots, found.joined()) { take(lowest, for: slot) }
  }

  mutating func take(_ lowest: Square.Lowest, for slot: Int) {
    neighbours[slot] = lowest.index
    costs[slot] = lowest.value
    isStale[slot] = false
  }
}
