import Clustering
import Interpretation
import LinearAlgebra
import Preparation
import Tables

/// The fitted recipe and segments, enough to place clients that had no part in making them:
/// `model.json`.
public struct SegmentationModel: Sendable, Codable {
  /// Raised when a field changes meaning; a reader refuses what it does not know.
  public static let schema = "clientele/model/2"

  public let schema: String
  public let version: String
  public let period: String?
  public let recipe: Recipe
  public let method: ClusteringMethod
  /// Where a client goes in the prepared space, by segments in their order.
  public let placement: PlacementRule
  public let names: [SegmentName]
  /// Training clients of each segment.
  public let trainingSizes: [Int]
}

extension SegmentationModel {
  init(
    period: String?, recipe: Recipe, method: ClusteringMethod, clustering: ClusterModel,
    names: [SegmentName]
  ) {
    self.init(
      schema: Self.schema, version: Product.version, period: period, recipe: recipe,
      method: method, placement: clustering.rule, names: names,
      trainingSizes: clustering.partition.sizes)
  }
}

extension SegmentationModel {
  /// The segment of each of some rows of a table, from 0.
  ///
  /// - Throws: ``PreparationError``, ``Clustering/ClusteringError``, `CancellationError`.
  public func assign(
    _ table: Table, rows: [Int]? = nil, parallelism: Parallelism = .serial
  ) throws -> [Int] {
    let prepared = try recipe.transform(
      table, rows: rows ?? Array(0..<table.rowCount), parallelism: parallelism)
    return try placement.assign(prepared.scores, parallelism: parallelism)
  }
}
