import CDistributions

/// The regularised incomplete beta function I_x(a, b), the lower tail of a beta distribution.
///
/// Boost's, but in two places where it loses digits. With a = b = ½ it is an arcsine, which Boost
/// takes of a rounded 1 − x. With two large shapes, x^a y^b / B(a, b) is a difference of huge
/// logarithms (2e-12 for shapes of 1e4 and 1e5): here it comes from two deviances (``SaddlePoint``)
/// and multiplies the continued fraction.
enum IncompleteBeta {
  /// I_x(a, b) for 0 < x, y = 1 − x passed apart: the smaller of the two is the exact one. The upper
  /// tail is `lower(y, x, b, a)`.
  static func lower(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    if a == 0.5 && b == 0.5 {
      return cd_atan2(x.squareRoot(), y.squareRoot()) * 2 / Double.pi
    }
    if areLarge(a, b) {
      return a * y > b * x
        ? powerTerm(x, y, a, b) / a * fraction(x, a, b)
        : 1 - powerTerm(x, y, a, b) / b * fraction(y, b, a)
    }
    return x <= y ? cd_beta_lower(a, b, x) : cd_beta_upper(b, a, y)
  }

  /// x^a y^b / B(a, b): the density times xy.
  static func powerTerm(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    if !areLarge(a, b) {
      return x <= y ? cd_beta_density(a, b, x) * x * y : cd_beta_density(b, a, y) * x * y
    }
    let n = a + b
    let distance = differenceOfProducts(a, y, b, x)
    let exponent =
      SaddlePoint.stirlingError(n) - SaddlePoint.stirlingError(a) - SaddlePoint.stirlingError(b)
      - SaddlePoint.deviance(a, mean: n * x, difference: distance)
      - SaddlePoint.deviance(b, mean: n * y, difference: -distance)
    return (a * (b / n) / (2 * Double.pi)).squareRoot() * cd_exp(exponent)
  }

  /// Where Stirling's series holds, and the continued fraction is of a bearable length.
  private static func areLarge(_ a: Double, _ b: Double) -> Bool {
    min(a, b) >= 16 && max(a, b) <= 1e10
  }

  /// a·y − b·x with the roundings of the products, and of one of x and y as 1 minus the other, put
  /// back.
  private static func differenceOfProducts(
    _ a: Double, _ y: Double, _ b: Double, _ x: Double
  ) -> Double {
    let first = a * y
    let second = b * x
    let roundings = (-first).addingProduct(a, y) - (-second).addingProduct(b, x)
    // x + y − 1, exactly: the larger one is the rounded one.
    let excess = x < y ? (y - 1) + x : (x - 1) + y
    let correction = x < y ? -a * excess : b * excess
    return (first - second) + (roundings + correction)
  }

  /// a I_x(a, b) B(a, b) / (x^a y^b), for x below the mean: Lentz's evaluation of the continued
  /// fraction (DLMF 8.17.22, https://dlmf.nist.gov/8.17.E22), in O(√max(a, b)) steps.
  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    var numerator = 1.0
    var denominator = 1 / (1 - (a + b) * x / (a + 1))
    var value = denominator
    for step in 1..<10_000_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      denominator = 1 / (1 + even * denominator)
      numerator = 1 + even / numerator
      value *= numerator * denominator
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      denominator = 1 / (1 + odd * denominator)
      numerator = 1 + odd / numerator
      value *= numerator * denominator
      if abs(numerator * denominator - 1) < 0x1p-52 { break }
    }
    return value
  }
}
