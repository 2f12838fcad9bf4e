import Statistics
import TestSupport
import Testing

@Suite struct MeanPowerTests {
  @Test func agreesWithR() throws {
    let oracle = try TwoGroupsOracle.read()
    for known in oracle.means {
      let power = MeanPower(standardDeviation: 3, alpha: known.alpha)
      // R looks from 2 on too.
      let size = power.groupSize(difference: -3 * known.ratio, power: known.power)
      #expect(relativeDifference(size, known.size) < 1e-8, "\(known.ratio) \(size) \(known.size)")
      #expect(
        abs(power.power(difference: 3 * known.ratio, groupSize: 12) - known.powerAt12) < 1e-10)
    }
    for known in oracle.seenMeans {
      let found = MeanPower(standardDeviation: known.standardDeviation, alpha: known.alpha)
        .detectable(groupSize: known.groupSize, power: known.power)
      #expect(relativeDifference(found, known.difference) < 1e-8)
    }
  }

  /// R's `pt(ncp)` is right to about 1e-12 of 1.
  @Test func theNoncentralDistributionAgreesWithR() throws {
    for known in try TwoGroupsOracle.read().noncentral {
      let found = NoncentralStudentDistribution(
        degreesOfFreedom: known.df, noncentrality: known.noncentrality)
      #expect(abs(found.cdf(known.x) - known.cdf) < 2e-12, "\(known)")
      #expect(abs(found.survival(known.x) - (1 - known.cdf)) < 2e-12, "\(known)")
    }
  }

  /// Without noncentrality it is Student's.
  @Test func aNoncentralityOfZeroIsStudents() {
    for x in [-3.0, -0.2, 0, 1.7, 8] {
      let plain = StudentDistribution(degreesOfFreedom: 7).cdf(x)
      let found = NoncentralStudentDistribution(degreesOfFreedom: 7, noncentrality: 0).cdf(x)
      #expect(abs(found - plain) < 1e-14)
    }
  }

  @Test func aHugeEffectTakesTwo() {
    #expect(MeanPower(standardDeviation: 1).groupSize(difference: 1e9, power: 0.8) == 2)
    #expect(MeanPower(standardDeviation: 1e12).groupSize(difference: 1e-12, power: 0.8) > 1e40)
    #expect(
      MeanPower(standardDeviation: 1, alpha: 1e-30).groupSize(difference: 1, power: 0.8) > 200)
    let far = NoncentralStudentDistribution(degreesOfFreedom: 20, noncentrality: 1e6)
    #expect(far.survival(2) == 1 && far.cdf(2) == 0)
  }
}
