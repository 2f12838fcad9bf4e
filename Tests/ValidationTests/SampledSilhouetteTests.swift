import Clustering
import LinearAlgebra
import TestSupport
import Testing
import Validation

@Suite struct SampledSilhouetteTests {
  private let x = Matrix.random(rowCount: 300, columnCount: 3, seed: 6)
  private let partition = Partition(canonicalising: (0..<300).map { $0 % 7 == 0 ? 1 : 0 })

  @Test func upToTheLimitNothingIsDrawn() throws {
    let exact = try #require(try Silhouette(x, partition))
    let all = try #require(try SampledSilhouette(x, partition, limit: 300, seed: 1))
    #expect(all.values == exact.values && all.mean == exact.mean)
    #expect(all.clusterMeans == exact.clusterMeans && all.observationCount == 300)
  }

  /// The sample's own silhouette, each value at its observation's place.
  @Test func aboveItTheSampleIsComparedWithItself() throws {
    let some = try #require(try SampledSilhouette(x, partition, limit: 80, seed: 1))
    let rows = some.values.indices.filter { some.values[$0] != nil }
    #expect(rows.count == 80 && some.observationCount == 80)
    let own = Partition(canonicalising: rows.map { partition.labels[$0] })
    let exact = try #require(try Silhouette(x.rows(at: rows), own))
    #expect(some.values.compactMap { $0 } == exact.values && some.mean == exact.mean)
    #expect(some.clusterMeans == exact.clusterMeans)
    let other = try #require(try SampledSilhouette(x, partition, limit: 80, seed: 2))
    #expect(other.values != some.values)
    let threads = try SampledSilhouette(
      x, partition, limit: 80, seed: 1, parallelism: Parallelism(threads: 3))
    #expect(threads == some)
  }

  /// Labels are those of the partition though the sample would number them otherwise.
  @Test func aClusterOutsideTheSampleHasNone() throws {
    let labels = Partition(
      canonicalising: (0..<300).map { $0 == 150 ? 2 : $0 % 3 == 0 ? 1 : 0 })
    var missed = false
    for seed in 0..<20 {
      guard
        let some = try SampledSilhouette(x, labels, limit: 40, seed: UInt64(seed)),
        some.values[150] == nil
      else { continue }
      missed = true
      #expect(some.clusterMeans[2] == nil)
      for cluster in 0..<2 {
        let own = zip(some.values, labels.labels).filter { $1 == cluster }.compactMap(\.0)
        let mean = own.reduce(0, +) / Double(own.count)
        #expect(abs((some.clusterMeans[cluster] ?? .nan) - mean) < 1e-12)
      }
    }
    #expect(missed)
    let one = Partition(canonicalising: [Int](repeating: 0, count: 300))
    #expect(try SampledSilhouette(x, one, limit: 40, seed: 1) == nil)
  }
}
