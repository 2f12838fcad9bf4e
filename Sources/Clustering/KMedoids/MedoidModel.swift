import LinearAlgebra

/// A partition around medoids.
public struct MedoidClusters: Sendable, Equatable, Codable {
  public let partition: Partition
  /// The medoid of each cluster, an observation of its own.
  public let medoids: [Int]
  /// Σᵢ d(i, medoid of i), in ``RowBlocks``' order.
  public let loss: Double
  /// How many exchanges the search made.
  public let swaps: Int
  /// How many times it went through the observations, the last time perhaps not to the end.
  public let passes: Int
  /// Whether it ended by itself: no exchange lowers the loss.
  public let converged: Bool

  public var clusterCount: Int { medoids.count }

  /// The cluster of each of some new observations: the nearest medoid's, a tie to the lowest label.
  /// - Parameter toMedoids: *m* × *k*, the dissimilarity of each to each medoid, in the order of
  ///   ``medoids``.
  public func assign(toMedoids: Matrix) -> [Int] {
    precondition(toMedoids.columnCount == clusterCount, "one dissimilarity for each medoid")
    return (0..<toMedoids.rowCount).map { i in
      let row = toMedoids.row(i)
      let nearest = row.indices.min { (row[$0], $0) < (row[$1], $1) }
      return (nearest ?? row.startIndex) - row.startIndex
    }
  }
}

/// Medoids of rows of numbers; they place new rows.
public struct MedoidModel: Sendable, Equatable, Codable {
  public let clusters: MedoidClusters
  /// The medoids' rows, *k* × *p*, in the order of the labels.
  public let centres: Matrix
  public let metric: DistanceMetric

  public var partition: Partition { clusters.partition }
  public var medoids: [Int] { clusters.medoids }
  public var loss: Double { clusters.loss }
  public var clusterCount: Int { clusters.clusterCount }

  /// The label of each row's nearest medoid, a tie to the lowest label.
  ///
  /// On the data the model was fitted to, the fitted labels, but for exact ties, which the fit gives
  /// to the lowest position in its starting list.
  /// - Parameter x: finite, in the medoids' columns.
  public func assign(_ x: Matrix, parallelism: Parallelism = .serial) -> [Int] {
    nearest(x, parallelism: parallelism).labels
  }

  /// *m* × *k*: the distance of each row to each medoid.
  public func distances(_ x: Matrix) -> Matrix {
    let columns = medoidDistances(x, parallelism: .serial)
    var result = Matrix(repeating: 0, rowCount: x.rowCount, columnCount: clusterCount)
    for (label, column) in columns.enumerated() {
      for i in 0..<x.rowCount { result[i, label] = column[i] }
    }
    return result
  }

  struct Nearest {
    var labels: [Int]
    var distances: [Double]
  }

  func nearest(_ x: Matrix, parallelism: Parallelism) -> Nearest {
    let columns = medoidDistances(x, parallelism: parallelism)
    var result = Nearest(
      labels: [Int](repeating: 0, count: x.rowCount), distances: columns.first ?? [])
    for (label, column) in columns.enumerated().dropFirst() {
      for i in 0..<x.rowCount where column[i] < result.distances[i] {
        result.distances[i] = column[i]
        result.labels[i] = label
      }
    }
    return result
  }

  /// For each medoid, its distance to every row.
  private func medoidDistances(_ x: Matrix, parallelism: Parallelism) -> [[Double]] {
    precondition(x.columnCount == centres.columnCount, "the data have the medoids' columns")
    let together = Matrix(
      rowCount: x.rowCount + clusterCount, columnCount: x.columnCount,
      elements: x.elements + centres.elements)
    let exponent = Rescaled.exponent(spread: together.largestSpread)
    let space = MedoidSpace(
      exponent == 0 ? together : together.scaled(byPowerOfTwo: exponent), metric: metric)
    return parallelism.map(count: clusterCount) { label in
      let row = space.distances(from: x.rowCount + label).prefix(x.rowCount)
      return exponent == 0 ? Array(row) : row.map { $0.scaled(byPowerOfTwo: -exponent) }
    }
  }
}
