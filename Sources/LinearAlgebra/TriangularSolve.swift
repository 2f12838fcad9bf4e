extension Matrix {
  /// X with T X = B, or Tᵀ X = B, where T is this matrix read as triangular.
  ///
  ///     let z = try cholesky.lower.solveTriangular(b, lower: true)
  ///
  /// The other triangle is not read for the solution, but must be finite. BLAS `dtrsm`.
  ///
  /// - Parameters:
  ///   - b: *p* × *m*, finite.
  ///   - lower: whether T is the lower triangle or the upper.
  ///   - transposed: solve with Tᵀ.
  /// - Throws: ``LinearAlgebraError/singular(column:)`` at the first zero of the diagonal,
  ///   ``LinearAlgebraError/notFinite(routine:row:column:)``.
  /// - Complexity: O(*p²·m*).
  public func solveTriangular(_ b: Matrix, lower: Bool, transposed: Bool = false) throws -> Matrix {
    precondition(rowCount == columnCount, "square")
    precondition(b.rowCount == rowCount, "as many rows as the triangle")
    try requireFinite(for: "TriangularSolve")
    try b.requireFinite(for: "TriangularSolve")
    for i in 0..<rowCount where self[i, i] == 0 {
      throw LinearAlgebraError.singular(column: i)
    }
    if b.rowCount == 0 || b.columnCount == 0 { return b }
    return BLAS.solveTriangular(self, b, lower: lower, transposed: transposed)
  }
}
