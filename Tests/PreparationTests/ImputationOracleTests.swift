import LinearAlgebra
import Preparation
import TestSupport
import Testing

/// The literal iteration of `Tests/Oracles/generate/iterative_famd.R`, one full SVD a turn.
@Suite struct ImputationOracleTests {
  private struct File: Decodable {
    struct Case: Decodable {
      let name: String
      let variables: [FactorOracle.Variable]
      let axes: Int
      let turns: Int
      let eigenvalues: [Double]
      let noise: Double
      let coordinates: [[Double]]
    }
    let cases: [Case]
  }

  @Test(arguments: [0, 1, 2, 3]) func reachesTheSameFixedPoint(_ index: Int) throws {
    let oracle = try Oracle.decode(File.self, from: "iterative-famd.json").cases[index]
    let data = MixedData(oracle.variables.map(\.mixed))
    var rule = ImputationRule()
    rule.axisCount = oracle.axes
    rule.tolerance = 1e-12
    rule.maximumIterations = 2000
    let factors = try MixedDataFactors.fit(data, axes: .fixed(oracle.axes), imputation: rule)
    #expect(factors.imputation.converged)
    // The same limit in fewer turns.
    #expect(factors.imputation.iterations < oracle.turns)
    for (found, expected) in zip(factors.eigenvalues, oracle.eigenvalues) {
      #expect(relativeDifference(found, expected) <= 1e-8)
    }
    #expect(relativeDifference(factors.imputation.noiseVariance, oracle.noise) <= 1e-8)
    let scores = factors.project(data).scores
    #expect(largestDifferenceUpToSign(scores, Matrix(rows: oracle.coordinates)) <= 1e-7)
  }
}
