import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct DendrogramPropertyTests {
  @Test(arguments: Shape.generic + Shape.adversarial)
  func cutsHaveTheirCountAndAreNested(_ shape: Shape) throws {
    let tree = try HierarchicalClustering(linkage: .ward).fit(Matrix(rows: shape.rows))
    var coarser = tree.cut(clusterCount: 1)
    for k in 1...shape.rows.count {
      let cut = tree.cut(clusterCount: k)
      #expect(cut.clusterCount == k)
      // Nested: every cluster lies in one cluster of the coarser cut.
      let pairs = Set(zip(cut.labels, coarser.labels).map { [$0, $1] })
      #expect(pairs.count == k)
      coarser = cut
    }
  }

  @Test(arguments: Shape.generic)
  func cutByHeightIsACutByCount(_ shape: Shape) throws {
    let tree = try HierarchicalClustering(linkage: .ward).fit(Matrix(rows: shape.rows))
    for (m, merge) in tree.merges.enumerated() {
      let k = shape.rows.count - m - 1
      #expect(tree.cut(height: merge.height) == tree.cut(clusterCount: k))
      #expect(tree.cut(height: merge.height.nextDown) == tree.cut(clusterCount: k + 1))
    }
  }

  /// u(i, j) ≤ max(u(i, l), u(l, j)).
  @Test(arguments: Shape.generic.filter { $0.rows.count < 60 })
  func copheneticDistancesAreUltrametric(_ shape: Shape) throws {
    let u = try HierarchicalClustering(linkage: .ward).fit(Matrix(rows: shape.rows))
      .copheneticDistances().square
    for i in 0..<u.rowCount {
      for j in 0..<i {
        #expect((0..<u.rowCount).allSatisfy { u[i, j] <= max(u[i, $0], u[$0, j]) })
      }
    }
  }

  /// Every cluster of the tree stands on neighbouring leaves.
  @Test(arguments: Shape.generic + Shape.adversarial)
  func noBranchesCross(_ shape: Shape) throws {
    let tree = try HierarchicalClustering(linkage: .ward).fit(Matrix(rows: shape.rows))
    let order = tree.leafOrder
    #expect(order.sorted() == Array(0..<shape.rows.count))
    for k in 1...shape.rows.count {
      let labels = tree.cut(clusterCount: k).labels
      let changes = zip(order, order.dropFirst()).count { labels[$0] != labels[$1] }
      #expect(changes == k - 1)
    }
  }
}
