import Clustering
import LinearAlgebra
import Segmentation
import TestSupport
import Testing

/// The whole study by every family.
@Suite struct PipelineMethodsTests {
  private let portfolio = Studies.blurred(clients: 160)

  private func study(
    _ method: ClusteringMethod, clusters: ClusterRequest = .fixed(3)
  ) throws -> Study {
    try Pipeline(
      Studies.configuration {
        $0.method = method
        $0.clusters = clusters
      }
    ).run(Studies.source(portfolio.text), parallelism: Parallelism(threads: 2))
  }

  /// Held-out clients stand where the kept rule puts them, and stand beside the segments as it sees
  /// them.
  @Test(arguments: ClusteringMethod.allCases)
  func clientsStandWhereTheRulePutsThem(_ method: ClusteringMethod) throws {
    let study = try study(method)
    #expect(study.segments.count == 3 && study.model.method == method)
    #expect(study.model.placement.clusterCount == 3)
    let held = try #require(study.heldOut)
    let rule = study.model.placement
    #expect(try held.rows.map { study.clients[$0].segment } == rule.assign(held.scores))
    #expect(try study.model.assign(study.table, rows: held.rows) == rule.assign(held.scores))
    let result = try #require(study.validation.groups.first)
    #expect(result.counts.compactMap { $0 }.reduce(0, +) == 40)

    let training = try rule.memberDistances(study.training.scores)
    let others = try rule.distances(held.scores)
    let shares = try rule.responsibilities(held.scores)
    for (position, row) in held.rows.enumerated() {
      let client = study.clients[row]
      let own = others[position, client.segment]
      let peers = study.clustering.partition.members(of: client.segment)
      let farther = peers.count { training[$0, client.segment] >= own }
      #expect(client.typicality == Double(farther) / Double(peers.count))
      let next = try #require(client.nextSegment)
      if let shares {
        let confidence = 1 - shares[position, next] / shares[position, client.segment]
        #expect(client.confidence == max(0, confidence))
        #expect(
          (0..<3).allSatisfy {
            $0 == client.segment || shares[position, $0] <= shares[position, next]
          })
      } else {
        #expect(client.confidence == max(0, 1 - own / others[position, next]))
      }
    }
  }

  @Test(arguments: ClusteringMethod.allCases)
  func treesAreThoseOfMethodsThatHaveOne(_ method: ClusteringMethod) throws {
    let study = try study(method)
    #expect(study.tree?.linkage == method.linkage)
    #expect(study.silhouette?.observationCount == study.training.rows.count)
    if method == .kMedoids, case .medoids(let medoids) = study.model.placement {
      // A segment's first paragon is its medoid.
      for (segment, profile) in study.profile.segments.enumerated() {
        let position = try #require(study.training.rows.firstIndex(of: profile.paragons[0]))
        #expect(Array(study.training.scores.row(position)) == Array(medoids.row(segment)))
      }
    }
  }

  /// The choice, its trials and the folds repeat the same family.
  @Test(arguments: [ClusteringMethod.average, .kMedoids, .gaussianMixture])
  func groupsAndChoice(_ method: ClusteringMethod) throws {
    let study = try Pipeline(
      Studies.configuration {
        $0.method = method
        $0.heldOut = .groups(column: "bureau")
      }
    ).run(Studies.source(portfolio.text), parallelism: Parallelism(threads: 2))
    #expect(study.validation.groups.count == 2 && study.choice.clusterCounts.count == 9)
    #expect(study.segments.count >= 2)
    #expect(study.validation.groups.allSatisfy { $0.adjustedRand != nil })
  }
}
