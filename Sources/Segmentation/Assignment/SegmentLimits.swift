import LinearAlgebra
import Statistics

/// How far from its segment a client may stand and still fit it.
///
/// The limit of a segment is the ``quantile`` of its training clients' distances to it, as the method's
/// rule sees them, a client not counted among those it is compared with. Where fewer than
/// ``smallestCount`` clients made a segment, that quantile says little: its limit is the one over all
/// training clients.
public struct SegmentLimits: Sendable, Codable, Equatable {
  /// The share of the training clients that fit, by definition.
  public static let quantile = 0.99
  public static let smallestCount = 20

  public let quantile: Double
  /// One for each segment, in the units of the prepared space.
  public let distances: [Double]
  /// Share of the training clients beyond.
  public let beyondInTraining: Double
  /// Mean distance of the training clients to their own segment.
  public let meanDistance: Double

  public func fits(_ distance: Double, segment: Int) -> Bool { distance <= distances[segment] }
}

extension SegmentLimits {
  /// - Parameter own: distances of the training clients to their own segment, by segment.
  init(own: [[Double]]) {
    let all = own.flatMap { $0 }
    let overall = all.quantile(Self.quantile) ?? 0
    let limits = own.map { distances in
      distances.count < Self.smallestCount
        ? overall : distances.quantile(Self.quantile) ?? overall
    }
    let outside = zip(own, limits).reduce(0) { sum, pair in
      sum + pair.0.count { $0 > pair.1 }
    }
    self.init(
      quantile: Self.quantile, distances: limits,
      beyondInTraining: all.isEmpty ? 0 : Double(outside) / Double(all.count),
      meanDistance: all.isEmpty ? 0 : all.reduce(0, +) / Double(all.count))
  }
}
