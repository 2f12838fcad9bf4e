import LinearAlgebra
import TestSupport
import Testing

@Suite struct ProductsTests {
  @Test func byHand() {
    let a = Matrix(rows: [[1, 2, 3], [4, 5, 6]])
    let b = Matrix(rows: [[1, 0], [0, 1], [2, -1]])
    #expect(a.product(b) == Matrix(rows: [[7, -1], [16, -1]]))
    #expect(a.gram() == Matrix(rows: [[17, 22, 27], [22, 29, 36], [27, 36, 45]]))
  }

  @Test(arguments: [false, true], [false, true])
  func everyTransposition(first: Bool, second: Bool) {
    let a = Matrix.random(rowCount: first ? 7 : 13, columnCount: first ? 13 : 7, seed: 1)
    let b = Matrix.random(rowCount: second ? 5 : 7, columnCount: second ? 7 : 5, seed: 2)
    let expected = MatrixDefinitions.product(
      first ? MatrixDefinitions.transposed(a) : a, second ? MatrixDefinitions.transposed(b) : b)
    let found = a.product(b, transposingSelf: first, transposingOther: second)
    #expect(found.largestDifference(from: expected) < 1e-14)
  }

  @Test func emptyInnerDimensionGivesZeros() {
    let a = Matrix(repeating: 1, rowCount: 2, columnCount: 0)
    let b = Matrix(repeating: 1, rowCount: 0, columnCount: 3)
    #expect(a.product(b) == Matrix(repeating: 0, rowCount: 2, columnCount: 3))
    #expect(b.gram() == Matrix(repeating: 0, rowCount: 3, columnCount: 3))
    #expect(b.product(Matrix(repeating: 1, rowCount: 3, columnCount: 2)).rowCount == 0)
  }

  /// Rows on both sides of every block bound, and more blocks than one wave of one thread takes.
  @Test(arguments: [1, 4095, 4096, 4097, 8192, 20_500])
  func gramIsTheDefinition(rowCount: Int) {
    let x = Matrix.random(rowCount: rowCount, columnCount: 4, seed: 77)
    let expected = MatrixDefinitions.product(MatrixDefinitions.transposed(x), x)
    let gram = x.gram()
    #expect(gram.largestDifference(from: expected) < 1e-13 * Double(rowCount))
    #expect(gram == gram.transposed())
  }

  @Test func gramHasTheSameBytesForAnyNumberOfThreads() {
    let x = Matrix.random(rowCount: 30_001, columnCount: 9, seed: 12)
    let serial = x.gram()
    for threads in [2, 3, 7] {
      #expect(x.gram(parallelism: Parallelism(threads: threads)) == serial)
    }
  }
}
