import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct SpanningTreeTests {
  private let single = HierarchicalClustering(linkage: .single)

  /// H4: to the bit, ties included: the tree is the least by (length, smaller row, larger row).
  @Test(
    arguments: Shape.generic + Shape.adversarial.filter { !$0.name.hasSuffix("scale 1e-160") } + [
      .lattice(9),
      Shape("lattice in disorder", (0..<36).map { Shape.lattice(6).rows[$0 * 11 % 36] }),
      .groups(300, 4, centres: 6, seed: 61), .uniform(250, 2, seed: 62),
    ] + Shape.turned)
  func isKruskals(_ shape: Shape) throws {
    let merges = GreedyTrees.single(shape.rows)
    let x = Matrix(rows: shape.rows)
    #expect(try single.fit(x).merges == merges)
    #expect(try single.fit(x, parallelism: Parallelism(threads: 3)).merges == merges)
    // Prim, from dissimilarities, orders by distances: their squares' ties, and of squares an ulp
    // apart more; whole numbers have none of these.
    let others = try single.fit(dissimilarities: Dissimilarities(x)).merges
    #expect(others.map(\.height) == merges.map(\.height))
    if shape.rows.joined().allSatisfy({ $0 == $0.rounded() }) { #expect(others == merges) }
  }

  /// H10: heights are the same multiset, to the bit, for any order of rows, ties or not.
  @Test(arguments: Shape.generic + Shape.adversarial)
  func orderOfRowsDoesNotMatter(_ shape: Shape) throws {
    let straight = try single.fit(Matrix(rows: shape.rows)).merges.map(\.height)
    let reversed = try single.fit(Matrix(rows: shape.rows.reversed())).merges.map(\.height)
    #expect(straight == reversed)
  }

  /// H4: two observations come together at the lowest possible largest step between them.
  @Test(arguments: Shape.generic.filter { $0.rows.count < 60 })
  func copheneticDistancesAreMinimaxPaths(_ shape: Shape) throws {
    let x = Matrix(rows: shape.rows)
    let n = x.rowCount
    let d = try Dissimilarities(x)
    var path = (0..<n).map { i in (0..<n).map { d[i, $0] } }
    for k in 0..<n {
      for i in 0..<n {
        for j in 0..<n { path[i][j] = min(path[i][j], max(path[i][k], path[k][j])) }
      }
    }
    let u = try single.fit(x).copheneticDistances()
    for i in 0..<n { for j in 0..<n { #expect(u[i, j] == path[i][j]) } }
  }
}
