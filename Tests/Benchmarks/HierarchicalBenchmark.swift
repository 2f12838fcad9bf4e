import Clustering
import Foundation
import LinearAlgebra
import Statistics

/// Grows a tree from made data: normal points around normal centres, overlapping as clients do, or
/// without structure for one centre. With a folder, leaves the data, the heights and a cut there for
/// `peers/hierarchical.py`.
enum HierarchicalBenchmark {
  static let usage =
    "usage: benchmarks hierarchical LINKAGE|micro ROWS COLUMNS CENTRES THREADS REPEATS [FOLDER]"

  static func run(_ arguments: [String]) throws {
    let numbers = arguments.dropFirst().prefix(5).compactMap { Int($0) }
    guard arguments.count >= 6, numbers.count == 5, numbers.allSatisfy({ $0 > 0 }) else {
      print(usage)
      return
    }
    let x = portfolio(rows: numbers[0], columns: numbers[1], centres: numbers[2])
    let parallelism = Parallelism(threads: numbers[3])
    if arguments[0] == "micro" {
      try measureMicroClusters(x, parallelism: parallelism, repeats: numbers[4])
    } else if let linkage = Linkage(rawValue: arguments[0]) {
      let tree = try measure(linkage, x, parallelism: parallelism, repeats: numbers[4])
      if arguments.count > 6 { try leave(tree, linkage, x, numbers[2], in: arguments[6]) }
    } else {
      print(usage)
    }
  }

  private static func portfolio(rows: Int, columns: Int, centres: Int) -> Matrix {
    var stream = RandomStream(seed: 11, purpose: .example)
    let spread = centres == 1 ? 0 : 1.5
    let means = (0..<(centres * columns)).map { _ in spread * stream.normal() }
    var elements: [Double] = []
    elements.reserveCapacity(rows * columns)
    for i in 0..<rows {
      for j in 0..<columns { elements.append(means[(i % centres) * columns + j] + stream.normal()) }
    }
    return Matrix(rowCount: rows, columnCount: columns, elements: elements)
  }

  private static func measure(
    _ linkage: Linkage, _ x: Matrix, parallelism: Parallelism, repeats: Int
  ) throws -> Dendrogram {
    let clustering = HierarchicalClustering(linkage: linkage)
    var tree = try clustering.fit(x, parallelism: parallelism)
    let (seconds, processor) = try times(repeats) {
      tree = try clustering.fit(x, parallelism: parallelism)
    }
    print(
      """
      {"linkage": "\(linkage)", "rows": \(x.rowCount), "columns": \(x.columnCount), \
      "threads": \(parallelism.threads), "seconds": \(seconds), "processorSeconds": \(processor), \
      "highest": \(tree.merges.map(\.height).max() ?? 0), \
      "peakMegabytes": \(Measurement.peakMegabytes)}
      """)
    return tree
  }

  /// Micro-clusters, and the inertia of their cuts over that of the exact tree's.
  private static func measureMicroClusters(
    _ x: Matrix, parallelism: Parallelism, repeats: Int
  ) throws {
    var cells = try MicroClusters().fit(x, parallelism: parallelism)
    let (seconds, processor) = try times(repeats) {
      cells = try MicroClusters().fit(x, parallelism: parallelism)
    }
    var ratios: [Double] = []
    if x.rowCount <= 100_000 {
      let exact = try HierarchicalClustering(linkage: .ward).fit(x, parallelism: parallelism)
      ratios = [2, 4, 6, 8, 10, 15, 20].map { k in
        inertia(of: cells.cut(clusterCount: k), x) / inertia(of: exact.cut(clusterCount: k), x)
      }
    }
    print(
      """
      {"micro": \(cells.cells.clusterCount), "rows": \(x.rowCount), "columns": \(x.columnCount), \
      "threads": \(parallelism.threads), "seconds": \(seconds), "processorSeconds": \(processor), \
      "inertiaOverExact": \(ratios), "peakMegabytes": \(Measurement.peakMegabytes)}
      """)
  }

  private static func inertia(of partition: Partition, _ x: Matrix) -> Double {
    var means = Matrix(
      repeating: 0, rowCount: partition.clusterCount, columnCount: x.columnCount)
    for (i, label) in partition.labels.enumerated() {
      for j in 0..<x.columnCount { means[label, j] += x[i, j] / Double(partition.sizes[label]) }
    }
    return partition.labels.enumerated().reduce(0) { sum, row in
      (0..<x.columnCount).reduce(sum) { sum, j in
        let deviation = x[row.offset, j] - means[row.element, j]
        return sum + deviation * deviation
      }
    }
  }

  private static func times(_ repeats: Int, _ body: () throws -> Void) rethrows -> (
    [Double], Double
  ) {
    var seconds: [Double] = []
    let before = Measurement.processorSeconds
    for _ in 0..<repeats {
      seconds.append(Measurement.seconds(try ContinuousClock().measure(body)))
    }
    return (seconds, (Measurement.processorSeconds - before) / Double(repeats))
  }

  private static func leave(
    _ tree: Dendrogram, _ linkage: Linkage, _ x: Matrix, _ centres: Int, in folder: String
  ) throws {
    let directory = URL(fileURLWithPath: folder)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let name = "hierarchical-\(x.rowCount)x\(x.columnCount)-\(centres)"
    func write<T>(_ values: [T], _ suffix: String) throws {
      let bytes = values.withUnsafeBufferPointer { Data(buffer: $0) }
      try bytes.write(to: directory.appendingPathComponent("\(name)\(suffix)"))
    }
    try write(x.elements, ".f64")
    try write(tree.merges.map(\.height), "-\(linkage).heights")
    try write(
      tree.cut(clusterCount: min(8, x.rowCount)).labels.map { Int32($0) }, "-\(linkage).cut8")
  }
}
