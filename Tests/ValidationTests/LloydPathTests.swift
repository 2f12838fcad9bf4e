import Clustering
import LinearAlgebra
import TestSupport
import Testing
import Validation

@Suite struct LloydPathTests {
  @Test func everyAssignmentOfAHandCase() throws {
    // Centres 0 and 1 take {0} and the rest; means 0 and 22/3 then take {0, 1} and {3}…
    let x = Matrix(rows: [[0], [1], [3], [18]])
    let path = try LloydPath(x, start: .rows([0, 1]))
    #expect(path.labels == [[0, 1, 1, 1], [0, 0, 0, 1], [0, 0, 0, 1]])
    #expect(path.partition.sizes == [3, 1])
    #expect(path.converged)
    #expect(path.emptiedAt == nil)
  }

  @Test(arguments: Shape.generic + Shape.adversarial)
  func endsWhereKMeansEnds(shape: Shape) throws {
    let x = Matrix(rows: shape.rows)
    let rows = [0, shape.rows.count - 1]
    if shape.rows[rows[0]] == shape.rows[rows[1]] { return }
    let path = try LloydPath(x, start: .rows(rows))
    #expect(path.emptiedAt == nil)
    let model = try KMeans(clusterCount: 2, start: .centroids(x.rows(at: rows))).fit(x)
    #expect(path.partition == model.partition)
    // KMeans ends an assignment earlier where the last means moved no centroid.
    #expect([0, 1].contains(path.labels.count - model.iterations))
  }

  @Test func fromLabelsItEndsWhereConsolidationEnds() throws {
    for seed in 0..<20 {
      let x = Matrix(rows: Shape.uniform(60, 2, seed: UInt64(seed)).rows)
      let cut = try HierarchicalClustering(linkage: .ward).fit(x).cut(clusterCount: 4)
      let path = try LloydPath(x, start: .labels(cut.labels))
      #expect(path.partition == (try Consolidation().fit(x, from: cut).partition))
    }
  }

  @Test func anIterationThatEmptiesAClusterEndsThePath() throws {
    // Of the centroids 1, 2 and 50, the last is nearest to nothing.
    let x = Matrix(rows: [[0], [1], [2], [7]])
    let path = try LloydPath(x, start: .centroids(Matrix(rows: [[1], [2], [50]])))
    #expect(path.emptiedAt == 0)
    let result = try SelectiveTest().kMeans(x, path, between: 0, and: 1)
    #expect(result.reason == .emptyCluster(assignment: 0))
    #expect(result.pValue == nil && result.truncation.isEmpty)
  }

  @Test func aLimitedRunEndsAfterOneMoreAssignment() throws {
    let x = Matrix(rows: Shape.uniform(80, 1, seed: 4).rows)
    let start = Matrix(rows: [[-1], [-0.9], [-0.8]])
    let path = try LloydPath(x, start: .centroids(start), maximumIterations: 2)
    #expect(!path.converged)
    #expect(path.labels.count == 3)
    let model = try KMeans(clusterCount: 3, start: .centroids(start), maximumIterations: 2).fit(x)
    #expect(path.partition == model.partition)
  }

  @Test func unusableDataAreRefused() {
    #expect(throws: ClusteringError.notFinite(row: 1, column: 0)) {
      try LloydPath(Matrix(rows: [[0], [.nan]]), start: .rows([0]))
    }
    #expect(throws: ClusteringError.tooLarge(row: 0, column: 0)) {
      try LloydPath(Matrix(rows: [[1e200], [1]]), start: .rows([0]))
    }
    #expect(throws: ClusteringError.noObservations) {
      try LloydPath(Matrix(rows: []), start: .rows([]))
    }
    #expect(throws: ClusteringError.noVariables) {
      try LloydPath(Matrix(rows: [[], []]), start: .rows([0]))
    }
    #expect(throws: ClusteringError.clusterCountOutOfRange(requested: 3, distinct: 2)) {
      try LloydPath(Matrix(rows: [[0], [1]]), start: .centroids(Matrix(rows: [[0], [1], [2]])))
    }
  }
}
