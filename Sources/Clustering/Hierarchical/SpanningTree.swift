import LinearAlgebra

/// The minimum spanning tree of observations: the single linkage.
///
/// Edges are compared by (length, smaller end, larger end), a strict order, so that the tree is one
/// and the same however it is found. Points: Borůvka's rounds, in which every component takes its
/// least edge to another; a point remembers its nearest one outside, or, once that is inside, a
/// lower bound, and is searched again only where the bound leaves a chance. Dissimilarities: Prim.
///
/// Source: Gower & Ross 1969, doi:10.2307/2346439.
struct SpanningTree: Sendable {
  struct Edge: Sendable, Equatable {
    /// A squared distance for points, else a dissimilarity.
    let length: Double
    let low: Int
    let high: Int

    init(length: Double, _ a: Int, _ b: Int) {
      self.length = length
      low = min(a, b)
      high = max(a, b)
    }

    static func < (a: Edge, b: Edge) -> Bool {
      if a.length != b.length { return a.length < b.length }
      return a.low != b.low ? a.low < b.low : a.high < b.high
    }
  }

  /// Least first.
  let edges: [Edge]
  let observationCount: Int
  private let isOfSquares: Bool

  init(of x: Matrix, parallelism: Parallelism) throws(CancellationError) {
    var search = SpanningSearch(x)
    edges = try search.run(parallelism: parallelism).sorted(by: <)
    observationCount = x.rowCount
    isOfSquares = true
  }

  init(of d: Dissimilarities, parallelism: Parallelism) throws(CancellationError) {
    edges = try Self.prim(d, parallelism: parallelism).sorted(by: <)
    observationCount = d.count
    isOfSquares = false
  }

  func steps() -> [AgglomerationStep] {
    var forest = Forest(count: observationCount)
    var number = [Int](0..<observationCount)
    return edges.enumerated().map { m, edge in
      let a = forest.root(of: edge.low)
      let b = forest.root(of: edge.high)
      let step = AgglomerationStep(
        first: number[a], second: number[b], cost: edge.length,
        height: isOfSquares ? edge.length.squareRoot() : edge.length)
      number[forest.join(a, b)] = observationCount + m
      return step
    }
  }

  private static func prim(
    _ d: Dissimilarities, parallelism: Parallelism
  ) throws(CancellationError) -> [Edge] {
    var outside = Array(1..<max(1, d.count))
    var nearest = outside.map { Edge(length: d[$0, 0], $0, 0) }
    var edges: [Edge] = []
    while !outside.isEmpty {
      try parallelism.checkpoint()
      if edges.count % 256 == 0 {
        try parallelism.checkpoint(Double(edges.count) / Double(d.count))
      }
      var least = 0
      for i in 1..<outside.count where nearest[i] < nearest[least] { least = i }
      edges.append(nearest[least])
      let joined = outside[least]
      outside.swapAt(least, outside.count - 1)
      nearest.swapAt(least, outside.count - 1)
      outside.removeLast()
      nearest.removeLast()
      for (i, other) in outside.enumerated() {
        let edge = Edge(length: d[other, joined], other, joined)
        if edge < nearest[i] { nearest[i] = edge }
      }
    }
    return edges
  }
}

/// Sets of numbers that are joined, by size, with path halving.
struct Forest: Sendable {
  private var parent: [Int]
  private var size: [Int]

  init(count: Int) {
    parent = [Int](0..<count)
    size = [Int](repeating: 1, count: count)
  }

  mutating func root(of element: Int) -> Int {
    var node = element
    while parent[node] != node {
      parent[node] = parent[parent[node]]
      node = parent[node]
    }
    return node
  }

  /// - Returns: the root of the two roots' union.
  mutating func join(_ a: Int, _ b: Int) -> Int {
    let (large, small) = size[a] >= size[b] ? (a, b) : (b, a)
    parent[small] = large
    size[large] += size[small]
    return large
  }
}
