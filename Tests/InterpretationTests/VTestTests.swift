import Foundation
import Interpretation
import Testing
import TestSupport

@Suite struct VTestTests {
  @Test func numericByHand() throws {
    // 1, 2 | 3, 4: x̄ = 2.5, x̄q = 1.5, s² = 5/4, nq = 2, N = 4:
    // v = −1 / √(5/8 · 2/3) = −√(12/5).
    let v = try #require(
      VTest.numeric(
        segmentMean: 1.5, overallMean: 2.5, overallDeviation: 1.25.squareRoot(), segmentCount: 2,
        overallCount: 4))
    #expect(relativeDifference(v, -(2.4.squareRoot())) < 1e-15)
  }

  @Test(arguments: [(0.0, 2, 4), (1.0, 0, 4), (1.0, 4, 4)])
  func numericUndefined(deviation: Double, segment: Int, overall: Int) {
    #expect(
      VTest.numeric(
        segmentMean: 1, overallMean: 1, overallDeviation: deviation, segmentCount: segment,
        overallCount: overall) == nil)
  }

  @Test func categoryByHand() throws {
    // Both clients drawn have the level that 2 of 4 have: P(X = 2) = 1/6, P(X > 2) = 0, p = 1/6.
    let v = try #require(
      VTest.category(
        segmentWithLevel: 2, segmentCount: 2, overallWithLevel: 2, overallCount: 4))
    #expect(v > 0)
    #expect(relativeDifference(erfc(v / 2.0.squareRoot()), 1.0 / 6) < 1e-14)
    // None of them has it: by symmetry the same p on the other side.
    let opposite = VTest.category(
      segmentWithLevel: 0, segmentCount: 2, overallWithLevel: 2, overallCount: 4)
    #expect(opposite == -v)
  }

  @Test func midPCountsTheObservedOutcomeOnce() throws {
    // N = 3, one with the level, one drawn and it has it: 2·0 + 1/3.
    let v = try #require(
      VTest.category(
        segmentWithLevel: 1, segmentCount: 1, overallWithLevel: 1, overallCount: 3))
    #expect(relativeDifference(erfc(v / 2.0.squareRoot()), 1.0 / 3) < 1e-14)
  }

  @Test(arguments: [[0, 0, 2, 4], [4, 4, 4, 4], [2, 4, 2, 4], [0, 2, 0, 4], [2, 2, 4, 4]])
  func categoryUndefined(_ counts: [Int]) {
    #expect(
      VTest.category(
        segmentWithLevel: counts[0], segmentCount: counts[1], overallWithLevel: counts[2],
        overallCount: counts[3]) == nil)
  }

  @Test func equalSharesAreNotPositive() throws {
    // 1 of 2 against 2 of 4: P(X = 1) = 4/6, p = 2·1/6 + 4/6 = 1.
    let v = try #require(
      VTest.category(
        segmentWithLevel: 1, segmentCount: 2, overallWithLevel: 2, overallCount: 4))
    #expect(v <= 0 && v > -1e-7)
  }

  @Test func finiteWhereTheProbabilityUnderflows() throws {
    let v = try #require(
      VTest.category(
        segmentWithLevel: 500_000, segmentCount: 500_000, overallWithLevel: 500_000,
        overallCount: 1_000_000))
    // p = 2·P/2 with P = 1/C(10⁶, 5·10⁵): log P = −10⁶·log 2 + ½·log(π·10⁶/2) + O(10⁻⁶).
    let logP = -1e6 * log(2.0) + 0.5 * log(Double.pi * 5e5)
    let logTail = -v * v / 2 - log(v) - 0.5 * log(2 * Double.pi)
    #expect(abs(logTail - (logP - log(2.0))) < 1e-5)
  }
}
