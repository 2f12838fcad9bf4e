import Clustering
import Interpretation
import LinearAlgebra
import Preparation
import Tables

/// The fitted recipe and segments, enough to place clients that had no part in making them:
/// `model.json`.
public struct SegmentationModel: Sendable, Codable {
  /// Raised when a field changes meaning; a reader refuses what it does not know.
  public static let schema = "clientele/model/3"

  public let schema: String
  public let version: String
  public let period: String?
  public let recipe: Recipe
  /// How the columns of the recipe were read: another file is read likewise.
  public let columns: [ModelColumn]
  public let method: ClusteringMethod
  /// Where a client goes in the prepared space, by segments in their order.
  public let placement: PlacementRule
  /// The training clients that the rule would place elsewhere than in the segment they helped to make.
  public let kept: KeptPlaces
  /// How far a segment reaches.
  public let limits: SegmentLimits
  /// The number of each segment, that follows it from quarter to quarter.
  public let numbers: [Int]
  /// The highest number that a segment of the portfolio ever had.
  public let highestNumber: Int
  public let names: [SegmentName]
  /// Training clients of each segment.
  public let trainingSizes: [Int]

  public var segmentCount: Int { placement.clusterCount }
}

extension SegmentationModel {
  /// The segment of each of some rows of a table, from 0.
  ///
  /// - Throws: ``PreparationError``, ``Clustering/ClusteringError``, `CancellationError`.
  public func assign(
    _ table: Table, rows: [Int]? = nil, parallelism: Parallelism = .serial
  ) throws -> [Int] {
    try FrozenSegments(self).places(
      of: recipe.transform(
        table, rows: rows ?? Array(0..<table.rowCount), parallelism: parallelism),
      parallelism: parallelism
    ).map(\.segment)
  }
}
