/// The thin singular value decomposition X = U diag(σ) Vᵀ, with UᵀU = VᵀV = I.
///
///     let svd = try SingularValueDecomposition(centred)
///     svd.values        // min(n, p) of them, decreasing
///     svd.v.column(0)   // loadings of the first axis
///
/// Values decrease and are not negative; the largest absolute loading of each column of V is
/// positive, ties to the first, and U follows. A rank-deficient X has zeros, up to rounding, at the
/// end of `values`; their vectors complete an orthonormal basis.
///
/// LAPACK `dgesdd`, as NumPy's `svd` and R's.
public struct SingularValueDecomposition: Sendable {
  /// *n* × min(*n*, *p*).
  public let u: Matrix
  /// Decreasing, min(*n*, *p*) of them.
  public let values: [Double]
  /// *p* × min(*n*, *p*): one vector in each column.
  public let v: Matrix

  /// - Parameter a: *n* × *p*, finite; either dimension may be 0.
  /// - Throws: ``LinearAlgebraError/notFinite(routine:row:column:)``,
  ///   ``LinearAlgebraError/notConverged(routine:)``.
  /// - Complexity: O(*n·p*·min(*n*, *p*)).
  public init(_ a: Matrix) throws {
    try a.requireFinite(for: "SingularValueDecomposition")
    let rank = min(a.rowCount, a.columnCount)
    if rank == 0 {
      self.u = Matrix(repeating: 0, rowCount: a.rowCount, columnCount: 0)
      self.values = []
      self.v = Matrix(repeating: 0, rowCount: a.columnCount, columnCount: 0)
      return
    }
    let factors = try LAPACK.thinSVD(a)
    var u = factors.u
    var v = factors.vTransposed.transposed()
    for j in 0..<rank where SignConvention.mustFlip(v.column(j)) {
      for i in 0..<v.rowCount { v[i, j] = -v[i, j] }
      for i in 0..<u.rowCount { u[i, j] = -u[i, j] }
    }
    self.u = u
    self.values = factors.values
    self.v = v
  }

  /// How many values exceed max(*n*, *p*) · 2⁻⁵² · σ₁: the rank as `numpy.linalg.matrix_rank` counts.
  public var rank: Int {
    let threshold = Double(max(u.rowCount, v.rowCount)) * Double.ulpOfOne * (values.first ?? 0)
    return values.filter { $0 > threshold }.count
  }
}
