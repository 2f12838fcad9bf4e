import Clustering
import LinearAlgebra
import TestSupport
import Testing

struct MedoidsOracle: Decodable, Sendable {
  struct Case: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let metric: DistanceMetric
    let x: [[Double]]
    let start, medoids, build: [Int]
    let loss, buildLoss: Double
    let swaps: Int

    var description: String { "\(name), \(metric), k = \(start.count)" }
  }

  let cases: [Case]
}

@Suite struct KMedoidsOracleTests {
  static let cases = (try? Oracle.decode(MedoidsOracle.self, from: "medoids.json").cases) ?? []

  @Test func oracleIsThere() { #expect(Self.cases.count == 12) }

  @Test(arguments: cases)
  func sameAsKMedoids(oracle: MedoidsOracle.Case) throws {
    let x = Matrix(rows: oracle.x)
    let k = oracle.start.count
    let model = try KMedoids(clusterCount: k, start: .medoids(oracle.start))
      .fit(x, metric: oracle.metric)
    #expect(model.medoids.sorted() == oracle.medoids)
    // Measured to 0.1, iris's exchanges tie: which comes first is a matter of rounding.
    if oracle.name != "iris" { #expect(model.clusters.swaps == oracle.swaps) }
    #expect(relativeDifference(model.loss, oracle.loss) < 1e-12)
    // Started from theirs, BUILD's medoids are exchanged as ours are.
    let built = try KMedoids(clusterCount: k).fit(x, metric: oracle.metric)
    let fromTheirs = try KMedoids(clusterCount: k, start: .medoids(oracle.build))
      .fit(x, metric: oracle.metric)
    #expect(built.loss <= oracle.buildLoss * (1 + 1e-12))
    #expect(relativeDifference(built.loss, fromTheirs.loss) < 1e-12)
  }
}
