import CKernels
import LinearAlgebra
import Synchronization

/// What a run knows of its observations.
struct LloydRows: Sendable {
  var labels: [Int32]
  /// See ``SingleCentroids``; −∞ where the label has to be looked at.
  private(set) var slacks: [Float]
  /// See ``Travel``.
  private(set) var groupSlacks: [Float]

  init(count: Int) {
    labels = [Int32](repeating: -1, count: count)
    slacks = [Float](repeating: -.infinity, count: count)
    groupSlacks = [Float](
      repeating: -.infinity, count: (count + Int(CK_GROUP) - 1) / Int(CK_GROUP))
  }

  mutating func lookAt(_ row: Int) {
    slacks[row] = -.infinity
    groupSlacks[row / Int(CK_GROUP)] = -.infinity
  }

  mutating func lookAtAll() { self = LloydRows(labels: labels) }

  mutating func forgetGroups() {
    for group in groupSlacks.indices { groupSlacks[group] = -.infinity }
  }

  private init(labels: [Int32]) {
    self.init(count: labels.count)
    self.labels = labels
  }

  fileprivate mutating func withPointers<Result>(
    _ body: (RowPointers) throws -> Result
  ) rethrows -> Result? {
    try labels.withUnsafeMutableBufferPointer { labels in
      try slacks.withUnsafeMutableBufferPointer { slacks in
        try groupSlacks.withUnsafeMutableBufferPointer { groups in
          guard let labels = labels.baseAddress, let slacks = slacks.baseAddress,
            let groups = groups.baseAddress
          else { return nil }
          return try body(RowPointers(labels: labels, slacks: slacks, groups: groups))
        }
      }
    }
  }
}

/// What a run knows of its rows from one on, the first of a group.
private struct RowPointers {
  let labels: UnsafeMutablePointer<Int32>
  let slacks: UnsafeMutablePointer<Float>
  let groups: UnsafeMutablePointer<Float>

  func from(_ row: Int) -> RowPointers {
    RowPointers(labels: labels + row, slacks: slacks + row, groups: groups + row / Int(CK_GROUP))
  }
}

/// What a pass found.
struct PassCounts {
  var moved = 0
  /// Rows whose slacks were compared in groups where all stood.
  var inVain = 0
}

extension Lloyd {
  /// Gives every observation the label of its nearest centroid, and moves those whose label changes
  /// in `sums`.
  ///
  /// Rows whose slack says that their label stands are not read. Of the others the filter proves
  /// most, and direct sums in double decide the rest.
  func reassign(
    _ rows: inout LloydRows, _ sums: inout ClusterSums, to centroids: [Double], travel: Travel,
    parallelism: Parallelism
  ) throws -> PassCounts {
    let single = singleRows.map { SingleCentroids(centroids, of: $0, travel: travel) }
    let workers = try rows.withPointers { pointers in
      nonisolated(unsafe) let pointers = pointers
      let parts = PartCounter(of: observations)
      return try parallelism.map(count: min(parallelism.threads, parts.count)) { _ in
        var worker = LloydWorker(self, centroids: centroids, single: single)
        while let rows = parts.next() {
          try parallelism.checkpoint()
          worker.visit(rows, pointers.from(rows.lowerBound))
        }
        worker.sums.fold()
        return worker
      }
    }
    var counts = PassCounts()
    for worker in workers ?? [] {
      sums.add(worker.sums)
      counts.moved += worker.counts.moved
      counts.inVain += worker.counts.inVain
    }
    return counts
  }
}

/// Hands each part of the rows to one thread: at most 4096 rows, and so few that they stay in the
/// second-level cache, in both precisions, while all is done to them.
private final class PartCounter: Sendable {
  let count: Int
  private let size: Int
  private let rowCount: Int
  private let taken = Atomic(0)

  init(of observations: Observations) {
    let bytesOfRow = 12 * observations.columnCount
    var size = RowBlocks.size
    while size > 256, size * bytesOfRow > 1 << 19 { size /= 2 }
    self.size = size
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
  let single: SingleCentroids?
  /// Of what changed.
  var sums: ClusterSums
  private(set) var counts = PassCounts()
  private var moved = MovedRows(capacity: RowBlocks.size + 1)
  /// Rows to look at, those that the filter leaves open, and what was found.
  private var list = [Int32](repeating: 0, count: RowBlocks.size + Int(CK_GROUP))
  private var open = [Int32](repeating: 0, count: RowBlocks.size + 1)
  private var found = [Int32](repeating: 0, count: RowBlocks.size)
  private var foundSlacks = [Float](repeating: 0, count: RowBlocks.size)
  private var room: [Float]
  private var tiles: [Double]
  private var distances: [Double]

  /// Rows put into tiles at a time.
  private static let tileRows = 64

  init(_ lloyd: Lloyd, centroids: [Double], single: SingleCentroids?) {
    self.lloyd = lloyd
    self.centroids = centroids
    self.single = single
    let p = lloyd.observations.columnCount
    sums = ClusterSums(lloyd.grid, clusterCount: lloyd.clusterCount)
    room = [Float](repeating: 0, count: 32 * (p + 16) + 16)
    tiles = [Double](repeating: 0, count: Self.tileRows * p)
    distances = [Double](repeating: 0, count: Self.tileRows)
  }

  mutating func visit(_ rows: Range<Int>, _ pointers: RowPointers) {
    moved.count = 0
    var openCount = 0
    if let single, let singleRows = lloyd.singleRows {
      openCount = filter(rows, single, singleRows, pointers)
    } else {
      for i in 0..<rows.count { open[i] = Int32(i) }
      openCount = rows.count
    }
    for start in stride(from: 0, to: openCount, by: Self.tileRows) {
      decide(start..<min(start + Self.tileRows, openCount), rows, pointers)
    }
    if moved.count == 0 { return }
    counts.moved += moved.count
    sums.move(moved, firstRow: rows.lowerBound, in: lloyd.observations)
  }

  /// - Returns: how many rows are left open.
  private mutating func filter(
    _ rows: Range<Int>, _ single: SingleCentroids, _ singleRows: SingleRows,
    _ pointers: RowPointers
  ) -> Int {
    var openCount = 0
    let isFirst = pointers.labels[0] < 0
    let sinceReference = single.sinceReference
    if isFirst, lloyd.isForOneRun { singleRows.convert(rows) }
    single.withPointers { single, reference in
      var count = rows.count
      if isFirst {
        for i in 0..<count { list[i] = Int32(i) }
      } else {
        ckDoubtedRows(
          pointers.labels, pointers.slacks, rows.count, single.pointee.travel, reference,
          pointers.groups, sinceReference, &list, &count, &counts.inVain)
      }
      if count == 0 { return }
      singleRows.withPointers(from: rows.lowerBound) { values, norms in
        ckCertainLabels(values, norms, list, count, single, &room, &found, &foundSlacks)
      }
      openCount = settle(list, count, pointers)
      ckLowerGroups(
        pointers.labels, pointers.slacks, rows.count, reference, list, count, pointers.groups)
    }
    return openCount
  }

  /// Direct sums for some of the open rows.
  private mutating func decide(
    _ part: Range<Int>, _ rows: Range<Int>, _ pointers: RowPointers
  ) {
    let p = lloyd.observations.columnCount
    let list = Array(open[part])
    let tileCount = (part.count + LaneTiles.width - 1) / LaneTiles.width
    lloyd.observations.x.withUnsafeElements { x in
      guard let x = x.baseAddress else { return }
      ckGatherTiles(x + rows.lowerBound * p, p, list, part.count, &tiles)
    }
    ckNearestCentroids(
      tiles, tileCount, p, centroids, centroids.count / p, &found, &distances)
    // Never certain the next time, but settled now.
    for i in 0..<part.count { foundSlacks[i] = -.greatestFiniteMagnitude }
    _ = settle(list, part.count, pointers)
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
