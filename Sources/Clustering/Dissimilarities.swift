import LinearAlgebra

/// How unlike each two of *n* observations are: symmetric, not negative, 0 between an observation
/// and itself. Nothing else is asked: no triangle inequality.
///
///     let d = try Dissimilarities(x, metric: .manhattan, parallelism: Parallelism(threads: 2))
///     d[3, 17]
///     try KMedoids(clusterCount: 4).fit(d)
///     let theirs = try Dissimilarities(square: matrix)
///
/// Stored as the full square, row by row: the row of an observation is contiguous.
public struct Dissimilarities: Sendable, Equatable {
  /// *n*.
  public let count: Int
  /// d(i, j) at `elements[i * count + j]`.
  public let elements: [Double]

  /// Dissimilarities made elsewhere.
  ///
  /// - Parameter matrix: *n* × *n*.
  /// - Throws: ``ClusteringError/noObservations``, ``ClusteringError/dissimilaritiesNotSquare(rows:columns:)``,
  ///   ``ClusteringError/notFinite(row:column:)``, and at the first wrong cell
  ///   ``ClusteringError/dissimilarityNegative(row:column:)``,
  ///   ``ClusteringError/dissimilarityOfSelfNotZero(row:)``,
  ///   ``ClusteringError/dissimilaritiesNotSymmetric(row:column:)``.
  public init(square matrix: Matrix) throws(ClusteringError) {
    guard matrix.rowCount == matrix.columnCount else {
      throw .dissimilaritiesNotSquare(rows: matrix.rowCount, columns: matrix.columnCount)
    }
    guard matrix.rowCount > 0 else { throw .noObservations }
    self.init(count: matrix.rowCount, elements: matrix.elements)
    try check()
  }

  /// Distances between the rows of *x*, *n* × *p*: 8*n*² bytes.
  ///
  /// - Throws: ``ClusteringError``, `CancellationError`.
  /// - Complexity: O(*n²·p*), each pair once.
  public init(
    _ x: Matrix, metric: DistanceMetric = .euclidean, parallelism: Parallelism = .serial
  ) throws {
    let rescaled = try Observations(x, weights: nil, rule: .notNegative).rescaled()
    try self.init(
      unchecked: rescaled.observations.x, metric: metric, exponent: -rescaled.exponent,
      parallelism: parallelism)
  }

  /// Cells that are known to be those of dissimilarities.
  init(count: Int, elements: [Double]) {
    self.count = count
    self.elements = elements
  }

  @inlinable
  public subscript(i: Int, j: Int) -> Double {
    precondition(j >= 0 && j < count, "observation out of range")
    return elements[i * count + j]
  }

  /// d(i, ·).
  public func row(_ i: Int) -> ArraySlice<Double> { elements[(i * count)..<((i + 1) * count)] }

  private func check() throws(ClusteringError) {
    for i in 0..<count {
      for j in 0..<count {
        let value = elements[i * count + j]
        guard value.isFinite else { throw .notFinite(row: i, column: j) }
        guard value >= 0 else { throw .dissimilarityNegative(row: i, column: j) }
        guard value == elements[j * count + i] || !elements[j * count + i].isFinite else {
          throw .dissimilaritiesNotSymmetric(row: i, column: j)
        }
      }
      guard elements[i * count + i] == 0 else { throw .dissimilarityOfSelfNotZero(row: i) }
    }
  }
}
