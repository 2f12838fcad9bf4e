import Foundation
import LinearAlgebra
import Testing

@Suite struct MatrixTests {
  let x = Matrix(rows: [[1, 2], [3, 4], [5, 6]])

  @Test func rowsAndColumns() {
    #expect(x.rowCount == 3 && x.columnCount == 2)
    #expect(x.elements == [1, 2, 3, 4, 5, 6])
    #expect(x[2, 0] == 5)
    #expect(Array(x.row(1)) == [3, 4] && x.column(1) == [2, 4, 6])
    #expect(x.rows(at: [2, 0, 2]) == Matrix(rows: [[5, 6], [1, 2], [5, 6]]))
    #expect(x.columns(at: [1, 1]) == Matrix(rows: [[2, 2], [4, 4], [6, 6]]))
    #expect(x.transposed() == Matrix(rows: [[1, 3, 5], [2, 4, 6]]))
  }

  @Test func identityAndAssignment() {
    var a = Matrix.identity(2)
    a[0, 1] = 7
    #expect(a == Matrix(rows: [[1, 7], [0, 1]]))
    a.withUnsafeMutableElements { $0[3] = 9 }
    #expect(a[1, 1] == 9)
    #expect(a.withUnsafeElements { $0.reduce(0, +) } == 17)
  }

  @Test func emptyShapes() {
    #expect(Matrix(rows: []).rowCount == 0)
    let wide = Matrix(repeating: 0, rowCount: 0, columnCount: 4)
    #expect(wide.transposed().rowCount == 4 && wide.column(3).isEmpty)
    #expect(x.rows(at: []).columnCount == 2 && x.columns(at: []).rowCount == 3)
  }

  @Test func firstNonFinitePosition() {
    #expect(x.firstNonFinitePosition() == nil)
    var bad = x
    bad[1, 0] = .infinity
    bad[2, 1] = .nan
    #expect(bad.firstNonFinitePosition() == MatrixPosition(row: 1, column: 0))
  }

  @Test func codesAndDecodes() throws {
    let odd = Matrix(rows: [[0.1, -0.0], [4e-300, 1.7976931348623157e308]])
    let data = try JSONEncoder().encode(odd)
    let decoded = try JSONDecoder().decode(Matrix.self, from: data)
    #expect(decoded.elements.map(\.bitPattern) == odd.elements.map(\.bitPattern))
    #expect(decoded == odd)
  }

  @Test(arguments: [
    #"{"rowCount":2,"columnCount":2,"elements":[1,2,3]}"#,
    #"{"rowCount":-1,"columnCount":-1,"elements":[1]}"#,
    #"{"rowCount":4611686018427387904,"columnCount":4,"elements":[]}"#,
  ])
  func refusesElementsThatDoNotFillTheShape(json: String) {
    #expect {
      try JSONDecoder().decode(Matrix.self, from: Data(json.utf8))
    } throws: { error in
      if case DecodingError.dataCorrupted = error { return true }
      return false
    }
  }
}
