extension Array where Element == Double {
  /// A standard deviation that a few extreme values do not move; `nil` where all values are equal or
  /// there are none.
  ///
  /// The first of these that is not 0, each consistent with σ for normal values: the median absolute
  /// deviation × 1.4826; the interquartile range / 1.349, where more than half of the values are
  /// equal; the standard deviation (÷ n), where more than three quarters are.
  public var robustScale: Double? {
    let ordered = sorted()
    guard let mad = medianAbsoluteDeviation, let lower = ordered.quantileOfSorted(0.25),
      let upper = ordered.quantileOfSorted(0.75), !isConstant
    else { return nil }
    if mad > 0 { return mad }
    if upper > lower { return (upper - lower) / 1.349 }
    return populationStandardDeviation
  }
}
