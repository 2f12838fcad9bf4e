import Interpretation

/// Numbers as a language writes them.
///
///     NumberText(.french).decimal(-1234.5, digits: 1)    // "−1 234,5" with U+2212 and U+202F
///     NumberText(.english).percent(0.271)                // "27%"
///
/// Rounding is that of the exact binary value to the nearest decimal, ties to even, as C's `printf`.
/// Values that are not finite are a dash: the reader sees that there is no number.
public struct NumberText: Sendable {
  public let language: Language

  public init(_ language: Language) { self.language = language }

  public func integer(_ value: Int) -> String { decimal(Double(value), digits: 0) }

  public func decimal(_ value: Double, digits: Int) -> String {
    NumberStyle(language).decimal(value, digits: digits)
  }

  /// With its sign, "+" included; a value that rounds to zero has none.
  public func signed(_ value: Double, digits: Int) -> String {
    let text = decimal(value, digits: digits)
    let isZero = !text.contains { ("1"..."9").contains($0) }
    return value > 0 && value.isFinite && !isZero ? "+" + text : text
  }

  /// A share, 0…1, as a percentage.
  public func percent(_ share: Double, digits: Int = 0) -> String {
    guard share.isFinite else { return "–" }
    let number = decimal(share * 100, digits: digits)
    switch language {
    case .french: return number + "\u{202F}%"
    case .english: return number + "%"
    }
  }

  /// With as many decimals as tell ticks `step` apart exactly: 0.25 needs two.
  package func tick(_ value: Double, step: Double) -> String {
    var (digits, scaled) = (0, abs(step))
    while digits < 9, abs(scaled - scaled.rounded()) > 1e-6 * max(scaled, 1e-3) {
      digits += 1
      scaled *= 10
    }
    return decimal(value, digits: digits)
  }
}
