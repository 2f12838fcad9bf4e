import Clustering
import LinearAlgebra
import TestSupport
import Testing
import Validation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers of R, from generate/selective.R: those KmeansInference's authors print, and those that
/// hclust gives when it is run again and again.
@Suite struct SelectiveOracleTests {
  private struct Stored: Decodable {
    struct Published: Decodable {
      let clusters: [Int]
      let k: Int
      let statistic, pValue, naive: Double
    }
    struct Tutorial: Decodable {
      let x: [[Double]]
      let rows3, rows4: [Int]
      let published: [Published]
    }
    struct Searched: Decodable {
      let method: String
      let k: Int
      let merge: [[Int]]
      let first, second: [Int]
      let sigma, statistic, pValue: Double
      let lower, upper: [Double]
    }
    struct Data: Decodable {
      let x: [[Double]]
      let tests: [Searched]
    }
    let tutorial: Tutorial
    let trees: [Data]
  }

  @Test func kMeansInferencePublishedExample() throws {
    let tutorial = try Oracle.decode(Stored.self, from: "selective.json").tutorial
    let x = Matrix(rows: tutorial.x)
    let test = SelectiveTest(noise: .known(standardDeviation: 1))
    #expect(tutorial.published.count == 2)
    for expected in tutorial.published {
      let rows = expected.k == 3 ? tutorial.rows3 : tutorial.rows4
      let path = try LloydPath(x, start: .rows(rows), maximumIterations: 20)
      let last = path.labels[path.labels.count - 1]
      let clusters = try expected.clusters.map { label in
        path.partition.labels[try #require(last.firstIndex(of: label))]
      }
      let result = try test.kMeans(x, path, between: clusters[0], and: clusters[1])
      // As many digits as are printed.
      #expect(relativeDifference(result.statistic, expected.statistic) < 1e-6)
      let set = try #require(result.truncation.first)
      #expect(result.truncation.count == 1)
      let ends = [result.statistic, set.lower, try #require(set.upper)]
      #expect(relativeDifference(packagesApproximation(ends), expected.pValue) < 2e-7)
      // Two variables: a χ² that is exponential; scale 1/(2‖ν‖²) with clusters of 50, or of 25.
      let rate = expected.k == 3 ? 12.5 : 6.25
      let tails = ends.map { -rate * $0 * $0 }
      let exact =
        exp(tails[0] - tails[1]) * expm1(tails[2] - tails[0]) / expm1(tails[2] - tails[1])
      #expect(relativeDifference(try #require(result.pValue), exact) < 1e-11)
      let naive = try #require(result.naivePValue)
      // It prints 0 for what is 1e-592.
      #expect(abs(naive - expected.naive) < 1e-6 * expected.naive + 1e-300)
    }
  }

  /// KmeansInference does not compute χ² tails: it takes a power of χ² for normal (Canal 2005) and the
  /// normal tail from a rational function (Bryc 2002). On our set of the statistic t, [l, u], that gives
  /// the p-values it prints; the exact one is 71 times as large for the first pair.
  private func packagesApproximation(_ ends: [Double]) -> Double {
    let scale = ends[0] > 5 ? 2.0 / 50 : 2.0 / 25
    let z = ends.map { end in
      let x = end * end / scale / 2
      let root = pow(x, 1 / 6.0) - pow(x, 1 / 3.0) / 2 + pow(x, 1 / 2.0) / 3
      let mean = 5 / 6.0 - 1 / 18.0 - 7 / 2592.0 + 25 / 17496.0
      return (root - mean) / (1 / 36.0 + 1 / 648.0 - 37 / 93312.0).squareRoot()
    }
    let shift = z[0] * z[0]
    let tails = z.map { z in
      let numerator = z * z + 5.575192695 * z + 12.77436324
      let cubic = (2 * Double.pi).squareRoot() * z * z * z + 14.38718147 * z * z
      return numerator / (cubic + 31.53531977 * z + 2 * 12.77436324)
        * exp(-(z * z - shift) / 2)
    }
    return (tails[0] - tails[2]) / (tails[1] - tails[2])
  }

  @Test func treesOfR() throws {
    let names: [String: SelectiveLinkage] = [
      "single": .single, "complete": .complete, "average": .average, "mcquitty": .weighted,
      "ward.D2": .ward, "centroid": .centroid, "median": .median,
    ]
    var compared = 0
    for data in try Oracle.decode(Stored.self, from: "selective.json").trees {
      for expected in data.tests {
        let tree = try dendrogram(expected.merge)
        let cut = tree.cut(clusterCount: expected.k)
        #expect(cut.members(of: cut.labels[expected.first[0]]) == expected.first)
        let result = try SelectiveTest(noise: .known(standardDeviation: expected.sigma))
          .hierarchical(
            Matrix(rows: data.x), tree, linkage: try #require(names[expected.method]),
            clusterCount: expected.k, between: cut.labels[expected.first[0]],
            and: cut.labels[expected.second[0]])
        #expect(relativeDifference(result.statistic, expected.statistic) < 1e-12)
        #expect(relativeDifference(try #require(result.pValue), expected.pValue) < 1e-9)
        #expect(result.truncation.count == expected.lower.count, "\(expected.method)")
        for (interval, ends) in zip(result.truncation, zip(expected.lower, expected.upper)) {
          #expect(abs(interval.lower - ends.0) < 1e-9)
          #expect(abs((interval.upper ?? -1) - ends.1) < 1e-9)
        }
        compared += 1
      }
    }
    #expect(compared == 28)
  }

  /// R numbers observations −1…−n and merges 1…n−1; heights do not matter here.
  private func dendrogram(_ merge: [[Int]]) throws -> Dendrogram {
    let count = merge.count + 1
    var sizes = [Int](repeating: 1, count: count)
    let merges = merge.enumerated().map { step, pair in
      let nodes = pair.map { $0 < 0 ? -$0 - 1 : count + $0 - 1 }.sorted()
      sizes.append(sizes[nodes[0]] + sizes[nodes[1]])
      return Merge(
        first: nodes[0], second: nodes[1], height: Double(step), size: sizes[sizes.count - 1])
    }
    return try Dendrogram(observationCount: count, merges: merges)
  }
}
