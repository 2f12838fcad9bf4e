/// What the reader tells of a file beside its table, and what it will not take.
extension TableReader {
  mutating func noteRagged(_ ragged: RaggedTally) throws(TablesError) {
    let starts = ragged.rows.map { layout.rows[$0.row].start }
    let lines = LineNumbers.lines(of: starts, in: layout.text)
    let expected = layout.header.count
    report.raggedRowCount = ragged.count
    report.raggedRows = zip(lines, ragged.rows).map {
      RaggedRow(line: $0, expected: expected, found: $1.found)
    }
    let isHopeless =
      ragged.count > options.raggedCount
      && Double(ragged.count) > options.raggedShare * Double(layout.rows.count)
    if isHopeless, let first = report.raggedRows.first {
      throw .raggedRows(
        firstLine: first.line, expected: expected, found: first.found, count: ragged.count,
        rows: layout.rows.count)
    }
  }

  /// The mark of the file's decimals, `nil` when no number has any.
  func fileMark(_ drafts: [Draft], _ evidence: FileEvidence) -> DecimalMark? {
    if let mark = evidence.mark { return mark }
    return drafts.lazy.compactMap(\.profile.provenMark).first
  }

  mutating func noteProblems(_ columns: [ColumnFinish.Result]) {
    report.cellProblemCount = columns.reduce(0) { $0 + $1.misfitCount }
    var problems = columns.flatMap { column in
      column.misfits.map { (misfit: $0, column: column.column) }
    }
    problems.sort { ($0.misfit.row, $0.column.position) < ($1.misfit.row, $1.column.position) }
    problems = Array(problems.prefix(options.reportLimit))
    let lines = LineNumbers.lines(
      of: problems.map { layout.rows[$0.misfit.row].start }, in: layout.text)
    report.cellProblems = zip(lines, problems).map { line, problem in
      CellProblem(
        line: line, column: problem.column.position, columnName: problem.column.name,
        found: problem.misfit.found, expected: problem.column.kind)
    }
  }

  /// The column that names the rows: the client identifier, else the SIREN, else the first that
  /// does not name groups of clients. Rows that repeat its values are told.
  mutating func noteRepeats(_ columns: inout [ColumnFinish.Result]) -> [RepeatedRow] {
    let candidates = columns.indices.filter {
      columns[$0].column.kind == .identifier && columns[$0].column.known != .groupIdentifier
    }
    let main =
      candidates.first { columns[$0].column.known == .clientIdentifier }
      ?? candidates.first { columns[$0].column.known == .siren } ?? candidates.first
    guard let main else { return [] }
    let repeats = columns[main].repeats
    report.identifierColumn = columns[main].column.key
    report.duplicatedIdentifierRowCount = repeats.count
    if !report.repeatsAreCopies {
      columns[main].column.doubts.removeAll {
        if case .duplicatedIdentifiers = $0 { true } else { false }
      }
      columns[main].column.doubts.append(
        .notOneRowPerClient(count: repeats.count, rows: layout.rows.count))
    }
    let rows = Set(repeats.flatMap { [$0.row, $0.firstRow] }).sorted()
    let lines = LineNumbers.lines(of: rows.map { layout.rows[$0].start }, in: layout.text)
    let lineOfRow = Dictionary(uniqueKeysWithValues: zip(rows, lines))
    let told = repeats.map {
      RepeatedRow(
        row: $0.row, line: lineOfRow[$0.row] ?? 0, firstRow: $0.firstRow,
        firstLine: lineOfRow[$0.firstRow] ?? 0,
        furtherCells: layout.filledCellCount(row: $0.row)
          - layout.filledCellCount(row: $0.firstRow))
    }
    report.duplicatedIdentifierRows = told.prefix(options.reportLimit).map(\.line)
    return told
  }
}

extension TableReader {
  /// Reads columns as the names of known columns say, where what was found is something else. Few
  /// misfits: the sample misled. Many: the file is refused, unless the column holds one other thing
  /// throughout, or nobody minds.
  ///
  /// - Parameter learning: the rows that say which it is.
  func holdToHeaders(
    _ drafts: inout [Draft], _ evidence: FileEvidence, learning: [RowSpan]
  ) throws(TablesError) {
    for column in drafts.indices {
      let inference = inference(column, drafts[column].profile, evidence)
      guard inference.disappoints(drafts[column].decision.kind) else { continue }
      var expected = inference.expected
      let task = ColumnTask(field: column, reading: expected.reading)
      let outcome = try outcome(of: task, rows: learning)
      if let content = unexpected(column, expected.kind, outcome) {
        let isOneThing = ![.text, .identifier].contains(drafts[column].decision.kind)
        if isOneThing
          && MisfitLimit(options).isContradicted(by: content.count, of: content.present)
        {
          drafts[column].decision.doubts.append(.unexpectedContent(content, isRefused: false))
          continue
        }
        // Dates make no feature: what does not fit is told, and costs nothing else.
        if expected.kind != .date {
          if options.refuses(layout.header[column]) { throw .unexpectedContent(content) }
          expected.doubts.append(.unexpectedContent(content, isRefused: true))
        }
      }
      drafts[column].decision = expected
      let isWhole = learning.count == layout.rows.count
      drafts[column].outcome = isWhole ? outcome : try self.outcome(of: task, rows: layout.rows)
    }
  }

  private func outcome(
    of task: ColumnTask, rows: [RowSpan]
  ) throws(TablesError) -> ColumnOutcome {
    var ignored = RaggedTally()
    return try pass.run([task], rows: rows[...], ragged: &ignored)[0]
  }

  private func unexpected(
    _ column: Int, _ expected: ColumnKind, _ outcome: ColumnOutcome
  ) -> UnexpectedContent? {
    let count = outcome.tally.misfitCount
    let present = count + outcome.storage.valueCount
    let limit = MisfitLimit(options)
    guard limit.isPassed(by: count, of: present) else { return nil }
    let line = outcome.tally.misfits.first.map { layout.line(ofRow: $0.row) }
    return UnexpectedContent(
      layout.header[column], expected: expected, firstLine: line ?? 0, count: count,
      present: present, limit: limit)
  }

  /// The same for columns of which the caller says what they are: they were read as that.
  func holdToOptions(_ columns: inout [ColumnFinish.Result]) throws(TablesError) {
    let limit = MisfitLimit(options)
    for index in columns.indices {
      let column = columns[index].column
      let header = layout.header[column.position - 1]
      guard options.imposes(header),
        limit.isPassed(by: columns[index].misfitCount, of: columns[index].presentCount)
      else { continue }
      let line = columns[index].misfits.first.map { layout.line(ofRow: $0.row) }
      let content = UnexpectedContent(
        header, expected: column.kind, firstLine: line ?? 0, count: columns[index].misfitCount,
        present: columns[index].presentCount, limit: limit)
      if options.refuses(header) { throw .unexpectedContent(content) }
      columns[index].column.doubts.append(.unexpectedContent(content, isRefused: true))
    }
  }
}

extension FileLayout {
  /// The line on which a row begins.
  @Sendable func line(ofRow row: Int) -> Int {
    LineNumbers.line(of: rows[row].start, in: text)
  }
}

extension ColumnStorage {
  /// How many values a pass has read in a column of numbers or dates.
  fileprivate var valueCount: Int {
    switch self {
    case .numbers(let values): values.count { !$0.isNaN }
    case .dates(let days): days.count { $0 != .min }
    case .levels, .texts: 0
    }
  }
}
