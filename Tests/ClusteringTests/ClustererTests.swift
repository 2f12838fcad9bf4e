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
    #expect(try clusterer.fit(x, clusterCounts: [4, 1, 2], cutting: clusterer.tree(x)) == models)
  }

  @Test func methodsDoWhatTheyAreCalled() throws {
    let ward = Clusterer(method: .ward, seed: 1)
    let tree = try #require(try ward.tree(x))
    let cut = try ward.fit(x, clusterCounts: [3])[0]
    #expect(try cut.partition == tree.cut(clusterCount: 3))
    #expect(cut.summary.movedByConsolidation == nil && cut.summary.iterations == 0)
    #expect(cut.rule == .centroids(cut.summary.centroids))

    let consolidated = try Clusterer(method: .wardThenKMeans, seed: 1)
      .fit(x, clusterCounts: [3])[0]
    #expect(try consolidated.summary == Consolidation().fit(x, from: cut.partition))
    #expect(consolidated.summary.inertiaBeforeConsolidation == cut.inertia)

    let kMeans = Clusterer(method: .kMeans, restarts: 4, seed: 9)
    #expect(try kMeans.tree(x) == nil)
    #expect(
      try kMeans.fit(x, clusterCounts: [3])[0].summary
        == KMeans(clusterCount: 3, start: .plusPlus(restarts: 4), seed: 9).fit(x))
  }

  /// The rises of inertia above a cut add up to what the cut explains.
  @Test func inertiaOfACutIsThatOfTheTree() throws {
    let clusterer = Clusterer(method: .ward, seed: 1)
    let merges = try #require(try clusterer.tree(x)).dendrogram.merges
    for (k, model) in zip(1...6, try clusterer.fit(x, clusterCounts: Array(1...6))) {
      let within = merges.dropLast(k - 1).reduce(0) { $0 + $1.height * $1.height / 2 }
      #expect(relativeDifference(model.inertia, within) < 1e-12)
    }
  }

  /// Linkages, medoids and mixtures are those of the library, with the rule that goes with each.
  @Test func familiesAreThoseOfTheLibrary() throws {
    func model(_ method: ClusteringMethod) throws -> ClusterModel {
      try Clusterer(method: method, restarts: 3, seed: 5, covariances: .diagonal)
        .fit(x, clusterCounts: [3])[0]
    }
    for method in ClusteringMethod.allCases {
      guard let linkage = method.linkage, method != .wardThenKMeans else { continue }
      let cut = try HierarchicalClustering(linkage: linkage).fit(x).cut(clusterCount: 3)
      let own = try model(method)
      #expect(own.partition == cut, "\(method)")
      #expect(try own.summary == CentroidModel(of: cut, in: x))
      switch linkage {
      case .ward, .centroid, .median: #expect(own.rule == .centroids(own.summary.centroids))
      case .single, .complete, .average, .mcquitty:
        #expect(try own.rule == .members(HierarchicalModel(linkage, partition: cut, of: x)))
      }
    }
    let medoids = try KMedoids(clusterCount: 3, seed: 5).fit(x)
    let own = try model(.kMedoids)
    #expect(own.partition == medoids.partition && own.rule == .medoids(medoids.centres))
    #expect(own.summary.iterations == medoids.clusters.passes)
    let mixture = try GaussianMixture(
      componentCount: 3, shape: .diagonal, start: .kMeans(restarts: 3), seed: 5
    ).fit(x)
    let mixed = try model(.gaussianMixture)
    #expect(mixed.partition == mixture.partition)
    #expect(mixed.rule == .mixture(mixture.parameters, .diagonal))
    #expect(mixed.summary.iterations == mixture.iterations && mixed.summary.converged)
  }

  /// What rests on means needs Euclidean distances; what compares members does not.
  @Test(arguments: ClusteringMethod.allCases)
  func meansNeedEuclideanDistances(_ method: ClusteringMethod) throws {
    let comparesMembers =
      switch try Clusterer(method: method, seed: 1).fit(x, clusterCounts: [3])[0].rule {
      case .members, .medoids: true
      case .centroids, .mixture: false
      }
    #expect(method.takesAnyDissimilarity == comparesMembers)
  }

  /// Above the stated numbers: the tree of cells, the medoids of samples; below, everything.
  @Test func manyObservationsAreApproximatedAsSaid() throws {
    let many = Matrix(rows: Shape.groups(20_001, 2, centres: 5, seed: 8).rows)
    for method in [ClusteringMethod.ward, .wardThenKMeans] {
      let ward = Clusterer(method: method, seed: 1)
      #expect(ward.approximation(observationCount: 20_000) == nil)
      #expect(ward.approximation(observationCount: 20_001) == .microClusters(cells: 2_000))
    }
    let cells = try MicroClusters(cellCount: 2_000).fit(many)
    let cut = cells.cut(clusterCount: 5)
    let tree = try #require(try Clusterer(method: .ward, seed: 1).tree(many))
    #expect(tree.dendrogram == cells.dendrogram)
    #expect(tree.leafOfObservation == cells.cells.partition.labels)
    #expect(
      try Clusterer(method: .wardThenKMeans, seed: 1).fit(many, clusterCounts: [5])[0].summary
        == Consolidation().fit(many, from: cut))

    let medoids = Clusterer(method: .kMedoids, seed: 3)
    #expect(medoids.approximation(observationCount: 2_000) == nil)
    #expect(
      medoids.approximation(observationCount: 2_001) == .medoidsOfSamples(count: 5, size: 1_000))
    let some = many.rows(at: Array(0..<2_001))
    let found = try LargeKMedoids(clusterCount: 4, samples: 5, sampleSize: 1_000, seed: 3).fit(some)
    #expect(try medoids.fit(some, clusterCounts: [4])[0].rule == .medoids(found.centres))
    // Several numbers share samples and BUILD.
    let together = try medoids.fit(some, clusterCounts: [7, 1, 4])
    for model in together {
      #expect(try medoids.fit(some, clusterCounts: [model.clusterCount]) == [model])
    }
    for method in ClusteringMethod.allCases
    where ![.ward, .wardThenKMeans, .kMedoids].contains(method) {
      #expect(Clusterer(method: method, seed: 1).approximation(observationCount: 1 << 30) == nil)
    }
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
