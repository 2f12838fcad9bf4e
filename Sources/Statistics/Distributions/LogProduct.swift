import CDistributions

/// A product of factorials and of their inverses whose entropies have been paired into deviances:
/// n! ~ √(2πn) · exp(δ(n)) times an n log n − n that cancels over the whole product but for D(x, m).
///
/// Used for masses: the factorials above the line are margins, those below are cells with their
/// means; 0! is 1 and has no root.
struct LogProduct {
  private var exponent = 0.0
  private var ratio = 1.0

  mutating func multiply(byFactorialOf n: Int) {
    exponent += SaddlePoint.stirlingError(n)
    if n > 0 { ratio *= 2 * Double.pi * Double(n) }
  }

  mutating func divide(byFactorialOf n: Int) {
    exponent -= SaddlePoint.stirlingError(n)
    if n > 0 { ratio /= 2 * Double.pi * Double(n) }
  }

  /// A cell of value `n` = `mean` + `distance`.
  mutating func divide(byFactorialOf n: Int, mean: Double, distance: Double) {
    divide(byFactorialOf: n)
    exponent -= SaddlePoint.deviance(Double(n), mean: mean, difference: distance)
  }

  var value: Double { ratio.squareRoot() * cd_exp(exponent) }
  var logarithm: Double { 0.5 * cd_log(ratio) + exponent }
}
