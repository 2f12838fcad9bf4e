import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct KMeansTests {
  private let four = Matrix(rows: [[0, 0], [0.5, 0], [0.5, 1], [1, 1]])

  private func fit(_ x: Matrix, from start: [[Double]], weights: [Double]? = nil) throws
    -> CentroidModel
  {
    try KMeans(clusterCount: start.count, start: .centroids(Matrix(rows: start)))
      .fit(x, weights: weights)
  }

  /// By hand: weights 3 1 1 3, so that the means are (0.5/4, 0) and (3.5/4, 1); the inertia is
  /// 2 · (3 · 0.125² + 0.375²) = 0.375.
  @Test func fourWeightedPoints() throws {
    let model = try fit(four, from: [[0, 0], [1, 1]], weights: [3, 1, 1, 3])
    #expect(model.partition.labels == [0, 0, 1, 1])
    #expect(model.centroids == Matrix(rows: [[0.125, 0], [0.875, 1]]))
    #expect(model.inertia == 0.375)
    #expect(model.iterations == 2)
    #expect(model.converged)
    #expect(model.movedByConsolidation == nil)
  }

  /// The second centroid starts with nothing and takes (0, 0), the first of the two farthest.
  @Test func emptyClusterTakesTheFarthest() throws {
    let model = try fit(four, from: [[0.5, 0.5], [3, 3]])
    #expect(model.partition.labels == [0, 0, 1, 1])
    #expect(model.centroids == Matrix(rows: [[0.25, 0], [0.75, 1]]))
    #expect(model.inertia == 0.25)
    #expect(model.iterations == 3)
  }

  /// All ten belong to −10 at first; 10 and 9.5 leave it for the two empty clusters.
  @Test func twoEmptyClustersTakeTheTwoFarthest() throws {
    let x: [Double] = [-10, -9.5, -9, -8.5, -8, -1, 1, 9, 9.5, 10]
    let rows = x.map { [$0] }
    let once = try KMeans(
      clusterCount: 3, start: .centroids(Matrix(rows: [[-10], [100], [101]])), maximumIterations: 1
    ).fit(Matrix(rows: rows))
    // After one update the centroids are −36/8, 10 and 9.5; labels are then those of the nearest.
    #expect(once.centroids == Matrix(rows: [[-4.5], [9.5], [10]]))
    #expect(once.partition.labels == [0, 0, 0, 0, 0, 0, 0, 1, 1, 2])
    #expect(!once.converged)
  }

  @Test func tieGoesToTheLowestStartingLabel() throws {
    let x = Matrix(rows: [[-1], [-1], [-1], [0], [1], [1], [1]])
    let low = try fit(x, from: [[-1], [1]])
    #expect(low.partition.members(of: 0) == [0, 1, 2, 3])
    let high = try fit(x, from: [[1], [-1]])
    #expect(high.partition.members(of: 0) == [3, 4, 5, 6])
  }

  /// K8.
  @Test func oneCluster() throws {
    let model = try KMeans(clusterCount: 1).fit(Matrix(rows: [[0], [1], [3], [7], [15]]))
    #expect(model.partition.labels == [0, 0, 0, 0, 0])
    #expect(model.centroids == Matrix(rows: [[5.2]]))
    #expect(relativeDifference(model.inertia, 148.8) < 1e-15)
  }

  /// K8.
  @Test func asManyClustersAsRows() throws {
    let model = try KMeans(clusterCount: 4).fit(four)
    #expect(model.inertia == 0)
    #expect(model.centroids == four)
  }

  /// K10: duplicates are never drawn while another point is left.
  @Test(arguments: 0..<20) func asManyClustersAsDistinctRows(seed: UInt64) throws {
    let x = Matrix(rows: [[1], [1], [1], [1], [2], [2], [2], [3], [3], [1e-9]])
    let model = try KMeans(clusterCount: 4, start: .plusPlus(restarts: 1), seed: seed).fit(x)
    #expect(model.inertia == 0)
    #expect(model.partition.sizes == [4, 3, 2, 1])
  }

  /// A row of weight 0 is labelled and changes nothing.
  @Test func rowOfNoWeight() throws {
    let x = Matrix(rows: [[0], [1], [10], [11], [1000]])
    let model = try fit(x, from: [[0], [10]], weights: [1, 1, 1, 1, 0])
    #expect(model.centroids == Matrix(rows: [[10.5], [0.5]]))
    #expect(model.partition.labels == [1, 1, 0, 0, 0])
    #expect(model.inertia == 1)
  }

  @Test func startGivenIsTheStart() throws {
    let start = Matrix(rows: [[0, 0], [1, 1]])
    #expect(
      try KMeans(clusterCount: 2, start: .centroids(start)).startingCentroids(of: four) == start)
    #expect(throws: ClusteringError.notFinite(row: 1, column: 0)) {
      try KMeans(clusterCount: 2, start: .centroids(Matrix(rows: [[0, 0], [.nan, 1]])))
        .startingCentroids(of: four)
    }
  }

  /// SciPy gh-1774, gh-8727: what the threshold is compared with, and when iteration ends.
  @Test func toleranceStopsEarlier() throws {
    let x = Matrix(rows: Shape.uniform(300, 2, seed: 31).rows)
    let start = KMeans.Start.centroids(x.rows(at: [0, 1, 2, 3, 4]))
    let exact = try KMeans(clusterCount: 5, start: start).fit(x)
    let loose = try KMeans(clusterCount: 5, start: start, tolerance: 0.05).fit(x)
    #expect(loose.iterations < exact.iterations)
    #expect(loose.converged)
    // Labels are those of the centroids it stopped at.
    #expect(loose.assign(x) == loose.partition.labels)
  }

  /// SciPy gh-1073: no cluster at all was taken for a request.
  @Test func unusableRequestsAreRefused() throws {
    func refusal(
      _ x: Matrix, _ kMeans: KMeans, weights: [Double]? = nil
    ) -> ClusteringError? {
      #expect(throws: ClusteringError.self) { try kMeans.fit(x, weights: weights) }
    }
    let two = KMeans(clusterCount: 2)
    let equal = Matrix(repeating: 4, rowCount: 5, columnCount: 2)
    #expect(refusal(Matrix(rows: []), two) == .noObservations)
    #expect(refusal(Matrix(rowCount: 3, columnCount: 0, elements: []), two) == .noVariables)
    #expect(refusal(Matrix(rows: [[0, 1], [.nan, 2]]), two) == .notFinite(row: 1, column: 0))
    #expect(refusal(Matrix(rows: [[0, 1], [2, 1e300]]), two) == .tooLarge(row: 1, column: 1))
    #expect(refusal(equal, two) == .clusterCountOutOfRange(requested: 2, distinct: 1))
    #expect(
      refusal(four, KMeans(clusterCount: 0)) == .clusterCountOutOfRange(requested: 0, distinct: 4))
    #expect(
      refusal(four, KMeans(clusterCount: 5)) == .clusterCountOutOfRange(requested: 5, distinct: 4))
    #expect(
      refusal(four, two, weights: [1, 0, 0, 0])
        == .clusterCountOutOfRange(requested: 2, distinct: 1))
    #expect(refusal(four, two, weights: [0, 0, 0, 0]) == .noObservations)
    #expect(refusal(four, two, weights: [1, 1]) == .weightCountMismatch(expected: 4, found: 2))
    #expect(refusal(four, two, weights: [1, 1, -1, 1]) == .weightOutOfRange(row: 2))
    let narrow = KMeans(clusterCount: 2, start: .centroids(Matrix(rows: [[1], [2]])))
    #expect(
      refusal(four, narrow)
        == .shapeMismatch(expectedRows: 2, expectedColumns: 2, foundRows: 2, foundColumns: 1))
    let infinite = KMeans(clusterCount: 1, start: .centroids(Matrix(rows: [[1, .infinity]])))
    #expect(refusal(four, infinite) == .notFinite(row: 0, column: 1))
  }
}
