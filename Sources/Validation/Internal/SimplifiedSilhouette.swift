import Clustering
import LinearAlgebra

/// The silhouette with distances to cluster means instead of mean distances to members: O(*n·k·p*)
/// where the silhouette is O(*n²·p*). **Another index**, as a rule larger; not to be compared with
/// ``Silhouette``.
///
///     SimplifiedSilhouette(x, partition)?.mean
///
/// With a(i) = ‖xᵢ − c(i)‖ and b(i) the distance to the nearest other cluster's mean,
/// s(i) = (b(i) − a(i)) / max(a(i), b(i)); 0 for an observation alone in its cluster, and where a and
/// b are both 0. Undefined, hence `nil`, unless 2 ≤ *k* ≤ *n* − 1.
///
/// - Source: Hruschka, Campello & de Castro 2006, doi:10.1016/j.ins.2005.07.015.
public struct SimplifiedSilhouette: Sendable, Codable, Equatable {
  /// s(i), in the order of the observations.
  public let values: [Double]
  public let mean: Double

  /// - Parameter x: *n* × *p*, finite.
  public init?(_ x: Matrix, _ partition: Partition, parallelism: Parallelism = .serial) {
    let (n, k) = (partition.observationCount, partition.clusterCount)
    precondition(n == x.rowCount, "one label per observation")
    guard k >= 2, k < n else { return nil }
    let scaled = x.atOrdinaryScale()
    let means = InertiaDecomposition(scaled, partition, parallelism: parallelism).centroids
    let distances = PairwiseDistances(means)
    let blocks = parallelism.map(blocksOf: n, size: 1024) { rows in
      let squared = distances.squared(from: scaled.rows(at: Array(rows)))
      return rows.enumerated().map { offset, i in
        Self.value(squared.row(offset), partition, own: partition.labels[i])
      }
    }
    values = blocks.flatMap { $0 }
    mean = values.reduce(0, +) / Double(n)
  }

  private static func value(
    _ squared: ArraySlice<Double>, _ partition: Partition, own: Int
  ) -> Double {
    guard partition.sizes[own] > 1 else { return 0 }
    var (within, nearest) = (0.0, Double.infinity)
    for (cluster, value) in squared.enumerated() {
      if cluster == own { within = value } else { nearest = min(nearest, value) }
    }
    let (a, b) = (within.squareRoot(), nearest.squareRoot())
    return max(a, b) > 0 ? (b - a) / max(a, b) : 0
  }
}
