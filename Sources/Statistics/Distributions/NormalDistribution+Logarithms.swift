import CDistributions

/// The upper tail on a logarithmic scale, where the probability itself underflows, and its inverse.
///
///     NormalDistribution().logSurvival(40)      // −804.6…
extension NormalDistribution {
  /// log P(X > x), for x at the mean or above.
  package func logSurvival(_ x: Double) -> Double { Self.logTail((x - mean) / sd) }

  /// The x at the mean or above with log P(X > x) = `target`; the mean for `target` ≥ −log 2.
  ///
  /// The logarithm of the tail is concave and decreasing: from the first step on, Newton's iterates
  /// come down to the root without passing it.
  package func quantile(logSurvival target: Double) -> Double {
    guard target < -cd_log(2) else { return mean }
    var z = max(0, -2 * target - 2 * cd_log(2)).squareRoot()
    for _ in 0..<100 {
      let value = Self.logTail(z)
      let slope = cd_exp(-z * z / 2 - 0.5 * cd_log(2 * Double.pi) - value)
      let next = max(0, z + (value - target) / slope)
      if abs(next - z) <= 1e-15 * max(1, z) { return mean + sd * next }
      z = next
    }
    return mean + sd * z
  }

  /// The tail underflows beyond 37; from 30 on the asymptotic series 1 − 1/z² + 3/z⁴ − 15/z⁶ + 105/z⁸
  /// is exact to 2e-12, that is to 1e-13 in z.
  private static func logTail(_ z: Double) -> Double {
    if z < 30 { return cd_log(cd_normal_cdf(-z)) }
    let u = 1 / (z * z)
    let series = -u * (1 - 3 * u * (1 - 5 * u * (1 - 7 * u)))
    return -z * z / 2 - cd_log(z) - 0.5 * cd_log(2 * Double.pi) + cd_log1p(series)
  }
}
