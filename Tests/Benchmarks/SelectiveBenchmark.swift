import Clustering
import LinearAlgebra
import Statistics
import TestSupport
import Validation

/// Are selective p-values uniform where there is nothing, and small where there is something?
///
/// For each way of clustering, REPLICATES data sets without clusters: rows of standard normals. One line
/// of JSON a case: Kolmogorov and Smirnov's distance from the uniform distribution with its p-value, the
/// share of p-values below 5 %, the same of the Wald test, and how many were not evaluated.
enum SelectiveBenchmark {
  static func run(_ arguments: [String]) throws {
    guard arguments.count >= 3, let replicates = Int(arguments[0]), let threads = Int(arguments[1]),
      let seed = UInt64(arguments[2])
    else {
      print("usage: benchmarks selective REPLICATES THREADS SEED [PROCEDURE]")
      return
    }
    let parallelism = Parallelism(threads: threads)
    for procedure in Procedure.all
    where arguments.count == 3 || arguments[3] == procedure.name {
      for design in Design.all {
        let results = try parallelism.map(count: replicates) { replicate in
          try procedure.result(design, seed: seed, replicate: replicate)
        }
        print(summary(procedure.name, design, results))
      }
    }
  }

  /// Seconds for one pair of clusters, for each way of clustering; the clustering itself not counted.
  static func speed(_ arguments: [String]) throws {
    guard arguments.count == 3, let rows = Int(arguments[0]), let columns = Int(arguments[1]),
      let threads = Int(arguments[2])
    else {
      print("usage: benchmarks selective-speed ROWS COLUMNS THREADS")
      return
    }
    let parallelism = Parallelism(threads: threads)
    let design = Design(
      name: "speed", rows: rows, columns: columns, centres: [0, 3, 6, 9], noise: .overall)
    let x = design.data(seed: 2026, replicate: 0)
    for procedure in Procedure.all where rows <= 1000 || !procedure.isSlowToMake {
      let prepared = try procedure.prepared(x, clusterCount: 4)
      var result: Outcome?
      let runs = try Measurement.repeated(5) {
        result = try prepared(SelectiveTest(), 0, 1, parallelism)
      }
      print(
        """
        {"procedure": "\(procedure.name)", "rows": \(rows), "columns": \(columns), \
        "threads": \(threads), \(runs.text), "pValue": \(result?.pValue ?? -1)}
        """)
    }
  }

  private static func summary(
    _ name: String, _ design: Design, _ results: [Outcome]
  ) -> String {
    let values = results.compactMap(\.pValue)
    let distance = GoodnessOfFit.kolmogorov(values) { $0 }
    let share = Double(values.count { $0 < 0.05 }) / Double(max(values.count, 1))
    let naive = results.compactMap(\.naive)
    let naiveShare = Double(naive.count { $0 < 0.05 }) / Double(max(naive.count, 1))
    return """
      {"procedure": "\(name)", "design": "\(design.name)", "evaluated": \(values.count), \
      "notEvaluated": \(results.count - values.count), "kolmogorov": \(distance), \
      "ksPValue": \(kolmogorovTail(distance, count: values.count)), "below5percent": \(share), \
      "waldBelow5percent": \(naiveShare)}
      """
  }

  /// P(√n D > d) for large n, with Stephens' correction: 2 Σ (−1)^(j−1) exp(−2j²λ²).
  private static func kolmogorovTail(_ distance: Double, count: Int) -> Double {
    let root = Double(count).squareRoot()
    let lambda = distance / root * (root + 0.12 + 0.11 / root)
    if lambda < 0.2 { return 1 }
    let chi = ChiSquaredDistribution(degreesOfFreedom: 2)
    // exp(−y/2) is the survival function of χ² with two degrees of freedom.
    var sum = 0.0
    for j in 1...100 {
      let term = chi.survival(4 * Double(j * j) * lambda * lambda)
      sum += j % 2 == 1 ? term : -term
    }
    return min(max(2 * sum, 0), 1)
  }
}

/// Data of a simulation: row i around a centre, the same in every column.
private struct Design: Sendable {
  let name: String
  let rows: Int
  let columns: Int
  let centres: [Double]
  let noise: Noise

  static let all = [
    Design(
      name: "null 30×2, known", rows: 30, columns: 2, centres: [0],
      noise: .known(standardDeviation: 1)),
    Design(
      name: "null 60×10, known", rows: 60, columns: 10, centres: [0],
      noise: .known(standardDeviation: 1)),
    Design(name: "null 30×2, overall", rows: 30, columns: 2, centres: [0], noise: .overall),
    Design(name: "null 30×2, median", rows: 30, columns: 2, centres: [0], noise: .median),
    Design(
      name: "3 clusters 5σ apart 60×2, known", rows: 60, columns: 2,
      centres: [0, 5 / 2.0.squareRoot(), 10 / 2.0.squareRoot()],
      noise: .known(standardDeviation: 1)),
    Design(
      name: "3 clusters 5σ apart 60×2, overall", rows: 60, columns: 2,
      centres: [0, 5 / 2.0.squareRoot(), 10 / 2.0.squareRoot()], noise: .overall),
    Design(
      name: "3 clusters 5σ apart 60×2, median", rows: 60, columns: 2,
      centres: [0, 5 / 2.0.squareRoot(), 10 / 2.0.squareRoot()], noise: .median),
  ]

  func data(seed: UInt64, replicate: Int) -> Matrix {
    var stream = RandomStream(seed: seed, purpose: .example, replicate: replicate, item: rows)
    return Matrix(
      rows: (0..<rows).map { i in
        (0..<columns).map { _ in centres[i % centres.count] + stream.normal() }
      })
  }
}

private struct Outcome: Sendable {
  let pValue: Double?
  /// The Wald test's.
  let naive: Double?

  init(pValue: Double?, naive: Double?) {
    self.pValue = pValue
    self.naive = naive
  }

  init(_ result: SelectiveTestResult) {
    self.init(pValue: result.pValue, naive: result.naivePValue)
  }
}

/// A way of clustering, and the test that goes with it.
private enum Procedure: Sendable {
  case tree(HierarchyByMatrix.Linkage, SelectiveLinkage)
  case kMeans
  case consolidated
  case thinning

  static let all: [Procedure] =
    zip(
      [.single, .complete, .average, .weighted, .ward, .centroid, .median],
      [.single, .complete, .average, .weighted, .ward, .centroid, .median]
    ).map { Procedure.tree($0, $1) } + [.kMeans, .consolidated, .thinning]

  var name: String {
    switch self {
    case .tree(_, let linkage): return linkage.rawValue
    case .kMeans: return "kMeans"
    case .consolidated: return "wardThenKMeans"
    case .thinning: return "thinning"
    }
  }

  /// By the literal definition, O(n³).
  var isSlowToMake: Bool {
    if case .tree(let linkage, _) = self { return linkage != .ward }
    return false
  }

  typealias Test = (SelectiveTest, Int, Int, Parallelism) throws -> Outcome

  func prepared(_ x: Matrix, clusterCount: Int, replicate: Int = 0) throws -> Test {
    switch self {
    case .tree(let definition, let linkage):
      let tree =
        definition == .ward
        ? try HierarchicalClustering(linkage: .ward).fit(x)
        : try HierarchyByMatrix(
          (0..<x.rowCount).map { Array(x.row($0)) }, linkage: definition
        ).dendrogram()
      return { test, a, b, parallelism in
        try Outcome(
          test.hierarchical(
            x, tree, linkage: linkage, clusterCount: clusterCount, between: a, and: b,
            parallelism: parallelism))
      }
    case .kMeans:
      let path = try LloydPath(x, start: .rows(Array(0..<clusterCount)))
      return { test, a, b, parallelism in
        try Outcome(test.kMeans(x, path, between: a, and: b, parallelism: parallelism))
      }
    case .consolidated:
      let tree = try HierarchicalClustering(linkage: .ward).fit(x)
      return { test, a, b, parallelism in
        try Outcome(
          test.consolidated(
            x, tree, clusterCount: clusterCount, between: a, and: b, parallelism: parallelism))
      }
    case .thinning:
      return { test, a, b, _ in
        let parts = try DataThinning(noise: test.noise).split(x, replicate: replicate)
        let cut = try HierarchicalClustering(linkage: .ward).fit(parts.training).cut(
          clusterCount: clusterCount)
        return Outcome(pValue: parts.pValue(of: cut, between: a, and: b), naive: nil)
      }
    }
  }

  /// Three clusters; the pair in question goes round.
  func result(_ design: Design, seed: UInt64, replicate: Int) throws -> Outcome {
    let x = design.data(seed: seed, replicate: replicate)
    return try prepared(x, clusterCount: 3, replicate: replicate)(
      SelectiveTest(noise: design.noise), replicate % 3, (replicate + 1) % 3, .serial)
  }
}
