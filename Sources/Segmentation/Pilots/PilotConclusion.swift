/// What is to be thought of an effect, in four words.
public enum PilotConclusion: String, Sendable, Codable, Equatable {
  /// Better with the action, beyond chance, all segments counted.
  case works
  /// Nothing beyond chance, and an effect as large as planned is unlikely; or beyond chance alone, but not
  /// once all segments are counted.
  case noProof
  /// Worse with the action, beyond chance.
  case seemsToHarm
  /// As compatible with no effect as with the planned one, or not to be estimated.
  case tooFewToTell

  /// - Parameters:
  ///   - effect: `nil` where it cannot be estimated.
  ///   - adjustedPValue: the p-value with all segments counted. Harm is told by the plain one: a false
  ///     alarm costs less than a harm that nobody sees.
  package init(_ effect: PilotEffect?, adjustedPValue: Double?, plan: PilotPlan) {
    guard let effect, let adjustedPValue else {
      self = .tooFewToTell
      return
    }
    let isBetter = effect.difference * plan.effect > 0
    if isBetter, adjustedPValue <= plan.alpha {
      self = .works
    } else if !isBetter, effect.pValue <= plan.alpha, effect.difference != 0 {
      self = .seemsToHarm
    } else {
      let holdsNone = effect.lower <= 0 && 0 <= effect.upper
      let holdsPlanned = effect.lower <= plan.effect && plan.effect <= effect.upper
      self = holdsNone && holdsPlanned ? .tooFewToTell : .noProof
    }
  }
}
