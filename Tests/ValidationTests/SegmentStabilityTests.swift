import Clustering
import LinearAlgebra
import TestSupport
import Testing
import Validation

@Suite struct SegmentStabilityTests {
  @Test(arguments: 0..<30)
  func jaccardIsTheDefinition(seed: Int) {
    var generator = TestGenerator(seed: UInt64(seed))
    let n = 12
    let partition = Partition(canonicalising: (0..<n).map { $0 % 4 })
    let drawn = (0..<n).map { _ in Int.random(in: 0..<n, using: &generator) }.sorted()
    let labelOf = (0..<n).map { _ in Int.random(in: 0..<3, using: &generator) }
    let labels = drawn.map { labelOf[$0] }
    let found = SegmentStability.jaccard(of: partition, drawn: drawn, labels: labels)
    let expected = ValidationDefinitions.bestJaccard(
      partition.labels, drawn: drawn, labels: labels, clusterCount: 4)
    for (value, definition) in zip(found, expected) { #expect(abs(value - definition) < 1e-15) }
  }

  /// I7: groups far apart, each observation twice, come back whole.
  @Test func separatedGroupsAreRecovered() throws {
    let noise = Matrix.random(rowCount: 60, columnCount: 2, seed: 8)
    let rows = (0..<120).map { i in
      [noise[i / 2, 0] + 100 * Double(i / 40), noise[i / 2, 1]]
    }
    let x = Matrix(rows: rows)
    let partition = Partition(canonicalising: (0..<120).map { $0 / 40 })
    let study = SegmentStability.Study(replicates: 20, seed: 5)
    let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)
    let stability = try study.run(x, partition, clusterer: clusterer)
    #expect(stability.meanJaccard == [1, 1, 1])
    #expect(stability.recovered == [20, 20, 20])
    #expect(stability.dissolved == [0, 0, 0])
    #expect(stability.replicates == 20)
  }

  @Test func arbitraryGroupsAreDissolvedAndThreadsDoNotMatter() throws {
    let x = Matrix.random(rowCount: 90, columnCount: 3, seed: 2)
    let partition = Partition(canonicalising: (0..<90).map { $0 % 3 })
    let study = SegmentStability.Study(replicates: 16)
    let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)
    let stability = try study.run(x, partition, clusterer: clusterer)
    #expect(stability.meanJaccard.allSatisfy { $0 < 0.5 && $0 > 0 })
    #expect(stability.dissolved.allSatisfy { $0 >= 14 })
    let parallel = try study.run(
      x, partition, clusterer: clusterer, parallelism: Parallelism(threads: 3))
    #expect(parallel == stability)
  }

  @Test func countsAtTheThresholds() {
    let stability = SegmentStability(
      jaccard: [[0.75, 0.5], [0.76, 0.51], [1, 0]], clusterCount: 2)
    #expect(stability.recovered == [2, 0])
    #expect(stability.dissolved == [0, 2])
  }

  /// Every kind of sample finds groups far apart again, and each client, newcomers included, in its
  /// own; a client between two groups is the doubtful one.
  @Test func clientsStayWhereTheyBelong() throws {
    let noise = Matrix.random(rowCount: 91, columnCount: 2, seed: 8)
    let centres = (0..<91).map { $0 < 90 ? Double($0 / 45) * 4 : 1.98 }
    let x = Matrix(
      rows: centres.indices.map {
        $0 < 90 ? [noise[$0, 0] + centres[$0], noise[$0, 1]] : [centres[$0], 0]
      })
    let partition = Partition(canonicalising: (0..<91).map { $0 < 45 ? 0 : 1 })
    let newcomers = PlacedObservations(
      x: Matrix(rows: [[0, 0], [4, 0], [4, 0]]), labels: [1, 0, 1])
    let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)
    let stability = try SegmentStability.Study(replicates: 20).run(
      x, partition, newcomers: newcomers, clusterer: clusterer)
    #expect(stability.stays.count == 94 && stability.stays[..<90].allSatisfy { $0 == 1 })
    #expect(stability.stays[90] > 0 && stability.stays[90] < 1)
    // The last newcomer is said to be of the segment at 0, and never falls there.
    #expect(Array(stability.stays[91...]) == [1, 1, 0])
    for scheme in [SampleScheme.subset, .noise] {
      let other = try SegmentStability.Study(scheme: scheme, replicates: 10).run(
        x, partition, clusterer: clusterer, parallelism: Parallelism(threads: 3))
      #expect(other.meanJaccard.allSatisfy { $0 > 0.95 } && other.stays.isEmpty)
      #expect(other.scheme == scheme && other.observationCount == 91)
    }
  }

  @Test func samplesAreTheirDefinitions() {
    let x = Matrix.random(rowCount: 301, columnCount: 2, seed: 8)
    let subset = SampleScheme.subset.sample(x, replicate: 3, seed: 1)
    #expect(subset.drawn.count == 151 && Set(subset.drawn).count == 151)
    #expect(subset.drawn == subset.drawn.sorted())
    #expect((0..<151).allSatisfy { subset.x.row($0).elementsEqual(x.row(subset.drawn[$0])) })
    let noise = SampleScheme.noise.sample(x, replicate: 3, seed: 1)
    #expect(noise.drawn == Array(0..<301))
    func spread(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Double(values.count)).squareRoot()
    }
    for j in 0..<2 {
      let moved = (0..<301).map { noise.x[$0, j] - x[$0, j] }
      #expect(abs(spread(moved) / spread(x.column(j)) - 0.1) < 0.015)
    }
    #expect(SampleScheme.noise.sample(x, replicate: 4, seed: 1).x != noise.x)
  }

  /// Above the limit the samples are drawn of a part; everyone is still placed.
  @Test func largeDataAreSampled() throws {
    let x = Matrix.random(rowCount: 250, columnCount: 2, seed: 8)
    let partition = Partition(canonicalising: (0..<250).map { x[$0, 0] > 0 ? 0 : 1 })
    let stability = try SegmentStability.Study(replicates: 4, observationLimit: 100).run(
      x, partition, clusterer: Clusterer(method: .wardThenKMeans, seed: 1))
    #expect(stability.observationCount == 100 && stability.stays.count == 250)
    #expect(stability.meanJaccard.allSatisfy { $0 > 0 })
  }
}
