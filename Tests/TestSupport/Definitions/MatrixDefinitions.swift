import LinearAlgebra

/// Linear algebra as textbooks write it.
public enum MatrixDefinitions {
  /// cᵢⱼ = Σₖ aᵢₖbₖⱼ.
  public static func product(_ a: Matrix, _ b: Matrix) -> Matrix {
    var c = Matrix(repeating: 0, rowCount: a.rowCount, columnCount: b.columnCount)
    for i in 0..<a.rowCount {
      for j in 0..<b.columnCount {
        for k in 0..<a.columnCount { c[i, j] += a[i, k] * b[k, j] }
      }
    }
    return c
  }

  public static func transposed(_ a: Matrix) -> Matrix {
    var t = Matrix(repeating: 0, rowCount: a.columnCount, columnCount: a.rowCount)
    for i in 0..<a.rowCount {
      for j in 0..<a.columnCount { t[j, i] = a[i, j] }
    }
    return t
  }

  public static func diagonal(_ values: [Double]) -> Matrix {
    var d = Matrix(repeating: 0, rowCount: values.count, columnCount: values.count)
    for i in values.indices { d[i, i] = values[i] }
    return d
  }

  /// The largest |(QᵀQ − I)ᵢⱼ|.
  public static func orthonormalityError(_ q: Matrix) -> Double {
    product(transposed(q), q).largestDifference(from: Matrix.identity(q.columnCount))
  }
}
