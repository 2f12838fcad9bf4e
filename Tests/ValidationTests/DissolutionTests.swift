import Clustering
import LinearAlgebra
import TestSupport
import Testing
import Validation

/// Groups too small to be segments are left to named cases in every clustering that a study repeats.
@Suite struct DissolutionTests {
  private let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)

  /// Two segments that touch, and a few observations far from both.
  private func withFew(_ count: Int, seed: UInt64 = 3) -> Matrix {
    let noise = Matrix.random(rowCount: 200 + count, columnCount: 2, seed: seed)
    return Matrix(
      rows: (0..<(200 + count)).map { i in
        i < 200
          ? [noise[i, 0] + (i < 100 ? 0 : 4), noise[i, 1]] : [noise[i, 0] + 60, noise[i, 1] + 60]
      })
  }

  @Test func theMinimumIsHalfwayAndNeverAboveTheOneAskedFor() {
    #expect(Dissolution(of: [100, 60, 4], smallerThan: 10)?.minimumSize == 10)
    #expect(Dissolution(of: [100, 12, 4], smallerThan: 10)?.minimumSize == 8)
    #expect(Dissolution(of: [100, 20], smallerThan: 19)?.minimumSize == 10)
    #expect(Dissolution(of: [100, 4], smallerThan: 10) == nil)
    #expect(Dissolution(of: [8, 4], smallerThan: 10) == nil)
    let made = Dissolution(clusterCount: 3, minimumSize: 9, observationCount: 300)
    #expect(made.minimumSize(among: 100) == 3 && made.minimumSize(among: 20) == 1)
    #expect(made.minimumSize(among: 300) == 9 && made.minimumSize(among: 600) == 9)
  }

  @Test func fewerThanTwoAreNeverLeft() throws {
    let x = withFew(4)
    let model = try clusterer.fit(x, clusterCounts: [3])[0]
    #expect(model.partition.sizes == [100, 100, 4])
    #expect(try model.dissolvingClusters(smallerThan: 5, in: x).partition.sizes == [104, 100])
    #expect(try model.dissolvingClusters(smallerThan: 101, in: x) == model)
    #expect(try model.dissolvingClusters(smallerThan: 4, in: x) == model)
  }

  /// The cut of the model with its small cluster dissolved; where nobody stands apart, the cut in two.
  @Test func segmentsAreMadeByTheProcedure() throws {
    let dissolution = try #require(Dissolution(of: [100, 100, 4], smallerThan: 10))
    let apart = withFew(4)
    let expected = try clusterer.fit(apart, clusterCounts: [3])[0].dissolving([2], in: apart)
    #expect(try clusterer.segments(apart, count: 2, dissolution: dissolution) == expected)
    let alone = withFew(0)
    #expect(
      try clusterer.segments(alone, count: 2, dissolution: dissolution)
        == clusterer.fit(alone, clusterCounts: [2])[0])
    // Without it, the few are one of the two.
    #expect(
      try clusterer.segments(apart, count: 2, dissolution: nil)?.partition.sizes == [200, 4])
    let same = Matrix(rows: [[1, 1], [1, 1]])
    #expect(try clusterer.segments(same, count: 2, dissolution: dissolution) == nil)
  }

  /// Samples cut in two would set the few apart and join the segments.
  @Test func redrawsDissolveToo() throws {
    let x = withFew(4)
    let model = try clusterer.fit(x, clusterCounts: [3])[0].dissolving([2], in: x)
    let dissolution = Dissolution(of: [100, 100, 4], smallerThan: 10)
    for scheme in SampleScheme.allCases {
      let study = SegmentStability.Study(scheme: scheme, replicates: 12)
      let repeated = try study.run(
        x, model.partition, clusterer: clusterer, dissolution: dissolution)
      #expect(repeated.meanJaccard.allSatisfy { $0 > 0.9 }, "\(scheme)")
      let without = try study.run(x, model.partition, clusterer: clusterer)
      #expect(without.meanJaccard.allSatisfy { $0 < 0.8 }, "\(scheme)")
    }
  }

  @Test func heldOutObservationsAreSegmentedAlike() throws {
    let (x, others) = (withFew(4), withFew(3, seed: 9))
    let model = try clusterer.fit(x, clusterCounts: [3])[0].dissolving([2], in: x)
    let dissolution = Dissolution(of: [100, 100, 4], smallerThan: 10)
    func result(_ dissolution: Dissolution?) throws -> HeldOutGroupResult {
      try HeldOutEvaluation().evaluate(
        others, assigned: try model.assign(others),
        reference: HeldOutReference(x, model.summary), clusterer: clusterer,
        dissolution: dissolution)
    }
    let (repeated, without) = (try result(dissolution).adjustedRand, try result(nil).adjustedRand)
    #expect(try #require(repeated) > 0.6, "\(String(describing: repeated))")
    #expect(try #require(without) < 0.1, "\(String(describing: without))")
  }

  /// The draws are cut, dissolved and compared as the data were; a draw whose parts end with other
  /// numbers of segments still has one agreement.
  @Test func theBaselineDissolvesToo() throws {
    let x = withFew(4)
    let study = HeldOutBaseline.Study(replicates: 9, seed: 3)
    let trial = HeldOutTrial(count: 204, divisions: [[51, 51, 51, 51]])
    func baseline(_ dissolution: Dissolution?) throws -> HeldOutBaseline {
      try #require(
        try study.run(
          x, clusterCount: 2, trial: trial, observed: HeldOutAgreement(adjustedRand: 0.9),
          clusterer: clusterer, dissolution: dissolution,
          reference: StructureFreeSource { replicate, count in
            withFew(4, seed: UInt64(replicate)).rows(at: Array((204 - count)..<204).reversed())
          }))
    }
    let made = Dissolution(of: [100, 100, 4], smallerThan: 10)
    #expect(try baseline(made).mean != baseline(nil).mean)
    #expect(try baseline(made) == baseline(made))
    let hard = Dissolution(clusterCount: 6, minimumSize: 30, observationCount: 204)
    #expect(try baseline(hard).replicates == 9)
  }
}
