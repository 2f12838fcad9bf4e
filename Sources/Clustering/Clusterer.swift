import LinearAlgebra

/// The procedure a whole study repeats: on all clients, on a part, on resampled or reference data.
///
///     let clusterer = Clusterer(method: .wardThenKMeans, seed: 2026)
///     let models = try clusterer.fit(x, clusterCounts: Array(2...10))
///     models[0].rule      // places newcomers
///
/// One tree serves every number of clusters. The same data, seed and method give the same models,
/// whatever the other numbers of clusters asked for and the number of threads.
///
/// Above so many observations Ward's tree is one of cells of them, and medoids are searched on
/// samples: ``approximation(observationCount:)`` tells.
public struct Clusterer: Sendable, Codable, Equatable {
  public let method: ClusteringMethod
  /// Random starts of k-means, alone or as the start of a mixture.
  public let restarts: Int
  public let seed: UInt64
  public let covariances: GaussianMixture.CovarianceShape

  public init(
    method: ClusteringMethod, restarts: Int = 10, seed: UInt64,
    covariances: GaussianMixture.CovarianceShape = .full
  ) {
    precondition(restarts >= 1, "at least one start")
    self.method = method
    self.restarts = restarts
    self.seed = seed
    self.covariances = covariances
  }

  /// - Parameters:
  ///   - x: *n* × *p*, finite.
  ///   - clusterCounts: each from 1 to the number of distinct rows.
  ///   - known: ``tree(_:parallelism:)`` of `x`, where it is there already.
  /// - Returns: one model for each of `clusterCounts`, in that order; of a mixture, perhaps with
  ///   fewer clusters, where no observation prefers some component.
  /// - Throws: ``ClusteringError``, before any work on a number of clusters out of range.
  public func fit(
    _ x: Matrix, clusterCounts: [Int], cutting known: ClusterTree? = nil,
    parallelism: Parallelism = .serial
  ) throws -> [ClusterModel] {
    let observations = try Observations(x, weights: nil, rule: .positive)
    for clusterCount in clusterCounts { try observations.check(clusterCount: clusterCount) }
    if method == .kMedoids {
      return try medoids(clusterCounts, x, parallelism: parallelism)
        .map { ClusterModel($0, in: observations) }
    }
    guard let tree = try known ?? tree(x, parallelism: parallelism) else {
      return try clusterCounts.map {
        try model($0, x, observations, parallelism: parallelism.unreported)
      }
    }
    return try clusterCounts.map {
      try model(
        cutting: tree, clusterCount: $0, x, observations, parallelism: parallelism.unreported)
    }
  }

  /// The tree that ``fit(_:clusterCounts:parallelism:)`` cuts; `nil` where the method has none.
  public func tree(_ x: Matrix, parallelism: Parallelism = .serial) throws -> ClusterTree? {
    guard let linkage = method.linkage else { return nil }
    if case .microClusters(let cells) = approximation(observationCount: x.rowCount) {
      let found = try MicroClusters(cellCount: cells).fit(x, parallelism: parallelism)
      return ClusterTree(
        linkage: linkage, dendrogram: found.dendrogram,
        leafOfObservation: found.cells.partition.labels)
    }
    return ClusterTree(
      linkage: linkage,
      dendrogram: try HierarchicalClustering(linkage: linkage).fit(x, parallelism: parallelism),
      leafOfObservation: nil)
  }
}

// MARK: - Many observations

extension Clusterer {
  /// Above so many observations Ward's tree is one of micro-clusters.
  public static let exactTreeLimit = 20_000
  /// Above so many observations medoids are searched on samples.
  public static let exactMedoidLimit = 2_000

  private static let cellCount = 2_000
  public static let medoidSamples = 5
  public static let medoidSampleSize = 1_000

  /// What stands for a computation on all observations.
  public enum Approximation: Sendable, Equatable, Codable {
    /// Ward's tree joins cells instead of observations: ``MicroClusters``.
    case microClusters(cells: Int)
    /// The best medoids of some samples: ``LargeKMedoids``.
    case medoidsOfSamples(count: Int, size: Int)
  }

  /// `nil` where so many observations are clustered as the method says.
  public func approximation(observationCount: Int) -> Approximation? {
    switch method {
    case .wardThenKMeans, .ward:
      observationCount > Clusterer.exactTreeLimit
        ? .microClusters(cells: Clusterer.cellCount) : nil
    case .kMedoids:
      observationCount > Clusterer.exactMedoidLimit
        ? .medoidsOfSamples(
          count: Clusterer.medoidSamples, size: Clusterer.medoidSampleSize) : nil
    case .kMeans, .average, .complete, .single, .mcquitty, .centroid, .median, .gaussianMixture:
      nil
    }
  }
}

// MARK: - Models

extension Clusterer {
  private func model(
    _ clusterCount: Int, _ x: Matrix, _ observations: Observations, parallelism: Parallelism
  ) throws -> ClusterModel {
    switch method {
    case .gaussianMixture:
      let found = try GaussianMixture(
        componentCount: clusterCount, shape: covariances, start: .kMeans(restarts: restarts),
        seed: seed
      ).fit(x, parallelism: parallelism)
      return ClusterModel(found, in: observations)
    default:
      return ClusterModel(
        try KMeans(clusterCount: clusterCount, start: .plusPlus(restarts: restarts), seed: seed)
          .fit(x, parallelism: parallelism))
    }
  }

  /// All from one BUILD, and where samples are drawn, from the same ones.
  private func medoids(
    _ clusterCounts: [Int], _ x: Matrix, parallelism: Parallelism
  ) throws -> [MedoidModel] {
    guard case .medoidsOfSamples(let count, let size) = approximation(observationCount: x.rowCount)
    else {
      return try KMedoids.fit(x, clusterCounts: clusterCounts, parallelism: parallelism)
        .compactMap { $0 }
    }
    let largest = clusterCounts.max() ?? 1
    guard largest > size else {
      return try LargeKMedoids(
        clusterCount: largest, samples: count, sampleSize: size, seed: seed
      ).fit(x, clusterCounts: clusterCounts, parallelism: parallelism)
    }
    return try clusterCounts.map {
      try LargeKMedoids(
        clusterCount: $0, samples: count, sampleSize: max(size, $0), seed: seed
      ).fit(x, parallelism: parallelism)
    }
  }

  private func model(
    cutting tree: ClusterTree, clusterCount: Int, _ x: Matrix, _ observations: Observations,
    parallelism: Parallelism
  ) throws -> ClusterModel {
    let cut = try tree.cut(clusterCount: clusterCount)
    switch method {
    case .average, .complete, .single, .mcquitty:
      return ClusterModel(
        try HierarchicalModel(tree.linkage, partition: cut, of: x), in: observations)
    case .wardThenKMeans:
      return ClusterModel(try Consolidation().fit(x, from: cut, parallelism: parallelism))
    default:
      return ClusterModel(
        CentroidModel(of: cut.labels, clusterCount: clusterCount, in: observations))
    }
  }
}
