/// The thin QR factorization A = Q R, QᵀQ = I, R upper triangular (trapezoidal where *n* < *p*).
///
///     let qr = try QRFactorization(a)
///     qr.q.product(qr.r)    // a
///
/// The diagonal of R is not negative, which makes the factors unique when A has full column rank.
/// Householder reflections, no pivoting (LAPACK `dgeqrf`, `dorgqr`): a rank-deficient A leaves
/// zeros, up to rounding, on the diagonal of R.
public struct QRFactorization: Sendable {
  /// *n* × min(*n*, *p*).
  public let q: Matrix
  /// min(*n*, *p*) × *p*, zeros below the diagonal.
  public let r: Matrix

  /// - Parameter a: *n* × *p*, finite; either dimension may be 0.
  /// - Throws: ``LinearAlgebraError/notFinite(routine:row:column:)``.
  /// - Complexity: O(*n·p*·min(*n*, *p*)).
  public init(_ a: Matrix) throws {
    try a.requireFinite(for: "QRFactorization")
    let order = min(a.rowCount, a.columnCount)
    if order == 0 {
      self.q = Matrix(repeating: 0, rowCount: a.rowCount, columnCount: 0)
      self.r = Matrix(repeating: 0, rowCount: 0, columnCount: a.columnCount)
      return
    }
    let factors = try LAPACK.thinQR(a)
    var q = factors.q
    var r = factors.r
    for k in 0..<order where r[k, k] < 0 {
      for i in 0..<q.rowCount { q[i, k] = -q[i, k] }
      for j in k..<r.columnCount { r[k, j] = -r[k, j] }
    }
    self.q = q
    self.r = r
  }
}
