import CKernels
import LinearAlgebra
import Synchronization

/// What a run knows of its observations.
struct LloydRows: Sendable {
  var labels: [Int32]
  /// See ``ShortCentroids``; −∞ where the label has to be looked at.
  private(set) var slacks: [Float]

  init(count: Int) {
    labels = Self.large(repeating: -1, count: count)
    slacks = Self.large(repeating: -.infinity, count: count)
  }

  private static func large<Number>(repeating value: Number, count: Int) -> [Number] {
    [Number](unsafeUninitializedCapacity: count) { buffer, filled in
      LargeMemory.expectWrites(buffer)
      buffer.initialize(repeating: value)
      filled = count
    }
  }

  mutating func lookAt(_ row: Int) { slacks[row] = -.infinity }

  mutating func lookAtAll() { self = LloydRows(labels: labels) }

  private init(labels: [Int32]) {
    self.init(count: labels.count)
    self.labels = labels
  }

  fileprivate mutating func withPointers<Result>(
    _ body: (RowPointers) throws -> Result
  ) rethrows -> Result? {
    try labels.withUnsafeMutableBufferPointer { labels in
      try slacks.withUnsafeMutableBufferPointer { slacks in
        guard let labels = labels.baseAddress, let slacks = slacks.baseAddress else { return nil }
        return try body(RowPointers(labels: labels, slacks: slacks))
      }
    }
  }
}

/// What a run knows of its rows from one on.
private struct RowPointers {
  let labels: UnsafeMutablePointer<Int32>
  let slacks: UnsafeMutablePointer<Float>

  func from(_ row: Int) -> RowPointers { RowPointers(labels: labels + row, slacks: slacks + row) }
}

extension Lloyd {
  /// Gives every observation the label of its nearest centroid, and moves those whose label changes
  /// in `sums`.
  ///
  /// Rows whose slack says that their label stands are not read. Of the others the filter proves
  /// most, and direct sums in double decide the rest.
  /// - Returns: how many labels changed.
  func reassign(
    _ rows: inout LloydRows, _ sums: inout ClusterSums, to centroids: [Double], travel: Travel,
    parallelism: Parallelism
  ) throws -> Int {
    let travel = travel.table
    let short = shortRows.map { ShortCentroids(centroids, of: $0, travel: travel) }
    let workers = try rows.withPointers { pointers in
      nonisolated(unsafe) let pointers = pointers
      let parts = PartCounter(of: observations)
      return try parallelism.map(count: min(parallelism.threads, parts.count)) { _ in
        var worker = LloydWorker(self, centroids: centroids, short: short, travel: travel)
        while let rows = parts.next() {
          try parallelism.checkpoint()
          worker.visit(rows, pointers.from(rows.lowerBound))
        }
        worker.sums.fold()
        return worker
      }
    }
    for worker in workers ?? [] { sums.add(worker.sums) }
    return (workers ?? []).reduce(0) { $0 + $1.movedCount }
  }
}

/// Hands each part of the rows to one thread.
private final class PartCounter: Sendable {
  let count: Int
  private let size: Int
  private let rowCount: Int
  private let taken = Atomic(0)

  init(of observations: Observations) {
    size = ShortRows.partSize(columnCount: observations.columnCount)
    rowCount = observations.count
    count = (rowCount + size - 1) / size
  }

  func next() -> Range<Int>? {
    let part = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return part < count ? (part * size)..<min((part + 1) * size, rowCount) : nil
  }
}

/// One thread's part of a pass; sums are exact, so that it does not matter which rows it had.
private struct LloydWorker: Sendable {
  let lloyd: Lloyd
  let centroids: [Double]
  let short: ShortCentroids?
  let travel: [Float]
  /// Of what changed.
  var sums: ClusterSums
  private(set) var movedCount = 0
  private var moved = MovedRows(capacity: RowBlocks.size + 1)
  /// Rows to look at, those that the filter leaves open, and what was found.
  private var list = [Int32](repeating: 0, count: RowBlocks.size)
  private var open = [Int32](repeating: 0, count: RowBlocks.size + 1)
  private var found = [Int32](repeating: 0, count: RowBlocks.size)
  private var foundSlacks = [Float](repeating: 0, count: RowBlocks.size)
  private var room: [Int32]
  /// Of the filter, where only the few centroids that it leaves possible are measured.
  private var scores: [Float] = []
  private var tiles: [Double]
  private var nearest = [Double](repeating: 0, count: tileRows)
  private var second = [Double](repeating: 0, count: tileRows)

  /// Rows put into tiles at a time.
  private static let tileRows = 64
  /// From so many centroids on it is quicker to ask the filter which of them are possible than to
  /// measure all.
  private static let fewestRuledOut = 32

  init(_ lloyd: Lloyd, centroids: [Double], short: ShortCentroids?, travel: [Float]) {
    self.lloyd = lloyd
    self.centroids = centroids
    self.short = short
    self.travel = travel
    let p = lloyd.observations.columnCount
    sums = ClusterSums(lloyd.grid, clusterCount: lloyd.clusterCount)
    room = [Int32](repeating: 0, count: 16 * (p + 32) + 16)
    tiles = [Double](repeating: 0, count: Self.tileRows * p)
    if let short, lloyd.clusterCount >= Self.fewestRuledOut {
      scores = [Float](repeating: 0, count: 32 * short.paddedCount)
    }
  }

  mutating func visit(_ rows: Range<Int>, _ pointers: RowPointers) {
    moved.count = 0
    var openCount = 0
    if let short, let shortRows = lloyd.shortRows {
      openCount = filter(rows, short, shortRows, pointers)
    } else {
      for i in 0..<rows.count { open[i] = Int32(i) }
      openCount = rows.count
    }
    for start in stride(from: 0, to: openCount, by: Self.tileRows) {
      decide(start..<min(start + Self.tileRows, openCount), rows, pointers)
    }
    if moved.count == 0 { return }
    movedCount += moved.count
    sums.move(moved, firstRow: rows.lowerBound, in: lloyd.observations)
  }

  /// - Returns: how many rows are left open.
  private mutating func filter(
    _ rows: Range<Int>, _ short: ShortCentroids, _ shortRows: ShortRows, _ pointers: RowPointers
  ) -> Int {
    var count = rows.count
    if pointers.labels[0] < 0 {
      if lloyd.isForOneRun { shortRows.convert(rows) }
      for i in 0..<count { list[i] = Int32(i) }
    } else {
      ckDoubtedRows(
        pointers.labels, pointers.slacks, rows.count, travel, travel.count, &list, &count)
    }
    if count == 0 { return 0 }
    short.withPointers { short in
      shortRows.withPointers(from: rows.lowerBound) { values, norms in
        ckCertainLabels(values, norms, list, count, short, &room, &found, &foundSlacks)
      }
    }
    return settle(list, count, pointers)
  }

  /// Direct sums for some of the open rows.
  private mutating func decide(
    _ part: Range<Int>, _ rows: Range<Int>, _ pointers: RowPointers
  ) {
    let list = Array(open[part])
    if let short, let shortRows = lloyd.shortRows, !scores.isEmpty {
      measureFew(list, rows, short, shortRows)
    } else {
      measureAll(list, rows)
    }
    for i in 0..<part.count { foundSlacks[i] = slack(at: i) }
    _ = settle(list, part.count, pointers)
  }

  private mutating func measureFew(
    _ list: [Int32], _ rows: Range<Int>, _ short: ShortCentroids, _ shortRows: ShortRows
  ) {
    let p = lloyd.observations.columnCount
    lloyd.observations.x.withUnsafeElements { x in
      guard let x = x.baseAddress else { return }
      short.withPointers { short in
        shortRows.withPointers(from: rows.lowerBound) { values, norms in
          ckFewNearest(
            x + rows.lowerBound * p, p, values, norms, list, list.count, short, centroids,
            centroids.count / p, shortRows.scale, &room, &scores, &found, &nearest, &second)
        }
      }
    }
  }

  private mutating func measureAll(_ list: [Int32], _ rows: Range<Int>) {
    let p = lloyd.observations.columnCount
    let tileCount = (list.count + LaneTiles.width - 1) / LaneTiles.width
    lloyd.observations.x.withUnsafeElements { x in
      guard let x = x.baseAddress else { return }
      ckGatherTiles(x + rows.lowerBound * p, p, list, list.count, &tiles)
    }
    ckTwoNearest(
      tiles, tileCount, p, centroids, centroids.count / p, &found, &nearest, &second)
  }

  /// That of direct sums, whose relative error is below (p + 2) 2⁻⁵³ < 2⁻³⁵. Below the travel, hence
  /// looked at again the next time, where two centroids are as good as equally far; settled now.
  private func slack(at i: Int) -> Float {
    guard let scale = lloyd.shortRows?.scale else { return -.greatestFiniteMagnitude }
    let own = nearest[i].squareRoot() * scale * (1 + 0x1p-30)
    let other = second[i].squareRoot() * scale * (1 - 0x1p-30)
    let gone = Double(travel[Int(found[i])])
    let slack = Float(((other - own) + gone) - ((own + gone) * 0x1p-30 + 0x1p-90)).nextDown
    return slack > -.greatestFiniteMagnitude ? slack : -.greatestFiniteMagnitude
  }

  private mutating func settle(
    _ list: [Int32], _ count: Int, _ pointers: RowPointers
  ) -> Int {
    var openCount = 0
    // Taken out and put back: the list and the other buffers are written together.
    var moved = MovedRows(capacity: 0)
    swap(&moved, &self.moved)
    moved.extend { moved, movedCount in
      ckSettleRows(
        list, count, found, foundSlacks, pointers.labels, pointers.slacks, moved, movedCount,
        &open, &openCount)
    }
    swap(&moved, &self.moved)
    return openCount
  }
}

extension LloydState {
  /// From each row of a block to the centroid of its label.
  func squaredDistances(inBlock block: Int) -> [Double] {
    let observations = lloyd.observations
    let range = RowBlocks.range(block, of: observations.count)
    return [Double](unsafeUninitializedCapacity: range.count) { out, filled in
      observations.x.withUnsafeElements { x in
        rows.labels.withUnsafeBufferPointer { labels in
          guard let x = x.baseAddress, let labels = labels.baseAddress,
            let out = out.baseAddress
          else { return }
          ckOwnDistances(
            x + range.lowerBound * observations.columnCount, range.count,
            observations.columnCount, centroids, labels + range.lowerBound, out)
        }
      }
      filled = range.count
    }
  }
}
