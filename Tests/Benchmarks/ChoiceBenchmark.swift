import Clustering
import LinearAlgebra
import Statistics
import Validation

/// The whole study of the number of clusters on a made matrix: eight groups that overlap.
enum ChoiceBenchmark {
  static func run(_ arguments: [String]) throws {
    guard arguments.count == 4, let rows = Int(arguments[0]), let columns = Int(arguments[1]),
      let threads = Int(arguments[2]), let repeats = Int(arguments[3])
    else {
      print("usage: benchmarks choice ROWS COLUMNS THREADS REPEATS")
      return
    }
    var stream = RandomStream(seed: 1, purpose: .example)
    let centres = (0..<8).map { _ in (0..<columns).map { _ in 1.5 * stream.normal() } }
    let x = Matrix(
      rows: (0..<rows).map { i in centres[i % 8].map { $0 + stream.normal() } })
    let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)
    var seconds: [Double] = []
    var answer = 0
    let before = Measurement.processorSeconds
    for _ in 0..<repeats {
      let elapsed = try ContinuousClock().measure {
        answer = try ClusterCountStudy().run(
          x, clusterer: clusterer, parallelism: Parallelism(threads: threads)
        ).choice
      }
      seconds.append(Measurement.seconds(elapsed))
    }
    let processor = (Measurement.processorSeconds - before) / Double(max(1, repeats))
    print(
      """
      {"rows": \(rows), "columns": \(columns), "threads": \(threads), "choice": \(answer), \
      "seconds": \(seconds), "processorSeconds": \(processor), \
      "peakMegabytes": \(Measurement.peakMegabytes)}
      """)
  }
}
