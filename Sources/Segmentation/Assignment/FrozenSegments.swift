import Clustering
import LinearAlgebra
import Preparation

/// Where a client stands among segments that are not made again.
public struct FrozenPlace: Sendable, Equatable {
  /// From 0.
  public let segment: Int
  /// As ``ClientPlacement/nextSegment``.
  public let nextSegment: Int?
  /// As ``ClientPlacement/confidence``.
  public let confidence: Double?
  /// To its segment, as the method's rule sees it.
  public let distance: Double
  /// Whether it stands as near to its segment as clients of that segment do (``SegmentLimits``), and
  /// has any data to tell by.
  public let fits: Bool
}

/// Places rows among the segments of a model.
///
///     let places = try FrozenSegments(model).places(of: model.recipe.transform(table))
///
/// A row goes where the method's rule puts it (``Clustering/PlacementRule``); one that has the
/// coordinates of a training client, bit for bit, is that client, and keeps its segment.
public struct FrozenSegments {
  private let model: SegmentationModel
  private let known: KnownClients

  public init(_ model: SegmentationModel) {
    self.model = model
    known = KnownClients(model.kept, model.placement)
  }

  /// - Parameter prepared: rows that the model's recipe has transformed.
  /// - Throws: ``Clustering/ClusteringError``, `CancellationError`.
  public func places(
    of prepared: PreparedRows, parallelism: Parallelism = .serial
  ) throws -> [FrozenPlace] {
    let scores = prepared.scores
    if scores.rowCount == 0 { return [] }
    let rule = model.placement
    let found = (0..<scores.rowCount).map { known[scores.row($0)] }
    let distances = try self.distances(scores, found, parallelism)
    let apart = ClientDistances(
      distances: distances,
      responsibilities: try rule.responsibilities(
        scores, parallelism: parallelism))
    let placed = try rule.assign(scores, parallelism: parallelism)
    let empty = Set(prepared.rowsWithoutData)
    return placed.indices.map { i in
      let segment = found[i]?.segment ?? placed[i]
      let (next, confidence) = apart.surroundings(of: i, assigned: segment)
      let distance = distances[i, segment]
      return FrozenPlace(
        segment: segment, nextSegment: next, confidence: confidence, distance: distance,
        fits: !empty.contains(i) && model.limits.fits(distance, segment: segment))
    }
  }

  /// What stands for a training client is not counted among the members it is compared with, as it was
  /// not when the segments were made.
  private func distances(
    _ scores: Matrix, _ found: [KnownClients.Known?], _ parallelism: Parallelism
  ) throws -> Matrix {
    let distances = try model.placement.distances(scores, parallelism: parallelism)
    let members = found.map { $0?.member }
    guard case .members(let hierarchy) = model.placement, members.contains(where: { $0 != nil })
    else { return distances }
    let own = try model.placement.memberDistances(
      hierarchy.representatives, parallelism: parallelism)
    return Matrix(
      rows: members.indices.map { i in
        members[i].map { Array(own.row($0)) } ?? Array(distances.row(i))
      })
  }
}
