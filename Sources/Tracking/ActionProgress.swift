import Segmentation

/// How far an action has come from one quarter to the next: the clients for whom the portfolio's columns say
/// that it is done, among those present in both quarters, by their segment of today.
public struct ActionProgress: Sendable, Equatable {
  public struct Segment: Sendable, Equatable {
    public let number: Int
    /// Present in both quarters.
    public let clients: Int
    public let before: Int
    public let now: Int
  }

  public let code: String
  public let label: BilingualText
  /// In the order of the segments.
  public let segments: [Segment]

  public var clients: Int { segments.reduce(0) { $0 + $1.clients } }
  public var before: Int { segments.reduce(0) { $0 + $1.before } }
  public var now: Int { segments.reduce(0) { $0 + $1.now } }
}

extension ActionProgress {
  /// Actions of the catalogue that are done for somebody; none where no column tells of any. Of actions that
  /// the same columns tell of, the first.
  static func all(_ clients: CommonClients, _ frozen: FrozenComparison) -> [ActionProgress] {
    guard let catalogue = try? ActionCatalogue.standard() else { return [] }
    let done = DoneActions(catalogue, in: frozen.table)
    let current = frozen.current
    var told: [[DoneCondition]] = []
    return catalogue.actions.enumerated().compactMap { rank, action in
      if action.doneIf.isEmpty || told.contains(action.doneIf) { return nil }
      told.append(action.doneIf)
      var (all, before, now) = (
        [Int](repeating: 0, count: current.model.segmentCount),
        [Int](repeating: 0, count: current.model.segmentCount),
        [Int](repeating: 0, count: current.model.segmentCount)
      )
      for pair in clients.pairs {
        let segment = current.segments[pair.current]
        all[segment] += 1
        if done.contains(action: rank, of: pair.previous) { before[segment] += 1 }
        if done.contains(action: rank, of: frozen.newRow(pair.current)) { now[segment] += 1 }
      }
      guard before.contains(where: { $0 > 0 }) || now.contains(where: { $0 > 0 }) else {
        return nil
      }
      return ActionProgress(
        code: action.code, label: action.label,
        segments: all.indices.map {
          Segment(
            number: current.model.numbers[$0], clients: all[$0], before: before[$0], now: now[$0])
        })
    }
  }
}
