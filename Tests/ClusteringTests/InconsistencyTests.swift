import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct InconsistencyTests {
  /// Heights 1, 2, 4, 9, the third over the first, the last over both others. By hand: merge 3 at
  /// depth 2 over 9, 2, 4: mean 5, s = √13, (9 − 5)/√13; at depth 3 with 1: mean 4, s = √(38/3).
  @Test func byHand() throws {
    let tree = try Dendrogram(
      observationCount: 5,
      merges: [
        Merge(first: 1, second: 3, height: 1, size: 2),
        Merge(first: 0, second: 4, height: 2, size: 2),
        Merge(first: 2, second: 5, height: 4, size: 3),
        Merge(first: 6, second: 7, height: 9, size: 5),
      ])
    let two = tree.inconsistency()
    #expect(two.map(\.count) == [1, 1, 2, 3])
    #expect(two[0].coefficient == 0 && two[0].standardDeviation == 0 && two[0].mean == 1)
    #expect(two[3].mean == 5)
    #expect(relativeDifference(two[3].standardDeviation, 13.0.squareRoot()) < 1e-15)
    #expect(relativeDifference(two[3].coefficient, 4 / 13.0.squareRoot()) < 1e-15)
    let three = tree.inconsistency(depth: 3)[3]
    #expect(three.count == 4 && three.mean == 4)
    #expect(relativeDifference(three.coefficient, 5 / (38.0 / 3).squareRoot()) < 1e-15)
    #expect(tree.inconsistency(depth: 1).allSatisfy { $0.count == 1 && $0.coefficient == 0 })
  }

  /// Equal heights deviate by nothing, where SciPy's sums of squares may leave a trace.
  @Test func equalHeightsAreConsistent() throws {
    let x = Matrix(rows: (0..<20).map { [Double($0)] })
    let tree = try HierarchicalClustering(linkage: .single).fit(x)
    #expect(tree.inconsistency(depth: 4).allSatisfy { $0.coefficient == 0 && $0.mean == 1 })
  }
}
