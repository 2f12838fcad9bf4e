import LinearAlgebra

/// Gower's dissimilarity between observations described by variables of any kind, some missing.
///
///     let gower = try Gower(fitting: [.numeric(fees), .nominal(offices), .ordinal(sizes)])
///     let d = try gower.dissimilarities(among: columns)
///     try KMedoids(clusterCount: 5).fit(d)
///     try gower.dissimilarities(of: newcomers, to: medoids)
///
/// d(i, j) = Σ_v w_v δ_v d_v / Σ_v w_v δ_v, from 0 to 1, where d_v is the variables' own dissimilarity
/// (see ``GowerColumn``) and δ_v is 1 if both values are observed, else 0; of an asymmetric binary
/// variable also 0 if both are absent. Sums run over the variables in order.
///
/// - A variable's range is that of the observations fitted. New values may lie outside it:
///   d_v is then at most 1. A constant variable has d_v = 0 where both are the constant, else 1.
/// - **Two observations without a common observed variable** have d = 1: nothing is known that
///   brings them together. (R's `daisy` gives NA, with which nothing can be clustered; it also does
///   where the common weights add up to ½ or less.)
///
/// Agrees with R's `cluster::daisy(metric = "gower")`, ordered factors as their level codes.
///
/// Source: Gower 1971, doi:10.2307/2528823; ordinal variables: Kaufman & Rousseeuw 1990,
/// doi:10.1002/9780470316801.ch1.
public struct Gower: Sendable, Codable, Equatable {
  private let kinds: [GowerColumn.Kind]
  /// Largest less smallest observed value; 0 where there is none, or where it does not matter.
  private let ranges: [Double]
  public let weights: [Double]

  /// - Parameters:
  ///   - columns: at least one, of one length.
  ///   - weights: one for each variable, not negative, not all 0; `nil` means all 1.
  /// - Throws: ``ClusteringError/noVariables``, ``ClusteringError/noObservations``,
  ///   ``ClusteringError/columnMismatch(column:)``, ``ClusteringError/notFinite(row:column:)``,
  ///   ``ClusteringError/weightCountMismatch(expected:found:)``,
  ///   ``ClusteringError/weightOutOfRange(row:)`` with the variable's number.
  public init(
    fitting columns: [GowerColumn], weights: [Double]? = nil
  ) throws(ClusteringError) {
    guard !columns.isEmpty else { throw .noVariables }
    let weights = weights ?? columns.map { _ in 1 }
    guard weights.count == columns.count else {
      throw .weightCountMismatch(expected: columns.count, found: weights.count)
    }
    if let bad = weights.firstIndex(where: {
      !($0 >= 0 && $0 <= Observations.largestMagnitude)
    }) {
      throw .weightOutOfRange(row: bad)
    }
    guard weights.contains(where: { $0 > 0 }) else { throw .noVariables }
    self.weights = weights
    kinds = columns.map(\.kind)
    try Gower.check(columns, kinds)
    ranges = columns.map { column in
      let observed = column.numbers.filter { !$0.isNaN }
      guard column.kind == .numeric || column.kind == .ordinal, let low = observed.min(),
        let high = observed.max()
      else { return 0 }
      return high - low
    }
  }

  /// - Parameter memoryLimit: how many bytes may be taken; `nil`: what the machine has to spare.
  /// - Throws: ``ClusteringError/columnMismatch(column:)`` where columns are not those fitted;
  ///   ``ClusteringError/notEnoughMemory(needed:available:lean:)``; `CancellationError`.
  /// - Complexity: O(*n²·p*) time, 8*n*² bytes.
  public func dissimilarities(
    among columns: [GowerColumn], memoryLimit: Int? = nil, parallelism: Parallelism = .serial
  ) throws -> Dissimilarities {
    let n = columns.first?.count ?? 0
    try Memory.check(8 * n * n, limit: memoryLimit, lean: [])
    var elements = try cells(of: columns, to: columns, parallelism: parallelism)
    // Also of an observation of which nothing is known.
    for i in 0..<n { elements[i * n + i] = 0 }
    return Dissimilarities(count: n, elements: elements)
  }

  /// *m* × *n*: of each of some observations to each of others, for instance medoids.
  public func dissimilarities(
    of rows: [GowerColumn], to others: [GowerColumn], parallelism: Parallelism = .serial
  ) throws -> Matrix {
    let elements = try cells(of: rows, to: others, parallelism: parallelism)
    return Matrix(rowCount: rows[0].count, columnCount: others[0].count, elements: elements)
  }

  private func cells(
    of rows: [GowerColumn], to others: [GowerColumn], parallelism: Parallelism
  ) throws -> [Double] {
    try Gower.check(rows, kinds)
    try Gower.check(others, kinds)
    let (left, right) = (rows.map(\.numbers), others.map(\.numbers))
    return try filled(
      rowCount: left[0].count, columnCount: right[0].count, parallelism: parallelism
    ) { row in self.row(left.map { $0[row] }, right) }
  }

  /// Throws unless columns are those fitted, of one length.
  func check(_ columns: [GowerColumn]) throws(ClusteringError) {
    try Gower.check(columns, kinds)
  }

  private static func check(
    _ columns: [GowerColumn], _ kinds: [GowerColumn.Kind]
  ) throws(ClusteringError) {
    guard columns.count == kinds.count else {
      throw .columnMismatch(column: min(columns.count, kinds.count))
    }
    guard columns[0].count > 0 else { throw .noObservations }
    for (position, column) in columns.enumerated() {
      guard column.kind == kinds[position], column.count == columns[0].count else {
        throw .columnMismatch(column: position)
      }
      if case .numeric(let values) = column,
        let row = values.firstIndex(where: {
          $0.map { !(abs($0) <= Observations.largestMagnitude) } ?? false
        })
      {
        throw values[row]?.isFinite == true
          ? .tooLarge(row: row, column: position) : .notFinite(row: row, column: position)
      }
    }
  }
}

extension Gower {
  /// From one observation to others, both as ``GowerColumn/numbers``.
  func row(_ values: [Double], _ others: [[Double]]) -> [Double] {
    var numerator = [Double](repeating: 0, count: others[0].count)
    var denominator = numerator
    for (variable, value) in values.enumerated() where !value.isNaN {
      add(variable, value, others[variable], &numerator, &denominator)
    }
    return zip(numerator, denominator).map { $1 > 0 ? $0 / $1 : 1 }
  }

  /// The range by which a variable's differences are divided; 0 where values are equal or not.
  func scale(of variable: Int) -> Double { ranges[variable] }

  func isAsymmetric(_ variable: Int) -> Bool { kinds[variable] == .asymmetricBinary }
}
