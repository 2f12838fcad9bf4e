import CDistributions

/// log P(a, x) and log Q(a, x) where the functions themselves are no doubles: the logarithm of
/// x^a e^−x / Γ(a) is taken before it underflows.
extension IncompleteGamma {
  /// log P(a, x), x > 0.
  static func logLower(_ a: Double, _ x: Double) -> Double {
    let value = lower(a, x)
    if value > 0.5 { return cd_log1p(-upper(a, x)) }
    if value > smallestTrusted { return cd_log(value) }
    return logPowerTerm(a, x) - cd_log(a) + cd_log(series(a, x))
  }

  /// log Q(a, x), x > 0.
  static func logUpper(_ a: Double, _ x: Double) -> Double {
    let value = upper(a, x)
    if value > 0.5 { return cd_log1p(-lower(a, x)) }
    if value > smallestTrusted { return cd_log(value) }
    return logPowerTerm(a, x) + cd_log(fraction(a, x))
  }

  /// log (x^(a−1) e^−x / Γ(a)), x > 0.
  static func logDensity(_ a: Double, _ x: Double) -> Double {
    logPowerTerm(a, x) - cd_log(x)
  }

  /// Below it, doubles lose their digits.
  private static let smallestTrusted = 1e-290

  private static func logPowerTerm(_ a: Double, _ x: Double) -> Double {
    if a < 16 { return a * cd_log(x) - x - cd_log_gamma(a) }
    let deviance = SaddlePoint.deviance(a, mean: x, difference: a - x)
    return cd_log(a / (2 * Double.pi)) / 2 - deviance - SaddlePoint.stirlingError(a)
  }
}
