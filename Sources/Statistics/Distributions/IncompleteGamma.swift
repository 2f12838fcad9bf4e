import CDistributions

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P: the tails of a gamma
/// distribution of unit scale.
///
/// Boost's, but for large shapes off the centre, where its x^a e^−x / Γ(a) loses digits (8e-12 for a
/// shape of 5e4): there it comes from one deviance (``SaddlePoint``) and multiplies the series of P
/// below the mean or the continued fraction of Q above it.
enum IncompleteGamma {
  /// P(a, x), x > 0.
  static func lower(_ a: Double, _ x: Double) -> Double {
    guard isOffCentre(a, x) else { return cd_gamma_lower(a, x) }
    return x < a ? powerTerm(a, x) / a * series(a, x) : 1 - powerTerm(a, x) * fraction(a, x)
  }

  /// Q(a, x), x > 0.
  static func upper(_ a: Double, _ x: Double) -> Double {
    guard isOffCentre(a, x) else { return cd_gamma_upper(a, x) }
    return x < a ? 1 - powerTerm(a, x) / a * series(a, x) : powerTerm(a, x) * fraction(a, x)
  }

  /// x^(a−1) e^−x / Γ(a), x > 0.
  static func density(_ a: Double, _ x: Double) -> Double {
    a >= 16 ? powerTerm(a, x) / x : cd_gamma_density(a, x)
  }

  /// Beyond 3 standard deviations the series and the fraction need O(√a) terms, and Boost's uniform
  /// expansion within needs none.
  private static func isOffCentre(_ a: Double, _ x: Double) -> Bool {
    a >= 16 && a <= 1e10 && abs(x - a) > 3 * a.squareRoot()
  }

  /// x^a e^−x / Γ(a).
  private static func powerTerm(_ a: Double, _ x: Double) -> Double {
    let deviance = SaddlePoint.deviance(a, mean: x, difference: a - x)
    let exponent = -deviance - SaddlePoint.stirlingError(a)
    return (a / (2 * Double.pi)).squareRoot() * cd_exp(exponent)
  }

  /// The sum in P = x^a e^−x / Γ(a + 1) · (1 + x/(a+1) + x²/((a+1)(a+2)) + …), all terms positive.
  static func series(_ a: Double, _ x: Double) -> Double {
    var term = 1.0
    var sum = 1.0
    var denominator = a + 1
    while true {
      let ratio = x / denominator
      term *= ratio
      sum += term
      if term * ratio < 0x1p-55 * sum * (1 - ratio) { break }
      denominator += 1
    }
    return sum
  }

  /// Q / (x^a e^−x / Γ(a)) by Lentz's evaluation of Legendre's continued fraction (DLMF 8.9.2,
  /// https://dlmf.nist.gov/8.9.E2, contracted).
  static func fraction(_ a: Double, _ x: Double) -> Double {
    var b = x + 1 - a
    var numerator = Double.greatestFiniteMagnitude
    var denominator = 1 / b
    var value = denominator
    for step in 1..<10_000_000 {
      let m = Double(step)
      let coefficient = -m * (m - a)
      b += 2
      denominator = 1 / (coefficient * denominator + b)
      numerator = b + coefficient / numerator
      value *= numerator * denominator
      if abs(numerator * denominator - 1) < 0x1p-52 { break }
    }
    return value
  }
}
