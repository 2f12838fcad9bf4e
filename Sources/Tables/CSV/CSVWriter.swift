/// Writes tables and rows as separated values that `CSVReader` and spreadsheets read back.
///
///     CSVWriter().bytes(of: table)                       // `;`, decimal comma, UTF-8 with its mark
///     CSVWriter(.international).bytes(of: table)         // `,`, decimal point
///
/// Fields are quoted where RFC 4180 asks for it, or where trimming would change them. Numbers are
/// the shortest decimals that read back to the same bits. Text that a spreadsheet would take for a
/// formula gets an apostrophe before it, which `CSVReader` takes off. Missing values are empty.
public struct CSVWriter: Sendable, Codable, Equatable {
  public enum LineBreak: String, Sendable, Codable { case lf, crlf }
  public enum DateStyle: String, Sendable, Codable {
    /// `2026-03-31`
    case iso
    /// `31/03/2026`
    case french
  }

  public var separator: FieldSeparator
  public var decimalMark: DecimalMark
  public var hasByteOrderMark: Bool
  public var lineBreak: LineBreak
  public var dateStyle: DateStyle
  /// Off only for files that no spreadsheet opens.
  public var guardsFormulas: Bool

  /// Conventions that go together.
  public enum Profile: Sendable {
    /// `;`, decimal comma, jj/mm/aaaa, byte order mark, CR LF: what a French spreadsheet opens.
    case french
    /// `,`, decimal point, ISO dates, LF: what programs read.
    case international
  }

  public init(_ profile: Profile = .french) {
    let isFrench = profile == .french
    separator = isFrench ? .semicolon : .comma
    decimalMark = isFrench ? .comma : .point
    hasByteOrderMark = isFrench
    lineBreak = isFrench ? .crlf : .lf
    dateStyle = isFrench ? .french : .iso
    guardsFormulas = true
  }

  /// The header and all rows of a table; the header is the columns' names.
  public func bytes(of table: Table) -> [UInt8] {
    bytes(header: table.columns.map(\.name), rowCount: table.rowCount) { row in
      table.columns.map { field($0.values, row) }
    }
  }

  /// A header and rows made one at a time.
  ///
  /// - Parameter row: the fields of a row, as many as the header has.
  public func bytes(header: [String], rowCount: Int, row: (Int) -> [CSVField]) -> [UInt8] {
    var bytes: [UInt8] = hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    append(header.map(CSVField.text), to: &bytes)
    for index in 0..<rowCount {
      let fields = row(index)
      precondition(fields.count == header.count, "a row has the fields of the header")
      append(fields, to: &bytes)
    }
    return bytes
  }
}

/// One field to write.
public enum CSVField: Sendable, Equatable {
  case text(String)
  /// Not finite: written as missing.
  case number(Double)
  case integer(Int)
  /// Days since 1970-01-01.
  case date(Int32)
  case missing
}

extension CSVWriter {
  private func field(_ values: ColumnValues, _ row: Int) -> CSVField {
    switch values {
    case .numbers(let numbers): .number(numbers[row])
    case .texts(let texts): texts[row].map(CSVField.text) ?? .missing
    case .dates(let days): days[row] == .min ? .missing : .date(days[row])
    case .categories(let codes, let levels):
      codes[row] < 0 ? .missing : .text(levels[Int(codes[row])])
    case .sets(let members, let levels):
      members[row].map { set in
        .text(set.isEmpty ? "aucun" : set.map { levels[Int($0)] }.joined(separator: "+"))
      } ?? .missing
    }
  }

  private func append(_ fields: [CSVField], to bytes: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(separator.byte) }
      switch field {
      case .text(let text): append(text, to: &bytes)
      case .number(let number): appendPlain(Self.text(number, mark: decimalMark), to: &bytes)
      case .integer(let number): appendPlain(String(number), to: &bytes)
      case .date(let day): appendPlain(CalendarDay(number: day).text(dateStyle), to: &bytes)
      case .missing:
        // A line without a byte is no row: alone, a missing value is written as an empty text.
        if fields.count == 1 { bytes += [0x22, 0x22] }
      }
    }
    bytes += lineBreak == .crlf ? [0x0D, 0x0A] : [0x0A]
  }

  private func appendPlain(_ text: String, to bytes: inout [UInt8]) {
    let needsQuotes = decimalMark.byte == separator.byte && text.utf8.contains(separator.byte)
    if needsQuotes { bytes.append(0x22) }
    bytes += text.utf8
    if needsQuotes { bytes.append(0x22) }
  }

  private func append(_ text: String, to bytes: inout [UInt8]) {
    var cell = Array(text.utf8)
    if guardsFormulas && FormulaGuard.isNeeded(cell.span) { cell.insert(0x27, at: 0) }
    let edges = Trim.range(of: cell.span) != 0..<cell.count
    let needsQuotes =
      cell.isEmpty || edges
      || cell.contains { $0 == separator.byte || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    if !needsQuotes {
      bytes += cell
      return
    }
    bytes.append(0x22)
    for byte in cell {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// The shortest decimal that reads back to `number`; empty when it is not finite.
  static func text(_ number: Double, mark: DecimalMark) -> String {
    if !number.isFinite { return "" }
    var text = number.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    return mark == .comma ? text.replacing(".", with: ",") : text
  }
}

/// Year, month and day of a day number, after H. Hinnant's `civil_from_days`.
public struct CalendarDay: Sendable, Hashable {
  public let year: Int
  public let month: Int
  public let day: Int

  /// - Parameter number: days since 1970-01-01.
  public init(number: Int32) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Days since 1970-01-01.
  public var number: Int32 { Dates.dayNumber(year: year, month: month, day: day) }

  func text(_ style: CSVWriter.DateStyle) -> String {
    let pad = { (value: Int, width: Int) in
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return switch style {
    case .iso: "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
    case .french: "\(pad(day, 2))/\(pad(month, 2))/\(pad(year, 4))"
    }
  }
}
