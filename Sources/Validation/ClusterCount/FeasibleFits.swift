import Clustering
import LinearAlgebra

extension Clusterer {
  /// Fits every number of clusters that the observations allow; `nil` where there are fewer
  /// distinct observations than clusters, which a replicate of a table with ties may well meet. A
  /// mixture that leaves a component without observations has fewer clusters than were asked for.
  /// - Parameters:
  ///   - clusterCounts: increasing.
  ///   - tree: that of these observations, where it is known.
  func feasibleFits(
    _ x: Matrix, clusterCounts: [Int], cutting tree: ClusterTree? = nil,
    parallelism: Parallelism = .serial
  ) throws -> [ClusterModel?] {
    do {
      return try fit(x, clusterCounts: clusterCounts, cutting: tree, parallelism: parallelism)
    } catch ClusteringError.clusterCountOutOfRange(let requested, _) {
      let feasible = clusterCounts.filter { $0 < requested }
      guard !feasible.isEmpty else { return clusterCounts.map { _ in nil } }
      let models = try feasibleFits(
        x, clusterCounts: feasible, cutting: tree, parallelism: parallelism)
      return models + clusterCounts.dropFirst(models.count).map { _ in nil }
    }
  }
}
