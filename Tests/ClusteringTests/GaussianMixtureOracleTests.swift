import Clustering
import LinearAlgebra
import TestSupport
import Testing

struct MixturesOracle: Decodable, Sendable {
  struct Case: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let shape: GaussianMixture.CovarianceShape
    /// Far from the origin scikit-learn loses digits: it was given deviations from this.
    let offset: Double
    let x, start: [[Double]]
    let iterations: Int
    let converged: Bool
    let logLikelihood, bic, aic: Double
    let weights: [Double]
    let means: [[Double]]
    let covariances: [[[Double]]]
    let labels: [Int]
    let firstResponsibilities: [[Double]]
    let firstLogDensities: [Double]

    var description: String { "\(name), \(shape)" }
  }

  let cases: [Case]
}

private struct MclustOracle: Decodable {
  struct Dunn: Decodable { let x: [[Double]] }
  struct Mixture: Decodable {
    let species: [Int]
    let logLikelihood, bic, icl: Double
  }
  let dunn: Dunn
  let mixture: Mixture
}

@Suite struct GaussianMixtureOracleTests {
  static let cases = (try? Oracle.decode(MixturesOracle.self, from: "mixtures.json").cases) ?? []

  @Test func oracleIsThere() { #expect(Self.cases.count == 16) }

  @Test(arguments: cases)
  func sameAsScikitLearn(oracle: MixturesOracle.Case) throws {
    let x = Matrix(rows: oracle.x)
    let p = x.columnCount
    let start = MixtureParameters(
      weights: [1.0 / 3, 1.0 / 3, 1.0 / 3], means: Matrix(rows: oracle.start),
      covariances: [Matrix](repeating: .identity(p), count: 3))
    let model = try GaussianMixture(
      componentCount: 3, shape: oracle.shape, start: .parameters(start), tolerance: 1e-4,
      maximumIterations: 60, regularisation: 1e-6
    ).fit(x)
    // Means far from the origin are themselves rounded to 2⁻³⁷.
    let tolerance = 1e-8
    #expect(model.iterations == oracle.iterations)
    #expect(model.converged == oracle.converged)
    #expect(relativeDifference(model.logLikelihood, oracle.logLikelihood) < tolerance / 10)
    #expect(relativeDifference(model.bic, oracle.bic) < tolerance / 10)
    #expect(relativeDifference(model.aic, oracle.aic) < tolerance / 10)
    let partition = Partition(canonicalising: oracle.labels)
    #expect(model.partition == partition)
    for theirs in Set(oracle.labels) {
      let first = try #require(oracle.labels.firstIndex(of: theirs))
      let ours = partition.labels[first]
      let weight = model.parameters.weights[ours]
      #expect(relativeDifference(weight, oracle.weights[theirs]) < tolerance)
      for (a, b) in zip(model.parameters.means.row(ours), oracle.means[theirs]) {
        #expect(abs(a - oracle.offset - b) < tolerance * max(1, abs(b)))
      }
      let covariance = Matrix(rows: oracle.covariances[theirs])
      #expect(model.parameters.covariances[ours].largestDifference(from: covariance) < tolerance)
      let shares = try model.responsibilities(x.rows(at: Array(0..<5)))
      for i in 0..<5 {
        #expect(abs(shares[i, ours] - oracle.firstResponsibilities[i][theirs]) < tolerance)
      }
    }
    for (a, b) in zip(try model.logDensities(x.rows(at: Array(0..<5))), oracle.firstLogDensities) {
      #expect(abs(a - b) < tolerance * max(1, abs(b)))
    }
  }

  /// mclust's criteria have the other sign.
  @Test func criteriaAgreeWithMclust() throws {
    let oracle = try Oracle.decode(MclustOracle.self, from: "gower.json")
    let x = Matrix(rows: oracle.dunn.x)
    let shares = Matrix(
      rows: oracle.mixture.species.map { (s: Int) -> [Double] in
        (0..<3).map { $0 == s ? 1 : 0 }
      })
    let model = try GaussianMixture(
      componentCount: 3, start: .responsibilities(shares), tolerance: 1e-12,
      maximumIterations: 1000, regularisation: 0
    ).fit(x)
    #expect(relativeDifference(model.logLikelihood, oracle.mixture.logLikelihood) < 1e-8)
    #expect(relativeDifference(-model.bic, oracle.mixture.bic) < 1e-8)
    #expect(relativeDifference(-model.icl, oracle.mixture.icl) < 1e-7)
  }
}
