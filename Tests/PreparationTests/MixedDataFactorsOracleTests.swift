import LinearAlgebra
import Preparation
import TestSupport
import Testing

/// FactoMineR's `FAMD` on wine (n < p), poison and a made table.
@Suite struct MixedDataFactorsOracleTests {
  @Test(arguments: [0, 1, 2]) func agreesWithFactoMineR(_ index: Int) throws {
    let oracle = try Oracle.decode(FactorOracle.self, from: "famd.json").famd[index]
    let factors = try MixedDataFactors.fit(oracle.data)
    #expect(factors.eigenvalues.count == oracle.eigenvalues.count)
    for (found, expected) in zip(factors.eigenvalues, oracle.eigenvalues) {
      #expect(abs(found - expected) <= 1e-10 * oracle.eigenvalues[0])
    }
    for (found, expected) in zip(factors.explained, oracle.explained) {
      #expect(abs(found - expected) <= 1e-10)
    }
    let scores = factors.project(oracle.data).scores
    #expect(largestDifferenceUpToSign(scores, Matrix(rows: oracle.coordinates)) <= 1e-8)
    let contributions = factors.contributions
    for (name, expected) in zip(oracle.contributionNames ?? [], oracle.contributions) {
      let row = try #require(factors.coding.variables.firstIndex { $0.name == name })
      for (axis, share) in expected.enumerated() {
        #expect(abs(contributions[row, axis] - share) <= 1e-8)
      }
    }
  }
}
