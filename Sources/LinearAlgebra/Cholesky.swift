/// The Cholesky factor of a symmetric positive definite matrix: A = L Lᵀ, L lower triangular with a
/// positive diagonal.
///
///     let x = try Cholesky(a).solve(b)   // A x = b
///
/// LAPACK `dpotrf`, as NumPy's `cholesky`; R's `chol` gives Lᵀ.
public struct Cholesky: Sendable {
  /// *p* × *p*, zeros above the diagonal.
  public let lower: Matrix

  /// - Parameter a: *p* × *p*; only its lower triangle is read. 0 × 0 is its own factor.
  /// - Throws: ``LinearAlgebraError/notFinite(routine:row:column:)``,
  ///   ``LinearAlgebraError/notPositiveDefinite(order:)`` with the order of the first leading block
  ///   that is not positive definite. A singular A may pass when rounding makes its pivot positive.
  /// - Complexity: *p³*/3 operations.
  public init(_ a: Matrix) throws {
    precondition(a.rowCount == a.columnCount, "square")
    try a.requireFinite(for: "Cholesky")
    self.lower = a.rowCount == 0 ? a : try LAPACK.cholesky(a)
  }

  /// X with A X = B.
  /// - Parameter b: *p* × *m*.
  public func solve(_ b: Matrix) -> Matrix {
    precondition(b.rowCount == lower.rowCount, "as many rows as the factor")
    if b.rowCount == 0 || b.columnCount == 0 { return b }
    let y = BLAS.solveTriangular(lower, b, lower: true, transposed: false)
    return BLAS.solveTriangular(lower, y, lower: true, transposed: true)
  }
}
