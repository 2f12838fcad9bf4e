import LinearAlgebra
import TestSupport
import Testing

/// OpenBLAS #1401, #1755, #2126: called from several threads at once it gave wrong products; and
/// what LAPACK did with elements too small to square (GETF2, mended in 0.3.22).
@Suite struct ThreadedLibraryTests {
  private let a = Matrix.random(rowCount: 37, columnCount: 29, seed: 41)
  private let b = Matrix.random(rowCount: 29, columnCount: 31, seed: 42)

  @Test(arguments: [2, 7]) func productsFromSeveralThreadsAreRight(threads: Int) {
    let alone = a.product(b)
    #expect(alone.largestDifference(from: MatrixDefinitions.product(a, b)) < 1e-14)
    let together = Parallelism(threads: threads).map(count: 200) { _ in a.product(b) }
    #expect(together.allSatisfy { $0 == alone })
  }

  @Test(arguments: [2, 7]) func factorsFromSeveralThreadsAreRight(threads: Int) throws {
    let gram = a.gram()
    let eigen = try SymmetricEigen(gram)
    let factor = try Cholesky(gram)
    let singular = try SingularValueDecomposition(a)
    let qr = try QRFactorization(a)
    let areSame = try Parallelism(threads: threads).map(count: 40) { _ in
      let again = try SymmetricEigen(gram)
      return try again.values == eigen.values && again.vectors == eigen.vectors
        && Cholesky(gram).lower == factor.lower && QRFactorization(a).r == qr.r
        && SingularValueDecomposition(a).values == singular.values
    }
    #expect(areSame.allSatisfy { $0 })
  }

  @Test(arguments: [-900, -500, 400]) func scalesAreNoNaN(exponent: Int) throws {
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    let gram = a.gram()
    let scaled = Matrix(
      rowCount: 29, columnCount: 29, elements: gram.elements.map { $0 * scale })
    let (factor, eigen) = (try Cholesky(scaled), try SymmetricEigen(scaled))
    let (unscaled, plain) = (try Cholesky(gram), try SymmetricEigen(gram))
    for (x, y) in zip(factor.lower.elements, unscaled.lower.elements) {
      #expect(relativeDifference(x, y * scale.squareRoot()) < 1e-12)
    }
    for (x, y) in zip(eigen.values, plain.values) {
      #expect(relativeDifference(x, y * scale) < 1e-12)
    }
  }
}
