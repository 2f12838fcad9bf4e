/// How many observations it takes to see that two proportions differ, groups of equal size, two-sided
/// test at level `alpha`.
///
///     let power = ProportionPower(control: 0.30)
///     power.groupSize(test: 0.45, power: 0.8)              // 162.4…: 163 in each group
///     power.detectable(groupSize: 50, power: 0.8)          // 0.579…
///
/// With d = p₁ − p₀ and p̄ their mean,
///
///     power = Φ((√n |d| − z √(2 p̄(1 − p̄))) / √(p₁(1 − p₁) + p₀(1 − p₀))), z = Φ⁻¹(1 − α/2):
///
/// the rejections on the wrong side are not counted. R's `power.prop.test` (`strict = FALSE`). Fleiss,
/// Levin & Paik 2003, *Statistical Methods for Rates and Proportions*, ch. 4, doi:10.1002/0471445428.
public struct ProportionPower: Sendable, Equatable {
  /// p₀, the proportion expected in the control group.
  public let control: Double
  public let alpha: Double

  /// - Parameters:
  ///   - control: 0 < `control` < 1.
  ///   - alpha: 0 < `alpha` < 1.
  public init(control: Double, alpha: Double = 0.05) {
    precondition(control > 0 && control < 1, "a proportion that is neither 0 nor 1")
    precondition(alpha > 0 && alpha < 1, "a level between 0 and 1")
    self.control = control
    self.alpha = alpha
  }

  /// - Parameters:
  ///   - test: p₁, 0…1.
  ///   - groupSize: observations in each group, positive.
  public func power(test: Double, groupSize: Double) -> Double {
    precondition(test >= 0 && test <= 1, "a proportion")
    precondition(groupSize > 0, "a positive size")
    let terms = Terms(self, test: test)
    let z = (groupSize.squareRoot() * terms.distance - terms.null) / terms.alternative
    return NormalDistribution().cdf(z)
  }

  /// The size of each group for a given power, not rounded.
  /// - Parameters:
  ///   - test: p₁, 0…1, other than `control`.
  ///   - power: 0.5 ≤ `power` < 1.
  public func groupSize(test: Double, power: Double) -> Double {
    precondition(test >= 0 && test <= 1 && test != control, "another proportion")
    precondition(power >= 0.5 && power < 1, "a power from a half")
    let terms = Terms(self, test: test)
    let root = terms.null + NormalDistribution().quantile(power) * terms.alternative
    return (root / terms.distance) * (root / terms.distance)
  }

  /// The proportion of the test group nearest to `control` that is seen with a given power; `nil` where
  /// none is, up to 1 or down to 0.
  /// - Parameters:
  ///   - groupSize: observations in each group, positive.
  ///   - power: 0.5 ≤ `power` < 1.
  ///   - isRise: whether to look above `control`.
  public func detectable(groupSize: Double, power: Double, isRise: Bool = true) -> Double? {
    precondition(power >= 0.5 && power < 1, "a power from a half")
    let end: Double = isRise ? 1 : 0
    guard self.power(test: end, groupSize: groupSize) >= power else { return nil }
    // From a power of a half on the numerator is positive, and it is convex in p₁: the power grows
    // with the distance.
    return Bisection.root(between: control, and: end) {
      self.power(test: $0, groupSize: groupSize) - power
    }
  }

  private struct Terms {
    let distance: Double
    /// z √(2 p̄(1 − p̄)).
    let null: Double
    /// √(p₁(1 − p₁) + p₀(1 − p₀)).
    let alternative: Double

    init(_ power: ProportionPower, test: Double) {
      let mean = (test + power.control) / 2
      // By symmetry: 1 − α/2 would lose a small α.
      let z = -NormalDistribution().quantile(power.alpha / 2)
      distance = abs(test - power.control)
      null = z * (2 * mean * (1 - mean)).squareRoot()
      alternative =
        (test * (1 - test) + power.control * (1 - power.control)).squareRoot()
    }
  }
}
