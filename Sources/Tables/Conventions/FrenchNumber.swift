/// What separates the units from the tenths.
public enum DecimalMark: String, Sendable, Codable, Equatable {
  case comma = ","
  case point = "."

  @inline(__always) var byte: UInt8 { self == .comma ? 0x2C : 0x2E }
  var other: DecimalMark { self == .comma ? .point : .comma }
}

/// Reads a number as French and international tables write it.
///
///     FrenchNumber(mark: .comma).read("1 234,56 k€")    // 1 234 560, unit .kiloEuro
///     FrenchNumber(mark: .comma).read("(150,00)")       // −150
///     FrenchNumber(mark: .point).read("1'234.5")        // 1234.5
///
/// A number is: a sign before or after, or parentheses around; digits, with groups of exactly three
/// set apart by spaces (U+0020, U+00A0, U+202F), by apostrophes or by the mark that is not the
/// decimal one; at most one decimal mark; an exponent; `%`, `€`, `EUR`, `k€` or `M€` after it
/// (`€` also before). Groups of another length make it no number: `75 01`, `06 12 34 56 78`.
/// The value is the `Double` nearest to the decimal written, unit included: `12,3 %` is 0.123.
package struct FrenchNumber: Sendable {
  let mark: DecimalMark

  package init(mark: DecimalMark) {
    self.mark = mark
  }

  /// The plain forms, `-1234,5`, without leaving the loop; `nil` for anything else.
  @inline(__always)
  package func readPlain(_ cell: Span<UInt8>, shift: Int) -> Double? {
    let count = cell.count
    var index = 0
    var negative = false
    if index < count && cell[index] == 0x2D {
      negative = true
      index = 1
    }
    let first = index
    if count - index > 19 { return nil }
    var mantissa: UInt64 = 0
    while index < count {
      let digit = cell[index] &- 48
      if digit > 9 { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      index &+= 1
    }
    if index == first { return nil }
    var exponent = shift
    if index < count {
      if cell[index] != mark.byte { return nil }
      index &+= 1
      let fraction = index
      while index < count {
        let digit = cell[index] &- 48
        if digit > 9 { return nil }
        mantissa = mantissa &* 10 &+ UInt64(digit)
        index &+= 1
      }
      exponent = shift &- (count &- fraction)
    }
    let value = DecimalConversion.double(mantissa: mantissa, exponent: exponent)
    return negative ? -value : value
  }

  /// Any accepted form; `nil` when the cell, trimmed, is no number. The value may be infinite.
  package func read(_ cell: Span<UInt8>, shift: Int = 0) -> NumberReading? {
    var frame = NumberFrame()
    guard let range = frame.strip(cell), let body = readBody(cell, range) else { return nil }
    let exponent = body.exponent + shift + frame.unit.shift
    let magnitude =
      body.overflow.isEmpty
      ? DecimalConversion.double(mantissa: body.mantissa, exponent: exponent)
      : DecimalConversion.text(digits: body.overflow, exponent: exponent)
    return NumberReading(
      value: frame.isNegative ? -magnitude : magnitude, unit: frame.unit,
      hasFraction: body.hasMark)
  }

  private struct Body {
    var mantissa: UInt64 = 0
    var exponent = 0
    var hasMark = false
    /// All digits, kept only once they exceed what `mantissa` holds.
    var overflow: [UInt8] = []
    var significant = 0
  }

  private enum Grouping { case none, space, apostrophe, otherMark }

  private func readBody(_ cell: Span<UInt8>, _ range: Range<Int>) -> Body? {
    var body = Body()
    var grouping = Grouping.none
    var group = 0
    var digits = 0
    var startsWithZero = false
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = cell[index]
      if byte &- 48 <= 9 {
        if digits == 0 { startsWithZero = byte == 48 }
        append(byte &- 48, to: &body)
        if body.hasMark { body.exponent -= 1 }
        group += 1
        digits += 1
        index += 1
      } else if byte == mark.byte {
        if body.hasMark || (grouping != .none && group != 3) { return nil }
        body.hasMark = true
        index += 1
      } else if byte | 0x20 == 0x65 {
        guard digits > 0, grouping == .none,
          let power = exponent(cell, index + 1..<range.upperBound)
        else { return nil }
        body.exponent += power
        return body
      } else {
        guard !body.hasMark, let (kind, width) = separator(cell, at: index, in: range),
          grouping == .none ? (1...3).contains(group) : (kind == grouping && group == 3),
          !startsWithZero
        else { return nil }
        grouping = kind
        group = 0
        index += width
      }
    }
    if digits == 0 || (grouping != .none && !body.hasMark && group != 3) { return nil }
    return body
  }

  private func append(_ digit: UInt8, to body: inout Body) {
    if body.significant > 0 || digit != 0 { body.significant += 1 }
    if body.significant <= 19 {
      body.mantissa = body.mantissa * 10 + UInt64(digit)
    } else {
      if body.overflow.isEmpty { body.overflow = Array(String(body.mantissa).utf8) }
      body.overflow.append(digit + 48)
    }
  }

  private func separator(
    _ cell: Span<UInt8>, at index: Int, in range: Range<Int>
  ) -> (Grouping, Int)? {
    if let width = Trim.spaceWidth(cell, at: index), index + width <= range.upperBound {
      return (.space, width)
    }
    if cell[index] == 0x27 { return (.apostrophe, 1) }
    if cell[index] == mark.other.byte { return (.otherMark, 1) }
    let isCurlyApostrophe =
      index + 2 < range.upperBound && cell[index] == 0xE2 && cell[index + 1] == 0x80
      && cell[index + 2] == 0x99
    return isCurlyApostrophe ? (.apostrophe, 3) : nil
  }

  private func exponent(_ cell: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    var negative = false
    if index < range.upperBound, cell[index] == 0x2B || cell[index] == 0x2D {
      negative = cell[index] == 0x2D
      index += 1
    }
    if index == range.upperBound { return nil }
    var power = 0
    while index < range.upperBound {
      let digit = cell[index] &- 48
      if digit > 9 { return nil }
      power = Swift.min(power * 10 + Int(digit), 1_000_000)
      index += 1
    }
    return negative ? -power : power
  }
}

package struct NumberReading: Equatable {
  package let value: Double
  package let unit: NumberUnit
  package let hasFraction: Bool
}

package enum NumberUnit: Equatable {
  case none, percent, euro, kiloEuro, megaEuro

  /// The power of ten that brings the number written to euros or to a fraction of one.
  var shift: Int {
    switch self {
    case .none, .euro: 0
    case .percent: -2
    case .kiloEuro: 3
    case .megaEuro: 6
    }
  }
}

/// What stands around the digits: spaces, sign, parentheses, unit.
private struct NumberFrame {
  var isNegative = false
  var unit = NumberUnit.none

  /// The bounds of the digits, or `nil` when the surroundings contradict each other.
  mutating func strip(_ cell: Span<UInt8>) -> Range<Int>? {
    var range = Trim.range(of: cell)
    if range.isEmpty { return nil }
    var signs = 0
    if cell[range.lowerBound] == 0x28 && cell[range.upperBound - 1] == 0x29 && range.count > 2 {
      range = Trim.range(of: cell, in: range.lowerBound + 1..<range.upperBound - 1)
      isNegative = true
      signs = 1
    }
    range = takeUnit(cell, range)
    guard let first = range.first else { return nil }
    if let width = Self.signWidth(cell, at: first, in: range) {
      isNegative = cell[first] != 0x2B
      signs += 1
      range = Trim.range(of: cell, in: first + width..<range.upperBound)
    }
    if let last = range.last, cell[last] == 0x2D || cell[last] == 0x2B {
      isNegative = cell[last] == 0x2D
      signs += 1
      range = takeUnit(cell, Trim.range(of: cell, in: range.lowerBound..<last))
    }
    if signs <= 1, !range.isEmpty, unit == .none { range = takeLeadingEuro(cell, range) }
    return signs > 1 || range.isEmpty ? nil : range
  }

  /// `-`, `+`, and U+2212 as typeset tables write it.
  private static func signWidth(_ cell: Span<UInt8>, at index: Int, in range: Range<Int>) -> Int? {
    if cell[index] == 0x2D || cell[index] == 0x2B { return 1 }
    let isMinus =
      index + 2 < range.upperBound && cell[index] == 0xE2 && cell[index + 1] == 0x88
      && cell[index + 2] == 0x92
    return isMinus ? 3 : nil
  }

  private mutating func takeUnit(_ cell: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    guard unit == .none, let last = range.last, cell[last] &- 48 > 9 else { return range }
    var end = range.upperBound
    if cell[last] == 0x25 {
      unit = .percent
      end -= 1
    } else if Self.endsWithEuro(cell, range) {
      unit = .euro
      end -= 3
    } else {
      return range
    }
    if unit == .euro && end > range.lowerBound {
      switch cell[end - 1] {
      case 0x6B, 0x4B:
        unit = .kiloEuro
        end -= 1
      case 0x4D:
        unit = .megaEuro
        end -= 1
      default: break
      }
    }
    return Trim.range(of: cell, in: range.lowerBound..<end)
  }

  private mutating func takeLeadingEuro(_ cell: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let start = range.lowerBound
    guard range.count > 3, cell[start] == 0xE2, cell[start + 1] == 0x82, cell[start + 2] == 0xAC
    else { return range }
    unit = .euro
    return Trim.range(of: cell, in: start + 3..<range.upperBound)
  }

  /// `€` (three bytes) or `EUR`.
  private static func endsWithEuro(_ cell: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let end = range.upperBound
    if range.count < 4 { return false }
    let isSign = cell[end - 3] == 0xE2 && cell[end - 2] == 0x82 && cell[end - 1] == 0xAC
    let isCode =
      cell[end - 3] | 0x20 == 0x65 && cell[end - 2] | 0x20 == 0x75 && cell[end - 1] | 0x20 == 0x72
    return isSign || isCode
  }
}
