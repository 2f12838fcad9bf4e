import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct ConversionsTests {
  /// H14.
  @Test(arguments: LinkageCase.all(Shape.generic))
  func thereAndBack(_ sample: LinkageCase) throws {
    let tree = try HierarchicalClustering(linkage: sample.linkage)
      .fit(Matrix(rows: sample.shape.rows))
    #expect(try Dendrogram(linkageMatrix: tree.linkageMatrix) == tree)
    #expect(try Dendrogram(hclustForm: tree.hclustForm) == tree)
  }

  @Test func rowsOfHclust() throws {
    let tree = try Dendrogram(
      observationCount: 4,
      merges: [
        Merge(first: 1, second: 3, height: 1, size: 2),
        Merge(first: 2, second: 4, height: 2, size: 3),
        Merge(first: 0, second: 5, height: 3, size: 4),
      ])
    #expect(tree.hclustForm.merge == [[-2, -4], [-3, 1], [-1, 2]])
    #expect(tree.hclustForm.order == [1, 3, 2, 4])
    #expect(tree.linkageMatrix.row(1) == [2, 4, 2, 3])
    let swapped = Matrix(rows: [[3, 1, 1, 2], [4, 2, 2, 3], [0, 5, 3, 4]])
    #expect(try Dendrogram(linkageMatrix: swapped) == tree)
  }

  @Test func oneObservation() throws {
    let tree = try Dendrogram(observationCount: 1, merges: [])
    #expect(tree.linkageMatrix == Matrix(rowCount: 0, columnCount: 4, elements: []))
    #expect(try Dendrogram(linkageMatrix: tree.linkageMatrix) == tree)
    #expect(try Dendrogram(hclustForm: tree.hclustForm) == tree)
  }

  /// SciPy's `cophenet` crashed on matrices that are no trees.
  @Test(arguments: [
    [[0.0, 1, 1, 2], [0, 2, 2, 3]], [[0, 1, 1, 2], [2, 4, 2, 3]], [[0.5, 1, 1, 2], [2, 3, 2, 3]],
    [[0, .nan, 1, 2], [2, 3, 2, 3]], [[0, 1, -1, 2], [2, 3, 2, 3]], [[0, 1, 1, 5], [2, 3, 2, 3]],
    [[0, 1, 1], [2, 3, 2]],
  ])
  func matrixThatIsNoTreeIsRefused(rows: [[Double]]) {
    #expect(throws: ClusteringError.self) { try Dendrogram(linkageMatrix: Matrix(rows: rows)) }
  }

  @Test(arguments: [
    [[-1, -2], [-1, 1]], [[-1, -2], [-3, 2]], [[-1, 0], [-3, 1]], [[-1], [-3, 1]],
    [[.max, -2], [-3, 1]], [[-1, .min], [-3, 1]], [[-1, -2], [-4, 1]],
  ])
  func hclustThatIsNoTreeIsRefused(merge: [[Int]]) {
    #expect(throws: ClusteringError.self) {
      try Dendrogram(hclustForm: HclustForm(merge: merge, height: [1, 2], order: [1, 2, 3]))
    }
    #expect(throws: ClusteringError.invalidDendrogram(merge: 1)) {
      try Dendrogram(
        hclustForm: HclustForm(merge: [[-1, -2], [-3, 1]], height: [1], order: [1, 2, 3]))
    }
  }
}
