import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct DendrogramPropertyTests {
  private func tree(_ sample: LinkageCase) throws -> Dendrogram {
    try HierarchicalClustering(linkage: sample.linkage).fit(Matrix(rows: sample.shape.rows))
  }

  /// H9: SciPy #7977: after inversions of an ulp a cut had a wrong number of clusters.
  @Test(arguments: LinkageCase.all(Shape.generic + Shape.adversarial))
  func cutsHaveTheirCountAndAreNested(_ sample: LinkageCase) throws {
    let tree = try tree(sample)
    var coarser = tree.cut(clusterCount: 1)
    for k in 1...sample.shape.rows.count {
      let cut = tree.cut(clusterCount: k)
      #expect(cut.clusterCount == k)
      // Nested: every cluster lies in one cluster of the coarser cut.
      let pairs = Set(zip(cut.labels, coarser.labels).map { [$0, $1] })
      #expect(pairs.count == k)
      coarser = cut
    }
  }

  /// H9.
  /// SciPy gh-12651: a cut asked for by its count was one by another height.
  @Test(
    arguments: LinkageCase.all(Shape.generic, Linkage.allCases.filter { !$0.mayInvert }))
  func cutByHeightIsACutByCount(_ sample: LinkageCase) throws {
    let tree = try tree(sample)
    for (m, merge) in tree.merges.enumerated() {
      let k = sample.shape.rows.count - m - 1
      #expect(tree.cut(height: merge.height) == tree.cut(clusterCount: k))
      #expect(tree.cut(height: merge.height.nextDown) == tree.cut(clusterCount: k + 1))
    }
  }

  /// H5: u(i, j) ≤ max(u(i, l), u(l, j)); never above the distance under single linkage, never below it
  /// under complete; its correlation with the distances lies in −1…1.
  @Test(
    arguments: LinkageCase.all(
      (Shape.generic + Shape.adversarial).filter { $0.rows.count < 60 },
      Linkage.allCases.filter { !$0.mayInvert }))
  func copheneticDistancesAreUltrametric(_ sample: LinkageCase) throws {
    let tree = try tree(sample)
    let d = try Dissimilarities(Matrix(rows: sample.shape.rows))
    let u = tree.copheneticDistances().square
    for i in 0..<u.rowCount {
      for j in 0..<i {
        #expect((0..<u.rowCount).allSatisfy { u[i, j] <= max(u[i, $0], u[$0, j]) })
        if sample.linkage == .single { #expect(u[i, j] <= d[i, j]) }
        if sample.linkage == .complete { #expect(u[i, j] >= d[i, j]) }
      }
    }
    if let correlation = tree.copheneticCorrelation(with: d) {
      #expect(correlation >= -1 && correlation <= 1)
    }
  }

  /// H13: every cluster of the tree stands on neighbouring leaves.
  @Test(arguments: LinkageCase.all(Shape.generic + Shape.adversarial))
  func noBranchesCross(_ sample: LinkageCase) throws {
    let tree = try tree(sample)
    let order = tree.leafOrder
    #expect(order.sorted() == Array(0..<sample.shape.rows.count))
    for k in 1...sample.shape.rows.count {
      let labels = tree.cut(clusterCount: k).labels
      let changes = zip(order, order.dropFirst()).count { labels[$0] != labels[$1] }
      #expect(changes == k - 1)
    }
  }
}
