import Clustering
import LinearAlgebra
import Statistics

/// ``Silhouette`` where it can be afforded, and on a random sample of the observations, among
/// themselves, where there are too many.
///
///     let silhouette = try SampledSilhouette(x, partition, seed: 2026)
///     silhouette?.mean                  // of all, or an estimate of it
///     silhouette?.observationCount      // 50 000: those it rests on
///
/// The sample is drawn without replacement. Up to `limit` observations everything is exact, to the
/// bit. Undefined, hence `nil`, unless 2 ≤ *k* ≤ *n* − 1, and where the sample meets one cluster only.
///
/// - Complexity: O(min(*n*, limit)²·*p*).
public struct SampledSilhouette: Sendable, Codable, Equatable {
  public static let defaultLimit = 50_000

  /// s(i), in the order of the observations; `nil` for those outside the sample.
  public let values: [Double?]
  public let mean: Double
  /// The mean over each cluster; `nil` for one that has no observation in the sample.
  public let clusterMeans: [Double?]
  public let observationCount: Int

  /// - Parameter x: *n* × *p*, finite.
  /// - Throws: `CancellationError`.
  public init?(
    _ x: Matrix, _ partition: Partition, metric: DistanceMetric = .euclidean,
    limit: Int = SampledSilhouette.defaultLimit, seed: UInt64,
    parallelism: Parallelism = .serial
  ) throws(CancellationError) {
    precondition(limit >= 2, "something to compare")
    guard x.rowCount > limit else {
      let found = try Silhouette(x, partition, metric: metric, parallelism: parallelism)
      guard let exact = found else { return nil }
      values = exact.values
      mean = exact.mean
      clusterMeans = exact.clusterMeans
      observationCount = x.rowCount
      return
    }
    var stream = RandomStream(seed: seed, purpose: .silhouetteSample)
    let rows = stream.sample(limit, outOf: x.rowCount).sorted()
    let labels = rows.map { partition.labels[$0] }
    let newLabel = Partition.canonicalRenumbering(of: labels).newLabel
    guard
      let found = try Silhouette(
        x.rows(at: rows), Partition(canonicalising: labels), metric: metric,
        parallelism: parallelism)
    else { return nil }
    var values = [Double?](repeating: nil, count: x.rowCount)
    for (row, value) in zip(rows, found.values) { values[row] = value }
    self.values = values
    mean = found.mean
    clusterMeans = (0..<partition.clusterCount).map { label in
      newLabel[label].map { found.clusterMeans[$0] }
    }
    observationCount = limit
  }
}
