import Clustering
import Foundation
import LinearAlgebra
import Preparation
import Segmentation
import Statistics
import Tables
import TestSupport
import Validation

/// Are the p-values of neighbouring segments, as the report shows them, p-values?
///
///     swift run -c release benchmarks neighbours 2000 2 1
///
/// Tables through the recipe of `clientele run`, clustered as it does. One pair of neighbours of each draw,
/// in turn, goes in the count:
///
/// - of data without groups (``StructureFreeFamily``, ``CurvedFamily``), clustered into 3 and 5: every
///   pair is of one mean;
/// - of images without groups of a made portfolio, mixed and with rare levels, clustered into 3, 5 and 9;
/// - of data with groups (``GroupedFamily``), clustered into three more than there are: the pairs whose
///   clusters are both, for nine tenths, of the same group, and beside them how often two clusters of
///   different groups are told apart.
///
/// One line of JSON: √n times Kolmogorov and Smirnov's distance from the uniform distribution (1.36 is
/// exceeded once in twenty, 1.95 once in a thousand), and the shares of p-values below 1, 5 and 10 %.
enum NeighbourBenchmark {
  static func run(_ arguments: [String]) throws {
    guard arguments.count >= 3, let replicates = Int(arguments[0]), let threads = Int(arguments[1]),
      let seed = UInt64(arguments[2])
    else {
      print("usage: benchmarks neighbours REPLICATES THREADS SEED [FAMILY]")
      return
    }
    let trial = NeighbourTrial(
      replicates: replicates, seed: seed, parallelism: Parallelism(threads: threads))
    func isAsked(_ name: String) -> Bool { arguments.count == 3 || arguments[3] == name }
    for family in StructureFreeFamily.allCases where isAsked(family.rawValue) {
      for count in [3, 5] { try trial.free(family.rawValue, count) { family.draw(&$0) } }
    }
    for family in CurvedFamily.allCases where isAsked(family.rawValue) {
      for count in [3, 5] { try trial.free(family.rawValue, count) { family.draw(&$0) } }
    }
    if isAsked("image") {
      for count in [3, 5, 9] { try trial.image(count) }
    }
    for family in [GroupedFamily.spherical, .elliptic, .mixed] where isAsked(family.rawValue) {
      for separation in family.separations { try trial.split(family, separation) }
    }
  }
}

private struct NeighbourTrial {
  let replicates: Int
  let seed: UInt64
  let parallelism: Parallelism

  func free(
    _ name: String, _ clusterCount: Int, _ draw: @Sendable (inout RandomStream) -> Draw
  ) throws {
    let values = try parallelism.map(count: replicates) { replicate -> Double? in
      var stream = RandomStream(
        seed: seed, purpose: .example, replicate: replicate, item: 1_000 + clusterCount)
      let x = try draw(&stream).coordinates
      let pairs = try Clustered(x, clusterCount: clusterCount).pairs
      return pairs.isEmpty ? nil : pairs[replicate % pairs.count].pValue
    }
    print(summary("\(name), \(clusterCount) clusters", values))
  }

  func image(_ clusterCount: Int) throws {
    let prepared = try GroupedFamily.portfolio.image(seed: seed).prepared
    let reference = try prepared.reference(seed: seed, parallelism: parallelism)
    let count = prepared.rows.scores.rowCount
    let values = try parallelism.map(count: replicates) { replicate -> Double? in
      let x = try reference.draw(replicate, count)
      let pairs = try Clustered(x, clusterCount: clusterCount).pairs
      return pairs.isEmpty ? nil : pairs[replicate % pairs.count].pValue
    }
    print(summary("image of a portfolio, \(clusterCount) clusters", values))
  }

  func split(_ family: GroupedFamily, _ separation: Double) throws {
    struct Found: Sendable {
      var ofOneGroup: Double?
      var ofTwo: Double?
    }
    let found = try parallelism.map(count: replicates) { replicate -> Found in
      var stream = RandomStream(seed: seed, purpose: .example, replicate: replicate, item: 2_000)
      let drawn = try family.draw(
        groups: 3, separation: separation, seed: UInt64(replicate), &stream)
      guard let truth = drawn.truth else { return Found() }
      let clustered = try Clustered(drawn.coordinates, clusterCount: 6)
      let groups = clustered.groups(truth)
      let one = clustered.pairs.filter { groups[$0.first] == groups[$0.second] }
        .filter { groups[$0.first] != nil }
      let whole = try Clustered(drawn.coordinates, clusterCount: 3)
      return Found(
        ofOneGroup: one.isEmpty ? nil : one[replicate % one.count].pValue,
        ofTwo: whole.pairs.isEmpty ? nil : whole.pairs[replicate % whole.pairs.count].pValue)
    }
    print(summary("\(family.rawValue) \(separation), one group split", found.map(\.ofOneGroup)))
    print(summary("\(family.rawValue) \(separation), two groups", found.map(\.ofTwo)))
  }

  private func summary(_ name: String, _ all: [Double?]) -> String {
    let values = all.compactMap { $0 }
    let distance = values.isEmpty ? 0 : GoodnessOfFit.kolmogorov(values) { $0 }
    func below(_ level: Double) -> String {
      let share = Double(values.count { $0 < level }) / Double(max(values.count, 1))
      return String(format: "%.4f", share)
    }
    return """
      {"data": "\(name)", "evaluated": \(values.count), "notEvaluated": \(all.count - values.count), \
      "kolmogorov": \(String(format: "%.2f", distance)), "below1percent": \(below(0.01)), \
      "below5percent": \(below(0.05)), "below10percent": \(below(0.1))}
      """
  }
}

/// Rows clustered as by `clientele run`, and their neighbours' tests.
private struct Clustered {
  let model: ClusterModel
  let pairs: [NeighbourPair]

  init(_ x: Matrix, clusterCount: Int) throws {
    let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)
    let model = try clusterer.fit(x, clusterCounts: [clusterCount])[0]
    self.model = model
    pairs = try NeighbourTest().run(
      x, tree: clusterer.tree(x), method: .wardThenKMeans, model: model.summary
    ).pairs
  }

  /// Of each cluster, the group of nine tenths of it.
  func groups(_ truth: [Int]) -> [Int?] {
    (0..<model.clusterCount).map { cluster in
      let members = model.partition.members(of: cluster)
      let counts = Dictionary(members.map { (truth[$0], 1) }, uniquingKeysWith: +)
      return counts.first { 10 * $0.value >= 9 * members.count }?.key
    }
  }
}

extension Draw {
  /// What `clientele run` would make of it.
  fileprivate var prepared: PreparedTraining {
    get throws {
      let table: Table
      switch values {
      case .matrix(let x):
        table = Table(columns: (0..<x.columnCount).map { .quantity("q\($0)", x.column($0)) })
      case .table(let given): table = given
      }
      return try PreparedTraining(
        table, rows: Array(0..<table.rowCount), options: PreparationOptions())
    }
  }

  fileprivate var coordinates: Matrix { get throws { try prepared.rows.scores } }
}

extension GroupedFamily {
  /// A made portfolio.
  fileprivate func image(seed: UInt64) throws -> Draw {
    var stream = RandomStream(seed: seed, purpose: .example)
    return try draw(groups: 8, separation: 1, seed: seed, &stream)
  }
}
