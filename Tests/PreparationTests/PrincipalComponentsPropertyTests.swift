import LinearAlgebra
import Preparation
import TestSupport
import Testing

/// A1, on data of every shape: also fewer rows than columns, rank-deficient, constant columns.
@Suite struct PrincipalComponentsPropertyTests {
  @Test(arguments: Shape.generic + Shape.adversarial, [true, false])
  func axesAreOrthonormalAndKeepTheInertia(_ shape: Shape, isScaled: Bool) throws {
    // In units of the data, 1e-320 is no inertia.
    if !isScaled && shape.name.hasSuffix("scale 1e-160") { return }
    let x = Matrix(rows: shape.rows)
    let (n, p) = (x.rowCount, x.columnCount)
    let components = try PrincipalComponents.fit(x, isScaled: isScaled)
    #expect(MatrixDefinitions.orthonormalityError(components.loadings) < 1e-12)
    let values = components.eigenvalues
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(values.allSatisfy { $0 >= 0 })
    // The trace: of the coded table, the sum of its squares over n.
    var trace = 0.0
    var coded = x
    for i in 0..<n {
      for j in 0..<p {
        coded[i, j] = (x[i, j] - components.means[j]) / components.scales[j]
        trace += coded[i, j] * coded[i, j] / Double(n)
      }
    }
    #expect(relativeDifference(components.totalInertia, trace) < 1e-10)
    #expect(relativeDifference(values.reduce(0, +), trace) < 1e-10)
    #expect(abs(components.explained.reduce(0, +) - 1) < 1e-10)
    // All axes give the rows back; on them scores are uncorrelated, with the inertia of the axis.
    let scores = components.scores(x)
    let largest = coded.elements.map(abs).max() ?? 0
    let rebuilt = scores.product(components.loadings, transposingOther: true)
    #expect(rebuilt.largestDifference(from: coded) <= 1e-7 * largest)
    let covariance = scores.gram()
    for a in 0..<components.axisCount {
      for b in 0..<components.axisCount {
        let expected = a == b ? values[a] : 0
        #expect(abs(covariance[a, b] / Double(n) - expected) <= 1e-10 * values[0])
      }
      // The largest loading is positive.
      let column = components.loadings.column(a)
      #expect((column.max() ?? 0) >= -(column.min() ?? 0) * (1 - 1e-9))
    }
  }

  @Test(arguments: Shape.generic.dropFirst(), [-200, 3, 200])
  func powerOfTwoScalesExactly(_ shape: Shape, exponent: Int) throws {
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    let x = Matrix(rows: shape.rows)
    let scaled = Matrix(rows: shape.rows.map { $0.map { $0 * scale } })
    let components = try PrincipalComponents.fit(x)
    #expect(try PrincipalComponents.fit(scaled).loadings == components.loadings)
    #expect(try PrincipalComponents.fit(scaled).eigenvalues == components.eigenvalues)
  }
}
