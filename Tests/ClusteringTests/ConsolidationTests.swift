import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct ConsolidationTests {
  /// {0, 1, 4} and {6, 7}: means 5/3 and 6.5; 4 is 2.33 from the first, 2.5 from the second, and
  /// stays. With 4.5 instead it is 8/3 = 2.67 away from 11/6 and 2 from 6.5, and moves.
  @Test func countsWhatMoved() throws {
    let cut = Partition(canonicalising: [0, 0, 0, 1, 1])
    let still = try Consolidation().fit(Matrix(rows: [[0], [1], [4], [6], [7]]), from: cut)
    #expect(still.movedByConsolidation == 0)
    #expect(still.inertiaBeforeConsolidation == still.inertia)

    let moved = try Consolidation().fit(Matrix(rows: [[0], [1], [4.5], [6], [7]]), from: cut)
    #expect(moved.movedByConsolidation == 1)
    #expect(moved.partition.labels == [1, 1, 0, 0, 0])
    // Before: Σ(x − 11/6)² = 67/6 and 1/2. After: 1/2 and Σ(x − 35/6)² = 19/6.
    #expect(relativeDifference(moved.inertiaBeforeConsolidation ?? 0, 67.0 / 6 + 0.5) < 1e-14)
    #expect(relativeDifference(moved.inertia, 0.5 + 19.0 / 6) < 1e-14)
  }

  @Test(arguments: Shape.generic.filter { $0.rows.count >= 6 })
  func neverRaisesTheInertia(_ shape: Shape) throws {
    let x = Matrix(rows: shape.rows)
    let tree = try HierarchicalClustering(linkage: .ward).fit(x)
    for k in 1...5 {
      let cut = tree.cut(clusterCount: k)
      let model = try Consolidation().fit(x, from: cut)
      let before = try #require(model.inertiaBeforeConsolidation)
      #expect(model.inertia <= before * (1 + 1e-14))
      #expect(model.clusterCount == k)
      #expect(model.converged)
      #expect((model.movedByConsolidation == 0) == (model.partition == cut))
    }
  }

  @Test func clusterWithoutWeightIsRefused() {
    #expect(throws: ClusteringError.noObservations) {
      try Consolidation().fit(
        Matrix(rows: [[0], [1], [9]]), from: Partition(canonicalising: [0, 0, 1]),
        weights: [1, 1, 0])
    }
  }
}
