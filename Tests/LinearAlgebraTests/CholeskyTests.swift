import LinearAlgebra
import TestSupport
import Testing

@Suite struct CholeskyTests {
  /// [[4, 2], [2, 10]] = [[2, 0], [1, 3]] times its transpose.
  @Test func twoByTwoByHand() throws {
    let factor = try Cholesky(Matrix(rows: [[4, 2], [2, 10]]))
    #expect(factor.lower == Matrix(rows: [[2, 0], [1, 3]]))
    // A (1, −1) = (2, −8)
    let x = factor.solve(Matrix(rows: [[2], [-8]]))
    #expect(x.largestDifference(from: Matrix(rows: [[1], [-1]])) < 1e-15)
  }

  @Test(arguments: [1, 4, 33, 80])
  func reconstructsAndSolves(order: Int) throws {
    let x = Matrix.random(rowCount: order + 10, columnCount: order, seed: 8)
    let a = MatrixDefinitions.product(MatrixDefinitions.transposed(x), x)
    let factor = try Cholesky(a)
    let transposed = MatrixDefinitions.transposed(factor.lower)
    let rebuilt = MatrixDefinitions.product(factor.lower, transposed)
    #expect(rebuilt.largestDifference(from: a) < 1e-13)
    for i in 0..<order {
      for j in (i + 1)..<max(i + 1, order) { #expect(factor.lower[i, j] == 0) }
      #expect(factor.lower[i, i] > 0)
    }
    let b = Matrix.random(rowCount: order, columnCount: 3, seed: 9)
    let residual = MatrixDefinitions.product(a, factor.solve(b)).largestDifference(from: b)
    #expect(residual < 1e-11)
  }

  /// The leading block [[1, 2], [2, 1]] has determinant −3.
  @Test func refusesAnIndefiniteMatrix() {
    let a = Matrix(rows: [[1, 2, 0], [2, 1, 0], [0, 0, 1]])
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 2)) { try Cholesky(a) }
    #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 1)) {
      try Cholesky(Matrix(rows: [[0]]))
    }
  }

  @Test func emptyAndNotFinite() throws {
    let empty = Matrix(repeating: 0, rowCount: 0, columnCount: 0)
    #expect(try Cholesky(empty).solve(empty) == empty)
    #expect(throws: LinearAlgebraError.notFinite(routine: "Cholesky", row: 0, column: 0)) {
      try Cholesky(Matrix(rows: [[.infinity]]))
    }
  }
}
