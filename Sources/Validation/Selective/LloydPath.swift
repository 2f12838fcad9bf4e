import Clustering
import LinearAlgebra

/// Lloyd's iteration with everything a test of its clusters depends on: which observation had which
/// label after every assignment.
///
///     let path = try LloydPath(x, start: .rows([3, 17, 40]))
///     path.partition          // that of KMeans from the same centroids
///     path.labels.count       // assignments made, the first from the starting centroids
///
/// The same iteration as ``KMeans`` with tolerance 0 and without weights: the nearest centroid, ties to
/// the lowest label, until an assignment changes nothing. It works on centred columns, so that a
/// distance may differ from that of ``KMeans`` in its last digits, and a label where two centroids are
/// equally near to rounding.
///
/// An iteration in which a cluster has no observation is not followed further: ``KMeans`` then moves
/// the observation farthest away, an event that the test does not describe.
public struct LloydPath: Sendable, Equatable {
  /// Where the centroids begin.
  public enum Start: Sendable, Codable, Equatable {
    /// Observations chosen without a look at the data, such as at random.
    case rows([Int])
    /// *k* × *p* points chosen without a look at the data.
    case centroids(Matrix)
    /// The means of the groups of some labels 0…k−1, which are held fixed.
    case labels([Int])
  }

  public let start: Start
  /// The labels after each assignment, 0…k−1 in the order of the start.
  public let labels: [[Int]]
  public let clusterCount: Int
  /// The last labels, canonical.
  public let partition: Partition
  public let converged: Bool
  /// The first assignment that left a cluster without observations, where the path ends.
  public let emptiedAt: Int?

  /// - Parameters:
  ///   - x: *n* × *p*, finite.
  ///   - maximumIterations: as ``KMeans``': assignments followed by new centroids; one more
  ///     assignment ends a run that did not converge.
  /// - Throws: ``ClusteringError/notFinite(row:column:)``,
  ///   ``ClusteringError/clusterCountOutOfRange(requested:distinct:)`` for fewer than 1 or more than
  ///   *n* centroids.
  /// - Complexity: O(*n·k·p*) an iteration.
  public init(_ x: Matrix, start: Start, maximumIterations: Int = 300) throws {
    precondition(maximumIterations >= 1, "at least one iteration")
    try SelectiveTest.check(x)
    let count = start.clusterCount
    guard count >= 1, count <= x.rowCount else {
      throw ClusteringError.clusterCountOutOfRange(requested: count, distinct: x.rowCount)
    }
    var lloyd = PlainIteration(CentredData(x), start: start)
    var labels: [[Int]] = []
    var emptiedAt: Int?
    var converged = false
    while labels.count <= maximumIterations {
      labels.append(lloyd.nearest())
      if lloyd.hasEmptyCluster(labels[labels.count - 1]) {
        emptiedAt = labels.count - 1
        break
      }
      if labels.count > 1, labels[labels.count - 1] == labels[labels.count - 2] {
        converged = true
        break
      }
      lloyd.update(labels[labels.count - 1])
    }
    self.start = start
    self.labels = labels
    clusterCount = count
    partition = Partition(canonicalising: labels[labels.count - 1])
    self.converged = converged
    self.emptiedAt = emptiedAt
  }
}

extension LloydPath.Start {
  var clusterCount: Int {
    switch self {
    case .rows(let rows): return rows.count
    case .centroids(let centroids): return centroids.rowCount
    case .labels(let labels): return (labels.max() ?? -1) + 1
    }
  }
}

/// Assignments and means by their definitions, on centred data.
private struct PlainIteration {
  let x: Matrix
  let clusterCount: Int
  var centroids: Matrix

  init(_ data: CentredData, start: LloydPath.Start) {
    x = data.x
    clusterCount = start.clusterCount
    switch start {
    case .rows(let rows): centroids = data.x.rows(at: rows)
    case .centroids(let given):
      precondition(given.columnCount == data.x.columnCount, "centroids have the data's columns")
      centroids = Matrix(rows: (0..<given.rowCount).map { data.placed(given.row($0)) })
    case .labels(let labels):
      precondition(labels.count == data.x.rowCount, "one label for each row")
      centroids = Matrix(
        repeating: 0, rowCount: clusterCount, columnCount: data.x.columnCount)
      update(labels)
    }
  }

  func nearest() -> [Int] {
    (0..<x.rowCount).map { i in
      var best = 0
      var lowest = Double.infinity
      for c in 0..<clusterCount {
        var distance = 0.0
        for j in 0..<x.columnCount {
          distance += (x[i, j] - centroids[c, j]) * (x[i, j] - centroids[c, j])
        }
        if distance < lowest { (best, lowest) = (c, distance) }
      }
      return best
    }
  }

  func hasEmptyCluster(_ labels: [Int]) -> Bool {
    Set(labels).count < clusterCount
  }

  mutating func update(_ labels: [Int]) {
    var sums = Matrix(repeating: 0, rowCount: clusterCount, columnCount: x.columnCount)
    var counts = [Double](repeating: 0, count: clusterCount)
    for (i, label) in labels.enumerated() {
      counts[label] += 1
      for j in 0..<x.columnCount { sums[label, j] += x[i, j] }
    }
    for c in 0..<clusterCount {
      for j in 0..<x.columnCount { centroids[c, j] = sums[c, j] / counts[c] }
    }
  }
}
