import LinearAlgebra

/// How unlike each two of *n* observations are: symmetric, not negative, 0 between an observation
/// and itself. Nothing else is asked: no triangle inequality.
///
///     let d = try Dissimilarities(x, metric: .manhattan, parallelism: Parallelism(threads: 2))
///     d[3, 17]
///     try Dissimilarities(condensed: [1, 2, 3]).count      // 3
///     try KMedoids(clusterCount: 4).fit(d)
///
/// Stored as the full square, row by row: the row of an observation is contiguous.
public struct Dissimilarities: Sendable, Equatable {
  /// *n*.
  public let count: Int
  /// d(i, j) at `elements[i * count + j]`.
  public let elements: [Double]

  /// - Throws: ``ClusteringError/noObservations``, ``ClusteringError/notSquare(rows:columns:)``, and
  ///   at the first wrong cell ``ClusteringError/diagonalNotZero(row:)``,
  ///   ``ClusteringError/dissimilarityOutOfRange(row:column:)`` for one that is negative, above
  ///   1e140, or not finite, ``ClusteringError/notSymmetric(row:column:)``.
  public init(square: Matrix) throws(ClusteringError) {
    guard square.rowCount == square.columnCount else {
      throw .notSquare(rows: square.rowCount, columns: square.columnCount)
    }
    guard square.rowCount > 0 else { throw .noObservations }
    self.init(count: square.rowCount, elements: square.elements)
    try check()
  }

  /// - Parameter condensed: d(0,1), d(0,2), …, d(0,n−1), d(1,2), …: the upper triangle row by row, as
  ///   SciPy's `pdist`, and R's `dist`, whose lower triangle is stored by columns.
  /// - Throws: ``ClusteringError/noObservations`` for no number,
  ///   ``ClusteringError/notCondensed(count:)`` where the count is no n(n−1)/2,
  ///   ``ClusteringError/dissimilarityOutOfRange(row:column:)``.
  public init(condensed: [Double]) throws(ClusteringError) {
    guard !condensed.isEmpty else { throw .noObservations }
    let n = Int((2 * Double(condensed.count)).squareRoot()) + 1
    guard n * (n - 1) / 2 == condensed.count else { throw .notCondensed(count: condensed.count) }
    self.init(count: n, unchecked: condensed)
    try check()
  }

  /// Distances between the rows of *x*, *n* × *p*: 8*n*² bytes.
  ///
  /// - Parameter memoryLimit: how many bytes may be taken; `nil`: what the machine has to spare.
  /// - Throws: ``ClusteringError``, `CancellationError`.
  /// - Complexity: O(*n²·p*), each pair once.
  public init(
    _ x: Matrix, metric: DistanceMetric = .euclidean, memoryLimit: Int? = nil,
    parallelism: Parallelism = .serial
  ) throws {
    try Memory.check(
      8 * x.rowCount * x.rowCount, limit: memoryLimit,
      lean: metric == .euclidean ? Linkage.allCases.filter(\.isLean) : [])
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

  /// The same from a triangle.
  init(count n: Int, unchecked condensed: [Double]) {
    var elements = [Double](repeating: 0, count: n * n)
    var next = 0
    for i in 0..<n {
      for j in (i + 1)..<max(n, i + 1) {
        elements[i * n + j] = condensed[next]
        elements[j * n + i] = condensed[next]
        next += 1
      }
    }
    self.init(count: n, elements: elements)
  }

  private func check() throws(ClusteringError) {
    for i in 0..<count {
      guard elements[i * count + i] == 0 else { throw .diagonalNotZero(row: i) }
      for j in (i + 1)..<max(count, i + 1) {
        let value = elements[i * count + j]
        guard value >= 0, value <= Observations.largestMagnitude else {
          throw .dissimilarityOutOfRange(row: i, column: j)
        }
        guard value == elements[j * count + i] else { throw .notSymmetric(row: i, column: j) }
      }
    }
  }
}

extension Dissimilarities {
  @inlinable
  public subscript(i: Int, j: Int) -> Double {
    precondition(j >= 0 && j < count, "observation out of range")
    return elements[i * count + j]
  }

  /// d(i, ·).
  public func row(_ i: Int) -> ArraySlice<Double> { elements[(i * count)..<((i + 1) * count)] }

  /// *n* × *n*.
  public var square: Matrix {
    Matrix(rowCount: count, columnCount: count, elements: elements)
  }

  /// The upper triangle row by row.
  public var condensed: [Double] {
    (0..<count).flatMap { row($0).dropFirst($0 + 1) }
  }

  var largest: Double { elements.max() ?? 0 }

  /// The place of d(row, row + 1) in ``condensed``.
  static func start(ofRow row: Int, count n: Int) -> Int { row * n - row * (row + 1) / 2 }
}

extension Dissimilarities: Codable {
  private enum CodingKeys: String, CodingKey { case count, condensed }

  /// The triangle: half of the square.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(count, forKey: .count)
    try container.encode(condensed, forKey: .condensed)
  }

  /// Throws `DecodingError.dataCorrupted` where they are no dissimilarities.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let count = try container.decode(Int.self, forKey: .count)
    let condensed = try container.decode([Double].self, forKey: .condensed)
    if count == 1, condensed.isEmpty {
      self.init(count: 1, elements: [0])
      return
    }
    guard let valid = try? Dissimilarities(condensed: condensed), valid.count == count else {
      throw DecodingError.dataCorruptedError(
        forKey: .condensed, in: container, debugDescription: "no dissimilarities")
    }
    self = valid
  }
}
