import LinearAlgebra
import TestSupport
import Testing

@Suite struct QRFactorizationTests {
  /// (3, 4) = (0.6, 0.8) · 5.
  @Test func oneColumnByHand() throws {
    let qr = try QRFactorization(Matrix(rows: [[3], [4]]))
    #expect(qr.q.largestDifference(from: Matrix(rows: [[0.6], [0.8]])) < 1e-15)
    #expect(abs(qr.r[0, 0] - 5) < 1e-15)
  }

  @Test(arguments: [[6, 4], [4, 6], [1, 1], [1, 4], [4, 1], [200, 30]])
  func reconstructs(shape: [Int]) throws {
    try checkFactors(of: Matrix.random(rowCount: shape[0], columnCount: shape[1], seed: 21))
  }

  @Test func rankDeficientAndConstantColumns() throws {
    var a = Matrix.random(rowCount: 9, columnCount: 4, seed: 2)
    for i in 0..<9 {
      a[i, 1] = 1
      a[i, 2] = 3 * a[i, 0]
    }
    try checkFactors(of: a)
    #expect(abs(try QRFactorization(a).r[2, 2]) < 1e-14)
  }

  @Test func emptyAndNotFinite() throws {
    let qr = try QRFactorization(Matrix(repeating: 0, rowCount: 2, columnCount: 0))
    #expect(qr.q.rowCount == 2 && qr.r.rowCount == 0)
    #expect(throws: LinearAlgebraError.notFinite(routine: "QRFactorization", row: 0, column: 1)) {
      try QRFactorization(Matrix(rows: [[0, .nan]]))
    }
  }

  private func checkFactors(of a: Matrix) throws {
    let qr = try QRFactorization(a)
    #expect(MatrixDefinitions.product(qr.q, qr.r).largestDifference(from: a) < 1e-13)
    #expect(MatrixDefinitions.orthonormalityError(qr.q) < 1e-13)
    for i in 0..<qr.r.rowCount {
      #expect(qr.r[i, i] >= 0)
      for j in 0..<i { #expect(qr.r[i, j] == 0) }
    }
  }
}
