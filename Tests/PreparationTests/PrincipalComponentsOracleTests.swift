import LinearAlgebra
import Preparation
import TestSupport
import Testing

/// FactoMineR's `PCA`, scaled and not, and with fewer rows than columns.
@Suite struct PrincipalComponentsOracleTests {
  @Test(arguments: [0, 1, 2]) func agreesWithFactoMineR(_ index: Int) throws {
    let oracle = try Oracle.decode(FactorOracle.self, from: "famd.json").pca[index]
    let columns = oracle.variables.map { ($0.numbers ?? []).map { $0 ?? .nan } }
    let x = Matrix(rows: columns).transposed()
    let components = try PrincipalComponents.fit(x, isScaled: oracle.scaled ?? true)
    let kept = oracle.eigenvalues.count
    for (found, expected) in zip(components.eigenvalues, oracle.eigenvalues) {
      #expect(abs(found - expected) <= 1e-12 * oracle.eigenvalues[0])
    }
    #expect(components.axisCount == kept)
    #expect(
      largestDifferenceUpToSign(components.scores(x), Matrix(rows: oracle.coordinates)) <= 1e-9)
    let contributions = Matrix(rows: oracle.contributions)
    #expect(components.contributions.largestDifference(from: contributions) <= 1e-9)
  }
}
