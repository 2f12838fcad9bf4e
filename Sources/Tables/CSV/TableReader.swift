import LinearAlgebra

/// From the layout of a file to its table: infer types from a sample, read all rows once, read again
/// only the columns that the sample misjudged.
struct TableReader {
  let layout: FileLayout
  let options: CSVOptions
  let parallelism: Parallelism
  var report: ReadReport

  struct Draft {
    var decision: ColumnDecision
    var profile: ColumnProfile
    var outcome: ColumnOutcome?
  }

  consuming func read() throws(TablesError) -> TableReading {
    var ragged = RaggedTally()
    let sample = sampleRows()
    let isWhole = sample.count == layout.rows.count
    let profiles = try profiles(of: Array(layout.header.indices), rows: sample[...])
    let evidence = FileEvidence(
      profiles.map(\.profile), separator: layout.dialect.separator, options: options)
    var drafts = profiles.enumerated().map { column, levels in
      let decision = inference(column, levels.profile, evidence).decide()
      let isDone = isWhole && decision.reading.usesLevels
      return Draft(
        decision: decision, profile: levels.profile, outcome: isDone ? levels.outcome : nil)
    }
    try readMissing(&drafts, &ragged)
    if !isWhole { try reconsider(&drafts, evidence) }
    try noteRagged(ragged)
    try holdToHeaders(&drafts, evidence, learning: layout.rows)
    report.decimalMark = fileMark(drafts, evidence)
    return try finish(drafts, learning: nil)
  }

  /// The same where only some rows say what the columns are. They are all looked at: nothing is
  /// sampled, so nothing is judged twice.
  consuming func read(typedOn learning: [Int]) throws(TablesError) -> TableReading {
    var ragged = RaggedTally()
    let rows = learning.map { layout.rows[$0] }
    let profiles = try profiles(of: Array(layout.header.indices), rows: rows[...]).map(\.profile)
    let evidence = FileEvidence(
      profiles, separator: layout.dialect.separator, options: options)
    var drafts = profiles.enumerated().map { column, profile in
      Draft(
        decision: inference(column, profile, evidence, rows: learning).decide(), profile: profile)
    }
    try readMissing(&drafts, &ragged)
    try noteRagged(ragged)
    try holdToHeaders(&drafts, evidence, learning: rows)
    report.decimalMark = fileMark(drafts, evidence)
    return try finish(drafts, learning: learning)
  }

  var pass: ColumnPass {
    ColumnPass(
      text: layout.text, dialect: layout.dialect, hasQuotes: layout.hasQuotes,
      columnCount: layout.header.count, requiredCount: requiredCount, options: options,
      parallelism: parallelism)
  }

  /// Spreadsheets end the header with separators that the rows below need not have.
  private var requiredCount: Int {
    let unnamed = Set(layout.renamed.filter(\.wasEmpty).map(\.position))
    return layout.header.last { !unnamed.contains($0.position) }?.position ?? layout.header.count
  }

  func inference(
    _ column: Int, _ profile: ColumnProfile, _ evidence: FileEvidence, rows: [Int]? = nil
  ) -> TypeInference {
    TypeInference(
      header: layout.header[column], profile: profile, evidence: evidence, options: options,
      rows: rows)
  }

  /// The first quarter of the sample from the top, the rest evenly over the file.
  private func sampleRows() -> [RowSpan] {
    let rows = layout.rows
    let wanted = max(4, options.sampleRows)
    if rows.count <= wanted { return rows }
    let head = wanted / 4
    let spread = wanted - head
    return Array(rows[..<head])
      + (0..<spread).map { rows[head + $0 * (rows.count - head) / spread] }
  }

  private struct Levels {
    let profile: ColumnProfile
    let outcome: ColumnOutcome
  }

  private func profiles(of columns: [Int], rows: ArraySlice<RowSpan>) throws(TablesError)
    -> [Levels]
  {
    var ignored = RaggedTally()
    let tasks = columns.map { ColumnTask(field: $0, reading: .category) }
    let outcomes = try pass.run(tasks, rows: rows, ragged: &ignored)
    return parallelism.map(count: outcomes.count) { index in
      let outcome = outcomes[index]
      guard case .levels(_, let levels) = outcome.storage else {
        preconditionFailure("a category is read as levels")
      }
      return Levels(
        profile: ColumnProfile(levels: levels, blank: outcome.tally.blank), outcome: outcome)
    }
  }

  private func readMissing(_ drafts: inout [Draft], _ ragged: inout RaggedTally)
    throws(TablesError)
  {
    let columns = drafts.indices.filter { drafts[$0].outcome == nil }
    let tasks = columns.map { ColumnTask(field: $0, reading: drafts[$0].decision.reading) }
    let outcomes = try pass.run(tasks, rows: layout.rows[...], ragged: &ragged)
    for (column, outcome) in zip(columns, outcomes) { drafts[column].outcome = outcome }
  }

  /// Judges again, on all rows, the columns about which the sample may have been wrong.
  private func reconsider(_ drafts: inout [Draft], _ evidence: FileEvidence) throws(TablesError) {
    let suspects = drafts.indices.filter { isSuspect(drafts[$0]) }
    if !suspects.isEmpty {
      let levels = try profiles(of: suspects, rows: layout.rows[...])
      for (column, levels) in zip(suspects, levels) { judge(column, levels, &drafts, evidence) }
    }
    for column in drafts.indices where drafts[column].decision.reading.usesLevels {
      guard let outcome = drafts[column].outcome, case .levels(_, let table) = outcome.storage,
        !suspects.contains(column)
      else { continue }
      let profile = ColumnProfile(levels: table, blank: outcome.tally.blank)
      judge(column, Levels(profile: profile, outcome: outcome), &drafts, evidence)
    }
    var ignored = RaggedTally()
    if drafts.contains(where: { $0.outcome == nil }) { try readMissing(&drafts, &ignored) }
  }

  private func judge(
    _ column: Int, _ levels: Levels, _ drafts: inout [Draft], _ evidence: FileEvidence
  ) {
    let decision = inference(column, levels.profile, evidence).decide()
    let isSame = decision.reading == drafts[column].decision.reading
    drafts[column].decision = decision
    drafts[column].profile = levels.profile
    if decision.reading.usesLevels {
      drafts[column].outcome = levels.outcome
    } else if !isSame {
      drafts[column].outcome = nil
    }
  }

  /// Whether more rows could change the reading: too many misfits, misfits under a convention that
  /// the sample did not prove, a doubt that the rest may settle, percentages on another scale.
  private func isSuspect(_ draft: Draft) -> Bool {
    guard let outcome = draft.outcome else { return false }
    let misfits = outcome.tally.misfitCount
    switch (outcome.storage, draft.decision.reading) {
    case (.numbers(let values), .numbers(let plan)):
      if draft.decision.doubts.contains(where: \.isOfTheDecimalMark) { return true }
      if misfits > 0 {
        let present = values.count { !$0.isNaN } + misfits
        return draft.profile.provenMark == nil || isTooMany(misfits, of: present)
      }
      let isUnscaled = draft.decision.unit == .percent && plan.shift == 0 && !plan.isMixedPercent
      return isUnscaled && values.contains { abs($0) > 1 }
    case (.dates(let days), _):
      if draft.decision.doubts.contains(.dayMonthUndecided) { return true }
      let present = days.count { $0 != .min } + misfits
      return misfits > 0 && (draft.profile.provenOrder == nil || isTooMany(misfits, of: present))
    default: return false
    }
  }

  private func isTooMany(_ misfits: Int, of present: Int) -> Bool {
    MisfitLimit(options).isPassed(by: misfits, of: present)
  }

  /// - Parameter learning: rows that said what the columns are; `nil` for all.
  private consuming func finish(
    _ drafts: [Draft], learning: [Int]?
  ) throws(TablesError) -> TableReading {
    let layout = layout
    let limit = options.reportLimit
    var finished = parallelism.map(count: drafts.count) { column -> ColumnFinish.Result? in
      guard let outcome = drafts[column].outcome else { return nil }
      return ColumnFinish(
        header: layout.header[column], decision: drafts[column].decision, outcome: outcome,
        known: learning.map { _ in drafts[column].profile.levels }, reportLimit: limit,
        line: layout.line(ofRow:)
      ).finish()
    }.compactMap { $0 }
    try holdToOptions(&finished)
    let unnamed = Set(layout.renamed.filter(\.wasEmpty).map(\.position))
    var kept = finished.filter {
      !unnamed.contains($0.column.position) || $0.column.holdsValue(on: learning)
    }
    let dropped = Set(finished.map(\.column.position)).subtracting(kept.map(\.column.position))
    report.emptyColumnsDropped = dropped.sorted()
    noteProblems(kept)
    let repeatedRows = noteRepeats(&kept)
    return TableReading(
      table: Table(columns: kept.map(\.column)), report: report, repeatedRows: repeatedRows)
  }
}

extension Column {
  /// Whether some row, of these alone unless `nil`, has a value.
  fileprivate func holdsValue(on rows: [Int]?) -> Bool {
    guard let rows else { return missingCount < values.count }
    return rows.contains { !values.isMissing($0) }
  }
}

extension ColumnDoubt {
  fileprivate var isOfTheDecimalMark: Bool {
    if case .decimalSeparatorUndecided = self { true } else { false }
  }
}
