/// What a pilot is meant to show, and with which risks.
///
///     PilotPlan(outcome: .share(baseline: 0.30), effect: 0.15)
///
/// Of two-sided tests at level `alpha`, in each segment apart.
public struct PilotPlan: Sendable, Codable, Equatable {
  public var outcome: PilotOutcome
  /// The difference, test less control, that is worth seeing; its sign says which way is better. Not 0.
  public var effect: Double
  public var alpha: Double
  /// The probability of seeing the effect where it is there, 0.5 or more.
  public var power: Double
  /// The share of the clients drawn whose outcome is expected to stay unknown, below 1.
  public var expectedLoss: Double
  /// Whether groups are sized so that a segment keeps its power with as many corrections as there are
  /// segments (`alpha` divided by their number).
  public var isCorrected: Bool
  /// No group of a segment is larger; `nil` for no limit.
  public var maximumGroupSize: Int?

  public init(
    outcome: PilotOutcome, effect: Double, alpha: Double = 0.05, power: Double = 0.8,
    expectedLoss: Double = 0, isCorrected: Bool = false, maximumGroupSize: Int? = nil
  ) {
    self.outcome = outcome
    self.effect = effect
    self.alpha = alpha
    self.power = power
    self.expectedLoss = expectedLoss
    self.isCorrected = isCorrected
    self.maximumGroupSize = maximumGroupSize
  }
}

/// What is noted of each client at the end.
public enum PilotOutcome: Sendable, Codable, Equatable {
  /// Yes or no; the share of yes expected without the action, between 0 and 1.
  case share(baseline: Double)
  /// A number; its standard deviation among clients, in its own units.
  case mean(standardDeviation: Double)

  public var isShare: Bool {
    if case .share = self { true } else { false }
  }
}
