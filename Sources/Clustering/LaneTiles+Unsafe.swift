import CKernels
import LinearAlgebra

/// Points copied into tiles of eight, column by column, as the kernels read them.
///
/// ```
/// tile 0: x₀₀ x₁₀ … x₇₀ | x₀₁ x₁₁ … x₇₁ | …     then tile 1: x₈₀ x₉₀ …
/// ```
struct LaneTiles: Sendable {
  static let width = Int(CK_LANES)

  let count: Int
  let columnCount: Int
  private(set) var storage: [Double]

  var tileCount: Int { (count + Self.width - 1) / Self.width }

  /// Lanes beyond the last point hold 0.
  init(_ x: Matrix) {
    count = x.rowCount
    columnCount = x.columnCount
    let tileCount = (x.rowCount + Self.width - 1) / Self.width
    let columnCount = x.columnCount
    storage = [Double](repeating: 0, count: tileCount * Self.width * columnCount)
    x.withUnsafeElements { source in
      storage.withUnsafeMutableBufferPointer { target in
        for i in 0..<x.rowCount {
          let base = (i / Self.width) * Self.width * columnCount + i % Self.width
          for j in 0..<columnCount { target[base + j * Self.width] = source[i * columnCount + j] }
        }
      }
    }
  }
}

extension LaneTiles {
  /// Labels and squared distances of the nearest centroid, for the points of some rows that start
  /// at a tile.
  struct Nearest: Sendable {
    var labels: [Int32]
    var squaredDistances: [Double]
  }

  /// - Parameter centroids: *k* × *p*, row by row. Ties go to the lowest label.
  func nearest(in rows: Range<Int>, centroids: [Double]) -> Nearest {
    let span = tiles(of: rows)
    let lanes = span.count * Self.width
    var distances = [Double](repeating: 0, count: lanes)
    var labels = [Int32](repeating: 0, count: lanes)
    storage.withUnsafeBufferPointer { tiles in
      if let base = tiles.baseAddress {
        ckNearestCentroids(
          base + span.lowerBound * Self.width * columnCount, span.count, columnCount, centroids,
          centroids.count / columnCount, &labels, &distances)
      }
    }
    labels.removeLast(lanes - rows.count)
    distances.removeLast(lanes - rows.count)
    return Nearest(labels: labels, squaredDistances: distances)
  }

  /// Squared distances of `queries`, row-major points, to the points of some rows that start at a
  /// tile: `queryCount` rows of ``stride(of:)`` numbers, of which the first `rows.count` count.
  func squaredDistances(to rows: Range<Int>, from queries: ArraySlice<Double>) -> [Double] {
    let span = tiles(of: rows)
    let queryCount = queries.count / columnCount
    return [Double](unsafeUninitializedCapacity: queryCount * stride(of: rows)) { out, filled in
      storage.withUnsafeBufferPointer { tiles in
        queries.withUnsafeBufferPointer { queries in
          if let tiles = tiles.baseAddress, let queries = queries.baseAddress,
            let out = out.baseAddress
          {
            ckSquaredDistances(
              tiles + span.lowerBound * Self.width * columnCount, span.count, columnCount, queries,
              queryCount, out)
          }
        }
      }
      filled = queryCount * stride(of: rows)
    }
  }

  func stride(of rows: Range<Int>) -> Int { tiles(of: rows).count * Self.width }

  private func tiles(of rows: Range<Int>) -> Range<Int> {
    precondition(rows.lowerBound % Self.width == 0, "rows start at a tile")
    return (rows.lowerBound / Self.width)..<((rows.upperBound + Self.width - 1) / Self.width)
  }
}
