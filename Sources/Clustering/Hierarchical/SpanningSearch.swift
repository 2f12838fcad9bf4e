import LinearAlgebra

/// Borůvka's rounds over points.
///
/// Points stand sorted by component, so that a search passes over its own component, which lies
/// together. Every other component is looked through for the nearest point of each point that is
/// pending: exactly, so that bounds decide how much is searched and never what is found.
struct SpanningSearch {
  private let x: Matrix
  private let origin: [Double]
  private let spatialOrder: [Int]
  private var forest: Forest
  /// By observation: the nearest one outside its component and the squared distance, if known;
  /// else −1 and a lower bound.
  private var neighbour: [Int32]
  private var bound: [Double]
  private var component: [Int32]
  /// By component: its observations, near ones together, and its least edge known.
  private var members: [[Int]] = []
  private var least: [SpanningTree.Edge?] = []
  private var edges: [SpanningTree.Edge] = []

  init(_ x: Matrix) {
    self.x = x
    let n = x.rowCount
    origin = x.columnMeansFromFirstRow()
    spatialOrder = SpatialOrder.order(of: x)
    forest = Forest(count: n)
    neighbour = [Int32](repeating: -1, count: n)
    bound = [Double](repeating: 0, count: n)
    component = (0..<n).map { Int32($0) }
  }

  mutating func run(parallelism: Parallelism) throws(CancellationError) -> [SpanningTree.Edge] {
    let n = x.rowCount
    while edges.count < n - 1 {
      collectComponents()
      let order = members.flatMap { $0 }
      // Of weight 2 each, so that a cost is a squared distance.
      var points = ClusterPoints(
        x.rows(at: order), origin: origin, weights: [Double](repeating: 2, count: n))
      points.setGroups(order.map { component[$0] }, ids: order.map { Int32($0) })
      points.boundTiles()
      let start = Double(edges.count) / Double(n)
      for wave in 0..<3 {
        let pending = pending(wave: wave)
        try search(pending, order, points, from: start, parallelism: parallelism)
      }
      joinAlongLeastEdges()
    }
    return edges
  }

  private mutating func collectComponents() {
    var number = [Int](repeating: -1, count: x.rowCount)
    members = []
    for i in spatialOrder {
      let root = forest.root(of: i)
      if number[root] < 0 {
        number[root] = members.count
        members.append([])
      }
      component[i] = Int32(number[root])
      members[number[root]].append(i)
    }
    least = [SpanningTree.Edge?](repeating: nil, count: members.count)
    for i in 0..<x.rowCount where neighbour[i] >= 0 {
      if component[Int(neighbour[i])] == component[i] { neighbour[i] = -1 } else { offer(i) }
    }
  }

  private mutating func offer(_ i: Int) {
    let edge = SpanningTree.Edge(length: bound[i], i, Int(neighbour[i]))
    let c = Int(component[i])
    if least[c].map({ edge < $0 }) ?? true { least[c] = edge }
  }

  /// The observations to search next, component by component: of those whose bound is not above
  /// their component's least edge, the lowest bounds first, a few at a time, then all.
  private func pending(wave: Int) -> [Int] {
    members.indices.flatMap { c -> [Int] in
      let limit = least[c]?.length ?? .infinity
      let open = members[c].filter { neighbour[$0] < 0 && bound[$0] <= limit }
      if open.count <= 1 || wave == 2 { return open }
      let lowest = open.sorted { bound[$0] != bound[$1] ? bound[$0] < bound[$1] : $0 < $1 }
      return Array(lowest.prefix(max(1, open.count / (wave == 0 ? 16 : 4))))
    }
  }

  private mutating func search(
    _ pending: [Int], _ order: [Int], _ points: ClusterPoints, from start: Double,
    parallelism: Parallelism
  ) throws(CancellationError) {
    var lane = [Int32](repeating: 0, count: order.count)
    for (position, i) in order.enumerated() { lane[i] = Int32(position) }
    var firstLane = [0]
    for component in members { firstLane.append(firstLane[firstLane.count - 1] + component.count) }
    let (state, lanes, starts) = (self, lane, firstLane)
    let found = try parallelism.map(blocksOf: pending.count, size: 64) {
      (range: Range<Int>) throws(CancellationError) -> ClusterPoints.Neighbours in
      let share = Double(range.lowerBound) / Double(pending.count)
      try parallelism.checkpoint(start + (1 - start) * share / 2)
      return state.nearest(of: pending[range], points, lane: lanes, firstLane: starts)
    }
    for (b, result) in found.enumerated() {
      for (q, i) in pending[(b * 64)...].prefix(result.costs.count).enumerated() {
        if result.lanes[q] < 0 {
          // Nothing as near as the limit.
          bound[i] = result.costs[q].nextUp
        } else {
          bound[i] = result.costs[q]
          neighbour[i] = Int32(order[Int(result.lanes[q])])
          offer(i)
        }
      }
    }
  }

  private func nearest(
    of observations: ArraySlice<Int>, _ points: ClusterPoints, lane: [Int32], firstLane: [Int]
  ) -> ClusterPoints.Neighbours {
    let queries = observations.map { lane[$0] }
    let known = ClusterPoints.Neighbours(
      lanes: [Int32](repeating: -1, count: queries.count),
      costs: observations.map { least[Int(component[$0])]?.length ?? .infinity })
    let width = ClusterPoints.tileWidth
    let first = observations.first.map { Int(component[$0]) } ?? 0
    let isOne = observations.last.map { Int(component[$0]) == first } ?? true
    guard isOne, members[first].count > width else {
      return points.nearest(of: queries, known: known, in: 0..<points.tileCount)
    }
    let before = (firstLane[first] + width - 1) / width
    let after = firstLane[first + 1] / width
    if after <= before {
      return points.nearest(of: queries, known: known, in: 0..<points.tileCount)
    }
    let left = points.nearest(of: queries, known: known, in: 0..<before)
    return points.nearest(of: queries, known: left, in: after..<points.tileCount)
  }

  private mutating func joinAlongLeastEdges() {
    for edge in least.compactMap({ $0 }) {
      let a = forest.root(of: edge.low)
      let b = forest.root(of: edge.high)
      if a != b {
        _ = forest.join(a, b)
        edges.append(edge)
      }
    }
  }
}

extension Matrix {
  /// Near the means; exact for a constant column, and as precise far from 0 as near it.
  fileprivate func columnMeansFromFirstRow() -> [Double] {
    (0..<columnCount).map { j in
      self[0, j] + (0..<rowCount).reduce(0) { $0 + (self[$1, j] - self[0, j]) } / Double(rowCount)
    }
  }
}
