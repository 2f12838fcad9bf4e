/// How observations are put in clusters, by the names that `--method` takes.
public enum ClusteringMethod: String, Codable, Sendable, CaseIterable {
  /// Ward's tree, cut, then consolidated by k-means: the default.
  case wardThenKMeans = "auto"
  case ward
  case kMeans = "kmeans"
  case average, complete, single, mcquitty, centroid, median
  case kMedoids = "kmedoids"
  case gaussianMixture = "gaussian-mixture"
}

extension ClusteringMethod {
  /// The linkage of the tree that is cut; `nil` where there is no tree.
  public var linkage: Linkage? {
    switch self {
    case .wardThenKMeans, .ward: .ward
    case .average: .average
    case .complete: .complete
    case .single: .single
    case .mcquitty: .mcquitty
    case .centroid: .centroid
    case .median: .median
    case .kMeans, .kMedoids, .gaussianMixture: nil
    }
  }

  /// Whether dissimilarities other than Euclidean distances make sense to it: to a method of means
  /// they do not.
  public var takesAnyDissimilarity: Bool {
    switch self {
    case .average, .complete, .single, .mcquitty, .kMedoids: true
    case .wardThenKMeans, .ward, .kMeans, .centroid, .median, .gaussianMixture: false
    }
  }
}
