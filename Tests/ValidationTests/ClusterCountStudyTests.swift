import Clustering
import Foundation
import LinearAlgebra
import Statistics
import TestSupport
import Testing
import Validation

@Suite struct ClusterCountStudyTests {
  private let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)

  private func normal(_ count: Int, _ width: Int, seed: UInt64) -> Matrix {
    var stream = RandomStream(seed: seed, purpose: .example)
    return Matrix(
      rowCount: count, columnCount: width,
      elements: (0..<(count * width)).map { _ in stream.normal() })
  }

  /// k groups of 30 at the corners of a lattice of step 8.
  private func separated(_ k: Int, seed: UInt64) -> Matrix {
    var x = normal(30 * k, 3, seed: seed)
    for i in 0..<(30 * k) {
      let group = i / 30
      x[i, 0] += 8 * Double(group % 2)
      x[i, 1] += 8 * Double(group / 2 % 2)
      x[i, 2] += 8 * Double(group / 4)
    }
    return x
  }

  @Test(arguments: 2...8)
  func plantedGroupsAreCounted(k: Int) throws {
    let choice = try ClusterCountStudy().run(separated(k, seed: UInt64(k)), clusterer: clusterer)
    #expect(choice.choice == k)
    #expect(choice.hasStructure)
    #expect(choice.silhouette.chooses == k)
    #expect(choice.model(clusterCount: k)?.partition.sizes == [Int](repeating: 30, count: k))
  }

  @Test(arguments: 1...6)
  func noStructureIsAnAnswer(seed: UInt64) throws {
    var x = normal(200, 4, seed: seed)
    if seed % 2 == 0 {
      // Correlated: half of the inertia on one axis.
      for i in 0..<200 {
        for j in 1..<4 { x[i, j] = 0.6 * x[i, j] + 0.8 * x[i, 0] }
      }
    }
    let choice = try ClusterCountStudy().run(x, clusterer: clusterer)
    #expect(choice.choice == 1)
    #expect(!choice.hasStructure)
    #expect(choice.alternative != nil)
    guard case .noStructure = choice.reason else {
      Issue.record("the reason is that sets without groups divide as well")
      return
    }
  }

  @Test func threadsDoNotMatterAndResultsAreStored() throws {
    let x = separated(3, seed: 5)
    let study = ClusterCountStudy(
      candidates: 2...5, gapReplicates: 6, predictionStrengthSplits: 5, bootstrapReplicates: 4)
    let serial = try study.run(x, clusterer: clusterer)
    let parallel = try study.run(x, clusterer: clusterer, parallelism: Parallelism(threads: 4))
    #expect(serial == parallel)
    let stored = try JSONEncoder().encode(serial)
    #expect(try JSONDecoder().decode(ClusterCountChoice.self, from: stored) == serial)
  }

  /// I6, and the values that do not depend on chance are those of their definitions.
  @Test func evidenceIsTheDefinitions() throws {
    let x = normal(60, 2, seed: 3)
    let rows = (0..<60).map { Array(x.row($0)) }
    let choice = try ClusterCountStudy(
      candidates: 2...4, gapReplicates: 4, predictionStrengthSplits: 4, bootstrapReplicates: 2
    ).run(x, clusterer: clusterer)
    #expect(choice.predictionStrength.valueForOneCluster == 1)
    #expect(choice.predictionStrength.values.allSatisfy { (0...1).contains($0 ?? -1) })
    for (index, model) in choice.models.enumerated() {
      let labels = model.partition.labels
      let inertia = ValidationDefinitions.inertia(rows, labels)
      #expect(relativeDifference(choice.evidence.inertias[index], inertia) < 1e-12)
      guard index > 0 else { continue }
      let silhouette = ValidationDefinitions.silhouette(rows, labels).reduce(0, +) / 60
      #expect(abs(try #require(choice.silhouette.values[index - 1]) - silhouette) < 1e-13)
      #expect(choice.evidence.sizes[index - 1] == model.partition.sizes)
    }
  }

  @Test func fewDistinctObservationsShortenTheList() throws {
    let x = Matrix(rows: (0..<40).map { [Double($0 % 3), 0] })
    let choice = try ClusterCountStudy().run(x, clusterer: clusterer)
    #expect(choice.clusterCounts == [2, 3])
    #expect(choice.gap.values[1] == nil)
    #expect(choice.calinskiHarabasz.values[1] == nil)
    let constant = try ClusterCountStudy().run(
      Matrix(repeating: 2, rowCount: 20, columnCount: 2), clusterer: clusterer)
    #expect(constant.clusterCounts.isEmpty)
    #expect(constant.choice == 1)
    #expect(constant.reason == .tooFewDistinctObservations)
    let one = try ClusterCountStudy().run(Matrix(rows: [[1, 2]]), clusterer: clusterer)
    #expect(one.choice == 1)
  }

  /// The counts that are reported are those that were made.
  @Test func countsAreTold() throws {
    let choice = try ClusterCountStudy(
      candidates: 2...3, gapReplicates: 6, structureReplicates: 20, predictionStrengthSplits: 5,
      bootstrapReplicates: 4
    ).run(separated(3, seed: 5), clusterer: clusterer)
    let counts = choice.evidence.counts
    #expect(counts.gap == 6 && counts.structureFree == 20)
    #expect(counts.splits == 5 && counts.bootstrapPairs == 4)
    #expect(choice.decision.redraws == [ChoiceFrequency(clusterCount: 3, times: 8)])
  }

  @Test func tinyClustersAreNotWorkable() throws {
    var x = separated(3, seed: 9)
    // Four observations far away: a group of their own, but too few to work with.
    for i in 0..<4 { x[i, 0] = 60 + 0.1 * Double(i) }
    let choice = try ClusterCountStudy().run(x, clusterer: clusterer)
    let four = try #require(choice.decision.candidates.first { $0.clusterCount == 4 })
    #expect(four.smallestSize == 4)
    #expect(!four.isWorkable)
    // 2 and 3 leave them too, with fewer segments beside.
    #expect(choice.choice == 4)
    #expect(choice.namedCases(minimumSize: 10) == [[0, 1, 2, 3]])
    #expect(choice.namedCases(minimumSize: 4).isEmpty)
  }

  @Test func aboveTheLimitReplicatesRestOnASample() throws {
    let x = separated(8, seed: 4)
    let choice = try ClusterCountStudy(
      gapReplicates: 5, predictionStrengthSplits: 5, bootstrapReplicates: 2, replicateLimit: 200,
      silhouetteLimit: 150
    ).run(x, clusterer: clusterer)
    #expect(choice.evidence.replicateObservationCount == 200)
    #expect(choice.evidence.silhouetteObservationCount == 150)
    #expect(choice.models[3].partition.observationCount == 240)
    #expect(choice.silhouette.chooses == 8)
  }

  @Test func closeTestsDrawMoreSetsWithoutGroups() throws {
    func explained(_ x: Matrix, whenOpen count: Int) throws -> ReferenceComparison {
      try ClusterCountStudy(
        candidates: 2...4, gapReplicates: 1, structureReplicatesWhenOpen: count,
        predictionStrengthSplits: 1, bootstrapReplicates: 1
      ).run(x, clusterer: clusterer, parallelism: Parallelism(threads: 2)).evidence.structure
        .explained
    }
    var counts: [Int] = []
    for seed in UInt64(1)...12 {
      var x = normal(60, 2, seed: seed)
      // Three groups at the corners of a triangle, further and further apart.
      for i in 0..<60 {
        let side = 1.5 + 0.25 * Double(seed)
        x[i, 0] += side * [0, 1, 0.5][i % 3]
        x[i, 1] += side * [0, 0, 0.87][i % 3]
      }
      let first = try explained(x, whenOpen: 20)
      let all = try explained(x, whenOpen: 99)
      let furthest = first.referenceStatistics.compactMap { $0 }.max() ?? 0
      let isOpen = try #require(first.pValue) <= 0.3 && (first.statistic ?? 0) < 2 * furthest
      #expect(all.references.count == (isOpen ? 99 : 20))
      #expect(Array(all.references.prefix(20)) == first.references)
      #expect(Set(all.references).count == all.references.count)
      counts.append(all.references.count)
    }
    #expect(Set(counts) == [20, 99])
    // Groups that nobody doubts.
    #expect(try explained(separated(4, seed: 4), whenOpen: 99).references.count == 20)
  }

  @Test func observationsThatAreNotFiniteAreRefused() {
    let x = Matrix(rows: [[1], [.nan], [3]])
    #expect(throws: ClusteringError.notFinite(row: 1, column: 0)) {
      try ClusterCountStudy().run(x, clusterer: clusterer)
    }
  }
}
