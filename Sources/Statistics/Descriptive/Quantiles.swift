/// Order statistics of a sample of finite values; `nil` without values.
extension Array where Element == Double {
  /// The quantile of R's type 7, also NumPy's "linear": with h = (n − 1)p, the linear interpolation
  /// between the order statistics ⌊h⌋ and ⌊h⌋ + 1, counted from 0.
  ///
  /// Hyndman & Fan 1996, doi:10.2307/2684934.
  /// - Parameter p: 0…1; 0 gives the minimum and 1 the maximum.
  /// - Complexity: O(*n* log *n*).
  public func quantile(_ p: Double) -> Double? { sorted().quantileOfSorted(p) }

  /// The quantile ½: the middle value, or the mean of the two middle ones.
  public var median: Double? { quantile(0.5) }

  /// 1.4826 · median |xᵢ − median|: consistent with the standard deviation of normal values. R's
  /// `mad`. It is 0 where more than half of the values are equal.
  public var medianAbsoluteDeviation: Double? {
    guard let median else { return nil }
    return map { abs($0 - median) }.median.map { 1.4826 * $0 }
  }

  /// ``quantile(_:)`` of values already in increasing order, for several quantiles of one sample.
  public func quantileOfSorted(_ p: Double) -> Double? {
    precondition(p >= 0 && p <= 1, "a probability")
    if isEmpty { return nil }
    let position = Double(count - 1) * p
    let below = Int(position)
    let fraction = position - Double(below)
    if fraction == 0 { return self[below] }
    // Two products instead of a difference, which could overflow.
    return self[below] == self[below + 1]
      ? self[below] : (1 - fraction) * self[below] + fraction * self[below + 1]
  }
}
