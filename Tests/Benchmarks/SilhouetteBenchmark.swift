import Clustering
import LinearAlgebra
import Validation

/// The exact silhouette of one or several partitions of the same rows.
enum SilhouetteBenchmark {
  static func run(_ arguments: [String]) throws {
    guard arguments.count >= 5, let columns = Int(arguments[1]), let threads = Int(arguments[2]),
      let repeats = Int(arguments[3])
    else {
      print("usage: benchmarks silhouette X.f64 COLUMNS THREADS REPEATS LABELS.i64…")
      return
    }
    let x = try BenchmarkData.matrix(arguments[0], columnCount: columns)
    let partitions = try arguments[4...].map {
      Partition(canonicalising: try BenchmarkData.integers($0))
    }
    var means: [Double] = []
    let seconds = try BenchmarkData.seconds(repeats: repeats) {
      means = try Silhouette.all(x, partitions, parallelism: Parallelism(threads: threads))
        .map { $0?.mean ?? .nan }
    }
    print(
      """
      {"seconds": \(seconds), "means": \(means), "megabytes": \(Measurement.peakMegabytes)}
      """)
  }
}
