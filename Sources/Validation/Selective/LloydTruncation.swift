import Clustering
import LinearAlgebra

/// The ψ for which Lloyd's iteration from the same start makes the same assignments, all of them, on
/// data along the line of a contrast.
///
/// Observation i is nearest to the centroid of its label c rather than k where
///
///     ‖x_i(ψ) − m_k(ψ)‖² − ‖x_i(ψ) − m_c(ψ)‖² ≥ 0,
///
/// a quadratic: each centroid is a mean of observations, which move with ψ by the mean of their shifts;
/// a centroid given from outside stays. Chen & Witten 2023.
///
/// O(*n·k·p*) an assignment.
struct LloydTruncation {
  private let data: CentredData
  private let contrast: Contrast
  private let projections: [Double]
  private let path: LloydPath

  private var x: Matrix { data.x }

  init(_ data: CentredData, _ path: LloydPath, contrast: Contrast) {
    self.data = data
    self.path = path
    self.contrast = contrast
    projections = (0..<data.x.rowCount).map { i in
      zip(data.x.row(i), contrast.difference).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  func truncation(parallelism: Parallelism) throws(CancellationError) -> Truncation {
    var result = Truncation()
    for (step, labels) in path.labels.enumerated() {
      let centroids = step == 0 ? start : means(of: path.labels[step - 1])
      let parts = try parallelism.map(blocksOf: x.rowCount, size: 256) {
        (rows: Range<Int>) throws(CancellationError) -> Truncation in
        try parallelism.checkpoint()
        var part = Truncation()
        for i in rows { restrict(&part, observation: i, label: labels[i], centroids) }
        return part
      }
      for part in parts { result.formIntersection(part) }
    }
    return result
  }

  private func restrict(
    _ truncation: inout Truncation, observation i: Int, label: Int,
    _ centroids: [MovingPoint]
  ) {
    let own = squaredDistance(i, centroids[label])
    for (k, centroid) in centroids.enumerated() where k != label {
      let other = squaredDistance(i, centroid)
      truncation.require(
        other.square - own.square, other.linear - own.linear, other.constant - own.constant)
    }
  }

  private func squaredDistance(_ i: Int, _ point: MovingPoint) -> Quadratic {
    var sum = 0.0
    for j in 0..<x.columnCount {
      let step = x[i, j] - point.position[j]
      sum += step * step
    }
    let shift = contrast.shifts[i] - point.shift
    return Quadratic(
      constant: sum, linear: 2 * shift * (projections[i] - point.projection),
      square: shift * shift * contrast.squaredDistance)
  }
}

extension LloydTruncation {
  /// A point that moves as position + shift · ψd.
  private struct MovingPoint {
    var position: [Double]
    var shift: Double
    var projection: Double
  }

  private var start: [MovingPoint] {
    switch path.start {
    case .labels(let labels): return means(of: labels)
    case .rows(let rows):
      return rows.map { i in
        MovingPoint(
          position: Array(x.row(i)), shift: contrast.shifts[i], projection: projections[i])
      }
    case .centroids(let centroids):
      return (0..<centroids.rowCount).map { c in
        let position = data.placed(centroids.row(c))
        return MovingPoint(
          position: position, shift: 0,
          projection: zip(position, contrast.difference).reduce(0) { $0 + $1.0 * $1.1 })
      }
    }
  }

  private func means(of labels: [Int]) -> [MovingPoint] {
    let zero = MovingPoint(
      position: [Double](repeating: 0, count: x.columnCount), shift: 0, projection: 0)
    var points = [MovingPoint](repeating: zero, count: path.clusterCount)
    var counts = [Double](repeating: 0, count: path.clusterCount)
    for (i, label) in labels.enumerated() {
      counts[label] += 1
      points[label].shift += contrast.shifts[i]
      for j in 0..<x.columnCount { points[label].position[j] += x[i, j] }
    }
    for c in points.indices {
      points[c].shift /= counts[c]
      for j in 0..<x.columnCount { points[c].position[j] /= counts[c] }
      points[c].projection = zip(points[c].position, contrast.difference).reduce(0) {
        $0 + $1.0 * $1.1
      }
    }
    return points
  }
}
