import Clustering
import LinearAlgebra
import Statistics
import TestSupport
import Testing
import Validation

@Suite struct ThinnedNeighbourTests {
  private func normal(_ count: Int, centres: [[Double]], replicate: Int) -> Matrix {
    var stream = RandomStream(seed: 57, purpose: .example, replicate: replicate)
    return Matrix(
      rows: (0..<count).map { i in
        centres[i % centres.count].map { $0 + stream.normal() }
      })
  }

  private func result(
    _ x: Matrix, clusterCount: Int, method: ClusteringMethod = .wardThenKMeans, seed: UInt64 = 1,
    limit: Int = 20_000
  ) throws -> ThinnedNeighbourResult {
    let clusterer = Clusterer(method: method, restarts: 2, seed: 1)
    return try ThinnedNeighbourTest(seed: seed, observationLimit: limit).run(
      x, clusterCount: clusterCount, clusterer: clusterer,
      beside: clusterer.fit(x, clusterCounts: [clusterCount])[0].partition)
  }

  /// z by its definition, with the inverse of a covariance of two variables written out.
  @Test func theDirectedPValueIsItsDefinition() throws {
    let x = normal(40, centres: [[0, 0], [3, 1]], replicate: 1)
    let (s, t, u) = (2.0, 0.6, 1.5)
    let parts = try DataThinning(
      noise: .covariance(Matrix(rows: [[s, t], [t, u]])), trainingShare: 0.25
    ).split(x)
    let partition = Partition(canonicalising: (0..<40).map { $0 % 3 })
    func difference(_ part: Matrix, _ axis: Int) -> Double {
      func mean(_ label: Int) -> Double {
        let own = partition.members(of: label)
        return own.reduce(0) { $0 + part[$1, axis] } / Double(own.count)
      }
      return mean(0) - mean(2)
    }
    let found = (difference(parts.training, 0), difference(parts.training, 1))
    let judged = (difference(parts.test, 0), difference(parts.test, 1))
    let determinant = s * u - t * t
    func product(_ a: (Double, Double), _ b: (Double, Double)) -> Double {
      (a.0 * u * b.0 - a.0 * t * b.1 - a.1 * t * b.0 + a.1 * s * b.1) / determinant
    }
    let share =
      (1 / Double(partition.sizes[0]) + 1 / Double(partition.sizes[2])) / 0.75
    let z = product(found, judged) / (product(found, found) * share).squareRoot()
    let p = try #require(parts.directedPValue(of: partition, between: 0, and: 2))
    #expect(abs(p - NormalDistribution().survival(z)) < 1e-12)
  }

  @Test func groupsFarApartAreToldApartByAnyMethod() throws {
    let x = normal(240, centres: [[0, 0, 0], [8, 0, 0], [4, 7, 0]], replicate: 2)
    for method in [ClusteringMethod.wardThenKMeans, .kMeans, .kMedoids, .gaussianMixture] {
      let found = try result(x, clusterCount: 3, method: method)
      #expect(found.notTested == nil && found.clusterCount == 3 && !found.pairs.isEmpty)
      let p = found.pairs.compactMap(\.correctedPValue)
      #expect(p.contains { $0 < 0.05 }, "\(method): \(p)")
      #expect(try #require(found.agreement) > 0.3)
      for pair in found.pairs {
        #expect((pair.correctedPValue ?? 0) >= (pair.pValue ?? 1))
      }
    }
  }

  /// One normal cloud, cut in three: few p-values below 5 %. Of one group cut beside three others, with
  /// the covariance of all, none, where a test blind to the direction finds two.
  @Test func oneGroupIsNotTwo() throws {
    var (below, all) = (0, 0)
    for replicate in 0..<60 {
      let x = normal(150, centres: [[0, 0, 0]], replicate: 100 + replicate)
      let found = try result(x, clusterCount: 3, seed: UInt64(replicate))
      all += found.pairs.count
      below += found.pairs.count { ($0.pValue ?? 1) < 0.05 }
    }
    // Binomial, p = 0.05: four deviations above the mean.
    #expect(Double(below) < 0.05 * Double(all) + 4 * (0.0475 * Double(all)).squareRoot())
    #expect(all > 100)
    let far = normal(240, centres: [[0, 0], [300, 0], [150, 260]], replicate: 7)
    let covariance = Matrix(rows: [[22_000, 0], [0, 15_000]])
    let parts = try DataThinning(noise: .covariance(covariance)).split(far)
    // The first group, cut where the training half parts it.
    let labels = (0..<240).map { i in
      i % 3 > 0 ? i % 3 + 1 : parts.training[i, 0] > 0 ? 0 : 1
    }
    let partition = Partition(canonicalising: labels)
    let (a, b) = (
      partition.labels[0], partition.labels[labels.firstIndex { $0 == 1 - labels[0] } ?? 0]
    )
    #expect(try #require(parts.directedPValue(of: partition, between: a, and: b)) > 0.99)
    #expect(try #require(parts.pValue(of: partition, between: a, and: b)) < 0.01)
  }

  @Test func whyNothingIsTested() throws {
    let x = normal(60, centres: [[0, 0], [9, 9]], replicate: 3)
    #expect(try result(x, clusterCount: 1).notTested == .oneCluster)
    #expect(
      try result(x, clusterCount: 2, limit: 50).notTested == .tooMany(count: 60, limit: 50))
    let flat = Matrix(rows: (0..<60).map { [x[$0, 0], 2 * x[$0, 0]] })
    #expect(try result(flat, clusterCount: 2).notTested == .flat)
  }
}
