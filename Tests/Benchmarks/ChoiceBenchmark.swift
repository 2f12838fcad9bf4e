import Clustering
import LinearAlgebra
import Validation

/// The whole study of the number of clusters on a made matrix: eight groups that overlap.
enum ChoiceBenchmark {
  static func run(_ arguments: [String]) throws {
    let numbers = arguments.compactMap { Int($0) }
    guard arguments.count == 4, numbers.count == 4, numbers.allSatisfy({ $0 > 0 }) else {
      print("usage: benchmarks choice ROWS COLUMNS THREADS REPEATS")
      return
    }
    let x = MadeData.matrix(rows: numbers[0], columns: numbers[1], groups: 8)
    let parallelism = Parallelism(threads: numbers[2])
    let clusterer = Clusterer(method: .wardThenKMeans, seed: 1)
    var answer = 0
    let runs = try Measurement.repeated(numbers[3]) {
      answer = try ClusterCountStudy().run(x, clusterer: clusterer, parallelism: parallelism)
        .choice
    }
    print(
      """
      {"rows": \(numbers[0]), "columns": \(numbers[1]), "threads": \(numbers[2]), \
      "choice": \(answer), \(runs.text)}
      """)
  }
}
