import Clustering
import Foundation
import LinearAlgebra
import Testing

@Suite struct DendrogramTests {
  /// Leaves 0…4: {1,3} at 1, {0,4} at 2, {2,{1,3}} at 4, all at 9.
  private func tree(heights: [Double] = [1, 2, 4, 9]) throws -> Dendrogram {
    try Dendrogram(
      observationCount: 5,
      merges: [
        Merge(first: 1, second: 3, height: heights[0], size: 2),
        Merge(first: 0, second: 4, height: heights[1], size: 2),
        Merge(first: 2, second: 5, height: heights[2], size: 3),
        Merge(first: 6, second: 7, height: heights[3], size: 5),
      ])
  }

  @Test func cutByCount() throws {
    let tree = try tree()
    #expect(tree.cut(clusterCount: 5).labels == [0, 1, 2, 3, 4])
    #expect(tree.cut(clusterCount: 4).labels == [1, 0, 2, 0, 3])
    #expect(tree.cut(clusterCount: 3).labels == [0, 1, 2, 1, 0])
    #expect(tree.cut(clusterCount: 2).labels == [1, 0, 0, 0, 1])
    #expect(tree.cut(clusterCount: 1).labels == [0, 0, 0, 0, 0])
  }

  @Test func cutByHeightKeepsMergesUpToIt() throws {
    let tree = try tree()
    #expect(tree.cut(height: 0.5).clusterCount == 5)
    #expect(tree.cut(height: 1).clusterCount == 4)
    #expect(tree.cut(height: 3.9) == tree.cut(clusterCount: 3))
    #expect(tree.cut(height: 4) == tree.cut(clusterCount: 2))
    #expect(tree.cut(height: 100).clusterCount == 1)
  }

  /// A merge an ulp below the one before it: cuts by height stay cuts by count.
  @Test func inversionByRoundingIsHarmless() throws {
    let tree = try tree(heights: [1, 2, 2.0.nextDown, 9])
    #expect(tree.cut(height: 2.0.nextDown).clusterCount == 4)
    #expect(tree.cut(height: 2).clusterCount == 2)
    #expect((1...5).allSatisfy { tree.cut(clusterCount: $0).clusterCount == $0 })
  }

  @Test func leavesStandUnderTheTree() throws {
    #expect(try tree().leafOrder == [0, 4, 2, 1, 3])
  }

  @Test func copheneticDistances() throws {
    #expect(
      try tree().copheneticDistances().square
        == Matrix(rows: [
          [0, 9, 9, 9, 2], [9, 0, 4, 1, 9], [9, 4, 0, 4, 9], [9, 1, 4, 0, 9], [2, 9, 9, 9, 0],
        ]))
  }

  @Test func survivesCoding() throws {
    let tree = try tree()
    let coded = try JSONEncoder().encode(tree)
    #expect(try JSONDecoder().decode(Dendrogram.self, from: coded) == tree)
  }

  /// SciPy gh-22183: cophenetic distances of what is no tree crashed.
  @Test(arguments: [
    Merge(first: 0, second: 1, height: -1, size: 2),
    Merge(first: 0, second: 1, height: .nan, size: 2),
    Merge(first: 1, second: 0, height: 1, size: 2),
    Merge(first: 0, second: 0, height: 1, size: 2),
    Merge(first: -1, second: 1, height: 1, size: 2),
    Merge(first: 0, second: 3, height: 1, size: 2),
    Merge(first: 0, second: 1, height: 1, size: 3),
  ])
  func whatIsNoTreeIsRefused(_ first: Merge) {
    let second = Merge(first: 2, second: 3, height: 4, size: 3)
    #expect(throws: ClusteringError.invalidDendrogram(merge: 0)) {
      try Dendrogram(observationCount: 3, merges: [first, second])
    }
  }

  /// As the first of a pair, or as its second.
  @Test(arguments: [[0, 3, 1, 3], [0, 1, 0, 3], [0, 1, 1, 3], [1, 2, 0, 1]])
  func clusterUsedTwiceIsRefused(_ leaves: [Int]) {
    let merges = [
      Merge(first: leaves[0], second: leaves[1], height: 1, size: 2),
      Merge(first: leaves[2], second: leaves[3], height: 2, size: 2),
      Merge(first: 4, second: 5, height: 3, size: 4),
    ]
    #expect(throws: ClusteringError.invalidDendrogram(merge: 1)) {
      try Dendrogram(observationCount: 4, merges: merges)
    }
  }

  @Test func wrongNumberOfMergesIsRefused() {
    #expect(throws: ClusteringError.invalidDendrogram(merge: 1)) {
      try Dendrogram(
        observationCount: 3, merges: [Merge(first: 0, second: 1, height: 1, size: 2)])
    }
    #expect(throws: ClusteringError.noObservations) {
      try Dendrogram(observationCount: 0, merges: [])
    }
  }

  @Test func whatIsNoTreeIsNotDecoded() {
    let merges = #"[{"first":0,"second":0,"height":1,"size":2}]"#
    let text = #"{"observationCount":2,"merges":\#(merges)}"#
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Dendrogram.self, from: Data(text.utf8))
    }
  }
}
