import LinearAlgebra

/// The nearest member of each cluster, and the cluster of the nearest member of all: the placement
/// that goes with the single linkage.
///
/// Exactly: distances are the direct sums in double of ``PairwiseDistances``, and the search of
/// ``ClusterPoints`` only leaves out members that are proved to be farther. Members stand cluster by
/// cluster, each beginning a tile, and within a cluster near ones together.
///
/// - Complexity: O(*n·p*) memory; O(*m·n·p*) time at worst, in few dimensions a small part of it.
struct NearestMembers: Sendable {
  private let points: ClusterPoints
  /// Where each cluster's tiles begin, and where the last one's end.
  private let tileStarts: [Int]
  /// In an order in which near ones stand together.
  private let queries: [Query]

  private struct Query: Sendable {
    let row: Int
    let lane: Int32
    /// The lane of a member not far from it.
    let hint: Int32
  }

  /// - Parameters:
  ///   - members: *n* × *p*, one of each label at least.
  ///   - newcomers: *m* × *p*; `nil` asks for the members themselves, none of which is then compared
  ///     with itself.
  init(_ members: Matrix, labels: [Int], clusterCount: Int, newcomers: Matrix?) {
    let n = members.rowCount
    let all =
      newcomers.map {
        Matrix(
          rowCount: n + $0.rowCount, columnCount: members.columnCount,
          elements: members.elements + $0.elements)
      } ?? members
    let order = SpatialOrder.order(of: all)
    let lanes = MemberLanes(
      order.filter { $0 < n }, labels: labels, clusterCount: clusterCount)
    tileStarts = lanes.tileStarts
    var rows = lanes.rows.map { $0 < 0 ? 0 : $0 }
    var queries: [Query] = []
    var near = lanes.lane.first ?? 0
    for row in order {
      if row < n { near = lanes.lane[row] }
      if newcomers == nil {
        queries.append(Query(row: row, lane: near, hint: near))
      } else if row >= n {
        queries.append(Query(row: row - n, lane: Int32(rows.count), hint: near))
        rows.append(row)
      }
    }
    self.queries = queries
    let x = all.rows(at: rows)
    // Of weight 2 each, so that a cost is a squared distance.
    var points = ClusterPoints(
      x, origin: (0..<x.columnCount).map { x[0, $0] },
      weights: [Double](repeating: 2, count: x.rowCount))
    for (lane, row) in lanes.rows.enumerated() where row < 0 { points.free(lane) }
    points.setGroups(
      (0..<Int32(rows.count)).map { $0 },
      ids: rows.map { $0 < n ? Int32(labels[$0]) : 0 })
    points.boundTiles()
    self.points = points
  }
}

/// Members in lanes: each cluster from a tile's first lane on, −1 where a lane is left free.
private struct MemberLanes {
  private(set) var rows: [Int] = []
  private(set) var lane: [Int32]
  private(set) var tileStarts = [0]

  init(_ order: [Int], labels: [Int], clusterCount: Int) {
    let width = ClusterPoints.tileWidth
    lane = [Int32](repeating: 0, count: labels.count)
    var members = [[Int]](repeating: [], count: clusterCount)
    for row in order { members[labels[row]].append(row) }
    for cluster in members {
      for row in cluster {
        lane[row] = Int32(rows.count)
        rows.append(row)
      }
      let free = (width - rows.count % width) % width
      rows += [Int](repeating: -1, count: free)
      tileStarts.append(rows.count / width)
    }
  }
}

extension NearestMembers {
  private static let blockSize = 64

  private var clusterCount: Int { tileStarts.count - 1 }

  /// Squared distances to the nearest member of each cluster, a row for each query; infinite where
  /// a member is asked for another one of a cluster of its own.
  func squaredDistances(parallelism: Parallelism) throws(CancellationError) -> Matrix {
    let blocks = try eachBlock(parallelism) { block in
      let lanes = block.map(\.lane)
      return (0..<clusterCount).map { cluster in
        let unknown = ClusterPoints.Neighbours(
          lanes: [Int32](repeating: -1, count: block.count),
          costs: [Double](repeating: .infinity, count: block.count))
        return points.nearest(
          of: lanes, known: unknown, in: tileStarts[cluster]..<tileStarts[cluster + 1]
        ).costs
      }
    }
    var result = Matrix(
      repeating: 0, rowCount: queries.count, columnCount: clusterCount)
    for (b, costs) in blocks.enumerated() {
      for (cluster, column) in costs.enumerated() {
        for (q, cost) in column.enumerated() {
          result[queries[b * Self.blockSize + q].row, cluster] = cost
        }
      }
    }
    return result
  }

  /// The cluster of each newcomer's nearest member; of members equally far, as their distances are
  /// rounded, the lowest label.
  func labels(parallelism: Parallelism) throws(CancellationError) -> [Int] {
    let blocks = try eachBlock(parallelism) { labels(of: $0) }
    var result = [Int](repeating: 0, count: queries.count)
    for (query, label) in zip(queries, blocks.joined()) { result[query.row] = label }
    return result
  }

  private func labels(of block: ArraySlice<Query>) -> [Int] {
    let hinted = ClusterPoints.Neighbours(
      lanes: block.map(\.hint), costs: block.map { points.cost(Int($0.lane), Int($0.hint)) })
    let lanes = block.map(\.lane)
    let found = points.nearest(of: lanes, known: hinted, in: 0..<(tileStarts.last ?? 0))
    var labels = found.lanes.map { Int(points.id(Int($0))) }
    // Squares that differ can have the same root.
    var open = labels.indices.filter { labels[$0] > 0 }
    while let label = open.first.map({ labels[$0] }) {
      let alike = open.filter { labels[$0] == label }
      let limits = ClusterPoints.Neighbours(
        lanes: [Int32](repeating: -1, count: alike.count),
        costs: alike.map { Self.largestSquare(ofRootOf: found.costs[$0]) })
      let lower = points.nearest(
        of: alike.map { lanes[$0] }, known: limits, in: 0..<tileStarts[label])
      for (i, lane) in zip(alike, lower.lanes) where lane >= 0 {
        labels[i] = Int(points.id(Int(lane)))
      }
      let settled = Set(alike.filter { labels[$0] == label || labels[$0] == 0 })
      open.removeAll { settled.contains($0) }
    }
    return labels
  }

  static func largestSquare(ofRootOf square: Double) -> Double {
    let root = square.squareRoot()
    var largest = square
    while largest.nextUp.squareRoot() == root, largest.nextUp.isFinite { largest = largest.nextUp }
    return largest
  }

  private func eachBlock<Result: Sendable>(
    _ parallelism: Parallelism, _ body: @Sendable (ArraySlice<Query>) -> Result
  ) throws(CancellationError) -> [Result] {
    try parallelism.map(blocksOf: queries.count, size: Self.blockSize) {
      (range: Range<Int>) throws(CancellationError) -> Result in
      try parallelism.checkpoint()
      return body(queries[range])
    }
  }
}
