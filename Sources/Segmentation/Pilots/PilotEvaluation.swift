import Statistics

/// What a pilot showed: in each segment, over all, and between segments.
public struct PilotEvaluation: Sendable, Codable, Equatable {
  public let plan: PilotPlan
  /// Of the intervals: 1 − α.
  public let level: Double
  public let segments: [PilotGroupEffect]
  /// Segments weighted by their clients who may be drawn.
  public let overall: PilotOverall
  /// Between segments; `nil` where fewer than two can be judged.
  public let heterogeneity: EffectHeterogeneity?
  /// The same clients by the firm's rules; `nil` without rules.
  public let rules: PilotRuleEffects?
}

/// The effect in one segment.
public struct PilotGroupEffect: Sendable, Codable, Equatable {
  public let name: String
  public let test: PilotArm
  public let control: PilotArm
  /// Test less control; `nil` where it cannot be estimated.
  public let effect: PilotEffect?
  /// Why not.
  public let obstacle: PilotObstacle?
  /// p-value of the effect, adjusted for the number of segments by Holm.
  public let adjustedPValue: Double?
  public let conclusion: PilotConclusion
  /// Whether outcomes are missing more in one group; `nil` where none is, or a group is empty.
  public let missingDifference: PilotEffect?
  /// The effect where a missing outcome is taken as no; `nil` where none is missing, or outcomes are
  /// numbers.
  public let effectIfMissingAreNo: PilotEffect?
}

/// One group: the clients drawn for it, whatever was done with them.
public struct PilotArm: Sendable, Codable, Equatable {
  public let drawn: Int
  /// With an outcome.
  public let observed: Int
  /// The share of yes, or the mean; `nil` without an outcome.
  public let mean: Double?
  /// `nil` for shares and below two outcomes.
  public let standardDeviation: Double?

  public var missing: Int { drawn - observed }

  package init(drawn: Int, observed: Int, mean: Double?, standardDeviation: Double?) {
    self.drawn = drawn
    self.observed = observed
    self.mean = mean
    self.standardDeviation = standardDeviation
  }
}

/// A difference, what it is compatible with, and how rarely chance alone makes as large a one.
public struct PilotEffect: Sendable, Codable, Equatable {
  public let difference: Double
  public let lower: Double
  public let upper: Double
  public let pValue: Double

  package init(difference: Double, lower: Double, upper: Double, pValue: Double) {
    self.difference = difference
    self.lower = lower
    self.upper = upper
    self.pValue = pValue
  }
}

/// Why an effect cannot be estimated.
public enum PilotObstacle: String, Sendable, Codable, Equatable {
  /// Nobody of the segment was drawn.
  case notInPilot
  /// One of the groups has no outcome.
  case noTest, noControl
  /// A group has a single outcome.
  case singleOutcome
  /// All outcomes are the same number.
  case noSpread
}

/// The effect over all segments that can be judged.
public struct PilotOverall: Sendable, Codable, Equatable {
  public let test: PilotArm
  public let control: PilotArm
  public let effect: PilotEffect?
  public let conclusion: PilotConclusion
  /// The share of the clients who may be drawn that is in segments that can be judged.
  public let coverage: Double
  public let missingDifference: PilotEffect?
  public let effectIfMissingAreNo: PilotEffect?
}

/// The pilot's clients parted by the firm's rules instead.
public struct PilotRuleEffects: Sendable, Codable, Equatable {
  /// What the rules are called.
  public let name: String
  public let segments: [PilotGroupEffect]
  public let heterogeneity: EffectHeterogeneity?
  /// Clients of the pilot without a segment by the rules.
  public let withoutSegment: Int
  public let separation: PilotSeparation
}

/// Between whose segments the effects differ, at level α.
public enum PilotSeparation: String, Sendable, Codable, Equatable {
  case neither, segments, rules, both
}
