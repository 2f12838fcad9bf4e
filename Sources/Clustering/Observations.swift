import LinearAlgebra

/// Data that can be clustered: finite, of a size whose squares can be added, at least one row of
/// positive weight.
struct Observations: Sendable {
  enum WeightRule { case notNegative, positive }

  static let largestMagnitude = 1e140

  let x: Matrix
  let weights: [Double]?
  let survey: ColumnSurvey

  var count: Int { x.rowCount }
  var columnCount: Int { x.columnCount }

  init(
    _ x: Matrix, weights: [Double]?, rule: WeightRule, parallelism: Parallelism = .serial
  ) throws(ClusteringError) {
    guard x.rowCount > 0 else { throw .noObservations }
    guard x.columnCount > 0 else { throw .noVariables }
    self.init(unchecked: x, weights: weights, parallelism: parallelism)
    if survey.refusedCount > 0 { try checkValues() }
    try Self.checkWeights(weights, rule: rule, count: x.rowCount)
  }

  private func checkValues() throws(ClusteringError) {
    let firstBad = x.elements.firstIndex { !(abs($0) <= Self.largestMagnitude) }
    guard let firstBad else { return }
    let (row, column) = firstBad.quotientAndRemainder(dividingBy: x.columnCount)
    throw x.elements[firstBad].isFinite
      ? .tooLarge(row: row, column: column) : .notFinite(row: row, column: column)
  }

  static func checkWeights(
    _ weights: [Double]?, rule: WeightRule, count: Int
  ) throws(ClusteringError) {
    guard let weights else { return }
    guard weights.count == count else {
      throw .weightCountMismatch(expected: count, found: weights.count)
    }
    let lowest = rule == .positive ? Double.leastNormalMagnitude : 0
    if let row = weights.firstIndex(where: { !($0 >= lowest && $0 <= Self.largestMagnitude) }) {
      throw .weightOutOfRange(row: row)
    }
    guard weights.contains(where: { $0 > 0 }) else { throw .noObservations }
  }
}

extension Observations {
  /// Throws unless 1 ≤ `clusterCount` ≤ the number of distinct rows of positive weight.
  /// O(*n·p*) at worst, in practice as long as it takes to meet `clusterCount` distinct rows.
  func check(clusterCount: Int) throws(ClusteringError) {
    if clusterCount >= 1, distinctRowCount(upTo: clusterCount) >= clusterCount { return }
    throw .clusterCountOutOfRange(
      requested: clusterCount, distinct: distinctRowCount(upTo: count))
  }

  private func distinctRowCount(upTo limit: Int) -> Int {
    var seen: Set<ArraySlice<Double>> = []
    for i in 0..<count where weights.map({ $0[i] > 0 }) ?? true {
      seen.insert(x.row(i))
      if seen.count >= limit { break }
    }
    return seen.count
  }

  /// The point from which deviations are summed, so that a large common offset costs no digits.
  ///
  /// In each column: the mean m, taken as the first row plus the mean deviation from it, where every
  /// value lies in m/2…2m; else 0. By Sterbenz's lemma x − m is then exact for every x, and
  /// m + (x − m) = x: the centroid of one observation is that observation, to the bit.
  func origin() -> [Double] {
    survey.roughMeans.indices.map { j in
      let mean = survey.roughMeans[j]
      return min(mean / 2, 2 * mean) <= survey.lowest[j]
        && survey.highest[j] <= max(mean / 2, 2 * mean) ? mean : 0
    }
  }

  func roughMeans() -> [Double] { survey.roughMeans }

  /// The rows as deviations from the mean.
  func centred() -> Matrix {
    let origin = roughMeans()
    var elements = x.elements
    for i in 0..<count {
      for j in 0..<columnCount { elements[i * columnCount + j] -= origin[j] }
    }
    return Matrix(rowCount: count, columnCount: columnCount, elements: elements)
  }

  /// The same data times 2^exponent, where `exponent` (0 for data of ordinary size) brings
  /// the spread near 1 when squared distances would lose digits below the smallest double.
  func rescaled() -> Rescaled {
    let exponent = Rescaled.exponent(spread: survey.largestSpread)
    if exponent == 0 { return Rescaled(observations: self, exponent: 0) }
    return Rescaled(
      observations: Observations(
        unchecked: x.scaled(byPowerOfTwo: exponent), weights: weights, parallelism: .serial),
      exponent: exponent)
  }

  private init(unchecked x: Matrix, weights: [Double]?, parallelism: Parallelism) {
    self.x = x
    self.weights = weights
    survey = ColumnSurvey(x, limit: Self.largestMagnitude, parallelism: parallelism)
  }
}

/// Data times a power of two: results are those of the data, to the bit, times that power.
struct Rescaled {
  let observations: Observations
  let exponent: Int

  /// 0 unless the squares of deviations come near the smallest normal double, 2⁻¹⁰²².
  static func exponent(spread: Double) -> Int {
    spread > 0 && spread < 0x1p-400 ? -Int(spread.exponent) : 0
  }
}

extension Matrix {
  /// These numbers, or, where their squared differences would underflow, times a power of two.
  package func atOrdinaryScale() -> Matrix {
    if rowCount == 0 || columnCount == 0 { return self }
    let exponent = Rescaled.exponent(spread: largestSpread)
    return exponent == 0 ? self : scaled(byPowerOfTwo: exponent)
  }

  /// The widest column's.
  var largestSpread: Double { columnRanges().map { $0.upperBound - $0.lowerBound }.max() ?? 0 }

  func scaled(byPowerOfTwo exponent: Int) -> Matrix {
    Matrix(
      rowCount: rowCount, columnCount: columnCount,
      elements: elements.map { $0.scaled(byPowerOfTwo: exponent) })
  }
}

extension Double {
  /// self · 2^exponent, also where 2^exponent itself is no double.
  func scaled(byPowerOfTwo exponent: Int) -> Double {
    let half = exponent / 2
    return Double(sign: .plus, exponent: half, significand: self)
      * Double(sign: .plus, exponent: exponent - half, significand: 1)
  }
}
