import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct ClustererTests {
  private let x = Matrix(rows: Shape.groups(90, 4, centres: 3, seed: 51).rows)

  @Test(arguments: ClusteringMethod.allCases)
  func answersInTheOrderAsked(_ method: ClusteringMethod) throws {
    let clusterer = Clusterer(method: method, restarts: 3, seed: 1)
    let models = try clusterer.fit(x, clusterCounts: [4, 1, 2])
    #expect(models.map(\.clusterCount) == [4, 1, 2])
    for model in models {
      #expect(try clusterer.fit(x, clusterCounts: [model.clusterCount]) == [model])
      #expect(model.partition == Partition(canonicalising: model.partition.labels))
    }
    let parallel = try clusterer.fit(
      x, clusterCounts: [4, 1, 2], parallelism: Parallelism(threads: 3))
    #expect(parallel == models)
  }

  @Test func methodsDoWhatTheyAreCalled() throws {
    let ward = Clusterer(method: .ward, seed: 1)
    let tree = try #require(try ward.dendrogram(x))
    let cut = try ward.fit(x, clusterCounts: [3])[0]
    #expect(cut.partition == tree.cut(clusterCount: 3))
    #expect(cut.movedByConsolidation == nil)
    #expect(cut.iterations == 0)

    let consolidated = try Clusterer(method: .wardThenKMeans, seed: 1)
      .fit(x, clusterCounts: [3])[0]
    #expect(try consolidated == Consolidation().fit(x, from: cut.partition))
    #expect(consolidated.inertiaBeforeConsolidation == cut.inertia)

    let kMeans = Clusterer(method: .kMeans, restarts: 4, seed: 9)
    #expect(try kMeans.dendrogram(x) == nil)
    #expect(
      try kMeans.fit(x, clusterCounts: [3])[0]
        == KMeans(clusterCount: 3, start: .plusPlus(restarts: 4), seed: 9).fit(x))
  }

  /// The rises of inertia above a cut add up to what the cut explains.
  @Test func inertiaOfACutIsThatOfTheTree() throws {
    let clusterer = Clusterer(method: .ward, seed: 1)
    let merges = try #require(try clusterer.dendrogram(x)).merges
    for (k, model) in zip(1...6, try clusterer.fit(x, clusterCounts: Array(1...6))) {
      let within = merges.dropLast(k - 1).reduce(0) { $0 + $1.height * $1.height / 2 }
      #expect(relativeDifference(model.inertia, within) < 1e-12)
    }
  }

  @Test(arguments: ClusteringMethod.allCases)
  func integerWeightsAreRepetitions(_ method: ClusteringMethod) throws {
    let weights = (0..<x.rowCount).map { Double(1 + $0 % 2) }
    let repeated = x.rows(at: (0..<x.rowCount).flatMap { [Int](repeating: $0, count: 1 + $0 % 2) })
    let clusterer = Clusterer(method: method, seed: 1)
    let weighted = try clusterer.fit(x, clusterCounts: [3], weights: weights)[0]
    let plain = try clusterer.fit(repeated, clusterCounts: [3])[0]
    #expect(relativeDifference(weighted.inertia, plain.inertia) < 1e-12)
  }

  @Test(arguments: ClusteringMethod.allCases)
  func unusableRequestsAreRefused(_ method: ClusteringMethod) {
    let clusterer = Clusterer(method: method, seed: 1)
    let equal = Matrix(repeating: 1, rowCount: 4, columnCount: 2)
    #expect(throws: ClusteringError.clusterCountOutOfRange(requested: 2, distinct: 1)) {
      try clusterer.fit(equal, clusterCounts: [1, 2])
    }
    #expect(throws: ClusteringError.clusterCountOutOfRange(requested: 0, distinct: 90)) {
      try clusterer.fit(x, clusterCounts: [0])
    }
    #expect(throws: ClusteringError.notFinite(row: 1, column: 0)) {
      try clusterer.fit(Matrix(rows: [[1], [.nan]]), clusterCounts: [1])
    }
    #expect(throws: ClusteringError.noObservations) {
      try clusterer.fit(Matrix(rows: []), clusterCounts: [1])
    }
  }
}
