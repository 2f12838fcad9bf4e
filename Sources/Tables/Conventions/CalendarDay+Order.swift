extension CalendarDay {
  /// Reads `2026-09-01`; `nil` for anything else, and for a day that no month has.
  public init?(iso text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
      text.utf8.allSatisfy({ $0 == 0x2D || $0 &- 48 <= 9 }), let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
    else { return nil }
    self.init(year: year, month: month, day: day)
    if CalendarDay(number: number) != self { return nil }
  }

  /// `2026-09-01`
  public var iso: String { text(.iso) }

  /// `01/09/2026`
  public var french: String { text(.french) }

  public func advanced(days: Int) -> CalendarDay {
    CalendarDay(number: number + Int32(days))
  }

  /// The same day of a month so many months later, or earlier where negative; the last day of that
  /// month where it is too short: 31 August less 6 months is 28 February.
  public func advanced(months: Int) -> CalendarDay {
    let ordinal = year * 12 + month - 1 + months
    let first = Self.firstDay(ofMonth: ordinal)
    let next = Self.firstDay(ofMonth: ordinal + 1)
    return first.advanced(days: min(day, Int(next.number - first.number)) - 1)
  }

  /// - Parameter ordinal: months since January of the year 0.
  private static func firstDay(ofMonth ordinal: Int) -> CalendarDay {
    let year = (ordinal - (ordinal < 0 ? 11 : 0)) / 12
    return CalendarDay(year: year, month: ordinal - 12 * year + 1, day: 1)
  }

  /// Days from this one to `other`: negative where `other` is earlier.
  public func days(until other: CalendarDay) -> Int { Int(other.number) - Int(number) }
}

extension CalendarDay: Comparable {
  public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

/// Stored as `2026-09-01`.
extension CalendarDay: Codable {
  public init(from decoder: any Swift.Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let day = CalendarDay(iso: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day")
    }
    self = day
  }

  public func encode(to encoder: any Swift.Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso)
  }
}
