import COpenBLAS

/// BLAS with Swift's arrays. `cblas` takes row-major matrices as they are: the leading dimension
/// is the number of columns. Nothing here is called with an empty matrix.
enum BLAS {
  static var configuration: String { String(cString: openblas_get_config()) }

  static func setThreadCount(_ count: Int) { openblas_set_num_threads(Int32(count)) }

  /// op(A) op(B), where op transposes on demand.
  static func product(
    _ a: Matrix, _ b: Matrix, transposingA: Bool, transposingB: Bool
  ) -> Matrix {
    BLASRuntime.useOneThread()
    let rows = transposingA ? a.columnCount : a.rowCount
    let inner = transposingA ? a.rowCount : a.columnCount
    let columns = transposingB ? b.rowCount : b.columnCount
    var c = Matrix(repeating: 0, rowCount: rows, columnCount: columns)
    a.withUnsafeElements { pa in
      b.withUnsafeElements { pb in
        c.withUnsafeMutableElements { pc in
          cblas_dgemm(
            CblasRowMajor, transposingA ? CblasTrans : CblasNoTrans,
            transposingB ? CblasTrans : CblasNoTrans,
            Int32(rows), Int32(columns), Int32(inner), 1,
            pa.baseAddress, Int32(a.columnCount), pb.baseAddress, Int32(b.columnCount), 0,
            pc.baseAddress, Int32(columns))
        }
      }
    }
    return c
  }

  /// The lower triangle of XᵀX over some rows of X, p × p row-major; zeros above the diagonal.
  static func lowerGram(_ x: Matrix, rows: Range<Int>) -> [Double] {
    BLASRuntime.useOneThread()
    let p = x.columnCount
    var c = [Double](repeating: 0, count: p * p)
    x.withUnsafeElements { px in
      c.withUnsafeMutableBufferPointer { pc in
        cblas_dsyrk(
          CblasRowMajor, CblasLower, CblasTrans, Int32(p), Int32(rows.count), 1,
          px.baseAddress?.advanced(by: rows.lowerBound * p), Int32(p), 0, pc.baseAddress, Int32(p))
      }
    }
    return c
  }

  /// T⁻¹B or T⁻ᵀB, for T triangular with a diagonal free of zeros.
  static func solveTriangular(_ t: Matrix, _ b: Matrix, lower: Bool, transposed: Bool) -> Matrix {
    BLASRuntime.useOneThread()
    var x = b
    t.withUnsafeElements { pt in
      x.withUnsafeMutableElements { px in
        cblas_dtrsm(
          CblasRowMajor, CblasLeft, lower ? CblasLower : CblasUpper,
          transposed ? CblasTrans : CblasNoTrans, CblasNonUnit,
          Int32(b.rowCount), Int32(b.columnCount), 1,
          pt.baseAddress, Int32(t.columnCount), px.baseAddress, Int32(b.columnCount))
      }
    }
    return x
  }
}
