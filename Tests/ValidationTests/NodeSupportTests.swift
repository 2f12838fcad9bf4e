import Clustering
import LinearAlgebra
import TestSupport
import Testing
import Validation

@Suite struct NodeSupportTests {
  private let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)

  /// Pairs of groups 3 apart, the pairs 40 apart.
  private func pairs(_ centres: [Double], each: Int = 20, seed: UInt64 = 8) -> Matrix {
    let noise = Matrix.random(rowCount: centres.count * each, columnCount: 2, seed: seed)
    return Matrix(
      rows: (0..<noise.rowCount).map { [noise[$0, 0] + centres[$0 / each], noise[$0, 1]] })
  }

  private func support(
    _ x: Matrix, clusterCount: Int, limit: Int = 2_000, threads: Int = 1
  ) throws -> [NodeSupport] {
    let tree = try #require(try clusterer.tree(x))
    let model = try clusterer.fit(x, clusterCounts: [clusterCount])[0]
    return try SegmentStability.Study(replicates: 20, observationLimit: limit, seed: 5).run(
      x, model.partition, tree: tree, clusterer: clusterer,
      parallelism: Parallelism(threads: threads)
    ).nodes
  }

  /// All observations under a node, by walking down.
  private func members(_ tree: Dendrogram, _ node: Int) -> Set<Int> {
    if node < tree.observationCount { return [node] }
    let merge = tree.merges[node - tree.observationCount]
    return members(tree, merge.first).union(members(tree, merge.second))
  }

  /// The definition, with sets, over every node of the sample's tree.
  @Test(arguments: 0..<12)
  func bestJaccardIsTheDefinition(seed: Int) throws {
    let x = Matrix.random(rowCount: 40, columnCount: 2, seed: UInt64(seed))
    var generator = TestGenerator(seed: UInt64(seed))
    let drawn = (0..<40).map { _ in Int.random(in: 0..<40, using: &generator) }.sorted()
    let tree = try HierarchicalClustering(linkage: .ward).fit(x)
    let sample = try HierarchicalClustering(linkage: .average).fit(x.rows(at: drawn))
    let branches = TreeBranches(
      ClusterTree(linkage: .ward, dendrogram: tree), clusterCount: 6)
    #expect(branches.merges == [34, 35, 36, 37])
    let found = branches.bestJaccard(in: sample, drawn: drawn)
    for (merge, value) in zip(branches.merges, found) {
      let own = members(tree, 40 + merge).intersection(drawn)
      let best = (0..<79).map { node -> Double in
        let there = Set(members(sample, node).map { drawn[$0] })
        return Double(own.intersection(there).count) / Double(own.union(there).count)
      }.max()
      #expect(value == best)
    }
    #expect(branches.sizes == branches.merges.map { tree.merges[$0].size })
  }

  @Test func pairsOfGroupsFarApartAreAlwaysFoundAgain() throws {
    let found = try support(pairs([0, 3, 40, 43]), clusterCount: 4)
    #expect(found.map(\.merge) == [76, 77] && found.map(\.size) == [40, 40])
    #expect(found.allSatisfy { $0.recovered == 20 && $0.replicates == 20 && $0.share == 1 })
    #expect(found.allSatisfy { $0.meanJaccard == 1 })
  }

  /// Three groups at the same distances: which two join first is a matter of the draw.
  @Test func aForkOfChanceIsNotFoundEveryTime() throws {
    let height = 10 * 3.0.squareRoot() / 2
    let noise = Matrix.random(rowCount: 90, columnCount: 2, seed: 4)
    let corners = [(0.0, 0.0), (10, 0), (5, height)]
    let x = Matrix(
      rows: (0..<90).map { [noise[$0, 0] + corners[$0 / 30].0, noise[$0, 1] + corners[$0 / 30].1] })
    let found = try support(x, clusterCount: 3)
    #expect(found.count == 1 && found[0].size == 60)
    #expect(found[0].recovered > 0 && found[0].recovered < 20)
    #expect(found[0].meanJaccard < 1)
  }

  @Test func threadsAndTheSizeOfTheSampleDoNotMatter() throws {
    let x = pairs([0, 3, 40, 43], each: 60)
    let all = try support(x, clusterCount: 4)
    #expect(try support(x, clusterCount: 4, threads: 3) == all)
    let sampled = try support(x, clusterCount: 4, limit: 100)
    #expect(sampled.map(\.recovered) == [20, 20] && sampled.map(\.size) == [120, 120])
  }

  /// The root holds everyone; a method without a tree, and other samples, have nothing to look for.
  @Test func thereIsNothingToFindInTwo() throws {
    let x = pairs([0, 40])
    #expect(try support(x, clusterCount: 2).isEmpty)
    let model = try clusterer.fit(x, clusterCounts: [4])[0]
    let kMeans = Clusterer(method: .kMeans, seed: 1)
    let without = try SegmentStability.Study(replicates: 4).run(
      x, model.partition, tree: kMeans.tree(x), clusterer: kMeans)
    #expect(without.nodes.isEmpty)
  }

  /// The leaves of a large tree are cells: a branch holds their observations.
  @Test func branchesOfCellsHoldTheirObservations() throws {
    let x = pairs([0, 3, 40, 43])
    let cells = (0..<80).map { $0 / 10 }
    let means = Matrix(
      rows: (0..<8).map { cell in
        [x.rows(at: Array((cell * 10)..<(cell * 10 + 10))).column(0).reduce(0, +) / 10, 0]
      })
    let tree = ClusterTree(
      linkage: .ward, dendrogram: try HierarchicalClustering(linkage: .ward).fit(means),
      leafOfObservation: cells)
    let model = try clusterer.fit(x, clusterCounts: [4])[0]
    let found = try SegmentStability.Study(replicates: 10).run(
      x, model.partition, tree: tree, clusterer: clusterer
    ).nodes
    #expect(found.map(\.size) == [40, 40] && found.map(\.recovered) == [10, 10])
  }
}
