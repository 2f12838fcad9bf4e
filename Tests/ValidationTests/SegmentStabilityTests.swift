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
}
