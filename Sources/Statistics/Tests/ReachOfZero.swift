/// The p-value that belongs to a family of nested intervals: 1 − the level at which they reach 0.
enum ReachOfZero {
  /// - Parameters:
  ///   - estimate: inside every interval.
  ///   - interval: that of a normal quantile z ≥ 0, wider as z grows.
  /// - Returns: 2(1 − Φ(z)) for the z at which an end of the interval is 0; 1 where the estimate is 0.
  static func pValue(_ estimate: Double, _ interval: (Double) -> ConfidenceInterval) -> Double {
    if estimate == 0 { return 1 }
    func excess(_ z: Double) -> Double {
      let found = interval(z)
      return estimate > 0 ? -found.lower : found.upper
    }
    var high = 1.0
    while excess(high) < 0 && high < 64 { high *= 2 }
    guard excess(high) >= 0 else { return 0 }
    let z = Bisection.root(between: 0, and: high, excess)
    return min(1, 2 * NormalDistribution().survival(z))
  }
}
