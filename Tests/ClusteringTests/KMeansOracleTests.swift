import Clustering
import LinearAlgebra
import TestSupport
import Testing

struct KMeansOracle: Decodable, Sendable {
  struct Case: Decodable, Sendable, CustomStringConvertible {
    let name: String
    let x: [[Double]]
    let start: [[Double]]
    let weights: [Double]?
    let labels: [Int]
    let centroids: [[Double]]
    let inertia: Double
    let iterations: Int

    var description: String { "\(name), k = \(start.count)" }
  }

  let producer: String
  let cases: [Case]
}

@Suite struct KMeansOracleTests {
  static let cases = (try? Oracle.decode(KMeansOracle.self, from: "kmeans.json").cases) ?? []

  @Test func oracleIsThere() { #expect(Self.cases.count == 9) }

  @Test(arguments: cases)
  func sameAsScikitLearn(_ oracle: KMeansOracle.Case) throws {
    let start = KMeans.Start.centroids(Matrix(rows: oracle.start))
    let model = try KMeans(clusterCount: oracle.start.count, start: start)
      .fit(Matrix(rows: oracle.x), weights: oracle.weights)
    let partition = Partition(canonicalising: oracle.labels)
    #expect(model.partition == partition)
    #expect(relativeDifference(model.inertia, oracle.inertia) < 1e-10)
    #expect(model.iterations == oracle.iterations)
    for (i, label) in oracle.labels.enumerated() {
      for (a, b) in zip(model.centroids.row(partition.labels[i]), oracle.centroids[label]) {
        #expect(abs(a - b) <= 1e-10 * max(1, abs(b)))
      }
    }
  }
}
