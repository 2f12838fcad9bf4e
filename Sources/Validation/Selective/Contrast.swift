import Clustering
import LinearAlgebra

/// The difference of the means of two clusters, and the line of data along which it grows.
///
/// With ν = 1/n_a on cluster a, −1/n_b on cluster b and 0 elsewhere, d = xᵀν is the difference of the
/// means, and
///
///     x′(ψ) = x + (ν/‖ν‖²) ψ dᵀ
///
/// the data whose difference is (1 + ψ)d and which are otherwise the same: the observations of a and
/// of b move against each other as two rigid bodies, all others stay.
struct Contrast: Sendable {
  /// Of each observation: ν/‖ν‖², that is n_b/(n_a + n_b) in a and −n_a/(n_a + n_b) in b.
  let shifts: [Double]
  /// 0 in a, 1 in b, 2 elsewhere.
  let bodies: [Int8]
  /// d and ‖d‖².
  let difference: [Double]
  let squaredDistance: Double
  /// ‖ν‖² = 1/n_a + 1/n_b.
  let squaredNorm: Double

  /// The shift of each body.
  let bodyShifts: [Double]

  /// - Parameter x: columns centred, so that means lose no digits.
  init(_ x: Matrix, _ partition: Partition, between a: Int, and b: Int) {
    let sizes = [Double(partition.sizes[a]), Double(partition.sizes[b])]
    squaredNorm = 1 / sizes[0] + 1 / sizes[1]
    let bodies = partition.labels.map { $0 == a ? Int8(0) : $0 == b ? 1 : 2 }
    let total = sizes[0] + sizes[1]
    let bodyShifts = [sizes[1] / total, -sizes[0] / total, 0]
    var sums = [[Double]](repeating: [Double](repeating: 0, count: x.columnCount), count: 2)
    for i in 0..<x.rowCount where bodies[i] < 2 {
      for j in 0..<x.columnCount { sums[Int(bodies[i])][j] += x[i, j] }
    }
    difference = zip(sums[0], sums[1]).map { $0 / sizes[0] - $1 / sizes[1] }
    squaredDistance = difference.reduce(0) { $0 + $1 * $1 }
    shifts = bodies.map { bodyShifts[Int($0)] }
    self.bodies = bodies
    self.bodyShifts = bodyShifts
  }
}
