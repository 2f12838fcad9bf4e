import LinearAlgebra

/// Symmetric dissimilarities of *n* objects, 0 between an object and itself.
///
///     let d = try Dissimilarities(square: gower)
///     d[3, 17]
///     try Dissimilarities(condensed: [1, 2, 3]).count      // 3
///
/// `condensed` holds d(0,1), d(0,2), …, d(0,n−1), d(1,2), …: the upper triangle row by row, as
/// SciPy's `pdist`, and R's `dist`, whose lower triangle is stored by columns.
public struct Dissimilarities: Sendable, Equatable {
  public let count: Int
  public let condensed: [Double]

  /// - Throws: ``ClusteringError/noObservations`` for no number,
  ///   ``ClusteringError/notCondensed(count:)`` where the count is no n(n−1)/2,
  ///   ``ClusteringError/dissimilarityOutOfRange(row:column:)`` for one that is negative, above
  ///   1e140, or not finite.
  public init(condensed: [Double]) throws(ClusteringError) {
    guard !condensed.isEmpty else { throw .noObservations }
    let n = Int((2 * Double(condensed.count)).squareRoot()) + 1
    guard n * (n - 1) / 2 == condensed.count else { throw .notCondensed(count: condensed.count) }
    count = n
    self.condensed = condensed
    if let wrong = condensed.firstIndex(where: { !Self.isValid($0) }) {
      let row = (1..<n).first { Self.start(ofRow: $0, count: n) > wrong } ?? n
      throw .dissimilarityOutOfRange(
        row: row - 1, column: wrong - Self.start(ofRow: row - 1, count: n) + row)
    }
  }

  /// - Throws: beside the errors of the values, ``ClusteringError/notSquare(rows:columns:)``,
  ///   ``ClusteringError/diagonalNotZero(row:)``, ``ClusteringError/notSymmetric(row:column:)``
  ///   where d(i, j) ≠ d(j, i).
  public init(square: Matrix) throws(ClusteringError) {
    let n = square.rowCount
    guard n == square.columnCount else {
      throw .notSquare(rows: n, columns: square.columnCount)
    }
    guard n > 0 else { throw .noObservations }
    var condensed: [Double] = []
    condensed.reserveCapacity(n * (n - 1) / 2)
    for i in 0..<n {
      guard square[i, i] == 0 else { throw .diagonalNotZero(row: i) }
      for j in (i + 1)..<max(n, i + 1) {
        let value = square[i, j]
        guard Self.isValid(value) else { throw .dissimilarityOutOfRange(row: i, column: j) }
        guard value == square[j, i] else { throw .notSymmetric(row: i, column: j) }
        condensed.append(value)
      }
    }
    count = n
    self.condensed = condensed
  }

  /// Values known to be valid.
  init(count: Int, unchecked condensed: [Double]) {
    self.count = count
    self.condensed = condensed
  }

  /// Euclidean distances between the rows of a matrix.
  public init(
    euclidean x: Matrix, parallelism: Parallelism = .serial
  ) throws(ClusteringError) {
    let observations = try Observations(x, weights: nil, rule: .positive)
    let rescaled = observations.rescaled()
    let pairs = PairwiseDistances(rescaled.observations.x)
    let n = x.rowCount
    count = n
    condensed = parallelism.map(blocksOf: n, size: 64) { rows in
      let squared = pairs.squared(from: rows)
      return rows.flatMap { i in
        squared.row(i - rows.lowerBound).dropFirst(i + 1).map {
          $0.squareRoot().scaled(byPowerOfTwo: -rescaled.exponent)
        }
      }
    }.flatMap { $0 }
  }
}

extension Dissimilarities {
  public subscript(i: Int, j: Int) -> Double {
    if i == j { return 0 }
    let (low, high) = i < j ? (i, j) : (j, i)
    return condensed[Self.start(ofRow: low, count: count) + high - low - 1]
  }

  /// *n* × *n*.
  public var square: Matrix {
    var result = Matrix(repeating: 0, rowCount: count, columnCount: count)
    var next = 0
    for i in 0..<count {
      for j in (i + 1)..<max(count, i + 1) {
        result[i, j] = condensed[next]
        result[j, i] = condensed[next]
        next += 1
      }
    }
    return result
  }

  var largest: Double { condensed.max() ?? 0 }

  /// The place of d(row, row + 1).
  static func start(ofRow row: Int, count n: Int) -> Int { row * n - row * (row + 1) / 2 }

  private static func isValid(_ value: Double) -> Bool {
    value >= 0 && value <= Observations.largestMagnitude
  }
}

extension Dissimilarities: Codable {
  private enum CodingKeys: String, CodingKey { case count, condensed }

  /// Throws `DecodingError.dataCorrupted` where they are no dissimilarities.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let count = try container.decode(Int.self, forKey: .count)
    let condensed = try container.decode([Double].self, forKey: .condensed)
    if count == 1, condensed.isEmpty {
      self.count = 1
      self.condensed = []
      return
    }
    guard let valid = try? Dissimilarities(condensed: condensed), valid.count == count else {
      throw DecodingError.dataCorruptedError(
        forKey: .condensed, in: container, debugDescription: "no dissimilarities")
    }
    self = valid
  }
}
