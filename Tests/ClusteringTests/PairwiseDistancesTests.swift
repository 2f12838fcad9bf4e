import Clustering
import LinearAlgebra
import TestSupport
import Testing

@Suite struct PairwiseDistancesTests {
  @Test func threePoints() {
    let pairs = PairwiseDistances(Matrix(rows: [[0, 0], [3, 4], [6, 8]]))
    #expect(pairs.squared(from: 0..<2) == Matrix(rows: [[0, 25, 100], [25, 0, 25]]))
    #expect(pairs.squared(from: Matrix(rows: [[0, 8]])) == Matrix(rows: [[64, 25, 36]]))
  }

  /// The literal sum, whatever the CPU's vectors; hence symmetric, with a diagonal of 0.
  @Test(arguments: Shape.generic + Shape.adversarial)
  func equalsTheDefinitionToTheBit(_ shape: Shape) {
    let n = shape.rows.count
    let all = PairwiseDistances(Matrix(rows: shape.rows)).squared(from: 0..<n)
    for i in 0..<n {
      #expect(all[i, i] == 0)
      for j in 0..<n {
        #expect(all[i, j] == PlainLloyd.squaredDistance(shape.rows[i], shape.rows[j]))
      }
    }
  }

  @Test func blocksDoNotMatter() {
    let x = Matrix(rows: Shape.uniform(50, 5, seed: 61).rows)
    let pairs = PairwiseDistances(x)
    let all = pairs.squared(from: 0..<50)
    for block in [0..<1, 7..<19, 48..<50, 20..<20] {
      #expect(pairs.squared(from: block) == all.rows(at: Array(block)))
    }
  }

  @Test func noColumns() {
    let pairs = PairwiseDistances(Matrix(rowCount: 3, columnCount: 0, elements: []))
    #expect(pairs.squared(from: 0..<3) == Matrix(repeating: 0, rowCount: 3, columnCount: 3))
  }
}
