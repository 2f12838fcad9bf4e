import Clustering
import LinearAlgebra

/// FasterPAM on Euclidean distances, these included.
enum MedoidsBenchmark {
  static func run(_ arguments: [String]) throws {
    guard arguments.count == 5, let columns = Int(arguments[1]), let threads = Int(arguments[2]),
      let repeats = Int(arguments[3])
    else {
      print("usage: benchmarks medoids X.f64 COLUMNS THREADS REPEATS MEDOIDS.i64|build:K|large:K")
      return
    }
    let x = try BenchmarkData.matrix(arguments[0], columnCount: columns)
    let parallelism = Parallelism(threads: threads)
    let how = arguments[4].split(separator: ":")
    let k = how.count == 2 ? Int(how[1]) ?? 8 : 8
    let start = how.count == 2 ? [] : try BenchmarkData.integers(arguments[4])
    var model: MedoidModel?
    let seconds = try BenchmarkData.seconds(repeats: repeats) {
      switch how.first {
      case "large": model = try LargeKMedoids(clusterCount: k).fit(x, parallelism: parallelism)
      case "build": model = try KMedoids(clusterCount: k).fit(x, parallelism: parallelism)
      default:
        model = try KMedoids(clusterCount: start.count, start: .medoids(start))
          .fit(x, parallelism: parallelism)
      }
    }
    guard let clusters = model?.clusters else { return }
    print(
      """
      {"seconds": \(seconds), "loss": \(clusters.loss), "medoids": \(clusters.medoids), \
      "swaps": \(clusters.swaps), "passes": \(clusters.passes), \
      "megabytes": \(Measurement.peakMegabytes)}
      """)
  }
}
