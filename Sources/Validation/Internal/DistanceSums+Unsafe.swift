import LinearAlgebra

/// For every observation *i* and every cluster *c* of several partitions of the same observations,
/// S(i, c) = Σ_{j in c} ‖xᵢ − xⱼ‖: what the silhouette is made of.
///
/// The *n²* distances do not depend on the partition, so one pass over them serves every
/// partition; they are never stored. Each is the direct difference Σ(xᵢ − xⱼ)² and a square root:
/// the expansion ‖xᵢ‖² − 2xᵢxⱼ + ‖xⱼ‖² cancels for near neighbours.
///
///     rows i … i+7 as lanes          one row j at a time
///     ┌ x(i,0) … x(i+7,0) ┐          x(j,0) … x(j,p−1)
///     │   …               │   −      broadcast            → 8 distances → sums[cluster of j]
///     └ x(i,p−1) …        ┘
///
/// Every sum runs over *j* in increasing order, whatever the number of threads.
///
/// - Complexity: O(*n²·(p + number of partitions)*) time, O(*n·Σk*) memory.
struct DistanceSums: Sendable {
  /// Row i holds the sums of observation i: the clusters of the first partition, then of the next.
  let sums: Matrix
  /// Where each partition's clusters start in a row.
  let offsets: [Int]

  private static let laneCount = 8
  private static let groupsPerBlock = 8

  init(_ x: Matrix, labels: [[Int]], clusterCounts: [Int], parallelism: Parallelism) {
    let width = clusterCounts.reduce(0, +)
    offsets = clusterCounts.indices.map { clusterCounts[..<$0].reduce(0, +) }
    let slots = DistanceSums.slots(labels, offsets: offsets)
    let rowsPerBlock = DistanceSums.laneCount * DistanceSums.groupsPerBlock
    let blockCount = (x.rowCount + rowsPerBlock - 1) / rowsPerBlock
    let blocks = parallelism.map(count: blockCount) { block in
      let first = block * rowsPerBlock
      return DistanceSums.block(
        x, rows: first..<min(x.rowCount, first + rowsPerBlock), slots: slots, width: width,
        partitionCount: labels.count)
    }
    sums = Matrix(
      rowCount: x.rowCount, columnCount: width, elements: blocks.flatMap { $0 })
  }

  /// Element j · partitions + m is the sum to which observation j contributes under partition m.
  private static func slots(_ labels: [[Int]], offsets: [Int]) -> [Int32] {
    let count = labels.first?.count ?? 0
    var slots: [Int32] = []
    slots.reserveCapacity(count * labels.count)
    for j in 0..<count {
      for (partition, offset) in zip(labels, offsets) {
        slots.append(Int32(offset + partition[j]))
      }
    }
    return slots
  }

  private static func block(
    _ x: Matrix, rows: Range<Int>, slots: [Int32], width: Int, partitionCount: Int
  ) -> [Double] {
    var result = [Double](repeating: 0, count: rows.count * width)
    var tile = [SIMD8<Double>](repeating: .zero, count: x.columnCount)
    var lanes = [SIMD8<Double>](repeating: .zero, count: width)
    var first = rows.lowerBound
    while first < rows.upperBound {
      let laneRows = min(laneCount, rows.upperBound - first)
      for variable in 0..<x.columnCount {
        // Lanes past the last row repeat it; their sums are not read.
        for lane in 0..<laneCount {
          tile[variable][lane] = x[first + min(lane, laneRows - 1), variable]
        }
      }
      for slot in 0..<width { lanes[slot] = .zero }
      accumulate(x, tile: tile, slots: slots, partitionCount: partitionCount, into: &lanes)
      for lane in 0..<laneRows {
        let start = (first - rows.lowerBound + lane) * width
        for slot in 0..<width { result[start + slot] = lanes[slot][lane] }
      }
      first += laneCount
    }
    return result
  }

  private static func accumulate(
    _ x: Matrix, tile: [SIMD8<Double>], slots: [Int32], partitionCount: Int,
    into lanes: inout [SIMD8<Double>]
  ) {
    let (n, p) = (x.rowCount, x.columnCount)
    x.withUnsafeElements { elements in
      tile.withUnsafeBufferPointer { tile in
        slots.withUnsafeBufferPointer { slots in
          lanes.withUnsafeMutableBufferPointer { lanes in
            for j in 0..<n {
              var squared = SIMD8<Double>.zero
              for variable in 0..<p {
                let difference = tile[variable] - SIMD8(repeating: elements[j &* p &+ variable])
                squared += difference * difference
              }
              let distance = squared.squareRoot()
              for partition in 0..<partitionCount {
                let slot = Int(slots[j &* partitionCount &+ partition])
                lanes[slot] += distance
              }
            }
          }
        }
      }
    }
  }
}
