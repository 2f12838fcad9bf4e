import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct LogarithmsOfTailsTests {
  @Test func massesAndMidPAgreeWithTheirDefinition() {
    let h = HypergeometricDistribution(population: 60, successes: 25, draws: 18)
    for k in h.support {
      #expect(relativeDifference(exp(h.logMass(k)), h.mass(k)) < 1e-13)
      let below = k == h.support.lowerBound ? 0 : h.cdf(k - 1)
      let expected = min(2 * below + h.mass(k), 2 * h.survival(k) + h.mass(k))
      #expect(relativeDifference(exp(h.logTwoSidedMidP(k)), expected) < 1e-12, "\(k)")
    }
    #expect(h.logMass(19) == -.infinity)
    let sure = HypergeometricDistribution(population: 5, successes: 5, draws: 3)
    #expect(sure.logMass(3) == 0 && sure.logTwoSidedMidP(3) == 0)
  }

  /// 1/C(10⁶, 5·10⁵), from Stirling's series: log C = 10⁶ log 2 − ½ log(π·10⁶/2) − 1/(4·10⁶) + ….
  @Test func aMassBelowTheSmallestDouble() {
    let h = HypergeometricDistribution(population: 1_000_000, successes: 500_000, draws: 500_000)
    let expected = -(1e6 * log(2.0) - 0.5 * log(Double.pi * 5e5) - 1 / 4e6)
    #expect(relativeDifference(h.logMass(500_000), expected) < 1e-14)
  }

  @Test func normalTails() {
    let normal = NormalDistribution(mean: 3, sd: 2)
    for z in [0.0, 0.5, 2, 8, 29.9, 30.1, 37] {
      let x = 3 + 2 * z
      #expect(relativeDifference(normal.logSurvival(x), log(normal.survival(x))) < 1e-12)
      #expect(abs(normal.quantile(logSurvival: normal.logSurvival(x)) - x) < 1e-12 * max(1, x))
    }
    let far = normal.logSurvival(3 + 2 * 1e5)
    #expect(relativeDifference(normal.quantile(logSurvival: far), 3 + 2e5) < 1e-14)
    #expect(normal.quantile(logSurvival: 0) == 3)
  }
}
