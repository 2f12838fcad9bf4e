import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct ClusterTreeTests {
  /// Cells {0, 3, 4}, {1, 5}, {2}; the first two join at 1.
  private func tree() throws -> ClusterTree {
    try ClusterTree(
      linkage: .ward,
      dendrogram: Dendrogram(
        observationCount: 3,
        merges: [
          Merge(first: 0, second: 1, height: 1, size: 2),
          Merge(first: 2, second: 3, height: 4, size: 3),
        ]), leafOfObservation: [0, 1, 2, 0, 0, 1])
  }

  @Test func cutsAreOfTheObservations() throws {
    let tree = try tree()
    #expect(tree.leafCount == 3 && tree.leafSizes == [3, 2, 1])
    #expect(try tree.cut(clusterCount: 2).labels == [0, 0, 1, 0, 0, 0])
    #expect(try tree.cut(clusterCount: 3).labels == [0, 1, 2, 0, 0, 1])
    for count in [0, 4] {
      #expect(throws: ClusteringError.clusterCountOutOfRange(requested: count, distinct: 3)) {
        try tree.cut(clusterCount: count)
      }
    }
  }

  /// Leaf 0 has labels 1, 0, 1; leaf 1 one of each, a tie to the lowest.
  @Test func leavesTakeTheLabelOfMost() throws {
    let partition = Partition(canonicalising: [1, 0, 0, 0, 1, 1])
    #expect(partition.labels == [0, 1, 1, 1, 0, 0])
    #expect(try tree().leafLabels(partition) == [0, 0, 1])
  }

  @Test func withoutCellsLeavesAreTheObservations() throws {
    let x = Matrix(rows: [[0], [1], [9]])
    let tree = try #require(try Clusterer(method: .average, seed: 1).tree(x))
    #expect(tree.linkage == .average && tree.leafOfObservation == nil)
    #expect(tree.leafSizes == [1, 1, 1])
    let cut = try tree.cut(clusterCount: 2)
    #expect(cut.labels == [0, 0, 1] && tree.leafLabels(cut) == cut.labels)
  }
}
