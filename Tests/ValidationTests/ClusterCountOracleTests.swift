import Clustering
import Foundation
import LinearAlgebra
import TestSupport
import Testing
import Validation

/// R's numbers on iris, from generate/validation_criteria.R.
private struct CriteriaOracle: Decodable {
  struct Variation: Decodable {
    let left, right: [Int]
    let variationOfInformation: Double
  }
  struct Gap: Decodable {
    let logW, gap, standardError: [Double]
    let replicates: Int
  }
  struct Strength: Decodable { let mean, deviation: [Double] }
  struct Bootstrap: Decodable {
    let labels: [Int]
    let mean: [Double]
  }
  struct Instability: Decodable { let mean: [Double] }
  let x: [[Double]]
  let variationOfInformation: [Variation]
  let gap: Gap
  let predictionStrength: Strength
  let clusterboot: Bootstrap
  let instability: Instability
}

@Suite struct ClusterCountOracleTests {
  @Test func variationOfInformationAgreesWithFpc() throws {
    let oracle = try Oracle.decode(CriteriaOracle.self, from: "validation_criteria.json")
    for pair in oracle.variationOfInformation {
      let found = PartitionComparison(pair.left, pair.right).variationOfInformation
      #expect(abs(found - pair.variationOfInformation) < 1e-12)
    }
  }

  /// I5: log W_k to the digit, Gap(k) within four Monte-Carlo standard errors of the two means.
  @Test func gapAgreesWithClusGap() throws {
    let oracle = try Oracle.decode(CriteriaOracle.self, from: "validation_criteria.json")
    let choice = try ClusterCountStudy(
      candidates: 2...7, gapReplicates: 60, structureReplicates: 2, predictionStrengthSplits: 1,
      bootstrapReplicates: 1
    ).run(Matrix(rows: oracle.x), clusterer: Clusterer(method: .ward, seed: 1))
    let gaps = [choice.gap.valueForOneCluster] + choice.gap.values
    for (index, theirs) in oracle.gap.logW.enumerated() {
      let logInertia = ValidationDefinitions.naturalLogarithm(choice.evidence.inertias[index])
      // Theirs is half of the inertia.
      #expect(abs(logInertia - ValidationDefinitions.naturalLogarithm(2) - theirs) < 1e-12)
      let gap = try #require(gaps[index])
      let error = oracle.gap.standardError[index] * (1.0 / 60 + 1.0 / 400).squareRoot()
      #expect(abs(gap - oracle.gap.gap[index]) < 4 * error)
    }
    for (index, theirs) in oracle.gap.standardError.dropFirst().enumerated() {
      let error = try #require(choice.gap.standardErrors?[index])
      #expect(error > 0.6 * theirs && error < 1.5 * theirs)
    }
  }

  @Test func predictionStrengthAndInstabilityAgreeWithFpc() throws {
    let oracle = try Oracle.decode(CriteriaOracle.self, from: "validation_criteria.json")
    let choice = try ClusterCountStudy(
      candidates: 2...4, gapReplicates: 1, structureReplicates: 2, predictionStrengthSplits: 60,
      bootstrapReplicates: 60
    ).run(Matrix(rows: oracle.x), clusterer: Clusterer(method: .kMeans, seed: 1))
    for index in 0..<3 {
      let strength = try #require(choice.predictionStrength.values[index])
      let error =
        oracle.predictionStrength.deviation[index] * (1.0 / 60 + 1.0 / 100).squareRoot()
      #expect(abs(strength - oracle.predictionStrength.mean[index]) < 4 * error)
      let stability = try #require(choice.stability.values[index])
      let ownError = try #require(choice.stability.standardErrors?[index])
      #expect(abs(1 - stability - oracle.instability.mean[index]) < 5 * ownError + 0.002)
    }
  }

  @Test func bootstrapJaccardAgreesWithClusterboot() throws {
    let oracle = try Oracle.decode(CriteriaOracle.self, from: "validation_criteria.json")
    let partition = Partition(canonicalising: oracle.clusterboot.labels)
    let stability = try SegmentStability.Study(replicates: 100).run(
      Matrix(rows: oracle.x), partition, clusterer: Clusterer(method: .kMeans, seed: 1))
    let renumbering = Partition.canonicalRenumbering(of: oracle.clusterboot.labels).newLabel
    for (index, theirs) in oracle.clusterboot.mean.enumerated() {
      let label = try #require(renumbering[index + 1])
      #expect(abs(stability.meanJaccard[label] - theirs) < 0.03)
    }
  }
}
