import Foundation

/// The dates and rates that drive a made portfolio through the quarters around the reform.
struct ReformCalendar: Sendable {
  /// Mandates exist from here on: clients' mandates are played from this quarter even when the first
  /// period asked is later.
  static let origin = Quarter(year: 2025, number: 4)
  /// 1 September 2026: everyone receives.
  static let reception = Quarter(year: 2026, number: 3)
  /// 1 September 2027: small companies issue.
  static let issuance = Quarter(year: 2027, number: 3)
  /// 1 January 2027: the simplified VAT regime ends and NAF 2025 applies.
  static let newYearRules = Quarter(year: 2027, number: 1)

  /// 0 more than a year ahead of `deadline`, rising to 1 in its quarter and staying there.
  static func urgency(in quarter: Quarter, before deadline: Quarter) -> Double {
    max(0, 1 - Double(max(0, quarter.quarters(until: deadline))) / 4)
  }

  /// Hazard of choosing a platform: h₀ · e^(1.6 u), times 1.8 in a quarter with a training action.
  static func mandateHazard(base: Double, in quarter: Quarter, afterAction: Bool) -> Double {
    if quarter < origin { return 0 }
    return base * exp(1.6 * urgency(in: quarter, before: reception)) * (afterAction ? 1.8 : 1)
  }

  /// Hazard of leaving paper and Word for a tool: from the reception deadline on, half the mandate's,
  /// rising to the issuance deadline.
  static func toolingHazard(base: Double, in quarter: Quarter) -> Double {
    if quarter < reception { return 0 }
    return 0.5 * base * exp(1.6 * urgency(in: quarter, before: issuance))
  }

  /// Probability that a client becomes one of the next type: 3 % (T1→T2) and 5 % (T2→T3) in the two
  /// quarters around a deadline, a third of it otherwise.
  static func transition(from type: ClientType, in quarter: Quarter) -> Transition? {
    let factor = isAroundDeadline(quarter) ? 1.0 : 1.0 / 3
    switch type {
    case .paperCraftsman:
      return Transition(to: .officeSuiteCompany, probability: 0.03 * factor)
    case .officeSuiteCompany:
      return Transition(to: .connectedCompany, probability: 0.05 * factor)
    default: return nil
    }
  }

  /// The quarter of a deadline and the one before it.
  static func isAroundDeadline(_ quarter: Quarter) -> Bool {
    [reception, issuance].contains { (0...1).contains(quarter.quarters(until: $0)) }
  }

  /// Requests: ×1.6 around deadlines, ×1.3 in the season of the accounts (first two quarters).
  static func requestFactor(in quarter: Quarter) -> Double {
    (isAroundDeadline(quarter) ? 1.6 : 1) * (quarter.number <= 2 ? 1.3 : 1)
  }

  /// Share of the slots that bring a newcomer in a quarter.
  static let arrivalRate = 0.025
  /// Probability of a training action for a client in a quarter: 10 %, and up to 60 % as the next
  /// deadline nears.
  static func actionProbability(in quarter: Quarter) -> Double {
    let next = quarter <= reception ? reception : issuance
    return quarter > issuance ? 0.1 : 0.1 + 0.5 * urgency(in: quarter, before: next)
  }
  /// Drift of the organisation latent in a quarter.
  static let organisationDrift = 0.03
  /// Change of the appetite latent after a training action (+) or a refusal (−).
  static let appetiteStep = 0.1
}

struct Transition: Sendable {
  let to: ClientType
  let probability: Double
}
