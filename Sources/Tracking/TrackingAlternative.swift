import Clustering
import LinearAlgebra
import Segmentation
import Validation

/// What each of the three things one can do would give.
public struct TrackingAlternative: Sendable, Equatable {
  public let advice: TrackingDecision.Advice
  public let segmentCount: Int
  /// Share of the inertia of this quarter's clients, in the space of the new model, that lies between the
  /// segments.
  public let explained: Double
  /// Clients present in both quarters who would be in another segment than a quarter ago.
  public let movers: Int
}

extension TrackingAlternative {
  /// *Keep*: everyone stays where it was, newcomers go where the earlier model puts them. *Reassign*:
  /// everyone goes where the earlier model puts it. *Refit*: the new segments.
  static func all(
    _ clients: CommonClients, _ frozen: FrozenComparison, _ now: [FrozenPlace],
    _ matching: SegmentMatching
  ) throws -> [TrackingAlternative] {
    let (previous, current) = (frozen.previous, frozen.current)
    let scores = try frozen.inNewSpace(current.identifiers.indices.map(frozen.newRow))
    let reassigned = now.map(\.segment)
    var kept = reassigned
    for pair in clients.pairs { kept[pair.current] = previous.segments[pair.previous] }
    func alternative(
      _ advice: TrackingDecision.Advice, _ labels: [Int], _ count: Int, numbers: [Int]
    ) -> TrackingAlternative {
      TrackingAlternative(
        advice: advice, segmentCount: count,
        explained: InternalIndex.explainedInertia(scores, Partition(canonicalising: labels)),
        movers: clients.pairs.count { numbers[labels[$0.current]] != previous.number($0.previous) })
    }
    return [
      alternative(.keep, kept, previous.model.segmentCount, numbers: previous.model.numbers),
      alternative(
        .reassign, reassigned, previous.model.segmentCount, numbers: previous.model.numbers),
      alternative(
        .refit, current.segments, current.model.segmentCount, numbers: current.model.numbers),
    ]
  }
}
