import Statistics
import TestSupport
import Testing

@Suite struct EffectHeterogeneityTests {
  @Test func agreesWithMetafor() throws {
    for known in try TwoGroupsOracle.read().cochran {
      let found = try #require(
        EffectHeterogeneity(effects: known.effects, variances: known.variances))
      #expect(abs(found.commonEffect - known.common) < 1e-12)
      #expect(abs(found.statistic - known.q) < 1e-10)
      #expect(abs(found.pValue - known.pValue) < 1e-10)
      #expect(abs(found.inconsistency - known.inconsistency) < 1e-10)
      #expect(found.degreesOfFreedom == known.effects.count - 1)
    }
  }

  /// Means of groups, with the variances of means, are what `oneway.test` compares.
  @Test func agreesWithWelchsTestOfSeveralMeans() throws {
    let known = try TwoGroupsOracle.read().oneway
    let found = try #require(
      EffectHeterogeneity(
        effects: known.groups.map { $0.mean ?? 0 },
        variances: known.groups.map { ($0.sampleVariance ?? 0) / Double($0.count) },
        degreesOfFreedom: known.groups.map { Double($0.count - 1) }))
    #expect(relativeDifference(found.pValue, known.pValue) < 1e-10)
  }

  @Test func oneGroupDiffersFromNone() {
    #expect(EffectHeterogeneity(effects: [1], variances: [1]) == nil)
    #expect(EffectHeterogeneity(effects: [], variances: []) == nil)
  }

  @Test func holmAgreesWithR() throws {
    let known = try TwoGroupsOracle.read().holm
    for (found, expected) in zip(
      HolmCorrection.corrected(known.p).compactMap { $0 }, known.adjusted)
    {
      #expect(abs(found - expected) < 1e-15)
    }
    #expect(HolmCorrection.corrected([]).isEmpty && HolmCorrection.corrected([0.2]) == [0.2])
    #expect(HolmCorrection.corrected([0.01, 0.04, 0.03]) == [0.03, 0.06, 0.06])
  }
}
