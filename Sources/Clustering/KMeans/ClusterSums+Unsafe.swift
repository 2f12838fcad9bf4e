import CKernels

/// Σ w(x − origin) and Σ w over the observations of each cluster, exact: integers on a ``SumGrid``.
///
/// Observations come, go and change cluster one by one, at the cost of their own coordinates.
struct ClusterSums: Sendable {
  let grid: SumGrid
  let clusterCount: Int
  /// How many observations of positive weight each cluster has.
  private(set) var members: [Int]
  /// In units of the grid: cluster by cluster, level by level.
  private var totals: [Int64]
  /// What came since the last folding.
  private var cells: AlignedDoubles
  /// The grid's origin, then its cutters.
  private let tables: AlignedDoubles
  private var pending = 0

  /// Of no observation.
  init(_ grid: SumGrid, clusterCount: Int) {
    self.grid = grid
    self.clusterCount = clusterCount
    members = [Int](repeating: 0, count: clusterCount)
    totals = [Int64](repeating: 0, count: clusterCount * grid.cellCount)
    cells = AlignedDoubles([Double](repeating: 0, count: clusterCount * grid.cellCount))
    tables = AlignedDoubles(grid.origin + grid.cutters)
  }

  /// Adds what another knows.
  mutating func add(_ other: ClusterSums) {
    for i in totals.indices { totals[i] &+= other.totals[i] }
    for c in members.indices { members[c] += other.members[c] }
  }
}

/// Rows of a block that change cluster; `from` is −1 for one that comes from none.
struct MovedRows {
  var count = 0
  var rows: [Int32]
  var from: [Int32]
  var to: [Int32]

}

extension MovedRows {
  init(capacity: Int) {
    let none = [Int32](repeating: 0, count: capacity)
    self.init(rows: none, from: none, to: none)
  }
}

extension ClusterSums {
  /// - Parameter moved: rows counted from `firstRow`.
  mutating func move(_ moved: MovedRows, firstRow: Int, in observations: Observations) {
    var done = 0
    while done < moved.count {
      let part = done..<min(moved.count, done + SumGrid.batchSize - pending)
      add(moved, part: part, firstRow: firstRow, in: observations)
      pending += part.count
      done = part.upperBound
      if pending == SumGrid.batchSize { fold() }
    }
    count(moved, weights: observations.weights.map { $0[firstRow...] })
  }

  private mutating func count(_ moved: MovedRows, weights: ArraySlice<Double>?) {
    members.withUnsafeMutableBufferPointer { members in
      moved.withPointers { rows, from, to in
        for i in 0..<moved.count {
          if let weights, weights[weights.startIndex + Int(rows[i])] == 0 { continue }
          if from[i] >= 0 { members[Int(from[i])] -= 1 }
          members[Int(to[i])] += 1
        }
      }
    }
  }

  mutating func move(_ row: Int, from: Int, to: Int, in observations: Observations) {
    let moved = MovedRows(count: 1, rows: [0], from: [Int32(from)], to: [Int32(to)])
    move(moved, firstRow: row, in: observations)
  }

  private mutating func add(
    _ moved: MovedRows, part: Range<Int>, firstRow: Int, in observations: Observations
  ) {
    var layout = layout
    let cells = uniqueCells()
    observations.x.withUnsafeElements { x in
      moved.withPointers { rows, from, to in
        guard let x = x.baseAddress else { return }
        let first = x + firstRow * grid.columnCount
        guard let weights = observations.weights else {
          ckMoveRows(
            first, nil, &layout, rows + part.lowerBound, from + part.lowerBound,
            to + part.lowerBound, part.count, cells)
          return
        }
        weights.withUnsafeBufferPointer { weights in
          ckMoveRows(
            first, weights.baseAddress.map { $0 + firstRow }, &layout, rows + part.lowerBound,
            from + part.lowerBound, to + part.lowerBound, part.count, cells)
        }
      }
    }
  }

  private var layout: CKSumLayout {
    CKSumLayout(
      columnCount: grid.columnCount, stride: grid.stride, levelCount: grid.levelCount,
      origin: tables.first, cutters: tables.first + grid.columnCount)
  }

  private mutating func uniqueCells() -> UnsafeMutablePointer<Double> {
    if !isKnownUniquelyReferenced(&cells) { cells = AlignedDoubles(cells) }
    return cells.first
  }

  /// Brings the totals up to date; to be called before ``add(_:)`` and ``means(keeping:)``.
  mutating func fold() {
    if pending == 0 { return }
    ckFoldSums(uniqueCells(), grid.roots, grid.cellCount, clusterCount, &totals)
    pending = 0
  }

  /// origin + Σ w(x − origin) / Σ w for each cluster, every sum rounded once; the centroid it has in
  /// `old` for one without observations of positive weight.
  func means(keeping old: [Double]) -> [Double] {
    let p = grid.columnCount
    var means = old
    for c in 0..<clusterCount where members[c] > 0 {
      let weight = weight(of: c)
      for j in 0..<p { means[c * p + j] = grid.origin[j] + sum(cluster: c, column: j) / weight }
    }
    return means
  }

  /// Σ w, rounded once.
  func weight(of cluster: Int) -> Double {
    grid.isWeighted ? sum(cluster: cluster, column: grid.columnCount) : Double(members[cluster])
  }

  private func sum(cluster: Int, column: Int) -> Double {
    let first = cluster * grid.cellCount + column
    return grid.rounded(column: column) { totals[first + $0 * grid.stride] }
  }
}

/// Doubles that begin with a cache line: a vector of eight across two costs two accesses.
private final class AlignedDoubles: @unchecked Sendable {
  let first: UnsafeMutablePointer<Double>
  private let count: Int

  init(_ numbers: [Double]) {
    count = numbers.count
    first = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * 8, alignment: 64)
      .bindMemory(to: Double.self, capacity: max(count, 1))
    for (i, number) in numbers.enumerated() { first[i] = number }
  }

  init(_ other: AlignedDoubles) {
    count = other.count
    first = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * 8, alignment: 64)
      .bindMemory(to: Double.self, capacity: max(count, 1))
    first.update(from: other.first, count: count)
  }

  deinit { first.deallocate() }
}

extension MovedRows {
  /// Hands the lists and their length to a kernel that lengthens them.
  mutating func extend(_ body: (UnsafePointer<CKMovedRows>, UnsafeMutablePointer<Int>) -> Void) {
    var count = count
    rows.withUnsafeMutableBufferPointer { rows in
      from.withUnsafeMutableBufferPointer { from in
        to.withUnsafeMutableBufferPointer { to in
          var lists = CKMovedRows(
            rows: rows.baseAddress, from: from.baseAddress, to: to.baseAddress)
          body(&lists, &count)
        }
      }
    }
    self.count = count
  }

  fileprivate func withPointers(
    _ body: (UnsafePointer<Int32>, UnsafePointer<Int32>, UnsafePointer<Int32>) -> Void
  ) {
    rows.withUnsafeBufferPointer { rows in
      from.withUnsafeBufferPointer { from in
        to.withUnsafeBufferPointer { to in
          if let rows = rows.baseAddress, let from = from.baseAddress, let to = to.baseAddress {
            body(rows, from, to)
          }
        }
      }
    }
  }
}
