/// A probability distribution on the real line with a density.
///
///     let test = ChiSquaredDistribution(degreesOfFreedom: 3)
///     test.survival(7.81)      // 0.0501…
///     test.quantile(0.95)      // 7.8147…
///
/// `survival` is computed as such and keeps its digits far in the upper tail, where 1 − `cdf` has
/// none left.
public protocol ContinuousDistribution: Sendable {
  /// The density at `x`; infinite where it has a pole.
  func density(_ x: Double) -> Double
  /// P(X ≤ x).
  func cdf(_ x: Double) -> Double
  /// P(X > x).
  func survival(_ x: Double) -> Double
  /// The x with P(X ≤ x) = p, for p in 0…1; the ends of the support, perhaps infinite, at 0 and 1.
  func quantile(_ p: Double) -> Double
}

/// A probability distribution on a range of integers.
public protocol DiscreteDistribution: Sendable {
  /// The integers of positive probability.
  var support: ClosedRange<Int> { get }
  /// P(X = k).
  func mass(_ k: Int) -> Double
  /// P(X ≤ k).
  func cdf(_ k: Int) -> Double
  /// P(X > k): strictly above, as R's `lower.tail = FALSE`.
  func survival(_ k: Int) -> Double
}

extension DiscreteDistribution {
  /// The smallest k of the support with P(X ≤ k) ≥ p, as R defines it.
  ///
  /// p is first lowered by 64 units in its last place, so that `quantile(cdf(k))` is k in spite of
  /// rounding. Bisection: about log₂ of the support's width evaluations of `cdf`.
  public func quantile(_ p: Double) -> Int {
    precondition(p >= 0 && p <= 1, "a probability")
    if p == 1 { return support.upperBound }
    let target = p * (1 - 64 * Double.ulpOfOne)
    var low = support.lowerBound
    var high = support.upperBound
    while low < high {
      let middle = low + (high - low) / 2
      if cdf(middle) >= target { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
