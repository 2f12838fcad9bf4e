/// Dates that a spreadsheet has left as the number of days it counts by: 45 658 is 1 January 2025.
///
/// Days of the calendar that begins in 1900, which Windows and today's macOS both use, from 1950 to
/// 2099; in that range its day 60, a 29 February 1900 that never was, does not matter.
package enum ExcelSerial {
  package static let range = 18_264...73_050

  /// The day, counted from 1970-01-01; `nil` when the cell is not five digits in ``range``.
  package static func day(_ cell: Span<UInt8>) -> Int32? {
    guard cell.count == 5 else { return nil }
    var value = 0
    for index in cell.indices {
      let digit = cell[index] &- 48
      if digit > 9 { return nil }
      value = value * 10 + Int(digit)
    }
    return range.contains(value) ? Int32(value - 25_569) : nil
  }
}
