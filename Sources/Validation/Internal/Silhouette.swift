import Clustering
import LinearAlgebra

/// How well each observation sits in its own cluster rather than in the nearest other one.
///
///     let silhouette = try Silhouette(x, partition)
///     silhouette?.mean              // 0.41
///     silhouette?.clusterMeans      // one for each cluster
///
/// With a(i) the mean distance from *i* to the other members of its cluster and b(i) the smallest
/// mean distance from *i* to the members of another cluster,
///
///     s(i) = (b(i) − a(i)) / max(a(i), b(i)),   −1 ≤ s(i) ≤ 1.
///
/// An observation alone in its cluster has s(i) = 0, as have coincident observations for which
/// a(i) = b(i) = 0. Distances are in the units of `x`. Undefined, hence `nil`, unless
/// 2 ≤ *k* ≤ *n* − 1.
///
/// Agrees with scikit-learn's `silhouette_samples` and R's `cluster::silhouette`.
///
/// - Complexity: O(*n²·p*) time, exact, each pair once; distances are not stored. The order of the
///   sums is fixed, hence the same bytes for any number of threads.
/// - Source: Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7.
public struct Silhouette: Sendable, Codable, Equatable {
  /// s(i), in the order of the observations.
  public let values: [Double]
  public let mean: Double
  /// The mean of s(i) over each cluster.
  public let clusterMeans: [Double]

  /// - Throws: `CancellationError`.
  public init?(
    _ x: Matrix, _ partition: Partition, metric: DistanceMetric = .euclidean,
    parallelism: Parallelism = .serial
  ) throws(CancellationError) {
    let all = try Silhouette.all(x, [partition], metric: metric, parallelism: parallelism)
    guard let only = all.first, let only else { return nil }
    self = only
  }

  /// The silhouettes of several partitions of the same observations, for the price of one pass
  /// over the distances; `nil` where undefined. Each is what it would be alone, to the bit.
  ///
  /// - Parameter x: *n* × *p*, finite.
  /// - Throws: `CancellationError`.
  public static func all(
    _ x: Matrix, _ partitions: [Partition], metric: DistanceMetric = .euclidean,
    parallelism: Parallelism = .serial
  ) throws(CancellationError) -> [Silhouette?] {
    precondition(
      partitions.allSatisfy { $0.observationCount == x.rowCount }, "one label per observation")
    let defined = partitions.indices.filter { isDefined(partitions[$0]) }
    var result = [Silhouette?](repeating: nil, count: partitions.count)
    guard !defined.isEmpty else { return result }
    // A power of two for all: s(i) is the same, and no squared distance underflows.
    let distances = try DistanceSums(
      x.atOrdinaryScale(), labels: defined.map { partitions[$0].labels },
      clusterCounts: defined.map { partitions[$0].clusterCount }, metric: metric,
      parallelism: parallelism)
    for (index, offset) in zip(defined, distances.offsets) {
      result[index] = Silhouette(partitions[index], parallelism: parallelism) { i, cluster in
        distances.sum(i, slot: offset + cluster)
      }
    }
    return result
  }

  /// From dissimilarities, which need not be distances. Sums run over the observations in order.
  ///
  /// - Complexity: O(*n²*).
  /// - Throws: `CancellationError`.
  public init?(
    _ dissimilarities: Dissimilarities, _ partition: Partition,
    parallelism: Parallelism = .serial
  ) throws(CancellationError) {
    let (n, k) = (dissimilarities.count, partition.clusterCount)
    precondition(partition.observationCount == n, "one label per observation")
    guard Silhouette.isDefined(partition) else { return nil }
    let blocks = try parallelism.map(blocksOf: n, size: 64) {
      (rows: Range<Int>) throws(CancellationError) -> [Double] in
      try parallelism.checkpoint(Double(rows.lowerBound) / Double(n))
      var sums = [Double](repeating: 0, count: rows.count * k)
      for (offset, i) in rows.enumerated() {
        for (label, value) in zip(partition.labels, dissimilarities.row(i)) {
          sums[offset * k + label] += value
        }
      }
      return sums
    }
    let sums = blocks.flatMap { $0 }
    self.init(partition, parallelism: parallelism) { i, cluster in sums[i * k + cluster] }
  }
}

extension Silhouette {
  private static func isDefined(_ partition: Partition) -> Bool {
    partition.clusterCount >= 2 && partition.clusterCount < partition.observationCount
  }

  /// - Parameter sum: the sum of the distances from an observation to the members of a cluster.
  private init(
    _ partition: Partition, parallelism: Parallelism, sum: @Sendable (Int, Int) -> Double
  ) {
    let blocks = parallelism.map(blocksOf: partition.observationCount, size: 4096) { rows in
      rows.map { Silhouette.value(of: $0, in: partition, sum: sum) }
    }
    let values = blocks.flatMap { $0 }
    var clusterSums = [Double](repeating: 0, count: partition.clusterCount)
    for (value, label) in zip(values, partition.labels) { clusterSums[label] += value }
    self.values = values
    mean = values.reduce(0, +) / Double(values.count)
    clusterMeans = zip(clusterSums, partition.sizes).map { $0 / Double($1) }
  }

  private static func value(
    of i: Int, in partition: Partition, sum: (Int, Int) -> Double
  ) -> Double {
    let own = partition.labels[i]
    guard partition.sizes[own] > 1 else { return 0 }
    let within = sum(i, own) / Double(partition.sizes[own] - 1)
    var nearest = Double.infinity
    for cluster in 0..<partition.clusterCount where cluster != own {
      nearest = min(nearest, sum(i, cluster) / Double(partition.sizes[cluster]))
    }
    let larger = max(within, nearest)
    return larger > 0 ? (nearest - within) / larger : 0
  }
}
