/// The eigenvalues and eigenvectors of a symmetric matrix: A = V diag(λ) Vᵀ with VᵀV = I.
///
///     let eigen = try SymmetricEigen(covariance)
///     eigen.values[0]          // the largest
///     eigen.vectors.column(0)  // its vector
///
/// Values decrease; the largest absolute loading of each vector is positive, ties to the first.
/// Vectors of equal eigenvalues are any orthonormal basis of their space. An eigenvalue below
/// about 1e-16 · λ₁ is rounding, and may be slightly negative where A is semidefinite.
///
/// LAPACK `dsyevd`, as NumPy's `eigh` and, with `dsyevr`, R's `eigen`.
public struct SymmetricEigen: Sendable {
  /// Decreasing.
  public let values: [Double]
  /// *p* × *p*, one vector in each column, in the order of `values`.
  public let vectors: Matrix

  /// - Parameter a: *p* × *p*; only its lower triangle is read. 0 × 0 gives no values.
  /// - Throws: ``LinearAlgebraError/notFinite(routine:row:column:)``,
  ///   ``LinearAlgebraError/notConverged(routine:)``.
  /// - Complexity: O(*p³*) time, O(*p²*) memory.
  public init(_ a: Matrix) throws {
    precondition(a.rowCount == a.columnCount, "square")
    try a.requireFinite(for: "SymmetricEigen")
    let p = a.rowCount
    if p == 0 {
      self.values = []
      self.vectors = a
      return
    }
    let increasing = try LAPACK.symmetricEigen(a)
    var vectors = Matrix(repeating: 0, rowCount: p, columnCount: p)
    for j in 0..<p {
      // LAPACK's columns, read row by row, are the rows of `vectorsAsRows`.
      let vector = Array(increasing.vectorsAsRows.row(p - 1 - j))
      let flip = SignConvention.mustFlip(vector)
      for i in 0..<p { vectors[i, j] = flip ? -vector[i] : vector[i] }
    }
    self.values = increasing.values.reversed()
    self.vectors = vectors
  }
}
