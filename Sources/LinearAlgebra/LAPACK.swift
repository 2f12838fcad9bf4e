import COpenBLAS

/// LAPACK with Swift's arrays. LAPACK reads columns where ``Matrix`` stores rows, so the memory of a
/// matrix A is, to LAPACK, Aᵀ. Each function says how it lives with that:
///
/// - a symmetric A is its own transpose; its lower triangle is LAPACK's *upper* one;
/// - the SVD of Aᵀ = V Σ Uᵀ hands back U and V with their roles exchanged, without a copy;
/// - the QR factors are computed from an explicit transposition.
///
/// Nothing here is called with an empty or a non-finite matrix.
enum LAPACK {
  struct IncreasingEigen {
    let values: [Double]
    let vectorsAsRows: Matrix
  }

  struct ThinSVD {
    let u: Matrix
    let values: [Double]
    let vTransposed: Matrix
  }

  struct ThinQR {
    let q: Matrix
    let r: Matrix
  }

  /// A LAPACK integer.
  private static func integer(_ value: Int, _ routine: String, _ a: Matrix) throws -> Int32 {
    guard let result = Int32(exactly: value) else {
      throw LinearAlgebraError.tooLarge(routine: routine, rows: a.rowCount, columns: a.columnCount)
    }
    return result
  }

  /// The workspace size a query answered with, which is a `Double` even where an integer is meant.
  private static func workspace(_ answer: Double, _ routine: String, _ a: Matrix) throws -> Int32 {
    try integer(Int(answer.rounded(.up)), routine, a)
  }
}

extension LAPACK {
  static func symmetricEigen(_ a: Matrix) throws -> IncreasingEigen {
    BLASRuntime.useOneThread()
    let routine = "SymmetricEigen"
    // dsyevd wants 2n² + 6n + 1 doubles, counted in 32 bits.
    var n = try integer(a.rowCount, routine, a)
    _ = try integer(2 * a.rowCount * a.rowCount + 6 * a.rowCount + 1, routine, a)
    var vectors = a
    var values = [Double](repeating: 0, count: a.rowCount)
    var info: Int32 = 0
    try vectors.withUnsafeMutableElements { pointer in
      var answer = 0.0
      var integerAnswer: Int32 = 0
      var query: Int32 = -1
      // "U": the lower triangle of a row-major matrix.
      dsyevd_(
        "V", "U", &n, pointer.baseAddress, &n, &values, &answer, &query, &integerAnswer, &query,
        &info)
      var size = try workspace(answer, routine, a)
      var integerSize = integerAnswer
      var work = [Double](repeating: 0, count: Int(size))
      var integerWork = [Int32](repeating: 0, count: Int(integerSize))
      dsyevd_(
        "V", "U", &n, pointer.baseAddress, &n, &values, &work, &size, &integerWork, &integerSize,
        &info)
    }
    precondition(info >= 0, "LAPACK refused an argument")
    if info > 0 { throw LinearAlgebraError.notConverged(routine: routine) }
    return IncreasingEigen(values: values, vectorsAsRows: vectors)
  }

  static func thinSVD(_ a: Matrix) throws -> ThinSVD {
    BLASRuntime.useOneThread()
    let routine = "SingularValueDecomposition"
    let rank = min(a.rowCount, a.columnCount)
    // LAPACK's matrix is Aᵀ, p × n: its left vectors are V, its right ones U.
    var rows = try integer(a.columnCount, routine, a)
    var columns = try integer(a.rowCount, routine, a)
    var order = try integer(rank, routine, a)
    var copy = a.elements
    var values = [Double](repeating: 0, count: rank)
    var left = [Double](repeating: 0, count: a.columnCount * rank)
    var right = [Double](repeating: 0, count: rank * a.rowCount)
    var integerWork = [Int32](repeating: 0, count: 8 * rank)
    var info: Int32 = 0
    var answer = 0.0
    var query: Int32 = -1
    dgesdd_(
      "S", &rows, &columns, &copy, &rows, &values, &left, &rows, &right, &order, &answer, &query,
      &integerWork, &info)
    var size = try workspace(answer, routine, a)
    var work = [Double](repeating: 0, count: Int(size))
    dgesdd_(
      "S", &rows, &columns, &copy, &rows, &values, &left, &rows, &right, &order, &work, &size,
      &integerWork, &info)
    precondition(info >= 0, "LAPACK refused an argument")
    if info > 0 { throw LinearAlgebraError.notConverged(routine: routine) }
    return ThinSVD(
      u: Matrix(rowCount: a.rowCount, columnCount: rank, elements: right), values: values,
      vTransposed: Matrix(rowCount: rank, columnCount: a.columnCount, elements: left))
  }

  static func cholesky(_ a: Matrix) throws -> Matrix {
    BLASRuntime.useOneThread()
    var n = try integer(a.rowCount, "Cholesky", a)
    var factor = a
    var info: Int32 = 0
    // "U": LAPACK's A = UᵀU, and its U read row by row is L.
    factor.withUnsafeMutableElements { pointer in
      dpotrf_("U", &n, pointer.baseAddress, &n, &info)
    }
    precondition(info >= 0, "LAPACK refused an argument")
    if info > 0 { throw LinearAlgebraError.notPositiveDefinite(order: Int(info)) }
    for i in 0..<a.rowCount {
      for j in (i + 1)..<max(i + 1, a.rowCount) { factor[i, j] = 0 }
    }
    return factor
  }

  static func thinQR(_ a: Matrix) throws -> ThinQR {
    BLASRuntime.useOneThread()
    let routine = "QRFactorization"
    let rank = min(a.rowCount, a.columnCount)
    var rows = try integer(a.rowCount, routine, a)
    var columns = try integer(a.columnCount, routine, a)
    var order = try integer(rank, routine, a)
    var columnMajor = a.transposed().elements
    var reflectors = [Double](repeating: 0, count: rank)
    var info: Int32 = 0
    var query: Int32 = -1
    var answer = 0.0
    dgeqrf_(&rows, &columns, &columnMajor, &rows, &reflectors, &answer, &query, &info)
    var size = try workspace(answer, routine, a)
    var work = [Double](repeating: 0, count: Int(size))
    dgeqrf_(&rows, &columns, &columnMajor, &rows, &reflectors, &work, &size, &info)
    precondition(info == 0, "LAPACK refused an argument")

    var r = Matrix(repeating: 0, rowCount: rank, columnCount: a.columnCount)
    for i in 0..<rank {
      for j in i..<a.columnCount { r[i, j] = columnMajor[j * a.rowCount + i] }
    }
    var q = Array(columnMajor.prefix(a.rowCount * rank))
    dorgqr_(&rows, &order, &order, &q, &rows, &reflectors, &answer, &query, &info)
    size = try workspace(answer, routine, a)
    work = [Double](repeating: 0, count: Int(size))
    dorgqr_(&rows, &order, &order, &q, &rows, &reflectors, &work, &size, &info)
    precondition(info == 0, "LAPACK refused an argument")
    let qTransposed = Matrix(rowCount: rank, columnCount: a.rowCount, elements: q)
    return ThinQR(q: qTransposed.transposed(), r: r)
  }
}
