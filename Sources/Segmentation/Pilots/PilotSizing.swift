import Statistics

/// How many clients a group takes, and what fewer can show.
///
///     PilotSizing(plan, segmentCount: 6).needed            // 163
///     PilotSizing(plan, segmentCount: 6).detectable(40)    // 0.31: from 30 % to 61 %
///
/// By ``Statistics/ProportionPower`` or ``Statistics/MeanPower``. Strata are not counted on: they can
/// only make a difference easier to see. Of the clients drawn, `expectedLoss` are taken as lost.
public struct PilotSizing: Sendable {
  public let plan: PilotPlan
  /// The level of each segment's test.
  public let level: Double

  public init(_ plan: PilotPlan, segmentCount: Int) {
    self.plan = plan
    level = plan.isCorrected ? plan.alpha / Double(max(1, segmentCount)) : plan.alpha
  }

  /// Groups smaller than this say nothing.
  public static let smallestGroup = 2

  /// Clients to draw for each group.
  public var needed: Int {
    let size: Double
    switch plan.outcome {
    case .share(let baseline):
      size = ProportionPower(control: baseline, alpha: level)
        .groupSize(test: baseline + plan.effect, power: plan.power)
    case .mean(let deviation):
      size = MeanPower(standardDeviation: deviation, alpha: level)
        .groupSize(difference: plan.effect, power: plan.power)
    }
    // More than any portfolio has: a minute effect must not overflow.
    let drawn = min((size / (1 - plan.expectedLoss)).rounded(.up), 1e12)
    return max(Self.smallestGroup, Int(drawn))
  }

  /// The probability of seeing the planned effect with groups of this many clients drawn.
  public func power(_ groupSize: Int) -> Double {
    switch plan.outcome {
    case .share(let baseline):
      ProportionPower(control: baseline, alpha: level)
        .power(test: baseline + plan.effect, groupSize: observed(groupSize))
    case .mean(let deviation):
      MeanPower(standardDeviation: deviation, alpha: level)
        .power(difference: plan.effect, groupSize: observed(groupSize))
    }
  }

  /// The smallest effect that is seen with the planned power, of the sign of the planned one; `nil`
  /// where none is.
  public func detectable(_ groupSize: Int) -> Double? {
    let isRise = plan.effect > 0
    switch plan.outcome {
    case .share(let baseline):
      return ProportionPower(control: baseline, alpha: level)
        .detectable(groupSize: observed(groupSize), power: plan.power, isRise: isRise)
        .map { $0 - baseline }
    case .mean(let deviation):
      let size = MeanPower(standardDeviation: deviation, alpha: level)
        .detectable(groupSize: observed(groupSize), power: plan.power)
      return isRise ? size : -size
    }
  }

  private func observed(_ drawn: Int) -> Double {
    max(Double(Self.smallestGroup), Double(drawn) * (1 - plan.expectedLoss))
  }
}
