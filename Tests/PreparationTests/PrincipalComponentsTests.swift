import LinearAlgebra
import Preparation
import TestSupport
import Testing

@Suite struct PrincipalComponentsTests {
  /// Covariance (÷ 3) of (1,2), (3,4), (5,6) is 8/3 everywhere: one axis along (1,1)/√2 of inertia 16/3.
  @Test func aLineByHand() throws {
    let x = Matrix(rows: [[1, 2], [3, 4], [5, 6]])
    let components = try PrincipalComponents.fit(x, isScaled: false)
    #expect(components.means == [3, 4])
    #expect(abs(components.eigenvalues[0] - 16.0 / 3) < 1e-14)
    #expect(components.eigenvalues.count == 2)
    #expect(abs(components.eigenvalues[1]) < 1e-14)
    let root = 0.5.squareRoot()
    #expect(abs(components.loadings[0, 0] - root) < 1e-14)
    #expect(abs(components.loadings[1, 0] - root) < 1e-14)
    #expect(abs(components.scores(x)[0, 0] + 4 * root) < 1e-14)
  }

  @Test func scoresHaveTheInertiaOfTheAxes() throws {
    let x = Matrix.random(rowCount: 25, columnCount: 6, seed: 2)
    let components = try PrincipalComponents.fit(x)
    let scores = components.scores(x)
    let covariance = scores.gram()
    for a in 0..<6 {
      for b in 0..<6 {
        let expected = a == b ? components.eigenvalues[a] : 0
        #expect(abs(covariance[a, b] / 25 - expected) < 1e-13)
      }
    }
    #expect(abs(components.totalInertia - 6) < 1e-12)
  }

  @Test func aConstantColumnHasNoPart() throws {
    let x = Matrix(rows: [[1, 7, 2], [2, 7, 1], [4, 7, 5], [3, 7, 3]])
    let components = try PrincipalComponents.fit(x)
    #expect(components.eigenvalues.count == 2)
    #expect(components.loadings.row(1).allSatisfy { $0 == 0 })
  }

  @Test func unusableMatricesAreTold() {
    #expect(throws: PreparationError.tooFewRows(found: 1, required: 2)) {
      try PrincipalComponents.fit(Matrix(rows: [[1, 2]]))
    }
    #expect(throws: PreparationError.noActiveColumn(candidates: 2)) {
      try PrincipalComponents.fit(Matrix(rows: [[1, 2], [1, 2]]))
    }
    #expect(throws: PreparationError.noFiniteVariance(variable: "1", because: .outOfRange)) {
      try PrincipalComponents.fit(Matrix(rows: [[1, 1e308], [2, -1e308]]))
    }
  }

  @Test func threadsDoNotMatter() throws {
    let x = Matrix.random(rowCount: 9000, columnCount: 7, seed: 2)
    let one = try PrincipalComponents.fit(x)
    #expect(try PrincipalComponents.fit(x, parallelism: Parallelism(threads: 3)) == one)
  }
}
