import LinearAlgebra
import Statistics
import TestSupport
import Testing
import Validation

@Suite struct StructureTestTests {
  @Test func comparisonByHand() throws {
    // 3 against 2, 1, 0, 1: mean 1, variance 2/3. Set 0 against 3, 1, 0, 1: mean 1.25, variance 1.583.
    let comparison = ReferenceComparison(values: [3], references: [[2], [1], [0], [1]])
    let z = 2 / (2.0 / 3).squareRoot()
    #expect(abs(try #require(comparison.statistic) - z) < 1e-12)
    #expect(comparison.means == [1])
    let first = try #require(comparison.referenceStatistics[0])
    #expect(abs(first - 0.75 / (4.75 / 3).squareRoot()) < 1e-12)
    #expect(comparison.pValue == 0.2)
    #expect(comparison.pValues == [0.2])
    let middle = ReferenceComparison(values: [1], references: [[2], [1], [0], [1.5]])
    // 2 and 1.5 reach it, and 1 equals it.
    #expect(middle.pValue == 0.8)
  }

  /// The statistic is the largest over the numbers of clusters, so is that of each set.
  @Test func manyNumbersDoNotMakeItEasier() {
    let one = ReferenceComparison(values: [3], references: [[0], [1], [2], [1]])
    let two = ReferenceComparison(
      values: [3, 0], references: [[0, 0], [1, 9], [2, 0], [1, 1]])
    #expect(one.pValue == 0.2)
    #expect(two.pValue == 0.4)
    #expect(two.pValues == [0.2, 1])
  }

  @Test func undefinedIsNotZero() {
    #expect(ReferenceComparison(values: [nil], references: [[0], [1]]).pValue == nil)
    #expect(ReferenceComparison(values: [1], references: [[2], [2]]).statistic == nil)
    #expect(ReferenceComparison(values: [1], references: []).pValue == nil)
  }

  /// P(reject) is the level where there is nothing to find: sets exchangeable with the data.
  @Test func levelIsHeldBySimulation() {
    var stream = RandomStream(seed: 4, purpose: .example)
    let rejected = (0..<2_000).count { _ in
      let sets = (0..<21).map { _ in (0..<5).map { _ -> Double? in stream.normal() } }
      let comparison = ReferenceComparison(values: sets[0], references: Array(sets[1...]))
      return (comparison.pValue ?? 1) <= 0.05
    }
    // 1/21 of 2000 is 95, give or take four standard deviations.
    #expect((57...133).contains(rejected), "\(rejected)")
  }

  @Test func hopkinsTellsCrowdsFromAnEvenSpread() throws {
    // Longer than wide, so that its principal axes are its sides.
    var even = Matrix.random(rowCount: 400, columnCount: 2, seed: 3)
    for i in 0..<400 { even[i, 0] *= 3 }
    var crowded = even
    for i in 0..<400 {
      for j in 0..<2 { crowded[i, j] = crowded[i, j] * 0.05 + Double(i % 3 * (j + 1)) }
    }
    let (low, high) = (
      try #require(try HopkinsStatistic.value(even, seed: 1)),
      try #require(try HopkinsStatistic.value(crowded, seed: 1))
    )
    #expect((0.4...0.6).contains(low), "\(low)")
    #expect(high > 0.9, "\(high)")
    #expect(
      try HopkinsStatistic.value(Matrix(repeating: 1, rowCount: 20, columnCount: 2), seed: 1) == nil
    )
    #expect(
      try HopkinsStatistic.value(Matrix.random(rowCount: 5, columnCount: 2, seed: 1), seed: 1)
        == nil)
  }
}
