import Clustering
import LinearAlgebra
import TestSupport
import Testing
import Validation

/// Results of groups told in the final segments, and put together.
@Suite struct HeldOutToldTests {
  private let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)

  /// Three groups of a size at 0, 10 and 20 on a line, in a square of side 2.
  private func groups(_ sizes: [Int], seed: UInt64) -> Matrix {
    let centres = sizes.enumerated().flatMap { group, size in
      [Double](repeating: 10 * Double(group), count: size)
    }
    let noise = Matrix.random(rowCount: centres.count, columnCount: 2, seed: seed)
    return Matrix(rows: centres.indices.map { [noise[$0, 0] + centres[$0], noise[$0, 1]] })
  }

  private func result(_ training: Matrix, _ heldOut: Matrix, clusters: Int) throws
    -> HeldOutGroupResult
  {
    let model = try clusterer.fit(training, clusterCounts: [clusters])[0]
    return try HeldOutEvaluation().evaluate(
      heldOut, assigned: try model.assign(heldOut),
      reference: HeldOutReference(training, model.summary),
      clusterer: clusterer)
  }

  /// By hand: of the final segments {0…5}, {6…9} the first shares 5 of 6 with label 1, the second
  /// 4 of 5 with label 0; one half exactly is no counterpart.
  @Test func counterpartsShareMoreThanHalf() {
    let final = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1]
    #expect(
      HeldOutGroupResult.counterparts(
        of: [1, 1, 1, 1, 1, 0, 0, 0, 0, 0], clusterCount: 2, in: final) == [1, 0])
    #expect(
      HeldOutGroupResult.counterparts(of: [0, 0, 1, 1], clusterCount: 3, in: [0, 0, 0, 0])
        == [nil, nil, nil])
    // One segment holds every client, even one that the final model's largest nearly fills.
    #expect(
      HeldOutGroupResult.counterparts(of: [0, 0, 0], clusterCount: 1, in: [0, 0, 1]) == [nil])
  }

  @Test func aSegmentThatTheRestDoesNotHaveIsZeroThere() throws {
    // The rest shows two groups; the final model has three.
    let result = try result(
      groups([40, 30], seed: 1), groups([20, 20, 20], seed: 2), clusters: 2)
    let told = result.relabelled([2, 0], finalCounts: [20, 20, 20])
    #expect(told.counts[0] == result.counts[1] && told.counts[2] == result.counts[0])
    #expect(told.counts[1] == nil && told.share[1] == nil && told.trainingShare[1] == nil)
    #expect(told.jaccard[1] == 0 && told.pairsKept[1] == 0 && told.notFound == [1])
    #expect(told.jaccard[0] == result.jaccard[1] && told.clusterCount == 2)
    #expect(told.adjustedRand == result.adjustedRand && told.adjustedRand ?? 0 > 0)
  }

  @Test func oneSegmentInTheRestIsNoneFound() throws {
    let result = try result(groups([40], seed: 1), groups([20, 20, 20], seed: 2), clusters: 1)
    #expect(result.adjustedRand == nil && result.notCompared == .oneSegment)
    let told = result.relabelled([nil], finalCounts: [20, 20, 20])
    // Nothing is compared, so nothing enters a mean: no silent zero.
    #expect(told.jaccard == [0, 0, 0] && told.adjustedRand == nil)
    #expect(told.adjustedMutualInformation == nil && told.counts == [nil, nil, nil])
    #expect(told.unmatchedCount == 60 && told.notFound == [0, 1, 2])
    // A group too small to be compared with anything says nothing.
    let few = try self.result(groups([40], seed: 1), groups([9], seed: 2), clusters: 1)
    #expect(few.relabelled([nil], finalCounts: [3, 3, 3]).jaccard == [nil, nil, nil])
  }

  @Test func handfulsOfASegmentAreNotJudged() throws {
    let result = try result(
      groups([40, 40, 40], seed: 1), groups([30, 30, 4], seed: 2), clusters: 3)
    let small = try #require(result.counts.firstIndex(of: 4))
    #expect(result.jaccard[small] == nil && result.pairsKept[small] == nil)
    #expect(result.jaccard.compactMap { $0 }.count == 2)
  }

  /// Means by hand: coefficients by clients of the segment, agreement by size; figures of models of
  /// different sizes are not averaged.
  @Test func summaryByHand() throws {
    let first = try result(
      groups([40, 40, 40], seed: 1), groups([30, 20, 10], seed: 2), clusters: 3)
    let alone = try result(groups([40], seed: 1), groups([20, 20, 20], seed: 3), clusters: 1)
      .relabelled([nil], finalCounts: [20, 20, 20])
    let counts = first.counts.map { $0 ?? 0 }
    let summary = HeldOutSummary([first, alone], finalCounts: [counts, [20, 20, 20]])
    for s in 0..<3 {
      let expected = Double(counts[s]) * (first.jaccard[s] ?? .nan) / Double(counts[s] + 20)
      #expect(abs((summary.jaccard[s] ?? .nan) - expected) < 1e-15)
      #expect(summary.share[s] == first.share[s])
    }
    #expect(summary.adjustedRand == first.adjustedRand)
    #expect(summary.explainedInertia == nil && summary.predictionStrength == nil)
    let same = HeldOutSummary([first, first])
    #expect(
      abs((same.explainedInertia ?? .nan) - (first.explainedInertia ?? 0)) < 1e-15)
    #expect(HeldOutSummary([]).adjustedRand == nil)
  }
}

@Suite struct HeldOutDesignTests {
  private let identifiers = (0..<103).map { "c\($0)" }

  @Test func foldsHoldEachClientOutOnceARound() {
    let strata = (0..<103).map { $0 % 4 == 0 ? "A" : "B" }
    let design = HeldOutDesign.folds(5, rounds: 2, identifiers: identifiers, strata: strata)
    #expect(design.splits.count == 10)
    for round in 0..<2 {
      let splits = design.splits[(5 * round)..<(5 * round + 5)]
      #expect(splits.flatMap(\.heldOut).sorted() == Array(0..<103))
      #expect(splits.map(\.group) == (1...5).map { .fold($0, round: round + 1) })
      #expect(splits.allSatisfy { Set($0.training).isDisjoint(with: $0.heldOut) })
      #expect(splits.map(\.heldOut.count).sorted() == [20, 20, 21, 21, 21])
      let inA = splits.map { split in split.heldOut.count { $0 % 4 == 0 } }
      #expect((inA.max() ?? 0) - (inA.min() ?? 0) <= 1)
    }
    #expect(design.splits[0].heldOut != design.splits[5].heldOut)
  }

  @Test func foldsDoNotDependOnTheOrderOfTheRows() {
    let design = HeldOutDesign.folds(4, identifiers: identifiers)
    let reversed = HeldOutDesign.folds(4, identifiers: identifiers.reversed())
    for (a, b) in zip(design.splits, reversed.splits) {
      #expect(a.heldOut == b.heldOut.map { 102 - $0 }.sorted())
    }
  }
}

@Suite struct ShareComparisonTests {
  /// R: chisq.test(rbind(c(30, 10), c(60, 60)), correct = FALSE): X² = 7.6190, p = 0.005778;
  /// by hand Σ(o − e)²/e with e = 22.5, 17.5, 67.5, 52.5: 2.5 + 3.2143 + 0.8333 + 1.0714.
  @Test func byHand() throws {
    let test = try #require(ShareComparison(heldOut: [30, 10, 0], training: [60, 60, 0]))
    #expect(abs(test.chiSquared - 7.619047619047619) < 1e-12)
    #expect(test.degreesOfFreedom == 1)
    #expect(abs(test.pValue - 0.0057756) < 1e-5)
    #expect(abs(test.cramersV - (7.619047619047619 / 160).squareRoot()) < 1e-15)
    #expect(ShareComparison(heldOut: [0, 0], training: [3, 4]) == nil)
    #expect(ShareComparison(heldOut: [2, 0], training: [3, 0]) == nil)
    #expect(ShareComparison(heldOut: [5, 5], training: [10, 10])?.cramersV == 0)
  }
}

@Suite struct HeldOutBaselineTests {
  private let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)

  @Test func noiseAgreesWellAboveZeroAndThreadsDoNotMatter() throws {
    let x = Matrix.random(rowCount: 200, columnCount: 2, seed: 4)
    let study = HeldOutBaseline.Study(replicates: 9, seed: 3)
    func run(_ threads: Int, observed: Double) throws -> HeldOutBaseline {
      try #require(
        try study.run(
          x, clusterCount: 3, trial: HeldOutTrial(heldOut: 60, beside: 200),
          observed: HeldOutAgreement(adjustedRand: observed),
          clusterer: clusterer,
          parallelism: Parallelism(threads: threads)))
    }
    let baseline = try run(1, observed: 0.5)
    #expect(baseline.mean > 0.15 && baseline.replicates == 9)
    // Two draws, not one against itself.
    #expect(baseline.mean < 0.95)
    #expect(baseline.trainingCount == 200 && baseline.heldOutCount == 60)
    #expect(baseline.pValue == Double(1 + baseline.asGood) / 10)
    #expect(try run(3, observed: 0.5) == baseline)
    #expect(try run(1, observed: 1.1).asGood == 0)
    #expect(try run(1, observed: -1).pValue == 1)
  }

  @Test func drawsAreSmallerThanLargeData() throws {
    let x = Matrix.random(rowCount: 400, columnCount: 2, seed: 4)
    let baseline = try HeldOutBaseline.Study(replicates: 3, observationLimit: 200).run(
      x, clusterCount: 2, trial: HeldOutTrial(heldOut: 100, beside: 400),
      observed: HeldOutAgreement(adjustedRand: 0.5),
      clusterer: clusterer)
    #expect(baseline?.trainingCount == 200 && baseline?.heldOutCount == 50)
  }

  @Test func nothingToCompareIsNil() throws {
    let x = Matrix.random(rowCount: 200, columnCount: 2, seed: 4)
    for (clusters, heldOut) in [(1, 60), (3, 10)] {
      #expect(
        try HeldOutBaseline.Study(replicates: 3).run(
          x, clusterCount: clusters, trial: HeldOutTrial(heldOut: heldOut, beside: 200),
          observed: HeldOutAgreement(adjustedRand: 0.5), clusterer: clusterer) == nil)
    }
  }
}
