import Foundation
import Interpretation
import Segmentation

/// The figures of a pilot as a language writes them: shares in points, numbers with the digits that the
/// planned effect asks for.
public struct PilotNumbers: Sendable {
  public let language: Language
  private let isShare: Bool
  private let digits: Int
  private let numbers: NumberText

  public init(_ plan: PilotPlan, _ language: Language) {
    self.language = language
    isShare = plan.outcome.isShare
    numbers = NumberText(language)
    // Two digits of the planned effect.
    let size = abs(plan.effect)
    digits = size > 0 && size.isFinite ? min(6, max(0, 1 - Int(floor(log10(size))))) : 2
  }

  /// A share as a percentage, or a mean.
  public func level(_ value: Double?) -> String {
    guard let value else { return "–" }
    return isShare ? numbers.percent(value) : numbers.decimal(value, digits: digits)
  }

  /// A difference with its sign, without its unit.
  public func difference(_ value: Double?) -> String {
    guard let value else { return "–" }
    return isShare
      ? numbers.signed(value * 100, digits: 1) : numbers.signed(value, digits: digits)
  }

  /// A difference with its sign and its unit: `+12,3 points`.
  public func effect(_ value: Double) -> String {
    guard isShare else { return difference(value) }
    // French takes the singular below 2.
    let isPlural = abs(value * 100) >= (language == .french ? 2 : 1.05)
    return difference(value) + "\u{A0}" + (isPlural ? "points" : "point")
  }

  /// `de +4,0 à +20,1`, `+4.0 to +20.1`.
  public func interval(_ effect: PilotEffect) -> String {
    let (low, high) = (difference(effect.lower), difference(effect.upper))
    return language == .french ? "de \(low) à \(high)" : "\(low) to \(high)"
  }

  public func p(_ value: Double?) -> String {
    guard let value else { return "–" }
    if value < 0.001 { return "<\u{A0}" + numbers.decimal(0.001, digits: 3) }
    return numbers.decimal(value, digits: value < 0.1 ? 3 : 2)
  }

  /// The same after the letter: `p = 0,03`, `p < 0,001`.
  public func equalsP(_ value: Double) -> String {
    value < 0.001 ? "p\u{A0}" + p(value) : "p\u{A0}=\u{A0}" + p(value)
  }

  public func percent(_ share: Double) -> String { numbers.percent(share) }
  public func integer(_ value: Int) -> String { numbers.integer(value) }
  func decimal(_ value: Double, _ digits: Int) -> String { numbers.decimal(value, digits: digits) }

  /// A group's share or mean, and of how many clients: `43 % (61)`.
  public func arm(_ arm: PilotArm) -> String {
    "\(level(arm.mean)) (\(integer(arm.observed)))"
  }

  /// Decimals of differences as figures draw them.
  var figureDigits: Int { isShare ? 1 : digits }
}
