import CDistributions

/// Student's noncentral t distribution: (Z + δ) / √(χ²/ν), the statistic of a t test where the means
/// do differ.
///
///     NoncentralStudentDistribution(degreesOfFreedom: 38, noncentrality: 2.8).survival(2.024)
///
/// Boost's, clamped to 0…1. R's `pt(x, df, ncp)`, whose upper tail is 1 minus the lower one.
public struct NoncentralStudentDistribution: Sendable, Equatable {
  public let degreesOfFreedom: Double
  /// δ, of either sign.
  public let noncentrality: Double

  /// - Parameter degreesOfFreedom: positive, not necessarily whole.
  public init(degreesOfFreedom: Double, noncentrality: Double) {
    precondition(degreesOfFreedom > 0 && degreesOfFreedom.isFinite, "positive degrees of freedom")
    precondition(noncentrality.isFinite, "a finite noncentrality")
    self.degreesOfFreedom = degreesOfFreedom
    self.noncentrality = noncentrality
  }

  /// P(X ≤ x).
  public func cdf(_ x: Double) -> Double {
    probability(cd_noncentral_student_cdf(x, degreesOfFreedom, noncentrality), beyond: x)
  }

  /// P(X > x).
  public func survival(_ x: Double) -> Double {
    // By reflection, so that both tails fail in the same way.
    NoncentralStudentDistribution(
      degreesOfFreedom: degreesOfFreedom, noncentrality: -noncentrality
    ).cdf(-x)
  }

  /// Past the noncentralities that Boost's series can reach, the mass lies on one side.
  private func probability(_ found: Double, beyond x: Double) -> Double {
    found.isNaN ? (x >= noncentrality ? 1 : 0) : min(1, max(0, found))
  }
}
