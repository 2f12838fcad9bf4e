/// Which parts are held out one after the other, in sizes alone: what a trial on made data repeats.
///
///     HeldOutTrial(heldOut: 200, beside: 600)                            // one part
///     HeldOutTrial(count: 800, divisions: [[160, 160, 160, 160, 160]])   // five parts in turn
public struct HeldOutTrial: Sendable, Codable, Equatable {
  /// Observations in all, those that are never held out included.
  public let count: Int
  /// For each division of them, the sizes of the parts held out in turn.
  public let divisions: [[Int]]

  public init(count: Int, divisions: [[Int]]) {
    precondition(
      divisions.allSatisfy { parts in
        parts.allSatisfy { $0 >= 0 && $0 < count } && parts.reduce(0, +) <= count
      }, "parts of the whole")
    self.count = count
    self.divisions = divisions
  }

  /// One part; as many as are beside it, at most.
  public init(heldOut: Int, beside training: Int) {
    let held = min(heldOut, training)
    self.init(count: training + held, divisions: [[held]])
  }

  /// Observations clustered when the smallest part is held out.
  package var largestTraining: Int { count - (divisions.joined().min() ?? 0) }

  /// How many of these would be left where the whole had `total` observations, in the same
  /// proportions.
  package func training(within total: Int) -> Int {
    largestTraining * min(total, count) / max(count, 1)
  }

  public var splitCount: Int { divisions.reduce(0) { $0 + $1.count } }

  /// In the same proportions, so that no clustered part has more than `limit` observations; no part
  /// smaller than `needed`, unless it was.
  package func scaled(trainingLimit limit: Int, needed: Int) -> HeldOutTrial {
    let scale = min(1, Double(limit) / Double(max(largestTraining, 1)))
    guard scale < 1 else { return self }
    let parts = divisions.map { division in
      division.map { max(Int((Double($0) * scale).rounded()), min($0, needed)) }
    }
    let totals = zip(divisions, parts).map { division, parts in
      let others = Double(count - division.reduce(0, +))
      return parts.reduce(0, +) + Int((others * scale).rounded())
    }
    return HeldOutTrial(count: totals.max() ?? 0, divisions: parts)
  }
}
