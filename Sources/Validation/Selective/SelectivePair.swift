import Clustering
import LinearAlgebra
import Statistics

/// Two clusters and the noise they are judged by: all of a ``SelectiveTest`` but the selection.
struct SelectivePair {
  let data: CentredData
  let contrast: Contrast
  let statistic: Double
  let standardDeviation: Double?
  /// Statistic/(σ‖ν‖), a χ without selection.
  private let chi: Double

  init(_ x: Matrix, _ partition: Partition, _ a: Int, _ b: Int, _ noise: Noise) throws {
    try SelectiveTest.check(x)
    let clusters = 0..<partition.clusterCount
    precondition(clusters.contains(a) && clusters.contains(b) && a != b, "two of the clusters")
    let data = CentredData(x)
    let contrast = Contrast(data.x, partition, between: a, and: b)
    self.data = data
    self.contrast = contrast
    let difference = contrast.difference.map { $0 * data.unit }
    if case .covariance(let covariance) = noise {
      precondition(covariance.columnCount == x.columnCount, "one covariance for two variables")
      let lower = try Cholesky(covariance).lower
      let column = Matrix(rowCount: difference.count, columnCount: 1, elements: difference)
      let whitened = try lower.solveTriangular(column, lower: true)
      statistic = whitened.elements.reduce(0) { $0 + $1 * $1 }.squareRoot()
      standardDeviation = nil
      chi = statistic / contrast.squaredNorm.squareRoot()
    } else {
      statistic = contrast.squaredDistance.squareRoot() * data.unit
      let deviation = noise.standardDeviation(of: data, given: x)
      standardDeviation = deviation
      chi = statistic / (deviation * contrast.squaredNorm.squareRoot())
    }
  }

  var reason: SelectiveTestResult.Reason? {
    // Means are known to a rounding of the coordinates.
    if contrast.squaredDistance.squareRoot() <= 64 * Double.ulpOfOne { return .equalMeans }
    if let standardDeviation, !(standardDeviation > 0) { return .noNoise }
    return nil
  }

  func truncation(
    of path: LloydPath, parallelism: Parallelism
  ) throws(CancellationError) -> Truncation {
    try LloydTruncation(data, path, contrast: contrast).truncation(parallelism: parallelism)
  }
}

extension SelectivePair {
  func evaluated(_ truncation: Truncation) -> SelectiveTestResult {
    let intervals = truncation.intervals()
    let tied = intervals.contains { $0.lower <= 0 && $0.upper >= 0 && $0.upper < 1e-9 }
    let distribution = TruncatedChi(
      statistic: chi, degreesOfFreedom: contrast.difference.count)
    let logPValue = tied ? nil : distribution.logPValue(intervals)
    return result(
      intervals.map { interval in
        TruncationInterval(
          lower: statistic * (1 + interval.lower),
          upper: interval.upper == .infinity ? nil : statistic * (1 + interval.upper))
      }, logPValue: logPValue, reason: logPValue == nil ? .tied : nil)
  }

  func notEvaluated(_ reason: SelectiveTestResult.Reason) -> SelectiveTestResult {
    result([], logPValue: nil, reason: reason)
  }

  private func result(
    _ truncation: [TruncationInterval], logPValue: Double?, reason: SelectiveTestResult.Reason?
  ) -> SelectiveTestResult {
    let chiSquared = ChiSquaredDistribution(
      degreesOfFreedom: Double(contrast.difference.count))
    return SelectiveTestResult(
      statistic: statistic, standardDeviation: standardDeviation,
      degreesOfFreedom: contrast.difference.count, truncation: truncation,
      pValue: logPValue.map(exponential), logPValue: logPValue,
      naivePValue: chi.isFinite ? chiSquared.survival(chi * chi) : nil, reason: reason)
  }
}

/// Data with columns centred and divided by a power of two that brings the largest coordinate
/// near 1: neither squares nor their squares overflow, and means lose no digits to an offset.
struct CentredData: Sendable {
  let x: Matrix
  let origin: [Double]
  /// The power of two.
  let unit: Double

  init(_ given: Matrix) {
    origin = given.columnMeans()
    var centred = given
    var largest = 0.0
    for i in 0..<given.rowCount {
      for j in 0..<given.columnCount {
        centred[i, j] -= origin[j]
        largest = max(largest, abs(centred[i, j]))
      }
    }
    unit = largest > 0 ? Double(sign: .plus, exponent: largest.exponent, significand: 1) : 1
    let divisor = unit
    x = Matrix(
      rowCount: given.rowCount, columnCount: given.columnCount,
      elements: centred.elements.map { $0 / divisor })
  }

  /// A point in the given coordinates, in these.
  func placed(_ point: ArraySlice<Double>) -> [Double] {
    zip(point, origin).map { ($0 - $1) / unit }
  }
}

extension Noise {
  /// 0 where it cannot be estimated.
  fileprivate func standardDeviation(of data: CentredData, given x: Matrix) -> Double {
    if case .known(let standardDeviation) = self { return standardDeviation }
    if x.rowCount < 2 { return 0 }
    return (standardDeviation(of: data.x) ?? 0) * data.unit
  }
}
