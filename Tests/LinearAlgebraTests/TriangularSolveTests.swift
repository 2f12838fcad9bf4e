import LinearAlgebra
import TestSupport
import Testing

@Suite struct TriangularSolveTests {
  let triangle = Matrix(rows: [[2, 7], [3, 4]])

  /// Lower: 2x = 2, 3x + 4y = 11. Upper, the 3 unread: 4y = 8, 2x + 7y = 18.
  @Test func byHand() throws {
    let lower = try triangle.solveTriangular(Matrix(rows: [[2], [11]]), lower: true)
    #expect(lower == Matrix(rows: [[1], [2]]))
    let upper = try triangle.solveTriangular(Matrix(rows: [[18], [8]]), lower: false)
    #expect(upper == Matrix(rows: [[2], [2]]))
    // Transposed lower: 2x + 3y = 8, 4y = 8.
    let transposed = try triangle.solveTriangular(
      Matrix(rows: [[8], [8]]), lower: true, transposed: true)
    #expect(transposed == Matrix(rows: [[1], [2]]))
  }

  @Test func severalRightHandSides() throws {
    var t = Matrix.random(rowCount: 20, columnCount: 20, seed: 4)
    for i in 0..<20 {
      t[i, i] = 2
      for j in (i + 1)..<max(i + 1, 20) { t[i, j] = 0 }
    }
    let b = Matrix.random(rowCount: 20, columnCount: 6, seed: 6)
    let x = try t.solveTriangular(b, lower: true)
    #expect(MatrixDefinitions.product(t, x).largestDifference(from: b) < 1e-12)
    let y = try t.solveTriangular(b, lower: true, transposed: true)
    let product = MatrixDefinitions.product(MatrixDefinitions.transposed(t), y)
    #expect(product.largestDifference(from: b) < 1e-12)
  }

  @Test func refusesAZeroPivotAndNaN() {
    let singular = Matrix(rows: [[1, 0], [5, 0]])
    let b = Matrix(rows: [[1], [1]])
    #expect(throws: LinearAlgebraError.singular(column: 1)) {
      try singular.solveTriangular(b, lower: true)
    }
    #expect(throws: LinearAlgebraError.notFinite(routine: "TriangularSolve", row: 1, column: 0)) {
      try triangle.solveTriangular(Matrix(rows: [[1], [.nan]]), lower: true)
    }
  }

  @Test func noRightHandSide() throws {
    let none = Matrix(repeating: 0, rowCount: 2, columnCount: 0)
    #expect(try triangle.solveTriangular(none, lower: true) == none)
  }
}
