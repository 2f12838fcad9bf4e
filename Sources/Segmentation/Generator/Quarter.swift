/// A calendar quarter, written `2026-T3`.
///
///     Quarter("2026-T3")?.advanced(by: 2)      // 2027-T1
///
/// Quarters are ordered in time and may be counted: `a.quarters(until: b)`.
public struct Quarter: Hashable, Sendable {
  public let year: Int
  /// 1…4.
  public let number: Int

  public init(year: Int, number: Int) {
    precondition((1...4).contains(number), "a year has four quarters")
    self.year = year
    self.number = number
  }

  /// Reads `2026-T3`, `2026T3` or `2026-Q3`; `nil` for anything else.
  public init?(_ text: String) {
    let parts = text.uppercased().split(whereSeparator: { "-TQ".contains($0) })
    guard parts.count == 2, parts[0].count == 4, parts[1].count == 1,
      text.contains(where: { "TtQq".contains($0) }),
      let year = Int(parts[0]), let number = Int(parts[1]), (1...4).contains(number)
    else { return nil }
    self.init(year: year, number: number)
  }

  public func advanced(by count: Int) -> Quarter {
    let ordinal = ordinal + count
    return Quarter(year: ordinal / 4, number: ordinal % 4 + 1)
  }

  /// Quarters from this one to `other`: 0 when equal, negative when `other` is earlier.
  public func quarters(until other: Quarter) -> Int { other.ordinal - ordinal }

  /// Quarters since the year 0.
  var ordinal: Int { year * 4 + number - 1 }

  var firstDay: DayCount { DayCount(year: year, month: number * 3 - 2, day: 1) }
  var lastDay: DayCount { advanced(by: 1).firstDay.advanced(by: -1) }
}

extension Quarter: Comparable {
  public static func < (left: Quarter, right: Quarter) -> Bool { left.ordinal < right.ordinal }
}

extension Quarter: CustomStringConvertible {
  public var description: String { "\(year)-T\(number)" }
}

extension Quarter: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let quarter = Quarter(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a quarter")
    }
    self = quarter
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
