import CKernels
import Clustering
import LinearAlgebra
import TestSupport
import Testing

/// Every instruction set of this CPU gives the bytes of the portable one. Other tests may run
/// meanwhile: the choice changes no answer of theirs.
@Suite(.serialized) struct KernelSetsTests {
  static let names = (0..<ckSetCount()).compactMap { ckSetName($0).map { String(cString: $0) } }

  /// What `body` answers with each set, the portable one's first.
  private func answers<Answer>(_ body: () throws -> Answer) rethrows -> [Answer] {
    let before = String(cString: ckSetInUse())
    defer { ckUseSet(before) }
    return try Self.names.map { name in
      ckUseSet(name)
      return try body()
    }
  }

  @Test func portableIsAlwaysThereAndUnknownSetsAreRefused() {
    #expect(Self.names.first == "portable")
    #expect(ckUseSet("altivec") == 0)
    #expect(Self.names.contains(String(cString: ckSetInUse())))
  }

  @Test(
    arguments: Shape.generic + Shape.adversarial + [.groups(203, 5, centres: 4, seed: 21)]
      + Shape.turned)
  func modelsAreTheSameBytes(shape: Shape) throws {
    let x = Matrix(rows: shape.rows)
    for linkage in Linkage.allCases {
      let trees = try answers { try HierarchicalClustering(linkage: linkage).fit(x) }
      for tree in trees { #expect(tree == trees[0]) }
    }
    let models = try answers {
      try KMeans(clusterCount: 2, start: .plusPlus(restarts: 2)).fit(x)
    }
    for model in models { #expect(model == models[0]) }
  }

  @Test(arguments: Shape.generic + Shape.adversarial + [.groups(203, 5, centres: 4, seed: 21)])
  func medoidsAreTheSameBytes(shape: Shape) throws {
    let x = Matrix(rows: shape.rows)
    for metric in DistanceMetric.allCases {
      let tables = try answers { try Dissimilarities(x, metric: metric) }
      let points = try answers {
        try KMedoids(clusterCount: 2, start: .random(restarts: 2)).fit(x, metric: metric)
      }
      let built = try answers { try KMedoids(clusterCount: 2).fit(tables[0]) }
      for table in tables { #expect(table == tables[0]) }
      for model in points { #expect(model == points[0]) }
      for clusters in built { #expect(clusters == built[0]) }
    }
  }

  /// The filter in single precision may leave other rows open with each set; no answer shows it.
  @Test(arguments: KMeansVariantsTests.cases)
  func longRunsOfKMeansAreTheSameBytes(_ test: KMeansVariantsTests.Case) throws {
    let start = KMeans.Start.centroids(Matrix(rows: test.start))
    let models = try answers {
      try KMeans(clusterCount: test.start.count, start: start)
        .fit(Matrix(rows: test.shape.rows), weights: test.weights)
    }
    for model in models { #expect(model == models[0]) }
  }

  @Test func randomStartsAreTheSameBytes() throws {
    let x = Matrix(rows: Shape.uniform(5000, 5, seed: 23).rows)
    let weights = (0..<5000).map { Double($0 % 4) }
    let starts = try answers {
      try KMeans(clusterCount: 9).startingCentroids(of: x, weights: weights)
    }
    for start in starts { #expect(start == starts[0]) }
  }
}
