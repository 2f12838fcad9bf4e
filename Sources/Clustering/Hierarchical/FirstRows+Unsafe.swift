import CKernels
import LinearAlgebra

/// The rows of dissimilarities between observations, made when they are asked for.
struct FirstRows: Sendable {
  let count: Int
  /// Writes the rows of some observations one after the other, each as long as `Square.stride`;
  /// infinite for an observation and itself, and beyond the last.
  let fill: @Sendable ([Int], UnsafeMutablePointer<Double>) -> Void

  /// How many are asked for at a time, so that they stay in the second-level cache.
  static let atOnce = 4
}

extension FirstRows {
  /// Distances of points, or their squares.
  init(of x: Matrix, takesRoots: Bool) {
    let n = x.rowCount
    let tiles = LaneTiles(x)
    count = n
    fill = { rows, out in
      tiles.fillSquaredDistances(of: x, rows, into: out)
      for (r, i) in rows.enumerated() {
        let stride = Square.stride(count: n)
        ckFinishDistances(out + r * stride, n, stride, i, takesRoots ? 1 : 0)
      }
    }
  }

  /// Dissimilarities times 2^exponent, squared where the linkage is one of squares.
  init(
    of dissimilarities: Dissimilarities, exponent: Int, linkage: Linkage, weights: [Double]?
  ) {
    let n = dissimilarities.count
    count = n
    fill = { rows, out in
      let stride = Square.stride(count: n)
      for (r, i) in rows.enumerated() {
        let row = out + r * stride
        for j in 0..<n {
          let d = dissimilarities[i, j].scaled(byPowerOfTwo: exponent)
          var share = 1.0
          if linkage == .ward, let weights {
            share = 2 * weights[i] * weights[j] / (weights[i] + weights[j])
          }
          row[j] = linkage.isOfSquares ? share * (d * d) : d
        }
        ckFinishDistances(row, n, stride, i, 0)
      }
    }
  }
}

extension LaneTiles {
  fileprivate func fillSquaredDistances(
    of x: Matrix, _ rows: [Int], into out: UnsafeMutablePointer<Double>
  ) {
    var queries: [Double] = []
    queries.reserveCapacity(rows.count * columnCount)
    for i in rows { queries += x.row(i) }
    storage.withUnsafeBufferPointer { tiles in
      if let tiles = tiles.baseAddress {
        ckSquaredDistances(tiles, tileCount, columnCount, queries, rows.count, out)
      }
    }
  }
}

extension SquareAgglomeration {
  /// Distances of points: squared where the linkage is one of squares, and for `complete`, which
  /// takes either.
  init(
    _ linkage: Linkage, of observations: Observations, parallelism: Parallelism
  ) throws(CancellationError) {
    let takesRoots = !linkage.isOfSquares && linkage != .complete
    try self.init(
      linkage, of: FirstRows(of: observations.x, takesRoots: takesRoots),
      weights: observations.weights, roots: !takesRoots, parallelism: parallelism)
  }

  /// Dissimilarities times 2^exponent, squared where the linkage is one of squares.
  init(
    _ linkage: Linkage, of dissimilarities: Dissimilarities, exponent: Int, weights: [Double]?,
    parallelism: Parallelism
  ) throws(CancellationError) {
    let rows = FirstRows(
      of: dissimilarities, exponent: exponent, linkage: linkage, weights: weights)
    try self.init(
      linkage, of: rows, weights: weights, roots: linkage.isOfSquares, parallelism: parallelism)
  }

  /// Where the first round merges many pairs, as it does unless ties chase each other, the square is
  /// never there for the observations: rows are made once to find the pairs and once more to be merged,
  /// which costs less than the memory of a square nearly twice as large.
  mutating func begin(
    with rows: FirstRows, parallelism: Parallelism
  ) throws(CancellationError) {
    if !linkage.mayInvert, rows.count > 1 {
      try findNeighbours(in: rows, parallelism: parallelism)
      let pairs = reciprocalPairs()
      if areMany(pairs) { return try closeUp(merging: pairs, of: rows, parallelism: parallelism) }
    }
    let n = rows.count
    (square, _) = try Square.filled(
      count: n, blockSize: FirstRows.atOnce, parallelism: parallelism
    ) { block, out throws(CancellationError) in
      try parallelism.checkpoint(0.4 * Double(block.lowerBound) / Double(n))
      rows.fill(Array(block), out[block.lowerBound])
    }
  }

  private mutating func findNeighbours(
    in rows: FirstRows, parallelism: Parallelism
  ) throws(CancellationError) {
    let (n, penalties) = (rows.count, penalties)
    let found = try parallelism.map(blocksOf: n, size: 4 * FirstRows.atOnce) {
      (block: Range<Int>) throws(CancellationError) -> [Square.Lowest] in
      try parallelism.checkpoint(0.2 * Double(block.lowerBound) / Double(n))
      var lowest: [Square.Lowest] = []
      rows.inScratch(count: FirstRows.atOnce) { scratch in
        for first in Swift.stride(
          from: block.lowerBound, to: block.upperBound, by: FirstRows.atOnce)
        {
          let some = first..<min(first + FirstRows.atOnce, block.upperBound)
          rows.fill(Array(some), scratch)
          for r in 0..<some.count {
            let row = scratch + r * Square.stride(count: n)
            lowest.append(Square.Lowest(of: row, penalties, count: n))
          }
        }
      }
      return lowest
    }
    for (slot, lowest) in found.joined().enumerated() { take(lowest, for: slot) }
  }
}

extension FirstRows {
  /// Room for some rows.
  func inScratch(count rowCount: Int, _ body: (UnsafeMutablePointer<Double>) -> Void) {
    let length = rowCount * Square.stride(count: count)
    withUnsafeTemporaryAllocation(byteCount: length * 8, alignment: 64) { bytes in
      if let base = bytes.bindMemory(to: Double.self).baseAddress { body(base) }
    }
  }
}
