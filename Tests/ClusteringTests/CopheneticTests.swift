import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct CopheneticTests {
  /// SciPy's six objects under single linkage, and its numbers.
  @Test func sixObjectsOfSciPy() throws {
    let d = try Dissimilarities(condensed: [
      662, 877, 255, 412, 996, 295, 468, 268, 400, 754, 564, 138, 219, 869, 669,
    ])
    let tree = try HierarchicalClustering(linkage: .single).fit(dissimilarities: d)
    #expect(
      tree.copheneticDistances().condensed == [
        268, 295, 255, 255, 295, 295, 268, 268, 295, 295, 295, 138, 219, 295, 295,
      ])
    let correlation = try #require(tree.copheneticCorrelation(with: d))
    #expect(relativeDifference(correlation, 0.63993129643339) < 1e-13)
  }

  /// H12: the tree of an ultrametric gives it back: correlation 1.
  @Test(arguments: Linkage.allCases.filter { !$0.mayInvert && $0 != .ward })
  func ultrametricIsKept(linkage: Linkage) throws {
    let x = Matrix(rows: Shape.groups(40, 3, centres: 4, seed: 71).rows)
    let u = try HierarchicalClustering(linkage: .average).fit(x).copheneticDistances()
    let tree = try HierarchicalClustering(linkage: linkage).fit(dissimilarities: u)
    for (a, b) in zip(tree.copheneticDistances().condensed, u.condensed) {
      #expect(relativeDifference(a, b) < 1e-14)
    }
    let correlation = try #require(tree.copheneticCorrelation(with: u))
    #expect(correlation > 1 - 1e-14 && correlation <= 1)
  }

  @Test func constantsCorrelateWithNothing() throws {
    let d = try Dissimilarities(condensed: [1, 1, 1])
    let tree = try HierarchicalClustering(linkage: .average).fit(dissimilarities: d)
    #expect(tree.copheneticCorrelation(with: d) == nil)
    #expect(tree.copheneticCorrelation(with: try Dissimilarities(condensed: [0, 0, 0])) == nil)
  }

  @Test func hugeDissimilaritiesDoNotOverflow() throws {
    let d = try Dissimilarities(condensed: [1e139, 2e139, 3e139])
    let small = try Dissimilarities(condensed: [1, 2, 3])
    let tree = try HierarchicalClustering(linkage: .average).fit(dissimilarities: d)
    let same = try HierarchicalClustering(linkage: .average).fit(dissimilarities: small)
    let (a, b) = (tree.copheneticCorrelation(with: d), same.copheneticCorrelation(with: small))
    #expect(relativeDifference(a ?? 0, b ?? 1) < 1e-14)
  }
}
