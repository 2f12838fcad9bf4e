import Clustering
import Foundation
import LinearAlgebra
import TestSupport
import Testing
import Validation

/// Studies place observations by the rule of the method, not by the nearest centroid: a ring around
/// a disc has both centroids in the disc.
@Suite struct PlacementInStudiesTests {
  private let clusterer = Clusterer(method: .single, seed: 1)

  /// 3 of 4 on the ring of radius 10, the others in the disc of radius 1; the ring is the larger.
  private func ring(_ count: Int, seed: UInt64) -> Matrix {
    let noise = Matrix.random(rowCount: count, columnCount: 2, seed: seed)
    return Matrix(
      rows: (0..<count).map { i in
        if i % 4 == 0 { return [noise[i, 0], noise[i, 1]] }
        let angle = 2 * Double.pi * Double(i) / Double(count)
        return [10 * cos(angle) + 0.1 * noise[i, 0], 10 * sin(angle) + 0.1 * noise[i, 1]]
      })
  }

  private func truth(_ count: Int) -> Partition {
    Partition(canonicalising: (0..<count).map { $0 % 4 == 0 ? 1 : 0 })
  }

  @Test func predictionStrength() throws {
    let split = try PredictionStrength.split(
      ring(400, seed: 1), clusterCounts: [2], clusterer: clusterer, replicate: 0, seed: 1)
    #expect(split.strengths == [1])
  }

  @Test func bootstrapStability() throws {
    let pair = try BootstrapStability.replicate(
      ring(400, seed: 2), clusterCounts: [2], clusterer: clusterer, replicate: 0, seed: 1)
    #expect(pair.agreement == [1])
  }

  @Test func segmentStabilityAndNewcomers() throws {
    let newcomers = PlacedObservations(x: ring(100, seed: 4), labels: truth(100).labels)
    let stability = try SegmentStability.Study(replicates: 10, seed: 5).run(
      ring(400, seed: 3), truth(400), newcomers: newcomers, clusterer: clusterer)
    #expect(stability.meanJaccard == [1, 1])
    #expect(stability.stays == [Double](repeating: 1, count: 500))
  }

  @Test func heldOut() throws {
    let (training, heldOut) = (ring(400, seed: 6), ring(200, seed: 7))
    let model = try clusterer.fit(training, clusterCounts: [2])[0]
    let assigned = try model.assign(heldOut)
    #expect(assigned == truth(200).labels)
    let result = try HeldOutEvaluation().evaluate(
      heldOut, assigned: assigned, reference: HeldOutReference(training, model.summary),
      clusterer: clusterer)
    #expect(result.adjustedRand == 1 && result.jaccard == [1, 1])
    // Both means lie in the disc: they explain nothing, whatever the segments are worth.
    let explained = try #require(result.explainedInertia)
    #expect(abs(explained) < 0.05)
  }

  /// Every family makes its choice and comes to an end.
  @Test(arguments: ClusteringMethod.allCases)
  func everyFamilyIsStudied(_ method: ClusteringMethod) throws {
    let x = Matrix(rows: Shape.groups(90, 3, centres: 3, seed: 12).rows)
    let study = ClusterCountStudy(
      candidates: 2...5, gapReplicates: 3, structureReplicates: 3, predictionStrengthSplits: 3,
      bootstrapReplicates: 3)
    let choice = try study.run(x, clusterer: Clusterer(method: method, restarts: 2, seed: 1))
    #expect(choice.clusterCounts == [2, 3, 4, 5])
    #expect(choice.models.map(\.clusterCount) == [1, 2, 3, 4, 5])
    // Single linkage chains groups that come near each other.
    let strength = choice.predictionStrength.values[1] ?? 0
    #expect(strength > (method == .single ? 0.5 : 0.9), "\(method)")
    let again = try study.run(
      x, clusterer: Clusterer(method: method, restarts: 2, seed: 1),
      parallelism: Parallelism(threads: 3))
    #expect(again == choice)
  }
}
