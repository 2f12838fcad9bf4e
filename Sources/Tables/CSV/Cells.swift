/// A cell read as the kind of its column.
enum CellReading<Value> {
  case value(Value)
  case missing
  case misfit(CellContent)
}

/// Reads the cells of a numeric column.
struct NumberCell {
  let plan: NumberPlan

  @inline(__always)
  func read(_ cell: Span<UInt8>) -> CellReading<Double> {
    if cell.isEmpty { return .missing }
    if !plan.isMixedPercent,
      let value = FrenchNumber(mark: plan.mark).readPlain(cell, shift: plan.shift), value.isFinite
    {
      return .value(value)
    }
    return readAny(cell)
  }

  @inline(never)
  private func readAny(_ cell: Span<UInt8>) -> CellReading<Double> {
    let format = FrenchNumber(mark: plan.mark)
    guard let plain = format.read(cell) else { return otherContent(cell) }
    var value = plain.value
    // The shift of the column is for values that carry no unit of their own.
    if plain.unit == .none {
      let shift = plan.isMixedPercent && abs(value) > 1 ? -2 : plan.shift
      if shift != 0, let shifted = format.read(cell, shift: shift) { value = shifted.value }
    }
    return value.isFinite ? .value(value) : .misfit(.notFinite)
  }

  private func otherContent(_ cell: Span<UInt8>) -> CellReading<Double> {
    let trimmed = cell.extracting(Trim.range(of: cell))
    if MissingTokens.contains(trimmed) { return .missing }
    return .misfit(CellContent(trimmed))
  }
}

/// Reads the cells of a column of dates.
enum DateCell {
  struct Day {
    let value: Int32
    var isSerial = false
  }

  @inline(__always)
  static func read(_ cell: Span<UInt8>, _ plan: DatePlan) -> CellReading<Day> {
    if cell.isEmpty { return .missing }
    if plan.order == .dayFirst, let day = slashed(cell) { return .value(Day(value: day)) }
    let trimmed = cell.extracting(Trim.range(of: cell))
    switch Dates.read(trimmed, order: plan.order) {
    case .day(let day): return .value(Day(value: day))
    case .impossible: return .misfit(.impossibleDate)
    case .notDate: break
    }
    if plan.readsSerials, let day = ExcelSerial.day(trimmed) {
      return .value(Day(value: day, isSerial: true))
    }
    if MissingTokens.contains(trimmed) { return .missing }
    return .misfit(CellContent(trimmed))
  }

  /// `jj/mm/aaaa` with days that every month has: the common case at a glance.
  @inline(__always)
  private static func slashed(_ cell: Span<UInt8>) -> Int32? {
    guard cell.count == 10, cell[2] == 0x2F, cell[5] == 0x2F else { return nil }
    var digits = 0
    var highest: UInt8 = 0
    for index in 0..<10 where index != 2 && index != 5 {
      let digit = cell[index] &- 48
      highest = max(highest, digit)
      digits = digits &* 10 &+ Int(digit)
    }
    let day = digits / 1_000_000
    let month = digits / 10_000 % 100
    let year = digits % 10_000
    guard highest <= 9, (1...28).contains(day), (1...12).contains(month),
      (1800...2199).contains(year)
    else { return nil }
    return Dates.dayNumber(year: year, month: month, day: day)
  }
}

/// The text of a cell: trimmed, without the dress that spreadsheets put on it.
enum TextCell {
  /// Trimmed; `="007"` gives `007`; an apostrophe that keeps a spreadsheet from reading a formula is
  /// not part of the text.
  @inline(__always)
  static func range(_ cell: Span<UInt8>) -> Range<Int> {
    let count = cell.count
    if count == 0 { return 0..<0 }
    let first = cell[0]
    let last = cell[count - 1]
    let isBare = first > 0x27 && first != 0x3D && first < 0x7F && last > 0x20 && last < 0x7F
    return isBare ? 0..<count : dressed(cell)
  }

  private static func dressed(_ cell: Span<UInt8>) -> Range<Int> {
    let range = Trim.range(of: cell)
    guard let first = range.first else { return range }
    if cell[first] == 0x3D, range.count >= 3, cell[first + 1] == 0x22,
      cell[range.upperBound - 1] == 0x22
    {
      return first + 2..<max(first + 2, range.upperBound - 1)
    }
    if cell[first] == 0x27 && FormulaGuard.isGuarded(cell.extracting(range)) {
      return first + 1..<range.upperBound
    }
    return range
  }
}

/// Text that a spreadsheet would take for a formula: it begins with `=`, `+`, `-`, `@`, tab or CR.
/// One apostrophe before it says that it is text. So that the apostrophe can be taken off again, text
/// that already begins with apostrophes before such a character gets one more.
enum FormulaGuard {
  static func isNeeded(_ text: Span<UInt8>) -> Bool {
    var index = 0
    while index < text.count && text[index] == 0x27 { index += 1 }
    guard index < text.count else { return false }
    switch text[index] {
    case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0A, 0x0D: return true
    case 0xEF: return isFullWidth(text, at: index)
    default: return false
    }
  }

  /// U+FF1D, U+FF0B, U+FF0D and U+FF20, which some spreadsheets fold to `=`, `+`, `-` and `@`.
  private static func isFullWidth(_ text: Span<UInt8>, at index: Int) -> Bool {
    guard index + 2 < text.count, text[index + 1] == 0xBC else { return false }
    return [0x9D, 0x8B, 0x8D, 0xA0].contains(text[index + 2])
  }

  static func isGuarded(_ text: Span<UInt8>) -> Bool {
    !text.isEmpty && text[0] == 0x27 && isNeeded(text)
  }
}

/// A SIREN or SIRET cell.
struct EnterpriseNumber {
  /// `nil` when the cell is not made of digits, or is the number as it stands.
  private(set) var digits: [UInt8]?
  private(set) var isValid = false
  /// Scientific notation: the spreadsheet has lost the last digits.
  private(set) var hasLostDigits = false

  /// A SIRET where a SIREN is expected gives its first nine digits.
  init(_ cell: Span<UInt8>, count: Int) {
    if cell.count == count && Siren.passesLuhn(cell) {
      isValid = true
      return
    }
    guard let all = Siren.digits(cell, count: count) else {
      hasLostDigits = Self.hasLostDigits(cell)
      return
    }
    let kept = count == 9 && all.count == 14 ? Array(all[..<9]) : all
    digits = kept
    isValid = Siren.isValid(kept, count: count)
  }

  static func hasLostDigits(_ cell: Span<UInt8>) -> Bool {
    guard cell.count >= 5, cell[0] &- 48 <= 9,
      cell.indices.contains(where: { cell[$0] | 0x20 == 0x65 })
    else { return false }
    return FrenchNumber(mark: .comma).read(cell) ?? FrenchNumber(mark: .point).read(cell) != nil
  }
}

extension CellContent {
  /// What a cell that does not fit holds instead.
  init(_ cell: Span<UInt8>) {
    if SpreadsheetErrors.contains(cell) {
      self = .spreadsheetError
    } else if Self.isInfinity(cell) {
      self = .notFinite
    } else if Dates.shape(cell) != .notDate {
      self = .date
    } else if FrenchNumber(mark: .comma).read(cell) ?? FrenchNumber(mark: .point).read(cell) != nil
    {
      self = .number
    } else {
      self = .text
    }
  }

  private static func isInfinity(_ cell: Span<UInt8>) -> Bool {
    guard (3...9).contains(cell.count) else { return false }
    var word = ASCIIFold.lowercased(cell)
    if word[0] == 0x2B || word[0] == 0x2D { word.removeFirst() }
    return word == Array("inf".utf8) || word == Array("infinity".utf8)
      || word == Array("infini".utf8) || word == Array("∞".utf8)
  }
}
