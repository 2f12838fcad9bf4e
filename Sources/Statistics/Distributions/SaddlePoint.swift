import CDistributions

/// The pieces of binomial and hypergeometric probabilities, after Loader 2000, "Fast and accurate
/// computation of binomial probabilities".
///
/// Stirling's formula with its error δ(n) turns log n! into an entropy, and the entropies of a
/// binomial coefficient and of its powers combine into *deviances*
///
///     D(x, m) = x log(x / m) + m − x ≥ 0,
///
/// each known to a few units in its last place when x − m is. Differences of log Γ instead lose the
/// digits of log n!: 1e-9 relative for n = 1e6.
enum SaddlePoint {
  /// δ(n) = log n! − (n + ½) log n + n − ½ log 2π, and 0 for n = 0 by convention of the callers.
  ///
  /// From 16 on the series Σ B₂ₖ / (2k(2k−1) n^(2k−1)), whose first term left out is below 2e-18.
  static func stirlingError(_ n: Int) -> Double {
    n < small.count ? small[n] : stirlingError(Double(n))
  }

  /// δ of a real number from 16 on, for n! = Γ(n + 1).
  static func stirlingError(_ n: Double) -> Double {
    let inverse = 1 / n
    let square = inverse * inverse
    let coefficients = [
      1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360,
    ]
    return coefficients.reversed().reduce(0) { $0 * square + $1 } * inverse
  }

  /// D(x, x − difference) where `difference` = x − m is given, being known better than m.
  static func deviance(_ x: Double, mean m: Double, difference: Double) -> Double {
    if x == 0 { return m }
    let u = -difference / x
    // −x (log(1 + u) − u) with 1 + u = m / x; for m far below x, 1 + u has lost digits that m has.
    return u < -0.5 ? x * cd_log(x / m) - difference : -x * log1pMinus(u)
  }

  /// log(1 + u) − u for u > −1, to a few units in the last place.
  ///
  /// With r = u / (2 + u): log(1 + u) = 2 artanh r and 2r − u = −ru, hence
  /// −ru + 2r (r²/3 + r⁴/5 + …), whose first part dominates: nothing cancels.
  static func log1pMinus(_ u: Double) -> Double {
    if u < -0.5 || u > 1 { return cd_log1p(u) - u }
    let r = u / (2 + u)
    let square = r * r
    // r² ≤ 1/9: 17 terms reach 1e-17 of the first.
    var series = 0.0
    for k in stride(from: 37.0, through: 3, by: -2) { series = series * square + 1 / k }
    return r * (2 * square * series - u)
  }

  /// Below 16 from n! itself, which is exact; δ is needed to an absolute 1e-14 only.
  private static let small: [Double] = (0..<16).map { n in
    if n == 0 { return 0 }
    let factorial = (1...n).reduce(1.0) { $0 * Double($1) }
    let x = Double(n)
    return cd_log(factorial) - (x + 0.5) * cd_log(x) + x - 0.5 * cd_log(2 * Double.pi)
  }
}
