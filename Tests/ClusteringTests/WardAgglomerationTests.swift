import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct WardAgglomerationTests {
  /// Five points on a line. By hand: {0,1} at 1; {3, {0,1}} at √(2·2·1/3)·2.5 = 2.8867…; 7 joins
  /// the mean 4/3 of three at √(2·3/4)·(7 − 4/3) = 6.9402…; 15 joins 11/4 at √(8/5)·12.25.
  @Test func chainOnALine() throws {
    let x = Matrix(rows: [[0], [1], [3], [7], [15]])
    let merges = try HierarchicalClustering(linkage: .ward).fit(x).merges
    #expect(merges.map { [$0.first, $0.second] } == [[0, 1], [2, 5], [3, 6], [4, 7]])
    #expect(merges.map(\.size) == [2, 3, 4, 5])
    let heights = [
      1, (4.0 / 3).squareRoot() * 2.5, 1.5.squareRoot() * (7 - 4.0 / 3),
      1.6.squareRoot() * 12.25,
    ]
    for (merge, height) in zip(merges, heights) {
      #expect(relativeDifference(merge.height, height) < 1e-14)
    }
  }

  /// The six points of SciPy's own tests of linkage, and its heights.
  @Test func sixPointsOfSciPy() throws {
    let x = Matrix(rows: [
      [1.43054825, -7.5693489], [6.95887839, 6.82293382], [2.87137846, -9.68248579],
      [7.87974764, -6.05485803], [8.24018364, -6.09495602], [7.39020262, 8.54004355],
    ])
    let merges = try HierarchicalClustering(linkage: .ward).fit(x).merges
    #expect(merges.map { [$0.first, $0.second] } == [[3, 4], [1, 5], [0, 2], [6, 8], [7, 9]])
    let heights = [0.36265956, 1.77045373, 2.55760419, 9.10208346, 24.7784379]
    for (merge, height) in zip(merges, heights) {
      #expect(relativeDifference(merge.height, height) < 1e-8)
    }
  }

  /// Three points a step apart on a line: both pairs are at √2, the first is taken; then √(4/3) · 1.5 · √2.
  @Test func tieGoesToTheFirstPair() throws {
    let merges = try HierarchicalClustering(linkage: .ward).fit(
      Matrix(rows: [[-1, -1], [0, 0], [1, 1]])
    ).merges
    #expect(merges.map { [$0.first, $0.second] } == [[0, 1], [2, 3]])
    #expect(relativeDifference(merges[0].height, 2.0.squareRoot()) < 1e-15)
    #expect(relativeDifference(merges[1].height, 6.0.squareRoot()) < 1e-15)
  }

  /// A library that forgot the factor of the weights put point 1 with the other group.
  @Test func weightsOfTheClustersCount() throws {
    let x = Matrix(rows: [
      [5.5, 7.2], [6, 5.4], [4.2, 6.5], [4.4, 8.9], [9.6, 3.8], [7.9, 5.3],
    ])
    let tree = try HierarchicalClustering(linkage: .ward).fit(x)
    #expect(tree.cut(clusterCount: 2).labels == [0, 1, 0, 0, 1, 1])
    let heights = [1.476482306, 1.902629759, 2.4234960972, 3.544949459, 7.1640305229]
    for (merge, height) in zip(tree.merges, heights) {
      #expect(relativeDifference(merge.height, height) < 1e-9)
    }
  }

  /// Coordinates were centred on the mean, which an outlier takes along: all else was rounded away.
  @Test(arguments: [1e9, 1e17, 1e18, 1e19, 1e100])
  func outlierLeavesTheGroupsApart(distance: Double) throws {
    let noise = Shape.uniform(40, 2, seed: 66).rows
    let rows = noise.enumerated().map { i, row in
      [10 * Double(i % 2) + row[0], 10 * Double(i / 2 % 2) + row[1]]
    }
    let labels = try HierarchicalClustering(linkage: .ward)
      .fit(Matrix(rows: rows + [[distance, 0]])).cut(clusterCount: 5).labels
    #expect(labels == (0..<40).map { $0 % 4 } + [4])
  }

  @Test func oneObservationMakesNoMerge() throws {
    let tree = try HierarchicalClustering(linkage: .ward).fit(Matrix(rows: [[3, 4]]))
    #expect(tree.merges.isEmpty)
    #expect(tree.cut(clusterCount: 1).labels == [0])
    #expect(tree.leafOrder == [0])
  }

  @Test func equalRowsMergeAtZero() throws {
    let tree = try HierarchicalClustering(linkage: .ward).fit(
      Matrix(repeating: 0.1, rowCount: 20, columnCount: 3))
    #expect(tree.merges.count == 19)
    #expect(tree.merges.allSatisfy { $0.height == 0 })
  }

  @Test func unusableDataAreRefused() throws {
    func refusal(_ x: Matrix, weights: [Double]? = nil) -> ClusteringError? {
      #expect(throws: ClusteringError.self) {
        try HierarchicalClustering(linkage: .ward).fit(x, weights: weights)
      }
    }
    let x = Matrix(rows: [[1, 2], [3, 4]])
    #expect(refusal(Matrix(rows: [])) == .noObservations)
    #expect(refusal(Matrix(rowCount: 2, columnCount: 0, elements: [])) == .noVariables)
    #expect(refusal(Matrix(rows: [[1, 2], [3, .nan]])) == .notFinite(row: 1, column: 1))
    #expect(refusal(Matrix(rows: [[1, 2], [-.infinity, 2]])) == .notFinite(row: 1, column: 0))
    #expect(refusal(Matrix(rows: [[1, -1e308], [3, 2]])) == .tooLarge(row: 0, column: 1))
    #expect(refusal(x, weights: [1]) == .weightCountMismatch(expected: 2, found: 1))
    #expect(refusal(x, weights: [1, 0]) == .weightOutOfRange(row: 1))
    #expect(refusal(x, weights: [-1, 1]) == .weightOutOfRange(row: 0))
    #expect(refusal(x, weights: [.nan, 1]) == .weightOutOfRange(row: 0))
  }
}
