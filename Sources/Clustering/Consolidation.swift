import LinearAlgebra

/// Improves a partition by k-means started from its centroids.
///
///     let cut = try HierarchicalClustering(linkage: .ward).fit(x).cut(clusterCount: 5)
///     let model = try Consolidation().fit(x, from: cut)
///     model.movedByConsolidation      // 37
///
/// The inertia never rises. The tree no longer describes the clusters it gave: the
/// model says how many observations changed cluster, and the inertia before. FactoMineR's `HCPC`
/// does the same, for at most 10 iterations; here k-means runs to its end.
public struct Consolidation: Sendable, Codable {
  public let maximumIterations: Int

  public init(maximumIterations: Int = 300) {
    precondition(maximumIterations >= 1, "at least one iteration")
    self.maximumIterations = maximumIterations
  }

  /// - Throws: ``ClusteringError``: as ``KMeans``, and where a cluster has no positive weight
  ///   ``ClusteringError/noObservations``.
  public func fit(
    _ x: Matrix, from partition: Partition, weights: [Double]? = nil,
    parallelism: Parallelism = .serial
  ) throws -> CentroidModel {
    precondition(partition.observationCount == x.rowCount, "one label for each row")
    let observations = try Observations(x, weights: weights, rule: .notNegative)
    try observations.checkEveryClusterWeighs(partition)
    let start = CentroidModel(
      of: partition.labels, clusterCount: partition.clusterCount, in: observations)
    let solution = try KMeans(
      clusterCount: partition.clusterCount, start: .centroids(start.centroids),
      maximumIterations: maximumIterations
    ).solve(x, weights: weights, parallelism: parallelism)
    let moved = zip(partition.labels, solution.labels).count { $0 != Int($1) }
    return solution.model(
      consolidating: CentroidModel.Consolidated(moved: moved, inertiaBefore: start.inertia))
  }
}

extension Observations {
  fileprivate func checkEveryClusterWeighs(_ partition: Partition) throws(ClusteringError) {
    guard let weights else { return }
    var weighs = [Bool](repeating: false, count: partition.clusterCount)
    for (i, label) in partition.labels.enumerated() where weights[i] > 0 { weighs[label] = true }
    guard !weighs.contains(false) else { throw .noObservations }
  }
}
