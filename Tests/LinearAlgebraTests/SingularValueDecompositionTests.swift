import LinearAlgebra
import TestSupport
import Testing

@Suite struct SingularValueDecompositionTests {
  /// X = 5 · u vᵀ with u = (3, 4)/5 and v = (0, 1): one singular value 5, one 0.
  @Test func rankOneByHand() throws {
    let svd = try SingularValueDecomposition(Matrix(rows: [[0, 3], [0, 4]]))
    #expect(abs(svd.values[0] - 5) < 1e-15 && abs(svd.values[1]) < 1e-15)
    #expect(abs(svd.v[1, 0] - 1) < 1e-15 && abs(svd.u[0, 0] - 0.6) < 1e-15)
    #expect(svd.rank == 1)
  }

  /// (1, −1) has the loadings (1, −1)/√2 and not their opposite: equal loadings, the first decides.
  @Test func tieOfLoadingsGoesToTheFirst() throws {
    for rows in [[[1.0, -1.0]], [[-1.0, 1.0]]] {
      let svd = try SingularValueDecomposition(Matrix(rows: rows))
      #expect(svd.v[0, 0] > 0 && svd.v[1, 0] < 0)
    }
  }

  @Test(arguments: [[7, 3], [3, 7], [40, 40], [1, 5], [5, 1], [300, 20]])
  func reconstructsWithOrthonormalVectors(shape: [Int]) throws {
    let x = Matrix.random(rowCount: shape[0], columnCount: shape[1], seed: 5)
    try checkFactors(of: x)
    #expect(try SingularValueDecomposition(x).rank == min(shape[0], shape[1]))
  }

  @Test func rankDeficientAndConstantColumns() throws {
    var x = Matrix.random(rowCount: 12, columnCount: 5, seed: 3)
    for i in 0..<12 {
      x[i, 2] = 1
      x[i, 3] = x[i, 0] - 2 * x[i, 1]
      x[i, 4] = 0
    }
    try checkFactors(of: x)
    #expect(try SingularValueDecomposition(x).rank == 3)
    try checkFactors(of: Matrix(repeating: 0, rowCount: 4, columnCount: 3))
  }

  @Test func emptyShapes() throws {
    let noRows = try SingularValueDecomposition(Matrix(repeating: 0, rowCount: 0, columnCount: 3))
    #expect(noRows.values.isEmpty && noRows.v.rowCount == 3 && noRows.u.rowCount == 0)
    let noColumns = try SingularValueDecomposition(
      Matrix(repeating: 0, rowCount: 3, columnCount: 0))
    #expect(noColumns.values.isEmpty && noColumns.u.rowCount == 3 && noColumns.rank == 0)
    #expect(try SingularValueDecomposition(Matrix(rows: [[-2]])).u[0, 0] == -1)
  }

  @Test func refusesWhatIsNotFinite() {
    let x = Matrix(rows: [[1, 2], [3, 4], [5, .nan]])
    let expected = LinearAlgebraError.notFinite(
      routine: "SingularValueDecomposition", row: 2, column: 1)
    #expect(throws: expected) { try SingularValueDecomposition(x) }
  }

  private func checkFactors(of x: Matrix) throws {
    let svd = try SingularValueDecomposition(x)
    let scaled = MatrixDefinitions.product(svd.u, MatrixDefinitions.diagonal(svd.values))
    let rebuilt = MatrixDefinitions.product(scaled, MatrixDefinitions.transposed(svd.v))
    #expect(rebuilt.largestDifference(from: x) < 1e-13)
    #expect(MatrixDefinitions.orthonormalityError(svd.u) < 1e-13)
    #expect(MatrixDefinitions.orthonormalityError(svd.v) < 1e-13)
    #expect(svd.values.allSatisfy { $0 >= 0 })
    #expect(zip(svd.values, svd.values.dropFirst()).allSatisfy { $0 >= $1 })
    for j in svd.values.indices {
      #expect((svd.v.column(j).max { abs($0) < abs($1) } ?? 0) > 0)
    }
  }
}
