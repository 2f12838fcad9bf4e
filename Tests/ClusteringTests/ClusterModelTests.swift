import Clustering
import Foundation
import LinearAlgebra
import TestSupport
import Testing

@Suite struct ClusterModelTests {
  private let x = Matrix(rows: Shape.groups(90, 2, centres: 3, seed: 51).rows)

  /// The clients of a cluster that goes are placed among those left by the rule; nobody else moves.
  @Test(arguments: ClusteringMethod.allCases)
  func dissolvingFollowsTheRule(_ method: ClusteringMethod) throws {
    let clusterer = Clusterer(method: method, seed: 2, covariances: .diagonal)
    let model = try clusterer.fit(x, clusterCounts: [5])[0]
    let gone = 3
    let left = try model.dissolving([gone], in: x)
    #expect(left.clusterCount == 4 && left.rule.clusterCount == 4)
    let distances = try model.rule.distances(x)
    let shares = try model.rule.responsibilities(x)
    var expected = model.partition.labels
    for i in expected.indices where expected[i] == gone {
      // Of a mixture the next most probable; otherwise the next nearest.
      expected[i] =
        [0, 1, 2, 4].min { a, b in
          shares.map { $0[i, a] > $0[i, b] } ?? (distances[i, a] < distances[i, b])
        } ?? 0
    }
    #expect(left.partition == Partition(canonicalising: expected))
    #expect(try left.summary.centroids == CentroidModel(of: left.partition, in: x).centroids)
    // The rule's clusters stand in the order of the labels.
    let placed = try left.assign(x)
    let agreeing = zip(placed, left.partition.labels).count { $0 == $1 }
    #expect(agreeing > 75, "\(agreeing)")
    if method == .kMedoids { #expect(placed == left.partition.labels) }
  }

  @Test(arguments: ClusteringMethod.allCases)
  func inertiaIsAboutTheMeans(_ method: ClusteringMethod) throws {
    let model = try Clusterer(method: method, seed: 2).fit(x, clusterCounts: [4])[0]
    var inertia = 0.0
    for (i, label) in model.partition.labels.enumerated() {
      let members = model.partition.members(of: label)
      for j in 0..<2 {
        let mean = members.reduce(0) { $0 + x[$1, j] } / Double(members.count)
        inertia += (x[i, j] - mean) * (x[i, j] - mean)
      }
    }
    #expect(relativeDifference(model.inertia, inertia) < 1e-12)
    let again = try JSONDecoder().decode(ClusterModel.self, from: JSONEncoder().encode(model))
    #expect(again == model)
  }

  /// The second of three components lies where nobody is: nobody is ever placed there, but in the
  /// wider of the others.
  @Test func anEmptyComponentIsNoCluster() throws {
    let points = Matrix(rows: [[0], [0.5], [1], [10], [10.5]])
    let one = Matrix(rows: [[1]])
    let found = try GaussianMixture(
      componentCount: 3, shape: .full,
      start: .parameters(
        MixtureParameters(
          weights: [0.4, 1e-9, 0.6 - 1e-9], means: Matrix(rows: [[10], [1e4], [0]]),
          covariances: [one, one, one])), maximumIterations: 1
    ).fit(points)
    #expect(found.componentCount == 3 && found.partition.clusterCount == 2)
    let model = try ClusterModel(found, of: points)
    #expect(model.clusterCount == 2 && model.rule.clusterCount == 2)
    #expect(try model.assign(points) == [0, 0, 0, 1, 1])
    #expect(try model.assign(Matrix(rows: [[1e4]])) == [0])
  }
}
