import Clustering
import LinearAlgebra

extension Clusterer {
  /// Fits every number of clusters that the observations allow; `nil` where there are fewer
  /// distinct observations than clusters, which a replicate of a table with ties may well meet.
  func feasibleFits(
    _ x: Matrix, clusterCounts: [Int], parallelism: Parallelism = .serial
  ) throws -> [CentroidModel?] {
    do {
      return try fit(x, clusterCounts: clusterCounts, parallelism: parallelism)
    } catch ClusteringError.clusterCountOutOfRange(_, let distinct) {
      let feasible = clusterCounts.filter { $0 <= distinct }
      guard !feasible.isEmpty else { return clusterCounts.map { _ in nil } }
      let models = try fit(x, clusterCounts: feasible, parallelism: parallelism)
      let modelOf = Dictionary(uniqueKeysWithValues: zip(feasible, models))
      return clusterCounts.map { modelOf[$0] }
    }
  }
}
