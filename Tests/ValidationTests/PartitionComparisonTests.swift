import TestSupport
import Testing
import Validation

@Suite struct PartitionComparisonTests {
  @Test func contingencyAndJaccardByHand() {
    let comparison = PartitionComparison([7, 7, 7, 3, 3], [1, 1, 2, 2, 2])
    #expect(comparison.leftLabels == [3, 7])
    #expect(comparison.rightLabels == [1, 2])
    #expect(comparison.contingency == [[0, 2], [2, 1]])
    #expect(comparison.jaccard == [[0, 2.0 / 3], [2.0 / 3, 0.2]])
    #expect(comparison.bestJaccard == [2.0 / 3, 2.0 / 3])
    #expect(comparison.matching().columnOfRow == [1, 0])
    // 10 pairs; together left 4, right 4, both 2: they agree on 10 − 2 − 2.
    #expect(comparison.rand == 0.6)
    #expect(abs(comparison.fowlkesMallows - 0.5) < 1e-15)
    // (2 − 1.6) / (4 − 1.6)
    #expect(abs(comparison.adjustedRand - 1.0 / 6) < 1e-15)
  }

  /// Labels are any numbers; what is compared is their order.
  @Test func anyNumbersAreLabels() {
    let (left, right) = ([7, 7, 7, 3, 3], [1, 1, 2, 2, 2])
    let plain = PartitionComparison(left, right)
    for large in [Int.max / 8, 4_096, 585, -9] {
      let comparison = PartitionComparison(left.map { $0 * large }, right)
      let rows = large > 0 ? plain.contingency : plain.contingency.reversed()
      #expect(comparison.leftLabels == Set(left.map { $0 * large }).sorted())
      #expect(comparison.contingency == rows && comparison.adjustedRand == plain.adjustedRand)
    }
  }

  @Test func trivialPartitions() {
    let both = PartitionComparison([0, 0, 0], [5, 5, 5])
    #expect(both.adjustedRand == 1)
    #expect(both.adjustedMutualInformation == 1)
    #expect(both.vMeasure == 1)
    #expect(both.variationOfInformation == 0)
    let singletons = PartitionComparison([0, 1, 2], [4, 3, 5])
    #expect(singletons.adjustedRand == 1)
    #expect(singletons.adjustedMutualInformation == 1)
    let one = PartitionComparison([0, 0, 0, 0], [0, 0, 1, 1])
    #expect(one.adjustedRand == 0)
    #expect(one.adjustedMutualInformation == 0)
    #expect(one.homogeneity == 1)
    #expect(one.completeness == 0)
    #expect(PartitionComparison([], []).adjustedRand == 1)
    #expect(PartitionComparison([3], [8]).adjustedRand == 1)
  }

  /// I2: symmetric, 1 for equal partitions, and as counting pairs gives it.
  @Test(arguments: 0..<60)
  func randomPartitionsAgreeWithPairCounting(seed: Int) {
    var generator = TestGenerator(seed: UInt64(seed))
    let n = Int.random(in: 2...25, using: &generator)
    let left = (0..<n).map { _ in Int.random(in: 0..<4, using: &generator) }
    let right = (0..<n).map { _ in Int.random(in: 0..<5, using: &generator) }
    let comparison = PartitionComparison(left, right)
    let mirrored = PartitionComparison(right, left)
    let definition = PartitionDefinitions.adjustedRand(left, right)
    #expect(abs(comparison.adjustedRand - definition) < 1e-12)
    let (a, _, _, d) = PartitionDefinitions.pairs(left, right)
    #expect(abs(comparison.rand - Double(a + d) / Double(n * (n - 1) / 2)) < 1e-14)
    #expect(abs(comparison.adjustedRand - mirrored.adjustedRand) < 1e-14)
    #expect(
      abs(comparison.adjustedMutualInformation - mirrored.adjustedMutualInformation) < 1e-10)
    #expect(abs(comparison.homogeneity - mirrored.completeness) < 1e-14)
    let entropies = PartitionDefinitions.entropy(left) + PartitionDefinitions.entropy(right)
    let information = PartitionDefinitions.mutualInformation(left, right)
    #expect(abs(comparison.variationOfInformation - (entropies - 2 * information)) < 1e-12)
    #expect((0...1).contains(comparison.vMeasure))
    #expect(PartitionComparison(left, left.map { 40 - 3 * $0 }).adjustedRand == 1)
    // 1 for equal partitions only, ours and adjusted for chance.
    let (_, b, c, _) = PartitionDefinitions.pairs(left, right)
    let areEqual = b + c == 0
    #expect((comparison.adjustedRand == 1) == areEqual)
    #expect((comparison.adjustedMutualInformation > 1 - 1e-12) == areEqual)
    #expect(comparison.adjustedRand <= 1 && comparison.adjustedMutualInformation <= 1 + 1e-12)
  }

  @Test(arguments: [[0, 1, 1, 2, 2, 2, 0], [0, 0, 1, 1, 0, 1, 0], [0, 1, 2, 3, 4, 5, 5]])
  func expectedInformationByEnumeration(right: [Int]) {
    let left = [0, 0, 0, 1, 1, 1, 2]
    let information = PartitionDefinitions.mutualInformation(left, right)
    let expected = PartitionDefinitions.expectedMutualInformation(left, right)
    let mean = (PartitionDefinitions.entropy(left) + PartitionDefinitions.entropy(right)) / 2
    let found = PartitionComparison(left, right).adjustedMutualInformation
    #expect(abs(found - (information - expected) / (mean - expected)) < 1e-11)
  }

  /// Worse than chance is below 0: four corners by rows and by columns.
  @Test func worseThanChanceIsNegative() {
    let comparison = PartitionComparison([0, 0, 1, 1], [0, 1, 0, 1])
    #expect(abs(comparison.adjustedRand + 0.5) < 1e-15)
    #expect(comparison.adjustedMutualInformation < 0)
  }

  /// genieclust #92: more clusters on one side than on the other.
  @Test func tablesNeedNotBeSquare() {
    let comparison = PartitionComparison([0, 0, 0, 1, 1], [0, 1, 2, 3, 3])
    #expect(comparison.contingency == [[1, 1, 1, 0], [0, 0, 0, 2]])
    #expect(comparison.matching().columnOfRow == [0, 3])
    #expect(comparison.homogeneity < 1 || comparison.completeness < 1)
  }

  /// I2: by chance the expectation is 0.
  @Test func meanOverShuffledPartitionsIsZero() {
    var generator = TestGenerator(seed: 77)
    let left = (0..<60).map { $0 % 3 }
    var rand = 0.0
    var information = 0.0
    for _ in 0..<2_000 {
      let comparison = PartitionComparison(left, left.shuffled(using: &generator))
      rand += comparison.adjustedRand / 2_000
      information += comparison.adjustedMutualInformation / 2_000
    }
    // Standard errors about 0.0006.
    #expect(abs(rand) < 0.003)
    #expect(abs(information) < 0.003)
  }
}
