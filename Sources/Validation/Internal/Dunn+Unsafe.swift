import CKernels
import Clustering
import LinearAlgebra

extension InternalIndex {
  /// Dunn's index: the smallest distance between observations of different clusters over the largest
  /// between two of the same. Larger is better; no unit. One outlier decides it.
  ///
  /// Undefined, hence `nil`, unless 2 ≤ *k* ≤ *n* − 1 and some cluster has two distinct members. Agrees
  /// with R's `fpc::cluster.stats(...)$dunn`.
  ///
  /// - Parameter x: *n* × *p*, finite.
  /// - Throws: `CancellationError`.
  /// - Complexity: O(*n²·p*), each pair once; distances are not stored. Extremes do not depend on
  ///   order: same bytes for any number of threads.
  /// - Source: Dunn 1974, doi:10.1080/01969727408546059.
  public static func dunn(
    _ x: Matrix, _ partition: Partition, parallelism: Parallelism = .serial
  ) throws(CancellationError) -> Double? {
    let (n, k) = (partition.observationCount, partition.clusterCount)
    precondition(n == x.rowCount, "one label per observation")
    guard k >= 2, k < n else { return nil }
    let points = PointBlocks(x.atOrdinaryScale())
    // Places without an observation have a negative label.
    let padding = points.blockCount * PointBlocks.width - n
    let labels = partition.labels.map { Int64($0) } + [Int64](repeating: -1, count: padding)
    let rows = try parallelism.map(count: points.blockCount) {
      (a: Int) throws(CancellationError) -> Extremes in
      try parallelism.checkpoint(Double(a) / Double(points.blockCount))
      return Extremes(points, labels, rowOfBlocks: a)
    }
    let between = rows.map(\.smallestBetween).min() ?? .infinity
    let within = rows.map(\.largestWithin).max() ?? 0
    return within > 0 ? between.squareRoot() / within.squareRoot() : nil
  }
}

/// Of squared distances.
private struct Extremes: Sendable {
  var smallestBetween = Double.infinity
  var largestWithin = 0.0

  /// Over the pairs of a block with itself and every later one.
  init(_ points: PointBlocks, _ labels: [Int64], rowOfBlocks a: Int) {
    let width = PointBlocks.width
    var (between, within) = (smallestBetween, largestWithin)
    labels.withUnsafeBufferPointer { labels in
      guard let labels = labels.baseAddress else { return }
      for b in a..<points.blockCount {
        points.withBlocks(a, b) { first, second in
          ckPairExtremes(
            first, second, points.columnCount, labels + a * width, labels + b * width, &between,
            &within)
        }
      }
    }
    (smallestBetween, largestWithin) = (between, within)
  }
}
