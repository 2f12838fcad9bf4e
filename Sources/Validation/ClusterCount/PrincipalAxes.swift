import LinearAlgebra

/// The principal axes of some observations (columns, by decreasing variance) and their scores.
struct PrincipalAxes: Sendable {
  let axes: Matrix
  let mean: [Double]
  let scores: Matrix

  init(_ x: Matrix) throws {
    let mean = x.columnMeans()
    var centred = x
    for i in 0..<x.rowCount {
      for j in 0..<x.columnCount { centred[i, j] -= mean[j] }
    }
    let axes = try SymmetricEigen(centred.gram()).vectors
    self.mean = mean
    self.axes = axes
    scores = centred.product(axes)
  }

  static func rotatedBack(_ scores: Matrix, axes: Matrix, mean: [Double]) -> Matrix {
    var x = scores.product(axes, transposingOther: true)
    for i in 0..<x.rowCount {
      for j in 0..<x.columnCount { x[i, j] += mean[j] }
    }
    return x
  }
}
