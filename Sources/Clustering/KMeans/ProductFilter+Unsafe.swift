import LinearAlgebra

/// Proposes nearest centroids by a matrix product, and proves them.
///
/// With x and c taken from the mean, ‖x − c‖² = ‖x‖² − 2x·c + ‖c‖², and the products x·c of a
/// block of rows are one `dgemm`. Rounding makes the result wrong by at most
/// E = 4(p + 8)u(‖x‖ + max‖c‖)², u = 2⁻⁵³, against the direct sum in double: γₚ₊₃(‖x‖ + ‖c‖)² for
/// the product and its sums in any order (‖x‖² itself is common to all centroids and left out),
/// γₚ₊₂ times the distance for the direct sum, 3u(‖x‖ + ‖c‖)² for the rounded subtraction of the
/// mean, and the rest for the norms' own rounding. Only a centroid within 2E of the lowest value
/// can be the nearest; where there is another than the lowest, direct sums decide.
struct ProductFilter: Sendable {
  private let x: Matrix
  private let mean: [Double]
  private let centredBlocks: [Matrix]
  /// ‖x − mean‖ of each row.
  private let norms: [Double]

  /// The kernel of direct sums costs 3 operations where the product fuses 2, but needs no packing
  /// and no second look: measured, the product pays for many centroids in many columns.
  static func isFaster(clusterCount: Int, columnCount: Int) -> Bool {
    clusterCount >= 32 && columnCount >= 256
  }

  init(_ observations: Observations) {
    x = observations.x
    mean = observations.roughMeans()
    let centred = observations.centred()
    norms = (0..<x.rowCount).map { i in centred.row(i).reduce(0) { $0 + $1 * $1 }.squareRoot() }
    centredBlocks = (0..<RowBlocks.count(of: x.rowCount)).map { b in
      let rows = RowBlocks.range(b, of: centred.rowCount)
      let cells = (rows.lowerBound * centred.columnCount)..<(rows.upperBound * centred.columnCount)
      return Matrix(
        rowCount: rows.count, columnCount: centred.columnCount,
        elements: Array(centred.elements[cells]))
    }
  }

  func proposal(for centroids: [Double], clusterCount: Int) -> Proposal {
    let p = x.columnCount
    var centred = Matrix(rowCount: clusterCount, columnCount: p, elements: centroids)
    for c in 0..<clusterCount { for j in 0..<p { centred[c, j] -= mean[j] } }
    let squaredNorms = (0..<clusterCount).map { c in centred.row(c).reduce(0) { $0 + $1 * $1 } }
    return Proposal(
      filter: self, centroids: centroids, centred: centred, squaredNorms: squaredNorms,
      largestNorm: (squaredNorms.max() ?? 0).squareRoot())
  }

  struct Proposal: Sendable {
    fileprivate let filter: ProductFilter
    fileprivate let centroids: [Double]
    fileprivate let centred: Matrix
    fileprivate let squaredNorms: [Double]
    fileprivate let largestNorm: Double
  }
}

extension ProductFilter.Proposal {
  func nearest(inBlock block: Int) -> LaneTiles.Nearest {
    let rows = RowBlocks.range(block, of: filter.x.rowCount)
    let products = filter.centredBlocks[block].product(centred, transposingOther: true)
    var result = LaneTiles.Nearest(
      labels: [Int32](repeating: 0, count: rows.count),
      squaredDistances: [Double](repeating: 0, count: rows.count))
    products.withUnsafeElements { products in
      squaredNorms.withUnsafeBufferPointer { squaredNorms in
        for (offset, row) in rows.enumerated() {
          let k = squaredNorms.count
          let values = UnsafeBufferPointer(rebasing: products[(offset * k)..<((offset + 1) * k)])
          let label = nearest(row: row, products: values, squaredNorms: squaredNorms)
          result.labels[offset] = Int32(label)
          result.squaredDistances[offset] = directDistance(row: row, label: label)
        }
      }
    }
    return result
  }

  private func nearest(
    row: Int, products: UnsafeBufferPointer<Double>, squaredNorms: UnsafeBufferPointer<Double>
  ) -> Int {
    let reach = filter.norms[row] + largestNorm
    // The last term covers what may underflow.
    let error = 4 * Double(filter.mean.count + 8) * 0x1p-53 * reach * reach + 0x1p-900
    var (lowest, second) = (Double.infinity, Double.infinity)
    var label = 0
    for c in 0..<squaredNorms.count {
      let value = squaredNorms[c] - 2 * products[c]
      if value < lowest {
        second = lowest
        lowest = value
        label = c
      } else if value < second {
        second = value
      }
    }
    if second > lowest + 2 * error { return label }
    return nearestByDirectSums(
      row: row,
      among: squaredNorms.indices.filter {
        squaredNorms[$0] - 2 * products[$0] <= lowest + 2 * error
      })
  }

  private func nearestByDirectSums(row: Int, among labels: [Int]) -> Int {
    let distances = labels.map { directDistance(row: row, label: $0) }
    let best = distances.indices.min { a, b in
      distances[a] != distances[b] ? distances[a] < distances[b] : a < b
    }
    return labels[best ?? 0]
  }

  private func directDistance(row: Int, label: Int) -> Double {
    let p = filter.mean.count
    return filter.x.withUnsafeElements { x in
      centroids.withUnsafeBufferPointer { centroids in
        var sum = 0.0
        for j in 0..<p {
          let difference = x[row * p + j] - centroids[label * p + j]
          sum += difference * difference
        }
        return sum
      }
    }
  }
}
