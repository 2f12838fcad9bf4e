import ArgumentParser
import Clustering
import LinearAlgebra
import Segmentation

extension ClusteringMethod: ExpressibleByArgument {}

extension ClusteringMethod {
  /// The names that `--method` takes, for help texts.
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }

  func takes(_ metric: ClusterMetric) -> Bool {
    switch metric {
    case .euclidean: true
    case .manhattan, .gower: takesAnyDissimilarity
    case .precomputed: takesAnyDissimilarity || linkage != nil && self != .wardThenKMeans
    }
  }

  /// Whether it has random starts, iterations that can be limited, a tolerance.
  var takesRestarts: Bool { self == .kMeans || self == .gaussianMixture }
  var takesIterations: Bool { takesRestarts || self == .wardThenKMeans }
  var takesTolerance: Bool { self == .kMeans }
}

/// What `cluster --metric` names.
enum ClusterMetric: String, Encodable, ExpressibleByArgument, CaseIterable {
  case euclidean, manhattan, gower, precomputed
}

extension GaussianMixture.CovarianceShape: ExpressibleByArgument {}

/// The clusters of one method, told by their means where there are such.
struct ClusterFit {
  let partition: Partition
  /// `nil` where the observations are no points.
  var model: CentroidModel?
  var merges: [Merge]?
  /// Rows, from 0, in the order of the labels.
  var medoids: [Int]?
  var loss: Double?
  var mixture: GaussianMixtureModel?
  let iterations: Int
  let converged: Bool

  /// Points in space.
  init(_ x: Matrix, _ request: ClusterRequestDetails, parallelism: Parallelism) throws {
    let count = request.clusterCount
    let found: CentroidModel
    var merges: [Merge]?
    switch request.method {
    case .kMeans:
      found = try KMeans(
        clusterCount: count,
        start: request.initial.map(KMeans.Start.centroids) ?? .plusPlus(restarts: request.restarts),
        maximumIterations: request.maximumIterations, tolerance: request.tolerance,
        seed: request.seed
      ).fit(x, parallelism: parallelism)
    case .kMedoids:
      let metric = request.pointMetric
      let search =
        try request.sampledMedoids(observationCount: x.rowCount)?
        .fit(x, metric: metric, parallelism: parallelism)
        ?? KMedoids(clusterCount: count, seed: request.seed)
        .fit(x, metric: metric, parallelism: parallelism)
      self.init(search.clusters)
      model = try CentroidModel(of: search.partition, in: x)
      return
    case .gaussianMixture:
      let mixture = try GaussianMixture(
        componentCount: count, shape: request.covariance,
        start: .kMeans(restarts: request.restarts),
        maximumIterations: request.maximumIterations, seed: request.seed
      ).fit(x, parallelism: parallelism)
      self.init(
        partition: mixture.partition, model: try CentroidModel(of: mixture.partition, in: x),
        mixture: mixture, iterations: mixture.iterations, converged: mixture.converged)
      return
    default:
      let linkage = request.method.linkage ?? .ward
      if request.metric != .euclidean { try request.requireMemory(observationCount: x.rowCount) }
      let tree = try Self.tree(x, linkage, request.metric, parallelism)
      let cut = try CentroidModel(cutting: tree, clusterCount: count, of: x)
      found =
        request.method == .wardThenKMeans
        ? try Consolidation(maximumIterations: request.maximumIterations)
          .fit(x, from: cut.partition, parallelism: parallelism) : cut
      merges = tree.merges
    }
    self.init(
      partition: found.partition, model: found, merges: merges, iterations: found.iterations,
      converged: found.converged)
  }

  /// Observations of which only the dissimilarities are known.
  init(
    _ dissimilarities: Dissimilarities, _ request: ClusterRequestDetails, parallelism: Parallelism
  ) throws {
    let count = request.clusterCount
    guard let linkage = request.method.linkage else {
      self.init(
        try KMedoids(clusterCount: count, seed: request.seed)
          .fit(dissimilarities, parallelism: parallelism))
      return
    }
    guard count <= dissimilarities.count else {
      throw ClusteringError.clusterCountOutOfRange(
        requested: count, distinct: dissimilarities.count)
    }
    let tree = try HierarchicalClustering(linkage: linkage)
      .fit(dissimilarities: dissimilarities, parallelism: parallelism)
    self.init(
      partition: tree.cut(clusterCount: count), merges: tree.merges, iterations: 0,
      converged: true)
  }

  init(_ clusters: MedoidClusters) {
    self.init(
      partition: clusters.partition, medoids: clusters.medoids, loss: clusters.loss,
      iterations: clusters.passes, converged: clusters.converged)
  }

  private init(
    partition: Partition, model: CentroidModel? = nil, merges: [Merge]? = nil,
    medoids: [Int]? = nil, loss: Double? = nil, mixture: GaussianMixtureModel? = nil,
    iterations: Int, converged: Bool
  ) {
    self.partition = partition
    self.model = model
    self.merges = merges
    self.medoids = medoids
    self.loss = loss
    self.mixture = mixture
    self.iterations = iterations
    self.converged = converged
  }

  private static func tree(
    _ x: Matrix, _ linkage: Linkage, _ metric: ClusterMetric, _ parallelism: Parallelism
  ) throws -> Dendrogram {
    let clustering = HierarchicalClustering(linkage: linkage)
    if metric == .euclidean { return try clustering.fit(x, parallelism: parallelism) }
    return try clustering.fit(
      dissimilarities: Dissimilarities(x, metric: .manhattan, parallelism: parallelism),
      parallelism: parallelism)
  }
}
