import Statistics
import TestSupport
import Testing

@Suite struct ProportionDifferenceTests {
  private func difference(_ strata: [[Int]]) -> ProportionDifference {
    ProportionDifference(
      strata.map {
        TwoProportions(test: Proportion($0[0], of: $0[1]), control: Proportion($0[2], of: $0[3]))
      })
  }

  /// Newcombe 1998, table II, method 10.
  @Test(arguments: [
    ([56, 70, 48, 80], 0.0524, 0.3339), ([9, 10, 3, 10], 0.1705, 0.8090),
    ([6, 7, 2, 7], 0.0582, 0.8062), ([5, 56, 0, 29], -0.0381, 0.1926),
    ([0, 10, 0, 20], -0.1611, 0.2775), ([0, 10, 0, 10], -0.2775, 0.2775),
    ([10, 10, 0, 20], 0.6791, 1), ([10, 10, 0, 10], 0.6075, 1),
  ])
  func agreesWithTheArticle(table: [Int], lower: Double, upper: Double) {
    let found = difference([table]).interval(level: 0.95)
    #expect(abs(found.lower - lower) < 6e-5 && abs(found.upper - upper) < 6e-5)
  }

  @Test func agreesWithR() throws {
    for known in try TwoGroupsOracle.read().newcombe {
      let found = difference([[known.count, known.size, known.controls, known.controlSize]])
        .interval(level: known.level)
      #expect(abs(found.lower - known.lower) < 1e-12 && abs(found.upper - known.upper) < 1e-12)
    }
  }

  /// Strata in which the groups do as well as each other: the effective sizes are 1/Σw²/n, and the
  /// limits those of Wilson's equation.
  @Test func strataAreWeighedAsDefined() {
    let strata = [[6, 20, 3, 20], [3, 10, 3, 20]]
    let found = difference(strata)
    #expect(abs(found.difference - TwoGroupDefinitions.mantelHaenszel(strata)) < 1e-15)
    let raw = [20 * 20 / 40.0, 10 * 20 / 30.0]
    let w = raw.map { $0 / (raw[0] + raw[1]) }
    let sizes = [
      1 / (w[0] * w[0] / 20 + w[1] * w[1] / 10), 1 / (w[0] * w[0] / 20 + w[1] * w[1] / 20),
    ]
    let z = 1.959963984540054
    func end(_ p: Double, _ group: Int, _ end: Double) -> Double {
      TwoGroupDefinitions.wilson(p, size: sizes[group], z: z, towards: end) - p
    }
    // Within strata each group's proportions are equal: their variance, unbiased within strata, is above
    // that of the whole, and the design effect is held at 1.
    let below = (end(0.3, 0, 0) * end(0.3, 0, 0) + end(0.15, 1, 1) * end(0.15, 1, 1)).squareRoot()
    #expect(abs(found.interval(level: 0.95).lower - (found.difference - below)) < 1e-9)
  }

  /// Where strata differ as much as can be, what is the same within each says all.
  @Test func strataThatDifferMakeTheIntervalNarrower() {
    let pooled = difference([[52, 100, 48, 100]]).interval(level: 0.95)
    let split = difference([[49, 50, 47, 50], [3, 50, 1, 50]]).interval(level: 0.95)
    #expect(split.upper - split.lower < 0.6 * (pooled.upper - pooled.lower))
    #expect(abs(split.lower + split.upper - pooled.lower - pooled.upper) < 0.03)
  }

  @Test func aStratumOfOneGroupCarriesNoWeight() {
    #expect(difference([[3, 10, 2, 11], [4, 4, 0, 0]]) == difference([[3, 10, 2, 11]]))
  }

  @Test(arguments: [
    [[3, 30, 9, 31]], [[9, 10, 3, 10]], [[10, 10, 0, 20]], [[2, 9, 1, 8], [0, 5, 3, 5]],
  ])
  func theIntervalAtThePValueEndsAtZero(strata: [[Int]]) {
    let found = difference(strata)
    let p = found.pValue
    let interval = found.interval(level: 1 - p)
    #expect(p > 0 && p < 1)
    #expect(abs(found.difference > 0 ? interval.lower : interval.upper) < 1e-7)
    #expect((found.pValue <= 0.05) == !found.interval(level: 0.95).contains(0))
  }

  @Test func signsAndGroupsMirror() {
    let a = difference([[7, 20, 3, 25]])
    let b = difference([[3, 25, 7, 20]])
    #expect(abs(a.pValue - b.pValue) < 1e-12)
    #expect(abs(a.interval(level: 0.9).lower + b.interval(level: 0.9).upper) < 1e-15)
    #expect(difference([[2, 8, 2, 8]]).pValue == 1)
  }

  /// One part of weight 1 is itself; two equal parts of half the weight are narrower by √2.
  @Test func sumsRecoverVariances() {
    let part = difference([[30, 100, 20, 100]])
    let one = ProportionDifferenceSum([part], weights: [1])
    #expect(one.interval(level: 0.95) == part.interval(level: 0.95) && one.pValue == part.pValue)
    let two = ProportionDifferenceSum([part, part], weights: [0.5, 0.5]).interval(level: 0.95)
    let own = part.interval(level: 0.95)
    #expect(abs((two.upper - two.lower) * 2.0.squareRoot() - (own.upper - own.lower)) < 1e-12)
  }
}
