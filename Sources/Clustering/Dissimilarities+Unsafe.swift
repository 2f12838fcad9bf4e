import CKernels
import LinearAlgebra

extension Dissimilarities {
  /// - Parameters:
  ///   - x: checked, at a scale where squares do not underflow.
  ///   - exponent: distances are multiplied by 2^exponent.
  init(
    unchecked x: Matrix, metric: DistanceMetric, exponent: Int, parallelism: Parallelism
  ) throws(CancellationError) {
    let points = PointBlocks(x)
    let (n, blocks) = (x.rowCount, points.blockCount)
    // Rows of blocks from both ends: the first has most pairs of blocks, the last has one.
    let stripes = (blocks + 1) / 2
    var failure: CancellationError?
    let elements = [Double](unsafeUninitializedCapacity: n * n) { buffer, filled in
      LargeMemory.expectWrites(buffer)
      nonisolated(unsafe) let cells = buffer
      do throws(CancellationError) {
        _ = try parallelism.map(count: stripes) { (stripe: Int) throws(CancellationError) -> Void in
          try parallelism.checkpoint(Double(stripe) / Double(stripes))
          let other = blocks - 1 - stripe
          for row in other == stripe ? [stripe] : [stripe, other] {
            for column in row..<blocks {
              try parallelism.checkpoint()
              Self.fill(cells, points, row, column, metric, exponent)
            }
          }
        }
        filled = n * n
      } catch { failure = error }
    }
    if let failure { throw failure }
    self.init(count: n, elements: elements)
  }

  /// Distances of a block to itself or to a later one, and the same across the diagonal.
  private static func fill(
    _ cells: UnsafeMutableBufferPointer<Double>, _ points: PointBlocks, _ a: Int, _ b: Int,
    _ metric: DistanceMetric, _ exponent: Int
  ) {
    let (width, n) = (PointBlocks.width, points.count)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * width * width) { buffer in
      guard let bySecond = buffer.baseAddress else { return }
      let byFirst = bySecond + width * width
      points.withBlocks(a, b) { first, second in
        ckBlockDistances(
          first, second, points.columnCount, metric.kernelFlag, bySecond, byFirst)
      }
      if exponent != 0 {
        for i in buffer.indices { buffer[i] = buffer[i].scaled(byPowerOfTwo: exponent) }
      }
      let (rows, columns) = (points.points(ofBlock: a), points.points(ofBlock: b))
      copy(byFirst, cells, n, rows, columns)
      if a != b { copy(bySecond, cells, n, columns, rows) }
    }
  }

  private static func copy(
    _ block: UnsafePointer<Double>, _ cells: UnsafeMutableBufferPointer<Double>, _ n: Int,
    _ rows: Range<Int>, _ columns: Range<Int>
  ) {
    guard let base = cells.baseAddress else { return }
    for (offset, i) in rows.enumerated() {
      (base + i * n + columns.lowerBound).update(
        from: block + offset * PointBlocks.width, count: columns.count)
    }
  }
}
