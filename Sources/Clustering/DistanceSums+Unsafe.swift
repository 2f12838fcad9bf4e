import CKernels
import LinearAlgebra

/// For every observation *i* and every cluster *c* of several partitions of the same observations,
/// S(i, c) = Σ_{j in c} d(xᵢ, xⱼ): what the silhouette is made of.
///
/// The distances do not depend on the partition and are symmetric: one pass over the *n*(*n* + 1)/2
/// of them serves every partition, and they are never stored. A Euclidean one is the root of the
/// direct sum Σ(xᵢ − xⱼ)²: the expansion ‖xᵢ‖² − 2xᵢxⱼ + ‖xⱼ‖² cancels for near neighbours.
///
/// **Order of the sums**, the same for any number of threads, any company of partitions and any
/// instruction set. Observations are cut into blocks of 64, blocks into groups of 4. The distances
/// from *i* to the members of *c* in one block are added up from 0 in order; call the result the
/// block's. Let *i*'s group be A of G, and a block's group lie *d* = (B − A) mod G groups ahead.
/// The block is *ahead* where 0 < 2*d* < G, where 2*d* = G and A < B, and, in *i*'s own group, from
/// *i*'s own block on; else it is *behind*. Blocks ahead are added up from 0 by increasing *d*, then
/// position; blocks behind by increasing (A − B) mod G, then position; S is the first sum plus the
/// second.
///
/// ```
/// round d:  group 0 – group d,  group 1 – group d+1, …    each pair of groups once in all;
///           └ a task: adds to what lies ahead of the first and behind the second, as no other does
/// ```
///
/// - Complexity: O(*n²·(p + number of partitions)*) time, O(*n·(p + Σk*)) memory.
package struct DistanceSums: Sendable {
  /// Where each partition's clusters start among the slots of an observation.
  package let offsets: [Int]
  private let width: Int
  /// Element (i / 64 · width + slot) · 64 + i % 64.
  private var ahead: [Double]
  private var behind: [Double]

  private static let blocksPerGroup = 4

  /// - Throws: `CancellationError`.
  package init(
    _ x: Matrix, labels: [[Int]], clusterCounts: [Int], metric: DistanceMetric = .euclidean,
    parallelism: Parallelism
  ) throws(CancellationError) {
    offsets = clusterCounts.indices.map { clusterCounts[..<$0].reduce(0, +) }
    width = clusterCounts.reduce(0, +)
    let points = PointBlocks(x)
    let runs = ClusterRuns(labels, offsets: offsets, pointCount: x.rowCount)
    let size = points.blockCount * width * PointBlocks.width
    ahead = [Double](repeating: 0, count: size)
    behind = ahead
    try add(points, runs, metric, parallelism)
  }

  /// S of an observation and a slot: the offset of a partition plus the cluster.
  package func sum(_ observation: Int, slot: Int) -> Double {
    let (block, lane) = observation.quotientAndRemainder(dividingBy: PointBlocks.width)
    let index = (block * width + slot) * PointBlocks.width + lane
    return ahead[index] + behind[index]
  }

  private mutating func add(
    _ points: PointBlocks, _ runs: ClusterRuns, _ metric: DistanceMetric,
    _ parallelism: Parallelism
  ) throws(CancellationError) {
    let groups = (points.blockCount + Self.blocksPerGroup - 1) / Self.blocksPerGroup
    let stride = width * PointBlocks.width
    for distance in 0...(groups / 2) {
      try parallelism.checkpoint(Double(distance) / Double(groups / 2 + 1))
      let pairs = 2 * distance == groups ? distance : groups
      ahead.withUnsafeMutableBufferPointer { ahead in
        behind.withUnsafeMutableBufferPointer { behind in
          guard let aheadBase = ahead.baseAddress, let behindBase = behind.baseAddress else {
            return
          }
          // A group is the first of one pair of the round and the second of another: each pair
          // writes in `ahead` of its first group and `behind` of its second, and nowhere else.
          nonisolated(unsafe) let (aheadSums, behindSums) = (aheadBase, behindBase)
          parallelism.forEach(count: pairs) { group in
            let first = Self.blocks(ofGroup: group, of: points.blockCount)
            let second = Self.blocks(
              ofGroup: (group + distance) % groups, of: points.blockCount)
            for a in first {
              for b in second where distance > 0 || b >= a {
                Self.addPair(
                  points, runs, metric, a, b, aheadSums + a * stride,
                  a == b ? nil : behindSums + b * stride)
              }
            }
          }
        }
      }
    }
  }

  private static func blocks(ofGroup group: Int, of count: Int) -> Range<Int> {
    (group * blocksPerGroup)..<min((group + 1) * blocksPerGroup, count)
  }

  private static func addPair(
    _ points: PointBlocks, _ runs: ClusterRuns, _ metric: DistanceMetric, _ a: Int, _ b: Int,
    _ ahead: UnsafeMutablePointer<Double>, _ behind: UnsafeMutablePointer<Double>?
  ) {
    points.withBlocks(a, b) { first, second in
      runs.withLists(a, b) { firstRuns, secondRuns in
        ckPairDistanceSums(
          first, second, points.columnCount, metric.kernelFlag, firstRuns, secondRuns, ahead,
          behind)
      }
    }
  }
}

/// The members of each cluster in each block of observations, as `ckPairDistanceSums` reads them.
private struct ClusterRuns: Sendable {
  private var lists: [Int32] = []
  private var starts: [Int] = []

  init(_ labels: [[Int]], offsets: [Int], pointCount: Int) {
    for start in stride(from: 0, to: pointCount, by: PointBlocks.width) {
      starts.append(lists.count)
      let rows = start..<min(start + PointBlocks.width, pointCount)
      for (partition, offset) in zip(labels, offsets) {
        // Sorted by cluster, then position.
        let order = rows.sorted { (partition[$0], $0) < (partition[$1], $1) }
        var position = 0
        while position < order.count {
          let cluster = partition[order[position]]
          let members = order[position...].prefix { partition[$0] == cluster }
          lists.append(Int32(offset + cluster))
          lists.append(Int32(members.count))
          lists.append(contentsOf: members.map { Int32($0 - start) })
          position += members.count
        }
      }
      lists.append(-1)
    }
  }

  func withLists(
    _ a: Int, _ b: Int, _ body: (UnsafePointer<Int32>, UnsafePointer<Int32>) -> Void
  ) {
    lists.withUnsafeBufferPointer { lists in
      guard let base = lists.baseAddress else { return }
      body(base + starts[a], base + starts[b])
    }
  }
}
