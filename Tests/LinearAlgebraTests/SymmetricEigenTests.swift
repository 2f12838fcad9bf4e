import LinearAlgebra
import TestSupport
import Testing

@Suite struct SymmetricEigenTests {
  /// [[2, 1], [1, 2]] has (1, 1)/√2 at 3 and (1, −1)/√2 at 1.
  @Test func twoByTwoByHand() throws {
    let eigen = try SymmetricEigen(Matrix(rows: [[2, 1], [1, 2]]))
    #expect(abs(eigen.values[0] - 3) < 1e-15 && abs(eigen.values[1] - 1) < 1e-15)
    let half = 0.5.squareRoot()
    let expected = Matrix(rows: [[half, half], [half, -half]])
    #expect(eigen.vectors.largestDifference(from: expected) < 1e-15)
  }

  /// A diagonal matrix has its entries, in decreasing order, and unit vectors of positive sign.
  @Test func diagonalByHand() throws {
    let eigen = try SymmetricEigen(MatrixDefinitions.diagonal([-4, 9, 0]))
    #expect(eigen.values == [9, 0, -4])
    #expect(eigen.vectors == Matrix(rows: [[0, 0, 1], [1, 0, 0], [0, 1, 0]]))
  }

  @Test(arguments: [2, 5, 30, 90])
  func reconstructsWithOrthonormalVectors(order: Int) throws {
    let x = Matrix.random(rowCount: order + 3, columnCount: order, seed: 11)
    let a = MatrixDefinitions.product(MatrixDefinitions.transposed(x), x)
    let eigen = try SymmetricEigen(a)
    let scaled = MatrixDefinitions.product(eigen.vectors, MatrixDefinitions.diagonal(eigen.values))
    let rebuilt = MatrixDefinitions.product(scaled, MatrixDefinitions.transposed(eigen.vectors))
    #expect(rebuilt.largestDifference(from: a) < 1e-13 * eigen.values[0])
    #expect(MatrixDefinitions.orthonormalityError(eigen.vectors) < 1e-13)
    #expect(zip(eigen.values, eigen.values.dropFirst()).allSatisfy { $0 >= $1 })
    for j in 0..<order {
      let vector = eigen.vectors.column(j)
      let largest = vector.max { abs($0) < abs($1) } ?? 0
      #expect(largest > 0)
    }
  }

  /// Rank 1 and a constant column: XᵀX of rows (t, 2t, 0).
  @Test func rankDeficient() throws {
    let x = Matrix(rows: [[1, 2, 0], [2, 4, 0], [-1, -2, 0]])
    let eigen = try SymmetricEigen(x.gram())
    #expect(abs(eigen.values[0] - 30) < 1e-13)
    #expect(abs(eigen.values[1]) < 1e-13 && abs(eigen.values[2]) < 1e-13)
    #expect(MatrixDefinitions.orthonormalityError(eigen.vectors) < 1e-14)
  }

  @Test func onlyTheLowerTriangleIsRead() throws {
    let whole = try SymmetricEigen(Matrix(rows: [[2, 1], [1, 2]]))
    let lower = try SymmetricEigen(Matrix(rows: [[2, 99], [1, 2]]))
    #expect(lower.values == whole.values)
  }

  @Test func oneByOneAndEmpty() throws {
    let one = try SymmetricEigen(Matrix(rows: [[-7]]))
    #expect(one.values == [-7] && one.vectors == Matrix(rows: [[1]]))
    #expect(try SymmetricEigen(Matrix(rows: [])).values.isEmpty)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func refusesWhatIsNotFinite(value: Double) {
    var a = Matrix.identity(3)
    a[1, 2] = value
    #expect(throws: LinearAlgebraError.notFinite(routine: "SymmetricEigen", row: 1, column: 2)) {
      try SymmetricEigen(a)
    }
  }
}
