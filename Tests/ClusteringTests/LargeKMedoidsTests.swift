import Clustering
import LinearAlgebra
import Synchronization
import TestSupport
import Testing

@Suite struct LargeKMedoidsTests {
  static let x = Matrix(rows: Shape.groups(5000, 3, centres: 4, seed: 77).rows)

  @Test func findsClearGroups() throws {
    let model = try LargeKMedoids(clusterCount: 4).fit(Self.x)
    let exact = try KMedoids(clusterCount: 4).fit(Self.x, parallelism: Parallelism(threads: 2))
    #expect(model.loss >= exact.loss && model.loss < 1.05 * exact.loss)
    #expect(model.assign(Self.x) == model.partition.labels)
    #expect(model.centres == Self.x.rows(at: model.medoids))
    let distances = model.distances(Self.x)
    let nearest = (0..<5000).map { distances.row($0).min() ?? 0 }
    #expect(model.loss == PlainLloyd.sumInBlocks(nearest))
    for (label, medoid) in model.medoids.enumerated() {
      #expect(model.partition.labels[medoid] == label)
    }
  }

  @Test func moreSamplesAreNoWorseAndThreadsChangeNothing() throws {
    let losses = try [1, 3, 8].map {
      try LargeKMedoids(clusterCount: 6, samples: $0, sampleSize: 60).fit(Self.x).loss
    }
    #expect(losses == losses.sorted(by: >=))
    let one = try LargeKMedoids(clusterCount: 6, samples: 3).fit(Self.x, metric: .manhattan)
    for threads in [2, 3, 7] {
      let found = try LargeKMedoids(clusterCount: 6, samples: 3)
        .fit(Self.x, metric: .manhattan, parallelism: Parallelism(threads: threads))
      #expect(found == one)
    }
  }

  @Test func aSampleOfEverythingIsKMedoids() throws {
    let x = Matrix(rows: Shape.uniform(60, 2, seed: 78).rows)
    let large = try LargeKMedoids(clusterCount: 5, samples: 2).fit(x)
    let whole = try KMedoids(clusterCount: 5).fit(x)
    #expect(large == whole)
  }

  @Test func samplesOfTooFewDistinctRows() throws {
    // Two distinct rows, one of them once in ten thousand: no sample of 3 is likely to hold both.
    let x = Matrix(rows: (0..<10_000).map { [$0 == 6_000 ? 1.0 : 0] })
    #expect(throws: ClusteringError.clusterCountOutOfRange(requested: 2, distinct: 3)) {
      try LargeKMedoids(clusterCount: 2, samples: 2, sampleSize: 3).fit(x)
    }
    #expect(throws: ClusteringError.clusterCountOutOfRange(requested: 3, distinct: 2)) {
      try LargeKMedoids(clusterCount: 3).fit(x)
    }
  }

  @Test func canBeCalledOff() {
    let monitor = Monitor()
    monitor.cancel()
    #expect(throws: CancellationError.self) {
      try LargeKMedoids(clusterCount: 4).fit(
        Self.x, parallelism: Parallelism(threads: 2, monitor: monitor))
    }
  }
}
