import LinearAlgebra
import Segmentation

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
        advice: advice, segmentCount: count, explained: scores.explained(by: labels, count),
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

extension Matrix {
  /// Between-group inertia over total inertia; 0 where all rows are alike.
  func explained(by labels: [Int], _ count: Int) -> Double {
    var sums = [[Double]](repeating: [Double](repeating: 0, count: columnCount), count: count)
    var sizes = [Double](repeating: 0, count: count)
    var means = [Double](repeating: 0, count: columnCount)
    for (i, label) in labels.enumerated() {
      sizes[label] += 1
      for (j, value) in row(i).enumerated() {
        sums[label][j] += value
        means[j] += value / Double(rowCount)
      }
    }
    var (total, between) = (0.0, 0.0)
    for i in 0..<rowCount {
      for (j, value) in row(i).enumerated() { total += (value - means[j]) * (value - means[j]) }
    }
    for (sum, size) in zip(sums, sizes) where size > 0 {
      for j in 0..<columnCount {
        let difference = sum[j] / size - means[j]
        between += size * difference * difference
      }
    }
    return total > 0 ? between / total : 0
  }
}
