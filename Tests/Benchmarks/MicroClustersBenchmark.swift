import Clustering
import LinearAlgebra

/// Micro-clusters, and the inertia of their cuts over that of the exact tree's.
enum MicroClustersBenchmark {
  static func run(_ arguments: [String]) throws {
    let numbers = arguments.compactMap { Int($0) }
    guard arguments.count == 5, numbers.count == 5, numbers.allSatisfy({ $0 > 0 }) else {
      print("usage: benchmarks micro ROWS COLUMNS GROUPS THREADS REPEATS")
      return
    }
    let x = MadeData.matrix(rows: numbers[0], columns: numbers[1], groups: numbers[2])
    let parallelism = Parallelism(threads: numbers[3])
    var cells = try MicroClusters().fit(x, parallelism: parallelism)
    let runs = try Measurement.repeated(numbers[4]) {
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
      "threads": \(parallelism.threads), \(runs.text), "inertiaOverExact": \(ratios)}
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
}
