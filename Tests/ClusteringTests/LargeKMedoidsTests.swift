import Clustering
import LinearAlgebra
import Statistics
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

  /// Fees, an office and a portal, one cell in seven missing.
  private static let mixed: [GowerColumn] = {
    let rows = x.rows(at: Array(0..<900))
    let fees: [Double?] = (0..<900).map { $0 % 7 == 3 ? nil : rows[$0, 0] }
    let office: [Int?] = (0..<900).map { $0 % 7 == 5 ? nil : Int(abs(rows[$0, 1])) % 4 }
    let portal: [Bool?] = (0..<900).map { rows[$0, 2] > 0 }
    return [.numeric(fees), .nominal(office), .asymmetricBinary(portal)]
  }()

  @Test func aSampleOfEverythingIsKMedoidsOnAnyColumns() throws {
    let gower = try Gower(fitting: Self.mixed)
    let all = try LargeKMedoids(clusterCount: 4, samples: 1, sampleSize: 900)
      .fit(Self.mixed, by: gower)
    let d = try gower.dissimilarities(among: Self.mixed)
    #expect(try KMedoids(clusterCount: 4).fit(d) == all)
  }

  /// Levels, hence ties.
  @Test func aSampleOfEverythingIsKMedoidsAmongTies() throws {
    for seed in 0..<6 {
      var stream = RandomStream(seed: UInt64(seed), purpose: .kMeansStart)
      let columns: [GowerColumn] = (0..<3).map { _ in
        .nominal((0..<80).map { _ in Int(stream.uniform() * 3) })
      }
      let gower = try Gower(fitting: columns)
      let all = try LargeKMedoids(clusterCount: 5, samples: 2, sampleSize: 80)
        .fit(columns, by: gower)
      #expect(
        try KMedoids(clusterCount: 5).fit(gower.dissimilarities(among: columns)) == all)
    }
  }

  /// Samples of 90, judged on all by dissimilarities of all; any number of threads.
  @Test func samplesOfAnyColumnsAreJudgedOnAll() throws {
    let gower = try Gower(fitting: Self.mixed)
    let search = LargeKMedoids(clusterCount: 4, samples: 3)
    let found = try search.fit(Self.mixed, by: gower)
    let d = try gower.dissimilarities(among: Self.mixed)
    let exact = try KMedoids(clusterCount: 4).fit(d)
    var nearest: [Double] = []
    for i in 0..<900 {
      let row = found.medoids.map { d[i, $0] }
      let least = row.min() ?? 0
      nearest.append(least)
      #expect(row[found.partition.labels[i]] == least)
    }
    #expect(found.loss == PlainLloyd.sumInBlocks(nearest))
    #expect(found.loss >= exact.loss && found.loss < 1.15 * exact.loss)
    for threads in [2, 3, 7] {
      let parallelism = Parallelism(threads: threads)
      #expect(try search.fit(Self.mixed, by: gower, parallelism: parallelism) == found)
    }
    let two: [GowerColumn] = [.nominal([1, nil, 1, nil, 1])]
    #expect(throws: ClusteringError.clusterCountOutOfRange(requested: 3, distinct: 2)) {
      try LargeKMedoids(clusterCount: 3, sampleSize: 4).fit(two, by: Gower(fitting: two))
    }
    #expect(throws: ClusteringError.columnMismatch(column: 1)) {
      var short = Self.mixed
      short[1] = .nominal([0, 1, 2])
      _ = try search.fit(short, by: gower)
    }
    #expect(throws: ClusteringError.columnMismatch(column: 2)) {
      try search.fit(Array(Self.mixed.prefix(2)), by: gower)
    }
  }

  /// Of a client of whom nothing is known, 1 from everybody: as a medoid it is at 0 from itself.
  @Test func aMedoidOfWhichNothingIsKnown() throws {
    let columns: [GowerColumn] = [.numeric([0, 0, nil, 10, 10])]
    let gower = try Gower(fitting: columns)
    let found = try LargeKMedoids(clusterCount: 3, samples: 1, sampleSize: 5)
      .fit(columns, by: gower)
    #expect(found.loss == 0 && found.partition.labels == [0, 0, 2, 1, 1])
  }

  @Test func samplesOfTooFewDistinctRows() throws {
    // Two distinct rows, one of them once in ten thousand: no sample of 3 is likely to hold both.
    let x = Matrix(rows: (0..<10_000).map { [$0 == 6_000 ? 1.0 : 0] })
    let model = try LargeKMedoids(clusterCount: 2, samples: 2, sampleSize: 3).fit(x)
    #expect(model.partition.sizes == [9_999, 1] && model.clusters.medoids[1] == 6_000)
    #expect(model.clusters.loss == 0)
    let column = GowerColumn.numeric((0..<10_000).map { $0 == 6_000 ? 1 : 0 })
    let mixed = try LargeKMedoids(clusterCount: 2, samples: 2, sampleSize: 3)
      .fit([column], by: Gower(fitting: [column]))
    #expect(mixed.partition.sizes == [9_999, 1] && mixed.medoids[1] == 6_000)
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
