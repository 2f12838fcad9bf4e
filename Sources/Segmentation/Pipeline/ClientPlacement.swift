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
  /// 1 − d₁/d₂, with d₁ ≤ d₂ the distances to the two nearest centroids: 1 at the centre of its
  /// segment, 0 on the border with the next. `nil` with one segment.
  public let confidence: Double?
  /// Share of the segment's training clients that stand at least as far from its centroid: near 1 for
  /// the most typical clients, near 0 for the least.
  public let typicality: Double
  /// The segment of the second nearest centroid; `nil` with one segment.
  public let nextSegment: Int?
  public let isHeldOut: Bool
  /// Silhouette among the training clients; `nil` for held-out clients and with one segment.
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
  /// Farther from its segment's centre than the upper Tukey fence (Q₃ + 1.5·(Q₃ − Q₁)) of the
  /// segment's training clients.
  case outlying
  /// More than half of its active values were missing, hence imputed.
  case fewData = "few-data"
  /// Its identifier stands on another row too.
  case duplicatedIdentifier = "duplicated-id"
}

/// Places clients among the segments of a model that is already fitted: used alike for the clients
/// that made the segments and for those that had no part in it.
struct ClientPlacer {
  private let spreads: [Spread]

  /// How far a segment's training clients stand from its centroid.
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

  init(squaredDistances: Matrix, labels: [Int]) {
    var distances = [[Double]](repeating: [], count: squaredDistances.columnCount)
    for (i, label) in labels.enumerated() {
      distances[label].append(squaredDistances[i, label].squareRoot())
    }
    self.spreads = distances.map(Spread.init)
  }

  struct Standing: Equatable {
    let segment: Int
    let nextSegment: Int?
    let confidence: Double?
    let typicality: Double
    let isOutlying: Bool
  }

  /// One row's place. A client in training keeps the segment it helped to make (`assigned`), which
  /// need not be the nearest centroid's when the tree was cut without consolidation.
  func standing(squaredDistances: ArraySlice<Double>, assigned: Int) -> Standing {
    let distances = squaredDistances.map { $0.squareRoot() }
    let next = distances.indices.filter { $0 != assigned }
      .min { (distances[$0], $0) < (distances[$1], $1) }
    let own = distances[assigned]
    return Standing(
      segment: assigned, nextSegment: next,
      confidence: next.map { distances[$0] > 0 ? max(0, 1 - own / distances[$0]) : 0 },
      typicality: spreads[assigned].shareAtLeastAsFar(as: own),
      isOutlying: own > spreads[assigned].upperFence)
  }
}
