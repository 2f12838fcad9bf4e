import Clustering
import LinearAlgebra
import Preparation
import Statistics

/// Where one client stands among the segments.
public struct ClientPlacement: Sendable, Codable, Equatable {
  /// Row in the table, from 0.
  public let row: Int
  /// What names the client: its identifier, else its line in the file.
  public let identifier: String
  /// Index of its segment, from 0.
  public let segment: Int
  /// 1 − d₁/d₂, with d₁ ≤ d₂ its distances to the two nearest segments, as the method's rule sees
  /// them (``Clustering/PlacementRule``): 1 at the centre of its segment, 0 on the border with the
  /// next. In a mixture 1 − r₂/r₁, with r₁ ≥ r₂ the two highest responsibilities. `nil` with one
  /// segment.
  public let confidence: Double?
  /// Share of the segment's training clients that stand at least as far from it: near 1 for the most
  /// typical clients, near 0 for the least.
  public let typicality: Double
  /// The second nearest segment, of a mixture the second most probable; `nil` with one segment.
  public let nextSegment: Int?
  public let isHeldOut: Bool
  /// Silhouette among the training clients; `nil` for held-out clients, for those outside the sample
  /// where there are too many, and with one segment.
  public let silhouette: Double?
  /// Share of the bootstrap samples whose segments place the client in the counterpart of its own,
  /// held-out clients included; `nil` with one segment.
  public let stays: Double?
  /// The client's coordinates on the first axes, at most two.
  public let position: [Double]
  public let flags: [ClientFlag]
}

extension ClientPlacement {
  init(
    row: Int, identifier: String, standing: ClientPlacer.Standing, isHeldOut: Bool,
    silhouette: Double?, stays: Double?, position: [Double], flags: [ClientFlag]
  ) {
    self.init(
      row: row, identifier: identifier, segment: standing.segment,
      confidence: standing.confidence, typicality: standing.typicality,
      nextSegment: standing.nextSegment, isHeldOut: isHeldOut, silhouette: silhouette, stays: stays,
      position: position, flags: flags)
  }
}

/// What a collaborator should know before acting on a client's segment.
public enum ClientFlag: String, Sendable, Codable, Equatable, CaseIterable {
  /// Farther from its segment than the upper Tukey fence (Q₃ + 1.5·(Q₃ − Q₁)) of the
  /// segment's training clients.
  case outlying
  /// More than half of its active values were missing, hence imputed.
  case fewData = "few-data"
  /// Its identifier stands on another row too.
  case duplicatedIdentifier = "duplicated-id"
}

/// How far clients are from each segment.
struct ClientDistances {
  /// One row a client, one column a segment.
  let distances: Matrix
  /// The same shape; `nil` but for a mixture.
  let responsibilities: Matrix?

  /// The segment that comes next to a client's own, and how far the client is from the border between
  /// them.
  func surroundings(of position: Int, assigned: Int) -> (next: Int?, confidence: Double?) {
    let distances = Array(distances.row(position))
    let others = distances.indices.filter { $0 != assigned }
    if let shares = responsibilities.map({ Array($0.row(position)) }) {
      let next = others.min { (-shares[$0], $0) < (-shares[$1], $1) }
      return (
        next,
        next.map { shares[assigned] > 0 ? max(0, 1 - shares[$0] / shares[assigned]) : 0 }
      )
    }
    let next = others.min { (distances[$0], $0) < (distances[$1], $1) }
    return (
      next, next.map { distances[$0] > 0 ? max(0, 1 - distances[assigned] / distances[$0]) : 0 }
    )
  }
}

/// Places clients among the segments of a model that is already fitted: used alike for the clients
/// that made the segments and for those that had no part in it.
struct ClientPlacer {
  private let spreads: [Spread]

  /// How far a segment's training clients stand from it.
  private struct Spread {
    let sortedDistances: [Double]
    let upperFence: Double

    init(_ distances: [Double]) {
      sortedDistances = distances.sorted()
      if let lower = distances.quantile(0.25), let upper = distances.quantile(0.75) {
        upperFence = upper + 1.5 * (upper - lower)
      } else {
        upperFence = .infinity
      }
    }

    func shareAtLeastAsFar(as distance: Double) -> Double {
      guard !sortedDistances.isEmpty else { return 0 }
      let nearer = sortedDistances.partitioningIndex { $0 >= distance }
      return Double(sortedDistances.count - nearer) / Double(sortedDistances.count)
    }
  }

  /// - Parameter distances: of the training clients, one row each.
  init(distances: Matrix, labels: [Int]) {
    var own = [[Double]](repeating: [], count: distances.columnCount)
    for (i, label) in labels.enumerated() { own[label].append(distances[i, label]) }
    self.spreads = own.map(Spread.init)
  }

  struct Standing: Equatable {
    let segment: Int
    let nextSegment: Int?
    let confidence: Double?
    let typicality: Double
    let isOutlying: Bool
  }

  /// One row's place. A client in training keeps the segment it helped to make (`assigned`), which
  /// need not be the nearest one when a tree was cut without consolidation.
  func standing(_ clients: ClientDistances, _ position: Int, assigned: Int) -> Standing {
    let own = clients.distances[position, assigned]
    let (next, confidence) = clients.surroundings(of: position, assigned: assigned)
    return Standing(
      segment: assigned, nextSegment: next, confidence: confidence,
      typicality: spreads[assigned].shareAtLeastAsFar(as: own),
      isOutlying: own > spreads[assigned].upperFence)
  }
}
