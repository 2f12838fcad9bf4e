import Clustering
import LinearAlgebra
import Synchronization
import TestSupport
import Testing

@Suite struct KMedoidsTests {
  /// 0 1 2 | 10 11 13: medoids 1 and 11, loss 1 + 1 + 1 + 2.
  @Test func twoGroupsOnALine() throws {
    let x = Matrix(rows: [[10], [0], [1], [11], [2], [13]])
    for start in [KMedoids.Start.build, .random(restarts: 3), .medoids([1, 2])] {
      let model = try KMedoids(clusterCount: 2, start: start).fit(x)
      #expect(model.partition.labels == [0, 1, 1, 0, 1, 0])
      #expect(model.medoids == [3, 2])
      #expect(model.loss == 5)
      #expect(model.clusters.converged)
      #expect(model.centres == Matrix(rows: [[11], [1]]))
      #expect(model.assign(Matrix(rows: [[7], [-3], [6]])) == [0, 1, 0])
      #expect(model.distances(Matrix(rows: [[7]])) == Matrix(rows: [[4, 6]]))
    }
  }

  /// M3.
  @Test func oneMedoidIsTheOneOfLowestSum() throws {
    let x = Matrix(rows: Shape.groups(70, 3, centres: 2, seed: 71).rows)
    let sums = try Dissimilarities(x)
    let best = (0..<70).min { sums.row($0).reduce(0, +) < sums.row($1).reduce(0, +) }
    for start in [KMedoids.Start.build, .random(restarts: 1), .medoids([5])] {
      let model = try KMedoids(clusterCount: 1, start: start).fit(x)
      #expect(model.medoids == [try #require(best)])
      #expect(model.clusters.converged && model.clusters.swaps == 0)
    }
  }

  /// M6.
  @Test func oneEachLosesNothing() throws {
    let x = Matrix(rows: Shape.uniform(9, 2, seed: 72).rows)
    let model = try KMedoids(clusterCount: 9).fit(x)
    #expect(model.loss == 0)
    #expect(model.partition.sizes == [Int](repeating: 1, count: 9))
  }

  /// M4: no triangle inequality: 0 is near 1 and 1 near 2, but 0 is far from 2.
  @Test func dissimilaritiesNeedNotBeDistances() throws {
    let d = try Dissimilarities(
      square: Matrix(rows: [[0, 1, 9, 50], [1, 0, 1, 50], [9, 1, 0, 50], [50, 50, 50, 0]]))
    let clusters = try KMedoids(clusterCount: 2).fit(d)
    #expect(clusters.medoids == [1, 3])
    #expect(clusters.partition.labels == [0, 0, 0, 1])
    #expect(clusters.loss == 2)
    #expect(clusters.assign(toMedoids: Matrix(rows: [[3, 2], [1, 1], [0, 4]])) == [1, 0, 0])
  }

  /// Two medoids may lie at 0 from each other; each still has its cluster.
  @Test func coincidentMedoidsKeepTheirClusters() throws {
    let same = try Dissimilarities(
      square: Matrix(repeating: 0, rowCount: 4, columnCount: 4))
    let clusters = try KMedoids(clusterCount: 3).fit(same)
    #expect(clusters.partition.clusterCount == 3)
    #expect(Set(clusters.medoids).count == 3 && clusters.loss == 0)
    for (label, medoid) in clusters.medoids.enumerated() {
      #expect(clusters.partition.labels[medoid] == label)
    }
  }

  @Test func badRequestsAreRefused() throws {
    let x = Matrix(rows: [[0], [0], [1], [2]])
    let d = try Dissimilarities(x)
    func fit(_ k: Int, _ start: KMedoids.Start = .build) throws -> MedoidModel {
      try KMedoids(clusterCount: k, start: start).fit(x)
    }
    let outOfRange = ClusteringError.clusterCountOutOfRange(requested: 4, distinct: 3)
    #expect(throws: outOfRange) { try fit(4) }
    #expect(throws: ClusteringError.clusterCountOutOfRange(requested: 0, distinct: 3)) {
      try fit(0)
    }
    #expect(throws: ClusteringError.clusterCountOutOfRange(requested: 5, distinct: 4)) {
      try KMedoids(clusterCount: 5).fit(d)
    }
    #expect(throws: ClusteringError.clusterCountOutOfRange(requested: 0, distinct: 4)) {
      try KMedoids(clusterCount: 0).fit(d)
    }
    let invalid = ClusteringError.medoidsInvalid(expected: 2, observations: 4)
    for medoids in [[0], [1, 1], [0, 4], [-1, 2]] {
      #expect(throws: invalid) { try fit(2, .medoids(medoids)) }
    }
    #expect(throws: ClusteringError.notFinite(row: 1, column: 0)) {
      try KMedoids(clusterCount: 1).fit(Matrix(rows: [[0], [.nan]]))
    }
    #expect(throws: ClusteringError.noObservations) {
      try KMedoids(clusterCount: 1).fit(Matrix(rows: []))
    }
  }

  @Test func passesAreLimited() throws {
    let x = Matrix(rows: Shape.uniform(300, 2, seed: 73).rows)
    let start = KMedoids.Start.medoids([0, 1, 2, 3, 4])
    let short = try KMedoids(clusterCount: 5, start: start, maximumPasses: 1).fit(x).clusters
    #expect(!short.converged && short.passes == 1)
    let whole = try KMedoids(clusterCount: 5, start: start).fit(x).clusters
    #expect(whole.converged && whole.passes > 1 && whole.loss <= short.loss)
  }

  @Test func canBeCalledOff() {
    let x = Matrix(rows: Shape.uniform(600, 2, seed: 74).rows)
    let told = Mutex<Monitor?>(nil)
    let monitor = Monitor { _ in told.withLock { $0?.cancel() } }
    told.withLock { $0 = monitor }
    #expect(throws: CancellationError.self) {
      try KMedoids(clusterCount: 4).fit(x, parallelism: Parallelism(threads: 2, monitor: monitor))
    }
    #expect(throws: CancellationError.self) {
      try KMedoids(clusterCount: 4, start: .medoids([0, 1, 2, 3]))
        .fit(x, parallelism: Parallelism(threads: 1, monitor: monitor))
    }
  }
}
