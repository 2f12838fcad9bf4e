import Clustering
import LinearAlgebra
import Statistics
import TestSupport
import Testing
import Validation

/// Small simulations with fixed seeds; the benchmark runs large ones.
@Suite struct SelectiveCalibrationTests {
  private static let unit = SelectiveTest(noise: .known(standardDeviation: 1))

  /// `count` rows of standard normals, row i moved by `centres[i % centres.count]` in all columns.
  private func normal(_ count: Int, _ columns: Int, centres: [Double] = [0], replicate: Int)
    -> Matrix
  {
    var stream = RandomStream(seed: 77, purpose: .example, replicate: replicate)
    return Matrix(
      rows: (0..<count).map { i in
        (0..<columns).map { _ in centres[i % centres.count] + stream.normal() }
      })
  }

  private func tree(_ x: Matrix, _ linkage: HierarchyByMatrix.Linkage) throws -> Dendrogram {
    try HierarchyByMatrix((0..<x.rowCount).map { Array(x.row($0)) }, linkage: linkage).dendrogram()
  }

  /// Kolmogorov's √n D exceeds 1.95 once in a thousand uniform samples.
  private func expectUniform(_ results: [SelectiveTestResult], _ title: String) {
    let values = results.compactMap(\.pValue)
    #expect(values.count >= results.count * 8 / 10, "\(title)")
    let distance = GoodnessOfFit.kolmogorov(values) { $0 }
    #expect(distance < 1.95, "\(title): \(distance)")
    let naive = results.count { ($0.naivePValue ?? 1) < 0.05 }
    #expect(naive > results.count / 2, "\(title): the Wald test rejects \(naive)")
  }

  @Test(arguments: HierarchyByMatrix.Linkage.allCases)
  func pValuesOfTreesAreUniformWithoutClusters(linkage: HierarchyByMatrix.Linkage) throws {
    let results = try (0..<300).map { replicate in
      let x = normal(20, 2, replicate: replicate)
      return try Self.unit.hierarchical(
        x, tree(x, linkage), linkage: try #require(SelectiveLinkage(rawValue: linkage.rawValue)),
        clusterCount: 3, between: replicate % 3, and: (replicate + 1) % 3)
    }
    let values = results.compactMap(\.pValue)
    #expect(values.count == 300)
    let distance = GoodnessOfFit.kolmogorov(values) { $0 }
    #expect(distance < 1.95, "\(linkage): \(distance)")
  }

  @Test func pValuesOfKMeansAndConsolidationAreUniformWithoutClusters() throws {
    let kMeans = try (0..<300).map { replicate in
      let x = normal(25, 2, replicate: 1000 + replicate)
      let path = try LloydPath(x, start: .rows([4, 8, 15]))
      return try Self.unit.kMeans(x, path, between: replicate % 3, and: (replicate + 1) % 3)
    }
    expectUniform(kMeans, "k-means")
    let consolidated = try (0..<300).map { replicate in
      let x = normal(25, 2, replicate: 2000 + replicate)
      return try Self.unit.consolidated(
        x, HierarchicalClustering(linkage: .ward).fit(x), clusterCount: 3, between: replicate % 3,
        and: (replicate + 1) % 3)
    }
    expectUniform(consolidated, "consolidation")
  }

  /// Two clusters of three have one mean, the third another: the pair of one mean is a null.
  @Test func aPairOfOneMeanIsUniformBesideAnotherCluster() throws {
    var values: [Double] = []
    for replicate in 0..<300 {
      let x = normal(24, 2, centres: [0, 0, 20], replicate: 3000 + replicate)
      let tree = try tree(x, .average)
      let cut = tree.cut(clusterCount: 3)
      let far = Set((0..<24).filter { $0 % 3 == 2 }.map { cut.labels[$0] })
      let near = (0..<3).filter { !far.contains($0) }
      if near.count < 2 { continue }
      let result = try Self.unit.hierarchical(
        x, tree, linkage: .average, clusterCount: 3, between: near[0], and: near[1])
      values.append(try #require(result.pValue))
    }
    #expect(values.count > 150)
    #expect(GoodnessOfFit.kolmogorov(values) { $0 } < 1.95)
  }

  @Test(arguments: [Noise.known(standardDeviation: 1), .overall, .median])
  func clustersFarApartAreFound(noise: Noise) throws {
    let test = SelectiveTest(noise: noise)
    var small = 0
    for replicate in 0..<40 {
      let x = normal(60, 2, centres: [0, 8], replicate: 4000 + replicate)
      let results = [
        try test.hierarchical(
          x, HierarchicalClustering(linkage: .ward).fit(x), linkage: .ward, clusterCount: 2,
          between: 0, and: 1),
        try test.consolidated(
          x, HierarchicalClustering(linkage: .ward).fit(x), clusterCount: 2, between: 0, and: 1),
      ]
      small += results.count { ($0.pValue ?? 1) < 0.05 }
    }
    #expect(small >= 64, "\(noise): \(small) of 80")
  }

  /// An estimate of σ that counts nothing but noise keeps the level; it is too large beside clusters.
  @Test func estimatedNoiseIsConservative() throws {
    var rejected = 0
    for replicate in 0..<300 {
      let x = normal(20, 3, replicate: 5000 + replicate)
      let result = try SelectiveTest().hierarchical(
        x, tree(x, .ward), linkage: .ward, clusterCount: 3, between: 0, and: 1)
      if (result.pValue ?? 1) < 0.05 { rejected += 1 }
    }
    // 15 expected of 300, standard deviation 3.8.
    #expect(rejected <= 27, "\(rejected) of 300")
  }
}
