import Foundation

/// How numbers are written in a language.
///
///     NumberStyle(.french).decimal(1234.5)      // "1 234,5", the space being U+202F
///     NumberStyle(.english).amount(1_250_000)   // "€1.3m"
///
/// French: decimal comma, narrow no-break space (U+202F) between thousands and before % and €.
/// English: decimal point, comma between thousands, € first. Minus is U+2212; a value that is not
/// finite is an en dash.
public struct NumberStyle: Sendable, Codable, Equatable {
  public let language: Language

  public init(_ language: Language) { self.language = language }

  static let narrowSpace = "\u{202F}"
  private var isFrench: Bool { language == .french }
}

extension NumberStyle {
  public func integer(_ value: Int) -> String { decimal(Double(value), digits: 0) }

  /// - Parameter digits: after the decimal mark, always that many; `nil` shows one digit below 10
  ///   unless the value is whole, none above.
  public func decimal(_ value: Double, digits: Int? = nil) -> String {
    guard value.isFinite else { return "–" }
    let shown = digits ?? (abs(value) < 9.95 && !Self.isWhole(value) ? 1 : 0)
    let text = String(format: "%.\(shown)f", abs(value))
    let parts = text.split(separator: ".")
    let whole = Self.grouped(String(parts[0]), by: isFrench ? Self.narrowSpace : ",")
    let isZero = !text.contains { $0 != "0" && $0 != "." }
    let sign = value < 0 && !isZero ? "−" : ""
    guard parts.count == 2 else { return sign + whole }
    return sign + whole + (isFrench ? "," : ".") + parts[1]
  }

  /// A year of the calendar; what could not be one is written as any number.
  func year(_ value: Double) -> String {
    abs(value) >= 1_000 && abs(value) < 10_000
      ? String(Int(value.rounded())) : decimal(value)
  }

  /// A fraction of 1 as a percentage.
  public func percent(_ fraction: Double, digits: Int = 0) -> String {
    decimal(fraction * 100, digits: digits) + (isFrench ? Self.narrowSpace : "") + "%"
  }

  /// A percentage that never rounds to "none" or "all": `moins de 1 %`, `plus de 99 %`.
  public func share(_ fraction: Double) -> String {
    if fraction > 0 && fraction < 0.005 {
      return (isFrench ? "moins de " : "under ") + percent(0.01)
    }
    if fraction < 1 && fraction > 0.995 {
      return (isFrench ? "plus de " : "over ") + percent(0.99)
    }
    return percent(fraction)
  }

  /// Euros at reading precision: `4 530 €`, from 10 000 `45 k€`, from a million `1,3 M€`.
  public func amount(_ euros: Double) -> String {
    let size = abs(euros)
    if size >= 999_500 { return scaledAmount(euros / 1e6, "M", digits: size < 99.95e6 ? 1 : 0) }
    if size >= 9_999.5 { return scaledAmount(euros / 1e3, "k", digits: 0) }
    return readableAmount(euros)
  }

  /// As ``amount(_:)``, but in k€ from 1 000: `2,3 k€`, to stand beside `15 k€`.
  func thousandsAmount(_ euros: Double) -> String {
    guard abs(euros) >= 999.5, abs(euros) < 9_999.5 else { return amount(euros) }
    return scaledAmount(euros / 1e3, "k", digits: 1)
  }

  /// Euros to the unit: `1 234 €`, `€1,234`.
  public func exactAmount(_ euros: Double, digits: Int = 0) -> String {
    let text = decimal(abs(euros), digits: digits)
    let sign = decimal(euros, digits: digits).hasPrefix("−") ? "−" : ""
    return isFrench ? sign + text + Self.narrowSpace + "€" : sign + "€" + text
  }

  private func readableAmount(_ euros: Double) -> String {
    exactAmount(euros, digits: abs(euros) < 9.95 && !Self.isWhole(euros) ? 1 : 0)
  }

  private func scaledAmount(_ value: Double, _ prefix: String, digits: Int) -> String {
    let text = decimal(abs(value), digits: digits)
    let sign = value < 0 ? "−" : ""
    guard !isFrench else { return sign + text + Self.narrowSpace + prefix + "€" }
    return sign + "€" + text + prefix.lowercased()
  }

  private static func isWhole(_ value: Double) -> Bool { abs(value - value.rounded()) < 0.05 }

  private static func grouped(_ digits: String, by separator: String) -> String {
    var groups: [Substring] = []
    var rest = digits[...]
    while rest.count > 3 {
      groups.append(rest.suffix(3))
      rest = rest.dropLast(3)
    }
    groups.append(rest)
    return groups.reversed().joined(separator: separator)
  }
}

extension NumberStyle {
  /// The form that agrees with a number: French takes the singular below 2 in absolute value,
  /// English only for 1.
  public func plural(_ value: Double, _ singular: String, _ plural: String) -> String {
    isFrench ? (abs(value) < 2 ? singular : plural) : (abs(value) == 1 ? singular : plural)
  }

  /// A number and its noun: `0 client`, `1 client`, `2 clients`; `0 clients`, `1 client`.
  public func count(_ value: Int, _ singular: String, _ plural: String) -> String {
    integer(value) + (isFrench ? "\u{A0}" : " ") + self.plural(Double(value), singular, plural)
  }

  /// Items joined as in a sentence: `a, b et c`, `a, b and c`.
  public func list(_ items: [String]) -> String {
    guard items.count > 1, let last = items.last else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + (isFrench ? " et " : " and ") + last
  }
}
