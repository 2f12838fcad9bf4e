import LinearAlgebra

/// Squared Euclidean distances between the rows of a matrix and other points, by direct
/// differences: ((x₀−y₀)² + (x₁−y₁)²) + …, columns in order, nothing fused.
///
///     let pairs = PairwiseDistances(x)
///     let d2 = pairs.squared(from: 0..<64)      // 64 × n
///     d2[3, 17].squareRoot()                    // distance of observations 3 and 17
///
/// The distance of (a, b) has the same bits as that of (b, a), whatever the block, the CPU or the
/// number of threads; the distance of a point to itself is exactly 0. Ask for blocks of about 64
/// rows, from as many threads as wished: a block costs O(rows · *n·p*) and rows · *n* numbers.
package struct PairwiseDistances: Sendable {
  private let x: Matrix
  private let tiles: LaneTiles

  /// - Parameter x: *n* × *p*, finite.
  package init(_ x: Matrix) {
    self.x = x
    tiles = LaneTiles(x)
  }

  package var count: Int { x.rowCount }

  /// From some of the rows themselves: `rows.count` × *n*.
  package func squared(from rows: Range<Int>) -> Matrix {
    let columns = x.columnCount
    return squared(
      x.elements[(rows.lowerBound * columns)..<(rows.upperBound * columns)], count: rows.count)
  }

  /// From other points in the same columns: `points.rowCount` × *n*.
  package func squared(from points: Matrix) -> Matrix {
    precondition(points.columnCount == x.columnCount, "points have the data's columns")
    return squared(points.elements[...], count: points.rowCount)
  }

  private func squared(_ queries: ArraySlice<Double>, count queryCount: Int) -> Matrix {
    if x.columnCount == 0 {
      return Matrix(repeating: 0, rowCount: queryCount, columnCount: count)
    }
    let lanes = tiles.squaredDistances(to: 0..<count, from: queries)
    let stride = tiles.stride(of: 0..<count)
    if stride == count {
      return Matrix(rowCount: queryCount, columnCount: count, elements: lanes)
    }
    var elements: [Double] = []
    elements.reserveCapacity(queryCount * count)
    for q in 0..<queryCount { elements.append(contentsOf: lanes[(q * stride)...].prefix(count)) }
    return Matrix(rowCount: queryCount, columnCount: count, elements: elements)
  }
}
