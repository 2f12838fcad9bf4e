import Statistics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A monotone transform of a quantity, chosen on the training rows and undone for reading.
///
/// - `logarithm(unit: u)`: log(1 + x/u) for quantities that are never negative; u is the 5 %
///   quantile of the positive values, so that euros and thousands of euros give the same segments
///   and a zero stands just below the small values rather than far from them. A negative value met
///   later takes −log(1 − x/u).
/// - `signedLogarithm(unit: u)`: sign(x) log(1 + |x|/u), where at least 1 % of the values are
///   negative (fewer are taken for wrong signs); u is the median of |x| over the values that are not
///   0, so that the scale is linear near 0.
public enum NumericTransform: Codable, Sendable, Equatable {
  case identity
  case logarithm(unit: Double)
  case signedLogarithm(unit: Double)

  public func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .identity: x
    case .logarithm(let unit), .signedLogarithm(let unit):
      x < 0 ? -log1p(-x / unit) : log1p(x / unit)
    }
  }

  /// The quantity whose transform is `y`.
  public func inverse(_ y: Double) -> Double {
    switch self {
    case .identity: y
    case .logarithm(let unit), .signedLogarithm(let unit):
      y < 0 ? -unit * expm1(-y) : unit * expm1(y)
    }
  }
}

extension NumericTransform {
  /// The logarithm where |skewness| exceeds `limit` and the logarithm makes it smaller, else the
  /// identity. Skewness is that of the values brought between their 1 % and 99 % quantiles.
  static func chosen(for sample: SortedSample, skewnessLimit limit: Double?) -> NumericTransform {
    guard let limit, !sample.isEmpty else { return .identity }
    let before = abs(sample.clampedSkewness)
    guard before > limit else { return .identity }
    let candidate: NumericTransform
    if sample.quantile(0.01) >= 0 {
      let positive = SortedSample(
        increasing: Array(sample.values[sample.values.partitioningIndex { $0 > 0 }...]))
      candidate = .logarithm(unit: positive.quantile(0.05))
    } else {
      let sizes = SortedSample(sample.values.lazy.filter { $0 != 0 }.map { abs($0) })
      candidate = .signedLogarithm(unit: sizes.median)
    }
    let after = abs(SortedSample(increasing: sample.values.map { candidate($0) }).clampedSkewness)
    return after < before ? candidate : .identity
  }
}
