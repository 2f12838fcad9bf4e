import CKernels

/// Sums over some observations, cluster by cluster.
struct ClusterSums: Sendable {
  /// Σ w (x − origin), *k* × *p*.
  var sums: [Double]
  /// Σ w.
  var weights: [Double]

  /// The blocks' sums added in their order.
  static func total(of blocks: [ClusterSums]) -> ClusterSums {
    var total = blocks[0]
    for block in blocks.dropFirst() {
      for i in block.sums.indices { total.sums[i] += block.sums[i] }
      for c in block.weights.indices { total.weights[c] += block.weights[c] }
    }
    return total
  }
}

extension ClusterSums {
  /// The sums of one block of rows, in row order.
  init(
    of observations: Observations, inBlock block: Int, labels: [Int32], clusterCount: Int,
    origin: [Double]
  ) {
    let rows = RowBlocks.range(block, of: observations.count)
    let p = observations.columnCount
    var (sums, weights) = (
      [Double](repeating: 0, count: clusterCount * p), [Double](repeating: 0, count: clusterCount)
    )
    observations.x.withUnsafeElements { x in
      guard let first = x.baseAddress.map({ $0 + rows.lowerBound * p }) else { return }
      if let rowWeights = observations.weights {
        rowWeights.withUnsafeBufferPointer { w in
          ckAddDeviations(
            first, rows.count, p, origin, w.baseAddress.map { $0 + rows.lowerBound }, labels,
            &sums, &weights)
        }
      } else {
        ckAddDeviations(first, rows.count, p, origin, nil, labels, &sums, &weights)
      }
    }
    self.sums = sums
    self.weights = weights
  }
}
