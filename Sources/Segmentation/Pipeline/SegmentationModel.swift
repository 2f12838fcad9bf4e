import Clustering
import Interpretation
import LinearAlgebra
import Preparation

/// The fitted recipe and segments, enough to place clients that had no part in making them:
/// `model.json`.
public struct SegmentationModel: Sendable, Codable {
  /// Raised when a field changes meaning; a reader refuses what it does not know.
  public static let schema = "clientele/model/1"

  public let schema: String
  public let version: String
  public let period: String?
  public let recipe: Recipe
  public let method: ClusteringMethod
  /// Centroids in the prepared space, one row a segment, in the segments' order.
  public let centroids: Matrix
  public let names: [SegmentName]
  /// Training clients of each segment.
  public let trainingSizes: [Int]
}

extension SegmentationModel {
  init(
    period: String?, recipe: Recipe, method: ClusteringMethod, clustering: CentroidModel,
    names: [SegmentName]
  ) {
    self.init(
      schema: Self.schema, version: Product.version, period: period, recipe: recipe,
      method: method, centroids: clustering.centroids, names: names,
      trainingSizes: clustering.partition.sizes)
  }
}
