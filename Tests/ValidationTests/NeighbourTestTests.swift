import Clustering
import LinearAlgebra
import Statistics
import TestSupport
import Testing
import Validation

@Suite struct NeighbourTestTests {
  private func normal(_ count: Int, centres: [[Double]] = [[0, 0]], replicate: Int) -> Matrix {
    var stream = RandomStream(seed: 31, purpose: .example, replicate: replicate)
    return Matrix(
      rows: (0..<count).map { i in
        centres[i % centres.count].enumerated().map { j, centre in
          centre + (j == 0 ? 2 : 1) * stream.normal()
        }
      })
  }

  private func result(
    _ x: Matrix, clusterCount: Int, method: ClusteringMethod = .wardThenKMeans,
    test: NeighbourTest = NeighbourTest(), threads: Int = 1
  ) throws -> NeighbourTestResult {
    let clusterer = Clusterer(method: method, restarts: 2, seed: 1)
    let model = try clusterer.fit(x, clusterCounts: [clusterCount])[0]
    return try test.run(
      x, tree: clusterer.tree(x), method: method, model: model.summary,
      parallelism: Parallelism(threads: threads))
  }

  /// 0 and 1 are each other's neighbours; 2 is nearest to 1; 3 as near to 0 as to none else.
  @Test func pairsAreOfNearestCentroidsEachOnce() {
    let centroids = Matrix(rows: [[0, 0], [1, 0], [3, 0], [-5, 0]])
    let pairs = NeighbourTest.nearestPairs(centroids)
    #expect(pairs.map { [$0.0, $0.1] } == [[0, 1], [0, 3], [1, 2]])
    let tied = NeighbourTest.nearestPairs(Matrix(rows: [[0], [1], [-1]]))
    #expect(tied.map { [$0.0, $0.1] } == [[0, 1], [0, 2]])
  }

  /// Each pair is what ``SelectiveTest`` says of it, with the covariance of all rows.
  @Test func pairsAreSelectiveTests() throws {
    let x = normal(60, centres: [[0, 0], [9, 0], [0, 9]], replicate: 1)
    let found = try result(x, clusterCount: 3)
    let tree = try HierarchicalClustering(linkage: .ward).fit(x)
    let mean = x.columnMeans()
    let covariance = Matrix(
      rows: (0..<2).map { j in
        (0..<2).map { k in
          (0..<60).reduce(0.0) { $0 + (x[$1, j] - mean[j]) * (x[$1, k] - mean[k]) } / 59
        }
      })
    let test = SelectiveTest(noise: .covariance(covariance))
    #expect(!found.pairs.isEmpty && found.notTested == nil)
    for pair in found.pairs {
      let own = try test.consolidated(
        x, tree, clusterCount: 3, between: pair.first, and: pair.second)
      #expect(relativeDifference(try #require(pair.pValue), try #require(own.pValue)) < 1e-9)
      #expect(
        found.corrected(pair)
          == min(1, pair.result.pValue.map { $0 * Double(found.pairs.count) } ?? 0))
    }
    #expect(try result(x, clusterCount: 3, threads: 3) == found)
  }

  @Test(arguments: [ClusteringMethod.ward, .single, .complete, .centroid, .median])
  func groupsFarApartAreTwo(_ method: ClusteringMethod) throws {
    let x = normal(60, centres: [[0, 0], [60, 0]], replicate: 2)
    let found = try result(x, clusterCount: 2, method: method)
    #expect(found.pairs.count == 1 && found.notTested == nil)
    #expect((found.pairs[0].pValue ?? 1) < 0.01, "\(String(describing: found.pairs[0].result))")
  }

  /// What the report shows, a pair in turn, where there is one cloud: uniform.
  @Test func pValuesAreUniformWithoutGroups() throws {
    for clusterCount in [2, 4] {
      let values = try (0..<300).map { replicate -> Double in
        let found = try result(
          normal(60, replicate: 100 * clusterCount + replicate), clusterCount: clusterCount)
        return try #require(found.pairs[replicate % found.pairs.count].pValue)
      }
      let distance = GoodnessOfFit.kolmogorov(values) { $0 }
      #expect(distance < 1.95, "\(clusterCount): \(distance)")
      let small = values.count { $0 < 0.05 }
      #expect(small <= 30, "\(small) of 300")
    }
  }

  @Test(arguments: [ClusteringMethod.average, .mcquitty, .kMeans, .kMedoids, .gaussianMixture])
  func methodsThatNoTestDescribesSaySo(_ method: ClusteringMethod) throws {
    let found = try result(normal(40, replicate: 3), clusterCount: 2, method: method)
    #expect(found == NeighbourTestResult(.method))
  }

  @Test func whatCannotBeTestedSaysWhy() throws {
    let x = normal(40, replicate: 4)
    #expect(try result(x, clusterCount: 1) == NeighbourTestResult(.oneCluster))
    let small = NeighbourTest(observationLimit: 30)
    #expect(
      try result(x, clusterCount: 2, test: small)
        == NeighbourTestResult(.tooMany(count: 40, limit: 30)))
    let flat = Matrix(rows: (0..<20).map { [Double($0 * $0), 5] })
    #expect(try result(flat, clusterCount: 2) == NeighbourTestResult(.flat))
    // Clusters that are not those of the tree.
    let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)
    let model = try clusterer.fit(x, clusterCounts: [3])[0].dissolving([2], in: x)
    let found = try NeighbourTest().run(
      x, tree: clusterer.tree(x), method: .wardThenKMeans, model: model.summary)
    #expect(found == NeighbourTestResult(.otherClusters))
  }
}
