/// A recorded quarter in a few numbers: what a history is drawn from.
public struct QuarterSummary: Sendable, Equatable {
  public struct Flow: Sendable, Equatable {
    /// Numbers of segments; 0 stands for outside the portfolio.
    public let source: Int
    public let target: Int
    public let clients: Int

    public init(source: Int, target: Int, clients: Int) {
      self.source = source
      self.target = target
      self.clients = clients
    }
  }

  public let period: String
  public let segments: [TrackedSegment]
  /// Since the quarter recorded before; none for the first.
  public let flows: [Flow]
  public let advice: TrackingDecision.Advice?

  public init(
    period: String, segments: [TrackedSegment], flows: [Flow], advice: TrackingDecision.Advice?
  ) {
    self.period = period
    self.segments = segments
    self.flows = flows
    self.advice = advice
  }

  public var clientCount: Int { segments.reduce(0) { $0 + $1.size } }
  public var arrivals: Int { count { $0.source == 0 } }
  public var departures: Int { count { $0.target == 0 } }
  /// Clients present in both quarters whose segment changed.
  public var movers: Int { count { $0.source != 0 && $0.target != 0 && $0.source != $0.target } }

  private func count(_ isCounted: (Flow) -> Bool) -> Int {
    flows.filter(isCounted).reduce(0) { $0 + $1.clients }
  }
}
