import Statistics
import TestSupport
import Testing

@Suite struct MeanDifferenceTests {
  @Test func agreesWithR() throws {
    for known in try TwoGroupsOracle.read().welch {
      let found = try #require(
        MeanDifference([TwoSamples(test: known.test, control: known.control)]))
      let interval = found.interval(level: 0.95)
      #expect(abs(found.difference - known.difference) < 1e-9)
      #expect(relativeDifference(found.degreesOfFreedom, known.degreesOfFreedom) < 1e-8)
      #expect(relativeDifference(found.pValue, known.pValue) < 1e-8)
      #expect(abs(interval.lower - known.lower) < 1e-8 && abs(interval.upper - known.upper) < 1e-8)
    }
  }

  /// Weights 4/4 and 6·2/8 over their sum 2.5; each group's spread around its strata's means.
  @Test func strataByHand() throws {
    let first = ([2.0, 4], [1.0, 3])
    let second = ([10.0, 11, 12, 13, 14, 12], [9.0, 11])
    let found = try #require(
      MeanDifference([first, second].map { TwoSamples(test: $0.0, control: $0.1) }))
    #expect(abs(found.difference - (1 * 1 + 1.5 * 2) / 2.5) < 1e-14)
    #expect(abs(found.difference - TwoGroupDefinitions.withinStrata([first, second])) < 1e-14)
    // Squares: tests 2 + 10 on 6, controls 2 + 2 on 2; Σw²/n = 0.16/2 + 0.36/6 and 0.16/2 + 0.36/2.
    let (a, b) = (2 * 0.14, 2 * 0.26)
    #expect(abs(found.variance - (a + b)) < 1e-14)
    #expect(abs(found.degreesOfFreedom - (a + b) * (a + b) / (a * a / 6 + b * b / 2)) < 1e-12)
  }

  @Test func whatCannotBeEstimatedIsNotThere() {
    #expect(MeanDifference([]) == nil)
    #expect(MeanDifference([TwoSamples(test: [1], control: [2, 3])]) == nil)
    #expect(MeanDifference([TwoSamples(test: [1, 1], control: [1, 1])]) == nil)
    #expect(MeanDifference([TwoSamples(test: [1, 2], control: [])]) == nil)
    let extreme = MeanDifference([TwoSamples(test: [1e200, 2e200], control: [0, 1e200])])
    #expect(extreme == nil || extreme?.pValue.isFinite == true)
  }

  @Test func aSumOfOneIsItself() throws {
    let part = try #require(MeanDifference([TwoSamples(test: [1, 4, 7], control: [2, 2, 3])]))
    let sum = MeanDifference([part], weights: [1])
    #expect(sum.difference == part.difference && sum.variance == part.variance)
    #expect(abs(sum.degreesOfFreedom - part.degreesOfFreedom) < 1e-12)
    let half = MeanDifference([part, part], weights: [0.5, 0.5])
    #expect(abs(half.variance - part.variance / 2) < 1e-15)
    #expect(abs(half.degreesOfFreedom - 2 * part.degreesOfFreedom) < 1e-12)
  }
}
