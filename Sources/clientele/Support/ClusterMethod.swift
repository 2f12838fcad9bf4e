import ArgumentParser
import Clustering
import LinearAlgebra

/// What `cluster --method` names: every family of the library.
enum ClusterMethod: String, Encodable, ExpressibleByArgument, CaseIterable {
  case automatic = "auto"
  case ward
  case kMeans = "kmeans"
  case average, complete, single, mcquitty, centroid, median
  case kMedoids = "kmedoids"
  case gaussianMixture = "gaussian-mixture"

  /// The linkage of a hierarchy that is cut as it is.
  var linkage: Linkage? {
    switch self {
    case .ward: .ward
    case .average: .average
    case .complete: .complete
    case .single: .single
    case .mcquitty: .mcquitty
    case .centroid: .centroid
    case .median: .median
    case .automatic, .kMeans, .kMedoids, .gaussianMixture: nil
    }
  }

  /// Whether distances other than Euclidean make sense to it: those that rest on means do not take
  /// them.
  func takes(_ metric: DistanceMetric) -> Bool {
    switch self {
    case .average, .complete, .single, .mcquitty, .kMedoids: true
    case .automatic, .ward, .kMeans, .centroid, .median, .gaussianMixture: metric == .euclidean
    }
  }
}

/// The clusters of one method on one matrix, told by their means.
struct ClusterFit {
  let model: CentroidModel
  var merges: [Merge]?
  /// Rows, from 0, in the order of the labels.
  var medoids: [Int]?
  var loss: Double?
  var mixture: GaussianMixtureModel?

  var iterations: Int { mixture?.iterations ?? model.iterations }
  var converged: Bool { mixture?.converged ?? model.converged }

  init(_ x: Matrix, _ request: ClusterRequestDetails, parallelism: Parallelism) throws {
    let count = request.clusterCount
    if let linkage = request.method.linkage {
      let tree = try Self.tree(x, linkage, request.metric, parallelism)
      merges = tree.merges
      model = try CentroidModel(cutting: tree, clusterCount: count, of: x)
      return
    }
    switch request.method {
    case .kMeans:
      model = try KMeans(
        clusterCount: count,
        start: request.initial.map(KMeans.Start.centroids) ?? .plusPlus(restarts: request.restarts),
        maximumIterations: request.maximumIterations, tolerance: request.tolerance,
        seed: request.seed
      ).fit(x, parallelism: parallelism)
    case .kMedoids:
      let found = try KMedoids(clusterCount: count, seed: request.seed)
        .fit(x, metric: request.metric, parallelism: parallelism)
      model = try CentroidModel(of: found.partition, in: x)
      medoids = found.medoids
      loss = found.loss
    case .gaussianMixture:
      let found = try GaussianMixture(
        componentCount: count, start: .kMeans(restarts: request.restarts),
        maximumIterations: request.maximumIterations, seed: request.seed
      ).fit(x, parallelism: parallelism)
      model = try CentroidModel(of: found.partition, in: x)
      mixture = found
    default:
      let tree = try Self.tree(x, .ward, .euclidean, parallelism)
      merges = tree.merges
      let cut = try CentroidModel(cutting: tree, clusterCount: count, of: x)
      model = try Consolidation().fit(x, from: cut.partition, parallelism: parallelism)
    }
  }

  private static func tree(
    _ x: Matrix, _ linkage: Linkage, _ metric: DistanceMetric, _ parallelism: Parallelism
  ) throws -> Dendrogram {
    let clustering = HierarchicalClustering(linkage: linkage)
    if metric == .euclidean { return try clustering.fit(x, parallelism: parallelism) }
    return try clustering.fit(
      dissimilarities: Dissimilarities(x, metric: metric, parallelism: parallelism),
      parallelism: parallelism)
  }
}
