import Clustering
import LinearAlgebra

/// Training clients whose own segment is not the one where the rule places them: a tree that is cut, or
/// k-means that has not converged, leaves some nearer to another. A client whose data have not changed
/// keeps its segment: it is recognised by its coordinates, bit for bit.
///
/// Coordinates are those of the prepared space: no name, no identifier, no cell of a table.
public struct KeptPlaces: Sendable, Codable, Equatable {
  /// One row a client.
  public let points: Matrix
  public let segments: [Int]
}

extension KeptPlaces {
  static let none = KeptPlaces(
    points: Matrix(rowCount: 0, columnCount: 0, elements: []), segments: [])

  /// - Parameters:
  ///   - scores: of the training clients.
  ///   - labels: the segments that they made.
  /// - Throws: ``Clustering/ClusteringError``, `CancellationError`.
  init(
    _ rule: PlacementRule, scores: Matrix, labels: [Int], parallelism: Parallelism
  ) throws {
    // A rule by members holds everyone's coordinates and segments already.
    if case .members(let model) = rule,
      model.representatives.rowCount == model.partition.observationCount
    {
      self = .none
      return
    }
    let placed = try rule.assign(scores, parallelism: parallelism)
    let moved = labels.indices.filter { placed[$0] != labels[$0] }
    self =
      moved.isEmpty
      ? .none : KeptPlaces(points: scores.rows(at: moved), segments: moved.map { labels[$0] })
  }
}

/// Finds the training clients again among newcomers.
struct KnownClients {
  /// What a known client was.
  struct Known: Equatable {
    let segment: Int
    /// Its position among the observations of a rule by members; `nil` for other rules.
    let member: Int?
  }

  private var known: [[UInt64]: Known] = [:]

  init(_ kept: KeptPlaces, _ rule: PlacementRule) {
    if case .members(let model) = rule,
      model.representatives.rowCount == model.partition.observationCount
    {
      known.reserveCapacity(model.representatives.rowCount)
      for i in 0..<model.representatives.rowCount {
        let key = Self.bits(of: model.representatives.row(i))
        if known[key] == nil { known[key] = Known(segment: model.partition.labels[i], member: i) }
      }
    } else {
      for i in kept.segments.indices {
        let key = Self.bits(of: kept.points.row(i))
        if known[key] == nil { known[key] = Known(segment: kept.segments[i], member: nil) }
      }
    }
  }

  var isEmpty: Bool { known.isEmpty }

  subscript(scores: ArraySlice<Double>) -> Known? {
    known.isEmpty ? nil : known[Self.bits(of: scores)]
  }

  private static func bits(of row: ArraySlice<Double>) -> [UInt64] {
    // −0 and 0 are one coordinate.
    row.map { ($0 + 0).bitPattern }
  }
}
