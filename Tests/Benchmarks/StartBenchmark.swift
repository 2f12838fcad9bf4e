import Clustering
import LinearAlgebra

/// The potentials Σ min ‖x − c‖² that greedy k-means++ leaves on the data of ``MadeData``, one for
/// each of as many starts: how good they are takes some hundreds to tell.
///
///     benchmarks start REPLICATES ROWS COLUMNS GROUPS K
enum StartBenchmark {
  static func run(_ arguments: [String]) throws {
    let numbers = arguments.compactMap { Int($0) }
    guard arguments.count == 5, numbers.count == 5, numbers.allSatisfy({ $0 > 0 }) else {
      print("usage: benchmarks start REPLICATES ROWS COLUMNS GROUPS K")
      return
    }
    let x = MadeData.matrix(rows: numbers[1], columns: numbers[2], groups: numbers[3])
    let kMeans = KMeans(clusterCount: numbers[4])
    let potentials = try Parallelism(threads: 2).map(count: numbers[0]) { restart in
      potential(x, try kMeans.startingCentroids(of: x, restart: restart))
    }
    print(#"{"potentials": \#(potentials)}"#)
  }

  private static func potential(_ x: Matrix, _ centroids: Matrix) -> Double {
    let distances = PairwiseDistances(centroids)
    return (0..<x.rowCount).reduce(0) { sum, i in
      sum + (distances.squared(from: x.rows(at: [i])).elements.min() ?? 0)
    }
  }
}
