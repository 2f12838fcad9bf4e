import LinearAlgebra
import Testing

@Suite struct ColumnMeansTests {
  let x = Matrix(rows: [[1, 10], [2, 20], [6, 60]])

  @Test func byHand() {
    #expect(x.columnMeans() == [3, 30])
    #expect(x.columnMeans(weights: [2, 0, 2]) == [3.5, 35])
  }

  /// 1e15 + {0, 1, 2} has the mean 1e15 + 1 exactly.
  @Test func keepsTheDigitsUnderAnOffset() {
    let rows = (0..<30_000).map { [1e15 + Double($0 % 3)] }
    #expect(Matrix(rows: rows).columnMeans() == [1e15 + 1])
  }

  @Test func undefinedWithoutWeight() {
    #expect(Matrix(repeating: 0, rowCount: 0, columnCount: 1).columnMeans()[0].isNaN)
    #expect(x.columnMeans(weights: [0, 0, 0]).allSatisfy { $0.isNaN })
    #expect(Matrix(repeating: 0, rowCount: 2, columnCount: 0).columnMeans().isEmpty)
  }
}
