import Foundation

/// The standard normal survival function on a logarithmic scale, and its inverse.
enum NormalTail {
  static let logTwo = log(2.0)

  /// log Q(v), Q(v) = 1 − Φ(v). `erfc` underflows beyond 37; from 30 on the asymptotic series
  /// 1 − 1/v² + 3/v⁴ − 15/v⁶ + 105/v⁸ is exact to 2e-12, that is to 1e-13 in v.
  static func logSurvival(_ v: Double) -> Double {
    if v < 30 { return log(0.5 * erfc(v / 2.0.squareRoot())) }
    let u = 1 / (v * v)
    let series = -u * (1 - 3 * u * (1 - 5 * u * (1 - 7 * u)))
    return -v * v / 2 - log(v) - 0.5 * log(2 * Double.pi) + log1p(series)
  }

  /// The v ≥ 0 with log Q(v) = `target`, for `target` ≤ −log 2.
  ///
  /// log Q is concave and decreasing: from the first step on, Newton's iterates come down to the
  /// root without passing it.
  static func quantile(logSurvival target: Double) -> Double {
    guard target < -logTwo else { return 0 }
    var v = max(0, -2 * target - 2 * logTwo).squareRoot()
    for _ in 0..<100 {
      let value = logSurvival(v)
      let slope = exp(-v * v / 2 - 0.5 * log(2 * Double.pi) - value)
      let step = (value - target) / slope
      let next = max(0, v + step)
      if abs(next - v) <= 1e-15 * max(1, v) { return next }
      v = next
    }
    return v
  }
}
