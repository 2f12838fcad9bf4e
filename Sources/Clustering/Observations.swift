import LinearAlgebra

/// Data that can be clustered: finite, of a size whose squares can be added, at least one row of
/// positive weight.
struct Observations: Sendable {
  enum WeightRule { case notNegative, positive }

  static let largestMagnitude = 1e140
  /// Of the largest weight. Squared distances down to 2⁻⁴⁰⁰ of the data's own then keep their digits
  /// under any weight.
  static let leastShareOfWeight = 0x1p-200

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
    let lowest = rule == .positive ? Double.leastNonzeroMagnitude : 0
    if let row = weights.firstIndex(where: { !($0 >= lowest && $0 <= Self.largestMagnitude) }) {
      throw .weightOutOfRange(row: row)
    }
    guard let largest = weights.max(), largest > 0 else { throw .noObservations }
    if let row = weights.firstIndex(where: { $0 > 0 && $0 < largest * leastShareOfWeight }) {
      throw .weightTooSmall(row: row)
    }
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

  /// Σ w(x − x̄)² / Σ w of each column, sums in ``RowBlocks``' order.
  func variances(total totalWeight: Double) -> [Double] {
    let weights = weights ?? [Double](repeating: 1, count: count)
    return survey.roughMeans.enumerated().map { j, mean in
      guard survey.lowest[j] < survey.highest[j] else { return 0 }
      let shift = RowBlocks.sum(count: count) { weights[$0] * (x[$0, j] - mean) } / totalWeight
      let square = RowBlocks.sum(count: count) { i in
        let deviation = x[i, j] - mean
        return weights[i] * deviation * deviation
      }
      return max(0, square / totalWeight - shift * shift)
    }
  }

  /// The same data times 2^`exponent`, 0 for data of ordinary size, and the same weights times
  /// 2^`weightExponent`, which brings the largest into 1 ..< 4.
  /// - Parameter centroids: what the data are compared with beside one another.
  func rescaled(with centroids: Matrix? = nil) -> Rescaled {
    var spread = survey.largestSpread
    if let centroids {
      for (j, range) in centroids.columnRanges().enumerated() {
        spread = max(
          spread,
          max(range.upperBound, survey.highest[j]) - min(range.lowerBound, survey.lowest[j]))
      }
    }
    return rescaled(exponent: Rescaled.exponent(spread: spread))
  }

  /// The same data, their weights brought near 1.
  func withOrdinaryWeights() -> Rescaled { rescaled(exponent: 0) }

  private func rescaled(exponent: Int) -> Rescaled {
    let (weights, weightExponent) = Rescaled.ordinary(weights)
    let observations =
      exponent == 0
      ? Observations(x: x, weights: weights, survey: survey)
      : Observations(
        unchecked: x.scaled(byPowerOfTwo: exponent), weights: weights, parallelism: .serial)
    return Rescaled(
      observations: observations, exponent: exponent, weightExponent: weightExponent)
  }

  init(unchecked x: Matrix, weights: [Double]?, parallelism: Parallelism) {
    self.init(
      x: x, weights: weights,
      survey: ColumnSurvey(x, limit: Self.largestMagnitude, parallelism: parallelism))
  }

  private init(x: Matrix, weights: [Double]?, survey: ColumnSurvey) {
    self.x = x
    self.weights = weights
    self.survey = survey
  }
}

/// Data and weights times powers of two: results are those of the data, to the bit, times powers of
/// two.
struct Rescaled {
  let observations: Observations
  let exponent: Int
  /// Even, so that roots of weights are multiplied by a power of two as well.
  var weightExponent: Int

  /// That of squared distances times weights.
  var inertiaExponent: Int { 2 * exponent + weightExponent }

  /// 0 unless squares of deviations come near an end of the range of doubles: what is small is brought
  /// near 1, and what is large to 2²⁰⁰ only, so that much smaller columns lose nothing.
  static func exponent(spread: Double) -> Int {
    if spread.isInfinite { return 200 - 1025 }
    if spread > 0x1p200 { return 200 - Int(spread.exponent) }
    return spread > 0 && spread < 0x1p-200 ? -Int(spread.exponent) : 0
  }

  static func ordinary(_ weights: [Double]?) -> (weights: [Double]?, exponent: Int) {
    guard let weights, let largest = weights.max(), largest > 0 else { return (weights, 0) }
    let exponent = -(Int(largest.exponent) - Int(largest.exponent) & 1)
    if exponent == 0 { return (weights, 0) }
    return (weights.map { $0.scaled(byPowerOfTwo: exponent) }, exponent)
  }
}

extension Matrix {
  /// These numbers, or, where their squared differences would under- or overflow, times a power of
  /// two.
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
