import LinearAlgebra

/// How observations are put in clusters.
public enum ClusteringMethod: String, Codable, Sendable, CaseIterable {
  /// Ward's tree, cut, then consolidated by k-means: the default.
  case wardThenKMeans
  case ward
  case kMeans
}

/// The procedure a whole study repeats: on all clients, on a part, on resampled or reference data.
///
///     let clusterer = Clusterer(method: .wardThenKMeans, seed: 2026)
///     let models = try clusterer.fit(x, clusterCounts: Array(2...10))
///
/// One tree serves every number of clusters. The same data, seed and method give the same models,
/// whatever the other numbers of clusters asked for and the number of threads.
public struct Clusterer: Sendable, Codable {
  public let method: ClusteringMethod
  /// Of k-means by random starts; the methods with a tree use none.
  public let restarts: Int
  public let seed: UInt64

  public init(method: ClusteringMethod, restarts: Int = 10, seed: UInt64) {
    precondition(restarts >= 1, "at least one start")
    self.method = method
    self.restarts = restarts
    self.seed = seed
  }

  /// - Parameters:
  ///   - x: *n* × *p*, finite.
  ///   - clusterCounts: each from 1 to the number of distinct rows.
  ///   - weights: *n* weights: positive where there is a tree, non-negative for k-means.
  /// - Returns: one model for each of `clusterCounts`, in that order.
  /// - Throws: ``ClusteringError``, before any work on a number of clusters out of range.
  public func fit(
    _ x: Matrix, clusterCounts: [Int], weights: [Double]? = nil,
    parallelism: Parallelism = .serial
  ) throws -> [CentroidModel] {
    let rule: Observations.WeightRule = method == .kMeans ? .notNegative : .positive
    let observations = try Observations(x, weights: weights, rule: rule)
    for clusterCount in clusterCounts { try observations.check(clusterCount: clusterCount) }
    guard let tree = try dendrogram(x, weights: weights, parallelism: parallelism) else {
      return try clusterCounts.map { clusterCount in
        try KMeans(clusterCount: clusterCount, start: .plusPlus(restarts: restarts), seed: seed)
          .fit(x, weights: weights, parallelism: parallelism.unreported)
      }
    }
    return try clusterCounts.map { clusterCount in
      let cut = tree.cut(clusterCount: clusterCount)
      if method == .ward {
        return CentroidModel(of: cut.labels, clusterCount: clusterCount, in: observations)
      }
      return try Consolidation().fit(
        x, from: cut, weights: weights, parallelism: parallelism.unreported)
    }
  }

  /// The tree that ``fit(_:clusterCounts:weights:parallelism:)`` cuts; `nil` where the method has
  /// none.
  public func dendrogram(
    _ x: Matrix, weights: [Double]? = nil, parallelism: Parallelism = .serial
  ) throws -> Dendrogram? {
    if method == .kMeans { return nil }
    return try HierarchicalClustering(linkage: .ward).fit(
      x, weights: weights, parallelism: parallelism)
  }
}
