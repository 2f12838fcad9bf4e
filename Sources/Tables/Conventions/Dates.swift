/// Whether `03/04/2026` is 3 April or 4 March.
public enum DateOrder: String, Sendable, Codable, Equatable {
  case dayFirst, monthFirst
}

/// Reads dates as days since 1970-01-01 in the proleptic Gregorian calendar.
///
///     Dates.read("31/12/2025", order: .dayFirst)    // .day(20453)
///
/// Accepted: `jj/mm/aaaa`, `jj/mm/aa` (00–68 is 20xx, 69–99 is 19xx, as POSIX), `aaaa-mm-jj`, with
/// `/`, `-` or `.` between; `aaaammjj`; `12 janv. 2026`, `déc.-25` (first of the month), English
/// months too; `2026-T3`, `T3 2026` (first of the quarter); a time of day after the date is ignored.
/// Years 1800–2199.
package enum Dates {
  package enum Reading: Equatable {
    case day(Int32)
    /// Written as a date, but in no calendar.
    case impossible
    case notDate
  }

  /// What a cell says about the order of day and month.
  package enum Shape: Equatable {
    case notDate
    /// Year first, month by name, or a day equal to its month.
    case settled
    case compact
    case dayFirst, monthFirst
    /// Both numbers are at most 12 and differ.
    case either
  }

  package static func read(_ cell: Span<UInt8>, order: DateOrder) -> Reading {
    guard let parts = parts(cell) else { return .notDate }
    let swapped = parts.form == .slashed && order == .monthFirst
    return day(
      year: parts.year, month: swapped ? parts.day : parts.month,
      day: swapped ? parts.month : parts.day)
  }

  package static func shape(_ cell: Span<UInt8>) -> Shape {
    guard let parts = parts(cell) else { return .notDate }
    let dayFirst = day(year: parts.year, month: parts.month, day: parts.day) != .impossible
    switch parts.form {
    case .compact: return dayFirst ? .compact : .notDate
    case .ordered: return .settled
    case .slashed:
      let monthFirst = day(year: parts.year, month: parts.day, day: parts.month) != .impossible
      if dayFirst && monthFirst { return parts.day == parts.month ? .settled : .either }
      return dayFirst ? .dayFirst : monthFirst ? .monthFirst : .settled
    }
  }

  /// A day of the year: `31/12`, or a date of which the year is left out.
  package struct DayOfYear: Hashable, Comparable {
    package let month: Int
    package let day: Int

    package static func < (a: Self, b: Self) -> Bool { (a.month, a.day) < (b.month, b.day) }

    /// Day and month in two digits each.
    package var text: String {
      [day, month].map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: "/")
    }
  }

  /// The day and month of `31/12`, with `/`, `-` or `.` between, or of a date that ``read(_:order:)``
  /// reads; `nil` for what is in no calendar.
  package static func dayOfYear(_ cell: Span<UInt8>, order: DateOrder) -> DayOfYear? {
    guard let parts = parts(cell) ?? yearless(cell) else { return nil }
    let swapped = parts.form == .slashed && order == .monthFirst
    let (month, day) = swapped ? (parts.day, parts.month) : (parts.month, parts.day)
    guard Self.day(year: parts.year, month: month, day: day) != .impossible else { return nil }
    return DayOfYear(month: month, day: day)
  }

  /// Whether a cell may be a day and a month without a year.
  package static func isDayOfYear(_ cell: Span<UInt8>) -> Bool {
    guard let parts = yearless(cell) else { return false }
    return day(year: parts.year, month: parts.month, day: parts.day) != .impossible
      || day(year: parts.year, month: parts.day, day: parts.month) != .impossible
  }

  /// The day number of a date, after H. Hinnant's `days_from_civil`.
  package static func dayNumber(year: Int, month: Int, day: Int) -> Int32 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  private enum Form { case slashed, ordered, compact }

  private struct Parts {
    let year: Int
    let month: Int
    let day: Int
    let form: Form
  }

  private static func day(year: Int, month: Int, day: Int) -> Reading {
    guard (1800...2199).contains(year), (1...12).contains(month), day >= 1 else {
      return .impossible
    }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    return day > lengths ? .impossible : .day(dayNumber(year: year, month: month, day: day))
  }

  private static func parts(_ cell: Span<UInt8>) -> Parts? {
    if cell.count < 6 || cell.count > 40 { return nil }
    guard cell[0] &- 48 <= 9 else { return named(cell) }
    var index = 0
    guard let first = number(cell, &index) else { return nil }
    if index == 8 { return compact(first.value, cell, index) }
    guard index < cell.count, first.digits <= 2 || first.digits == 4 else { return nil }
    let mark = cell[index]
    guard mark == 0x2F || mark == 0x2D || mark == 0x2E else {
      return named(cell)
    }
    index += 1
    guard let second = number(cell, &index) else { return named(cell) }
    guard second.digits <= 2, index < cell.count, cell[index] == mark else { return nil }
    index += 1
    guard let third = number(cell, &index), endsHere(cell, index) else { return nil }
    if first.digits == 4 {
      if third.digits > 2 { return nil }
      return Parts(year: first.value, month: second.value, day: third.value, form: .ordered)
    }
    guard third.digits == 4 || third.digits == 2 else { return nil }
    let year = third.digits == 4 ? third.value : century(third.value)
    return Parts(year: year, month: second.value, day: first.value, form: .slashed)
  }

  /// A year that has 29 February stands in for the one that is not written.
  private static func yearless(_ cell: Span<UInt8>) -> Parts? {
    guard (3...5).contains(cell.count) else { return nil }
    var index = 0
    guard let first = number(cell, &index), index < cell.count else { return nil }
    let mark = cell[index]
    guard mark == 0x2F || mark == 0x2D || mark == 0x2E else { return nil }
    index += 1
    guard let second = number(cell, &index), index == cell.count else { return nil }
    guard first.digits <= 2, second.digits <= 2 else { return nil }
    return Parts(year: 2000, month: second.value, day: first.value, form: .slashed)
  }

  private static func named(_ cell: Span<UInt8>) -> Parts? {
    guard let words = DateWords.parts(cell) else { return nil }
    return Parts(year: words.year, month: words.month, day: words.day, form: .ordered)
  }

  private static func compact(_ value: Int, _ cell: Span<UInt8>, _ index: Int) -> Parts? {
    guard endsHere(cell, index) else { return nil }
    return Parts(
      year: value / 10_000, month: value / 100 % 100, day: value % 100, form: .compact)
  }

  static func century(_ year: Int) -> Int { year <= 68 ? 2000 + year : 1900 + year }

  private struct Digits {
    let value: Int
    let digits: Int
  }

  private static func number(_ cell: Span<UInt8>, _ index: inout Int) -> Digits? {
    let start = index
    var value = 0
    while index < cell.count, index - start <= 8, cell[index] &- 48 <= 9 {
      value = value * 10 + Int(cell[index] &- 48)
      index += 1
    }
    return index == start ? nil : Digits(value: value, digits: index - start)
  }

  /// The end of the cell, or a time of day.
  private static func endsHere(_ cell: Span<UInt8>, _ index: Int) -> Bool {
    if index == cell.count { return true }
    guard cell[index] == 0x20 || cell[index] == 0x54, index + 4 < cell.count else { return false }
    for position in index + 1..<cell.count {
      switch cell[position] {
      case 48...58, 0x2E, 0x2B, 0x2D, 0x5A, 0x20: continue
      default: return false
      }
    }
    return cell[index + 2] == 0x3A || cell[index + 3] == 0x3A
  }
}
