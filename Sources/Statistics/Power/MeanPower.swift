/// How many observations it takes to see that two means differ, groups of equal size and spread,
/// two-sided t test at level `alpha`.
///
///     let power = MeanPower(standardDeviation: 12)
///     power.groupSize(difference: 5, power: 0.8)           // 91.4…: 92 in each group
///     power.detectable(groupSize: 20, power: 0.8)          // 10.9…
///
/// With ν = 2(n − 1) and t the 1 − α/2 quantile of Student's distribution, the power is P(T > t) for T
/// noncentral with δ = √(n/2) |d| / σ: the rejections on the wrong side are not counted. R's
/// `power.t.test` (`strict = FALSE`).
public struct MeanPower: Sendable, Equatable {
  /// σ, in the units of the outcome, the same in both groups.
  public let standardDeviation: Double
  public let alpha: Double

  /// - Parameters:
  ///   - standardDeviation: positive, finite.
  ///   - alpha: 0 < `alpha` < 1.
  public init(standardDeviation: Double, alpha: Double = 0.05) {
    precondition(standardDeviation > 0 && standardDeviation.isFinite, "a positive spread")
    precondition(alpha > 0 && alpha < 1, "a level between 0 and 1")
    self.standardDeviation = standardDeviation
    self.alpha = alpha
  }

  /// - Parameters:
  ///   - difference: of the means, in the units of the outcome; its sign does not matter.
  ///   - groupSize: observations in each group, above 1.
  public func power(difference: Double, groupSize: Double) -> Double {
    precondition(groupSize > 1, "more than one observation in each group")
    return power(standardised: standardised(difference), groupSize: groupSize)
  }

  /// The size of each group for a given power, not rounded; at least 2, infinite where the difference
  /// vanishes beside the spread.
  /// - Parameters:
  ///   - difference: not 0.
  ///   - power: 0.5 ≤ `power` < 1.
  public func groupSize(difference: Double, power: Double) -> Double {
    precondition(difference != 0, "a difference")
    precondition(power >= 0.5 && power < 1, "a power from a half")
    let effect = standardised(difference)
    if self.power(standardised: effect, groupSize: 2) >= power { return 2 }
    let normal = NormalDistribution()
    let root = (normal.quantile(power) - normal.quantile(alpha / 2)) / effect
    // Student's quantile is beyond the normal one: the normal answer is too small, and not by much.
    let least = max(2, 2 * root * root)
    // Past that many degrees of freedom it is the normal one.
    if least > 1e12 { return least }
    var high = least + 2
    while self.power(standardised: effect, groupSize: high) < power { high *= 2 }
    return Bisection.root(between: 2, and: high) {
      self.power(standardised: effect, groupSize: $0) - power
    }
  }

  /// The smallest difference that is seen with a given power, positive.
  /// - Parameters:
  ///   - groupSize: observations in each group, at least 2.
  ///   - power: 0.5 ≤ `power` < 1.
  public func detectable(groupSize: Double, power: Double) -> Double {
    precondition(groupSize >= 2, "two observations in each group")
    precondition(power >= 0.5 && power < 1, "a power from a half")
    var high = 1.0
    while self.power(standardised: high, groupSize: groupSize) < power { high *= 2 }
    return standardDeviation
      * Bisection.root(between: 0, and: high) {
        self.power(standardised: $0, groupSize: groupSize) - power
      }
  }

  /// Bounded, so that a spread next to nothing does not overflow.
  private func standardised(_ difference: Double) -> Double {
    min(abs(difference) / standardDeviation, 1e50)
  }

  private func power(standardised effect: Double, groupSize: Double) -> Double {
    let freedom = 2 * (groupSize - 1)
    // By symmetry: 1 − α/2 would lose a small α.
    let limit = -StudentDistribution(degreesOfFreedom: freedom).quantile(alpha / 2)
    return NoncentralStudentDistribution(
      degreesOfFreedom: freedom, noncentrality: (groupSize / 2).squareRoot() * effect
    ).survival(limit)
  }
}
