/// What the cells of one column look like, counted over all of them: no single cell decides.
struct ColumnProfile: Sendable {
  /// Distinct trimmed cells with their counts.
  let levels: Interner
  /// Empty cells.
  let blank: Int

  /// Cells that say "missing" in words or signs.
  private(set) var missing = 0
  /// Cells with a value, spreadsheet errors and infinities included.
  private(set) var present = 0
  private(set) var distinct = 0
  private(set) var numbers = 0
  /// Numbers that only a decimal comma explains, only a decimal point explains, and both do.
  private(set) var commaVotes = 0
  private(set) var pointVotes = 0
  /// By the mark that is written: `1,234` and `1.234`.
  private(set) var undecidedCommas = 0
  private(set) var undecidedPoints = 0
  private(set) var percentSigned = 0
  private(set) var kilo = 0
  private(set) var mega = 0
  private(set) var currencySigned = 0
  /// Numbers of digits alone, by how many (up to 15), and those with a leading zero.
  private(set) var digitLengths = [Int](repeating: 0, count: 16)
  private(set) var leadingZeros = 0
  private(set) var validSirens = 0
  private(set) var validSirets = 0
  /// Long numbers in scientific notation: `7,32829E+13`.
  private(set) var lostDigits = 0
  private(set) var dates = 0
  private(set) var compactDates = 0
  /// Days and months without a year.
  private(set) var daysOfYear = 0
  /// Numbers of five digits that may be a spreadsheet's days.
  private(set) var serials = 0
  private(set) var dayFirst = 0
  private(set) var monthFirst = 0
  private(set) var dayMonthEither = 0
  private(set) var answers = [[Int]](
    repeating: [0, 0], count: YesNo.Vocabulary.allCases.count)
  private(set) var personal: [PersonalDataKind: Int] = [:]
  private(set) var activityCodes = 0
  /// One word of letters and digits, or of digits alone.
  private(set) var codes = 0
  private(set) var bytes = 0

  init(levels: Interner, blank: Int) {
    self.levels = levels
    self.blank = blank
    levels.forEach { _, cell, count in add(cell, count) }
  }

  private mutating func add(_ cell: Span<UInt8>, _ count: Int) {
    if MissingTokens.contains(cell) {
      missing += count
      return
    }
    present += count
    distinct += 1
    bytes += count * cell.count
    if let reading = YesNo.read(cell) {
      answers[reading.vocabulary.rawValue][reading.answer == .yes ? 1 : 0] += count
    }
    if cell.count > 80 { return }
    addNumber(cell, count)
    addDate(cell, count)
    addCode(cell, count)
    if let kind = PersonalData.kind(of: cell) { personal[kind, default: 0] += count }
  }

  private mutating func addNumber(_ cell: Span<UInt8>, _ count: Int) {
    let comma = FrenchNumber(mark: .comma).read(cell)
    let point = FrenchNumber(mark: .point).read(cell)
    guard let reading = comma ?? point, reading.value.isFinite else { return }
    numbers += count
    switch reading.unit {
    case .none: break
    case .percent: percentSigned += count
    case .euro: currencySigned += count
    case .kiloEuro: kilo += count
    case .megaEuro: mega += count
    }
    if comma == nil {
      pointVotes += count
    } else if point == nil {
      commaVotes += count
    } else if let comma, let point, comma != point {
      // The mark that is written makes a fraction of the number where it is the decimal one.
      if abs(comma.value) < abs(point.value) {
        undecidedCommas += count
      } else {
        undecidedPoints += count
      }
    }
  }

  private mutating func addDate(_ cell: Span<UInt8>, _ count: Int) {
    switch Dates.shape(cell) {
    case .notDate:
      if ExcelSerial.day(cell) != nil { serials += count }
      if Dates.isDayOfYear(cell) { daysOfYear += count }
      return
    case .settled: break
    case .compact: compactDates += count
    case .dayFirst: dayFirst += count
    case .monthFirst: monthFirst += count
    case .either: dayMonthEither += count
    }
    dates += count
  }

  private mutating func addCode(_ cell: Span<UInt8>, _ count: Int) {
    var digits = 0
    var isWord = true
    var hasLetter = false
    for index in cell.indices {
      let byte = cell[index]
      if byte &- 48 <= 9 { digits += 1 }
      if byte <= 0x20 || byte == 0xC2 { isWord = false }
      if (65...90).contains(byte & 0xDF) { hasLetter = true }
    }
    if digits == cell.count {
      digitLengths[min(digits, 15)] += count
      if digits > 1 && cell[0] == 48 { leadingZeros += count }
    }
    if isWord && digits > 0 && (hasLetter || digits == cell.count) { codes += count }
    if digits >= 8 {
      if let siren = Siren.digits(cell, count: 9), Siren.isValid(siren, count: 9) {
        validSirens += count
      }
      if let siret = Siren.digits(cell, count: 14), Siren.isValid(siret, count: 14) {
        validSirets += count
      }
    }
    if EnterpriseNumber.hasLostDigits(cell) { lostDigits += count }
    if Self.isActivityCode(cell) { activityCodes += count }
  }

  /// NAF/APE: `4520A`, `45.20A`, `45.20 A`.
  private static func isActivityCode(_ cell: Span<UInt8>) -> Bool {
    guard (5...7).contains(cell.count) else { return false }
    var pattern: [UInt8] = []
    for index in cell.indices where cell[index] != 0x2E && cell[index] != 0x20 {
      pattern.append(cell[index])
    }
    return pattern.count == 5 && pattern[..<4].allSatisfy { $0 &- 48 <= 9 }
      && (65...90).contains(pattern[4] & 0xDF)
  }
}

extension ColumnProfile {
  /// All values are digits alone, of one length.
  var commonDigitLength: Int? {
    guard present > 0, let length = digitLengths.firstIndex(of: present), length < 15 else {
      return nil
    }
    return length
  }

  /// The kind of personal data that at least half of the values are.
  var personalData: PersonalDataKind? {
    .majority(of: personal, total: present)
  }

  /// The decimal mark that the values of the column themselves prove.
  var provenMark: DecimalMark? {
    commaVotes == pointVotes ? nil : commaVotes > pointVotes ? .comma : .point
  }

  var provenOrder: DateOrder? {
    dayFirst == monthFirst ? nil : dayFirst > monthFirst ? .dayFirst : .monthFirst
  }
}

/// The numbers of a column once the decimal mark is settled.
struct NumberSummary {
  private(set) var fitting = 0
  private(set) var integers = 0
  private(set) var smallest = Double.infinity
  private(set) var largest = -Double.infinity
  /// Unsigned by `%`: values in (0, 1] and values above 1 in magnitude.
  private(set) var plainFractions = 0
  private(set) var plainAboveOne = 0
  /// Distinct integers in 0…10, and whether all values are such.
  private(set) var smallIntegers: Set<Int> = []
  private(set) var allSmallIntegers = true

  init(_ profile: ColumnProfile, mark: DecimalMark) {
    let format = FrenchNumber(mark: mark)
    profile.levels.forEach { _, cell, count in
      guard !MissingTokens.contains(cell), let reading = format.read(cell), reading.value.isFinite
      else { return }
      add(reading, count)
    }
  }

  private mutating func add(_ reading: NumberReading, _ count: Int) {
    let value = reading.value
    fitting += count
    smallest = min(smallest, value)
    largest = max(largest, value)
    let isInteger = value == value.rounded(.towardZero)
    if isInteger { integers += count }
    if isInteger && value >= 0 && value <= 10 && reading.unit == .none {
      smallIntegers.insert(Int(value))
    } else {
      allSmallIntegers = false
    }
    if reading.unit == .none {
      if abs(value) > 1 { plainAboveOne += count } else if value != 0 { plainFractions += count }
    }
  }
}
