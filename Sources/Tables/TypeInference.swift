/// How the cells of a column are to be read.
enum ColumnReading: Sendable, Equatable {
  case numbers(NumberPlan)
  /// Few distinct integers: read as levels, held as numbers.
  case fewNumbers(NumberPlan)
  case dates(DatePlan)
  case texts(TextForm)
  case category
  case orderedWords
  case yesNo(YesNo.Plan)
  /// Days and months without a year, read as levels in the order of the calendar.
  case daysOfYear(DateOrder)
  case set(SetPlan)

  /// Readings that go through a table of distinct cells.
  var usesLevels: Bool {
    switch self {
    case .numbers, .dates, .texts: false
    case .fewNumbers, .category, .orderedWords, .yesNo, .daysOfYear, .set: true
    }
  }
}

struct DatePlan: Sendable, Equatable {
  var order: DateOrder
  /// Whether numbers of five digits are the days by which a spreadsheet counts.
  var readsSerials = false
}

enum TextForm: Sendable, Equatable { case plain, identifier, siren, siret }

struct NumberPlan: Sendable, Equatable {
  var mark: DecimalMark
  /// Power of ten from what is written to the column's unit, for values without a unit of their own.
  var shift = 0
  /// Percentages of which some carry `%`: of the others, those above 1 are hundredths.
  var isMixedPercent = false
}

/// A reading with what it is called and what was doubtful.
struct ColumnDecision: Sendable, Equatable {
  var reading: ColumnReading
  var kind: ColumnKind
  var writtenUnit = WrittenUnit.none
  var doubts: [ColumnDoubt] = []

  var unit: ColumnUnit { writtenUnit.unit }
}

/// What the whole file says, for columns that say nothing themselves.
struct FileEvidence: Sendable, Equatable {
  var mark: DecimalMark?
  var order: DateOrder?
  /// The mark to fall back on, with a doubt: French and European spreadsheets write `;` where the
  /// comma is the decimal mark, and `,` where it is not.
  var fallbackMark: DecimalMark

  init(_ profiles: [ColumnProfile], separator: FieldSeparator?, options: CSVOptions) {
    fallbackMark = separator == .comma ? .point : .comma
    mark = options.decimalMark
    order = options.dateOrder
    if mark == nil {
      let numeric = profiles.filter { 2 * $0.numbers >= $0.present }
      let comma = numeric.reduce(0) { $0 + $1.commaVotes }
      let point = numeric.reduce(0) { $0 + $1.pointVotes }
      mark = comma == point ? nil : comma > point ? .comma : .point
    }
    if order == nil {
      let dayFirst = profiles.reduce(0) { $0 + $1.dayFirst }
      let monthFirst = profiles.reduce(0) { $0 + $1.monthFirst }
      order = dayFirst == monthFirst ? nil : dayFirst > monthFirst ? .dayFirst : .monthFirst
    }
  }
}

/// Decides what a column is, from its header and from all its cells; the content has the last word.
struct TypeInference {
  let header: HeaderCell
  let profile: ColumnProfile
  let evidence: FileEvidence
  let options: CSVOptions
  /// Rows of the file that the profile tells of, increasing; `nil` for a sample of the whole.
  let rows: [Int]?

  func decide() -> ColumnDecision {
    var decision =
      imposedKind.map(forced) ?? unusable() ?? identifier() ?? code() ?? yesNo() ?? date()
      ?? dayOfYear() ?? number() ?? words()
    if let kind = profile.personalData ?? PersonalData.kind(forKey: header.key) {
      decision.doubts.append(.personalData(kind))
    }
    return decision
  }

  /// Whether so many values that do not fit can be called missing.
  func tolerates(_ misfits: Int) -> Bool {
    let fitting = profile.present - misfits
    let isFew =
      misfits <= options.misfitCount
      || Double(misfits) <= options.misfitShare * Double(profile.present)
    return isFew && fitting >= 2 * misfits && fitting > 0
  }

  /// What the caller says the column is. A unit is said of numbers.
  var imposedKind: ColumnKind? {
    options.kinds[header.key] ?? options.kinds[header.name] ?? imposedUnit.map { _ in .numeric }
  }

  var imposedUnit: WrittenUnit? { options.units[header.key] ?? options.units[header.name] }

  private func forced(_ kind: ColumnKind) -> ColumnDecision {
    switch kind {
    case .identifier: ColumnDecision(reading: .texts(.identifier), kind: kind)
    case .text: ColumnDecision(reading: .texts(.plain), kind: kind)
    case .category: ColumnDecision(reading: .category, kind: kind)
    case .date: dateDecision()
    case .numeric: numberDecision(NumberSummary(profile, mark: mark))
    case .ordinal:
      profile.numbers == profile.present
        ? ColumnDecision(reading: .fewNumbers(NumberPlan(mark: mark)), kind: .ordinal)
        : ColumnDecision(
          reading: .orderedWords, kind: .ordinal,
          doubts: isOrderKnown ? [] : [.levelOrderUnknown])
    case .yesNo:
      ColumnDecision(
        reading: .yesNo(
          YesNo.Plan(vocabulary: vocabulary ?? .ouiNon, blankIsNo: vocabulary == .mark)),
        kind: kind)
    case .set:
      ColumnDecision(
        reading: .set(setPlan() ?? SetPlan(main: SetPlan.delimiters[0], splitsAll: false)),
        kind: kind)
    }
  }

  /// Nothing to learn from, or personal data.
  private func unusable() -> ColumnDecision? {
    if profile.present == 0 {
      return switch header.hint {
      case .number(let unit):
        ColumnDecision(
          reading: .numbers(NumberPlan(mark: mark)), kind: .numeric,
          writtenUnit: WrittenUnit(unit))
      case .date: dateDecision()
      default: ColumnDecision(reading: .texts(.plain), kind: .text)
      }
    }
    if profile.personalData != nil {
      return ColumnDecision(reading: .texts(.plain), kind: .text)
    }
    return nil
  }

  private func identifier() -> ColumnDecision? {
    let present = profile.present
    // What the header calls so is checked, however many fail.
    let isSiren =
      header.hint == .siren
      || profile.commonDigitLength == 9 && 10 * profile.validSirens >= 9 * present && present >= 5
    if isSiren { return ColumnDecision(reading: .texts(.siren), kind: .identifier) }
    let isSiret =
      header.hint == .siret
      || profile.commonDigitLength == 14 && 10 * profile.validSirets >= 9 * present && present >= 5
    if isSiret { return ColumnDecision(reading: .texts(.siret), kind: .identifier) }
    switch header.hint {
    case .identifier? where 2 * profile.distinct >= present:
      return ColumnDecision(reading: .texts(.identifier), kind: .identifier)
    // Some rows for each client, one a mission: still clients, and told.
    case .identifier? where header.known == .clientIdentifier && isRepeatedClients:
      return ColumnDecision(reading: .texts(.identifier), kind: .identifier)
    // Codes that repeat name groups of rows.
    case .identifier? where 10 * profile.codes >= 9 * present: return labels()
    case .name? where profile.numbers == present && profile.distinct == present && present > 2:
      return ColumnDecision(reading: .texts(.identifier), kind: .identifier)
    default: break
    }
    if header.position == 1 && present > 2 && isRowNumbers {
      return ColumnDecision(reading: .texts(.identifier), kind: .identifier)
    }
    return nil
  }

  /// Many codes, each on a dozen rows at most.
  private var isRepeatedClients: Bool {
    profile.distinct >= 20 && 12 * profile.distinct >= profile.present
      && 10 * profile.codes >= 9 * profile.present
  }

  /// Digits that are names, not quantities: postal codes, NAF codes, numbers with leading zeros.
  private func code() -> ColumnDecision? {
    if 10 * profile.activityCodes >= 9 * profile.present { return labels() }
    guard profile.numbers == profile.present else { return nil }
    let isInteger = profile.digitLengths.reduce(0, +) == profile.present
    if header.hint == .category && isInteger && profile.distinct <= 30 { return labels() }
    if profile.leadingZeros > 0 && profile.commonDigitLength != nil { return labels() }
    if header.known == .postalCode { return labels() }
    return nil
  }

  /// The values count the rows from 0 or 1, rows left out counted; beyond the top of a sample they
  /// only increase.
  private var isRowNumbers: Bool {
    guard profile.distinct == profile.present, profile.numbers == profile.present else {
      return false
    }
    var previous: Double?
    var isSequence = true
    let top = rows?.count ?? options.sampleRows / 4
    profile.levels.forEach { index, cell, _ in
      guard let value = FrenchNumber(mark: .point).readPlain(cell, shift: 0) else {
        isSequence = false
        return
      }
      let step = rows.map { index == 0 ? $0[0] : $0[index] - $0[index - 1] }.map(Double.init)
      let isNext =
        previous.map { index < top ? value == $0 + (step ?? 1) : value > $0 }
        ?? (value == (step ?? 0) || value == (step ?? 0) + 1)
      isSequence = isSequence && isNext
      previous = value
    }
    return isSequence
  }
}
