/// Turns what a pass read into a column of the table.
struct ColumnFinish {
  let header: HeaderCell
  let decision: ColumnDecision
  let outcome: ColumnOutcome
  /// The distinct cells that say how levels are ordered and sets are taken apart; `nil` for all.
  let known: Interner?
  let reportLimit: Int
  /// The line of a row.
  let line: @Sendable (Int) -> Int

  /// The column, and the cells that did not fit it.
  struct Result: Sendable {
    var column: Column
    var misfits: [Misfit]
    var misfitCount: Int
    /// Rows, beyond the first, whose identifier was seen before.
    var repeats: [RowRepeat] = []

    /// Values read, and values that did not fit.
    var presentCount: Int { column.values.count - column.missingCount + misfitCount }
  }

  func finish() -> Result {
    var misfits = outcome.tally.misfits
    var misfitCount = outcome.tally.misfitCount
    var doubts = decision.doubts
    var repeats: [RowRepeat] = []
    let values: ColumnValues
    switch outcome.storage {
    case .numbers(let numbers): values = .numbers(numbers)
    case .dates(let days):
      values = .dates(days)
      if outcome.tally.serials > 0 { doubts.append(.serialDates(count: outcome.tally.serials)) }
    case .texts(let texts, let hashes):
      values = .texts(texts)
      if outcome.tally.invalidIdentifiers > 0 {
        doubts.append(.invalidIdentifiers(count: outcome.tally.invalidIdentifiers))
      }
      if decision.kind == .identifier { repeats = RowRepeat.find(texts, hashes: hashes) }
      if !repeats.isEmpty { doubts.append(.duplicatedIdentifiers(count: repeats.count)) }
    case .levels(let codes, let levels):
      let table = LevelTable(levels, known: known, reading: decision.reading)
      values = table.values(codes)
      misfitCount = table.misfits(codes, limit: reportLimit, into: &misfits)
      let respelt = table.respeltCount(codes)
      if respelt > 0 { doubts.append(.spellingsMerged(count: respelt)) }
    }
    // Nothing else is a misfit in a column of enterprise numbers.
    if let first = misfits.first, first.found == .lostDigits {
      doubts.append(.lostDigits(count: misfitCount, firstLine: line(first.row)))
    } else if misfitCount > 0 {
      doubts.append(.valuesNotFitting(count: misfitCount))
    }
    let column = Column(
      name: header.name, header: header.written, key: header.key, position: header.position,
      kind: decision.kind, unit: decision.unit, writtenUnit: decision.writtenUnit, values: values,
      doubts: doubts)
    return Result(column: column, misfits: misfits, misfitCount: misfitCount, repeats: repeats)
  }
}

private struct SpeltLevel {
  let name: String

  /// The order of UTF-8 bytes, which needs no locale; String's own order would compare normalised
  /// forms and could call two levels equal.
  func precedes(_ other: SpeltLevel) -> Bool {
    name.utf8.lexicographicallyPrecedes(other.name.utf8)
  }
}

/// What each distinct cell of a column means.
private struct LevelTable {
  /// The names to show, in order.
  private var names: [String] = []
  /// For each distinct cell: its place in `names`, −1 when missing.
  private var places: [Int32]
  private var numbers: [Double] = []
  private var members: [[Int32]?] = []
  /// Cells that write their level otherwise than it is shown.
  private var respelt: [Int] = []
  private var misfits: [CellContent?]
  private let reading: ColumnReading

  init(_ levels: Interner, known: Interner?, reading: ColumnReading) {
    self.reading = reading
    places = [Int32](repeating: -1, count: levels.count)
    misfits = [CellContent?](repeating: nil, count: levels.count)
    switch reading {
    case .fewNumbers(let plan): readNumbers(levels, plan)
    case .yesNo(let plan): readAnswers(levels, plan)
    case .daysOfYear(let order): readDays(levels, order)
    case .set(let plan): readSets(levels, plan, known: known ?? levels)
    case .orderedWords: readNames(levels, frequencies: known ?? levels, isOrdered: true)
    default: readNames(levels, frequencies: known ?? levels, isOrdered: false)
    }
  }

  /// - Parameters:
  ///   - frequencies: the cells that say how each level is spelt, and in which order levels stand.
  ///   - isOrdered: whether levels of a known order stand in it, before any others.
  private mutating func readNames(
    _ levels: Interner, frequencies: Interner, isOrdered: Bool
  ) {
    var cells: [SpeltLevel] = []
    var numbers: [Int] = []
    levels.forEach { number, cell, _ in
      if !MissingTokens.contains(cell) {
        cells.append(SpeltLevel(name: String(cell)))
        numbers.append(number)
      }
    }
    let spellings = LevelSpelling.groups(cells.map(\.name))
    var counts: [String: Int] = [:]
    if spellings.count < cells.count {
      frequencies.forEach { _, cell, count in counts[String(cell), default: 0] += count }
    }
    let shown = spellings.map { group in
      group.min { a, b in
        let (m, n) = (counts[cells[a].name, default: 0], counts[cells[b].name, default: 0])
        return m == n ? cells[a].precedes(cells[b]) : m > n
      } ?? group[0]
    }
    let ranks = isOrdered ? Self.ranks(frequencies) : [:]
    let order = shown.indices.sorted { a, b in
      let (own, other) = (cells[shown[a]], cells[shown[b]])
      if ranks.isEmpty { return own.precedes(other) }
      let (m, n) = (ranks[own.name] ?? .max, ranks[other.name] ?? .max)
      return m == n ? own.precedes(other) : m < n
    }
    names = order.map { cells[shown[$0]].name }
    for (place, level) in order.enumerated() {
      for cell in spellings[level] {
        places[numbers[cell]] = Int32(place)
        if cell != shown[level] { respelt.append(numbers[cell]) }
      }
    }
  }

  private static func ranks(_ scale: Interner) -> [String: Int] {
    var names: [String] = []
    scale.forEach { _, cell, _ in
      if !MissingTokens.contains(cell) { names.append(String(cell)) }
    }
    let groups = LevelSpelling.groups(names)
    guard let order = OrderedLevels.order(of: groups.map { names[$0[0]] }) else { return [:] }
    return Dictionary(
      order.enumerated().flatMap { rank, group in groups[group].map { (names[$0], rank) } },
      uniquingKeysWith: { first, _ in first })
  }

  private mutating func readAnswers(_ levels: Interner, _ plan: YesNo.Plan) {
    names = YesNo.levels(plan.vocabulary)
    var places = places
    var misfits = misfits
    levels.forEach { number, cell, _ in
      if let reading = YesNo.read(cell), plan.accepts(reading) {
        places[number] = reading.answer == .yes ? 1 : 0
      } else if !MissingTokens.contains(cell) {
        misfits[number] = CellContent(cell)
      }
    }
    self.places = places
    self.misfits = misfits
  }

  /// Days as `31/12`, those of January first.
  private mutating func readDays(_ levels: Interner, _ order: DateOrder) {
    var days = [Dates.DayOfYear?](repeating: nil, count: levels.count)
    var misfits = misfits
    levels.forEach { number, cell, _ in
      days[number] = Dates.dayOfYear(cell, order: order)
      if days[number] == nil && !MissingTokens.contains(cell) {
        misfits[number] = CellContent(cell)
      }
    }
    self.misfits = misfits
    let distinct = Set(days.compactMap { $0 }).sorted()
    names = distinct.map(\.text)
    let ranks = Dictionary(
      uniqueKeysWithValues: distinct.enumerated().map { ($0.element, Int32($0.offset)) })
    for (number, day) in days.enumerated() {
      if let day, let rank = ranks[day] { places[number] = rank }
    }
  }

  private mutating func readNumbers(_ levels: Interner, _ plan: NumberPlan) {
    numbers = [Double](repeating: .nan, count: levels.count)
    var numbers = numbers
    var misfits = misfits
    levels.forEach { number, cell, _ in
      switch NumberCell(plan: plan).read(cell) {
      case .value(let value): numbers[number] = value
      case .missing: break
      case .misfit(let found): misfits[number] = found
      }
    }
    self.numbers = numbers
    self.misfits = misfits
  }

  private mutating func readSets(_ levels: Interner, _ plan: SetPlan, known: Interner) {
    let parts = plan.parts(of: levels, known: known).map { cell -> [String]? in
      guard let cell else { return nil }
      let isNone = cell.count == 1 && Self.none.contains(HeaderKey.key(for: cell[0]))
      return isNone ? [] : cell
    }
    let distinct = Set(parts.compactMap { $0 }.joined())
    names = distinct.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var place: [String: Int32] = [:]
    for (index, name) in names.enumerated() { place[name] = Int32(index) }
    members = parts.map { $0?.compactMap { place[$0] }.sorted() }
  }

  private static let none: Set<String> = ["aucun", "aucune", "rien", "sans"]

  func values(_ codes: [Int32]) -> ColumnValues {
    switch reading {
    case .fewNumbers: .numbers(codes.map { $0 < 0 ? .nan : numbers[Int($0)] })
    case .set: .sets(members: codes.map { $0 < 0 ? nil : members[Int($0)] }, levels: names)
    case .yesNo(let plan):
      .categories(
        codes: codes.map { $0 < 0 ? (plan.blankIsNo ? 0 : -1) : places[Int($0)] }, levels: names)
    default: .categories(codes: codes.map { $0 < 0 ? -1 : places[Int($0)] }, levels: names)
    }
  }

  /// How many cells write their level otherwise than it is shown.
  func respeltCount(_ codes: [Int32]) -> Int {
    if respelt.isEmpty { return 0 }
    let others = Set(respelt)
    return codes.count { $0 >= 0 && others.contains(Int($0)) }
  }

  /// Appends the first misfits up to `limit`; returns how many there are.
  func misfits(_ codes: [Int32], limit: Int, into list: inout [Misfit]) -> Int {
    if misfits.allSatisfy({ $0 == nil }) { return 0 }
    var count = 0
    for (row, code) in codes.enumerated() where code >= 0 {
      guard let found = misfits[Int(code)] else { continue }
      count += 1
      if list.count < limit { list.append(Misfit(row: row, found: found)) }
    }
    return count
  }
}

/// A row whose identifier stands on an earlier one.
struct RowRepeat: Sendable {
  let row: Int
  let firstRow: Int

  /// Open addressing on the hashes; equal hashes are compared as texts.
  static func find(_ texts: [String?], hashes: [UInt64]) -> [RowRepeat] {
    var size = 64
    while size < 2 * texts.count { size *= 2 }
    var slots = [Int32](repeating: -1, count: size)
    var repeats: [RowRepeat] = []
    for row in texts.indices {
      guard let text = texts[row] else { continue }
      var slot = Int(truncatingIfNeeded: hashes[row]) & (size - 1)
      while slots[slot] >= 0 {
        let other = Int(slots[slot])
        if hashes[other] == hashes[row] && texts[other] == text { break }
        slot = (slot + 1) & (size - 1)
      }
      if slots[slot] >= 0 {
        repeats.append(RowRepeat(row: row, firstRow: Int(slots[slot])))
      } else {
        slots[slot] = Int32(row)
      }
    }
    return repeats
  }
}
