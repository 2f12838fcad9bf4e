/// Order statistics of a sample of finite values; `nil` without values.
extension Array where Element == Double {
  /// The quantile of R's type 7, also NumPy's "linear": see ``SortedSample``.
  ///
  /// - Parameter p: 0…1; 0 gives the minimum and 1 the maximum.
  /// - Complexity: O(*n* log *n*).
  public func quantile(_ p: Double) -> Double? { sorted().quantileOfSorted(p) }

  /// The quantile ½: the middle value, or the mean of the two middle ones.
  public var median: Double? { quantile(0.5) }

  /// 1.4826 · median |xᵢ − median|: consistent with the standard deviation of normal values. R's
  /// `mad`. It is 0 where more than half of the values are equal.
  public var medianAbsoluteDeviation: Double? {
    if isEmpty { return nil }
    let sample = SortedSample(increasing: sorted())
    return sample.medianAbsoluteDeviation(around: sample.median)
  }

  /// A standard deviation that a few extreme values do not move; `nil` where all values are equal or
  /// there are none.
  ///
  /// The first of these that is not 0, each consistent with σ for normal values: the median absolute
  /// deviation × 1.4826; the interquartile range / 1.34898 (2Φ⁻¹(¾)), where more than half of the values are
  /// equal; the standard deviation (÷ n), where more than three quarters are.
  public var robustScale: Double? {
    isConstant ? nil : SortedSample(increasing: sorted()).robustScale
  }

  /// ``quantile(_:)`` of values already in increasing order, for several quantiles of one sample.
  public func quantileOfSorted(_ p: Double) -> Double? {
    isEmpty ? nil : SortedSample(increasing: self).quantile(p)
  }
}
