import Tables

/// The clients of a portfolio, or of a run's `segments.csv` with the portfolio beside it, as a pilot
/// takes them.
package struct PilotClientsReader {
  /// What decides who may be drawn, and how.
  package struct Request {
    /// `nil` for `segment_name`, else `segment`.
    package var segment: String?
    package var strata: [String]
    /// Clients whose cell says anything but no are excluded.
    package var exclusionColumn: String?
    package var excluded: Set<String>

    package init(
      segment: String? = nil, strata: [String] = [], exclusionColumn: String? = nil,
      excluded: Set<String> = []
    ) {
      self.segment = segment
      self.strata = strata
      self.exclusionColumn = exclusionColumn
      self.excluded = excluded
    }
  }

  private let main: Source
  private let beside: Source?

  /// - Parameter portfolio: further columns of the same clients.
  /// - Throws: ``PilotError``, ``TablesError``.
  package init(
    _ segments: StudySource, portfolio: StudySource? = nil, _ configuration: StudyConfiguration
  ) throws {
    main = try Source(segments, configuration)
    beside = try portfolio.map { try Source($0, configuration) }
    guard let beside, let portfolio else { return }
    guard main.identifiers.contains(where: { beside.rows[$0] != nil }) else {
      throw PilotError.otherPortfolio(file: portfolio.input.name)
    }
  }

  /// Identifiers in a list of clients that are in no row.
  package func unknown(_ identifiers: Set<String>) -> Int {
    identifiers.count { main.rows[$0] == nil && beside?.rows[$0] == nil }
  }

  /// - Throws: ``StudyError``, ``ComparisonError``, ``PilotError``, ``TablesError``.
  package func clients(_ request: Request) throws -> PilotClients {
    let segment = try segmentColumn(request.segment)
    let texts = try NamedPartition.texts(of: segment, in: main.table)
    let strata = try request.strata.map { name in try classes(of: name) }
    let excluded = try request.exclusionColumn.map(exclusions) ?? []
    let clients = main.identifiers.enumerated().map { row, identifier in
      PilotClient(
        identifier: identifier, segment: texts[row], stratum: strata.map { $0[row] },
        isExcluded: excluded.contains(identifier) || request.excluded.contains(identifier))
    }
    return PilotClients(
      clients: clients,
      sources: ([main] + (beside.map { [$0] } ?? [])).map(\.facts),
      identifierColumn: main.identifierColumn, segmentColumn: main.table[segment]?.name ?? segment,
      strataColumns: request.strata.map { source(of: $0)?.table[$0]?.name ?? $0 })
  }

  private func segmentColumn(_ name: String?) throws -> String {
    if let name { return name }
    let usual = ["segment_name", "segment"].first { main.table[$0] != nil }
    guard let usual else {
      throw PilotError.noSegmentColumn(known: main.table.columns.map(\.name))
    }
    return usual
  }

  private func source(of column: String) -> Source? {
    [beside, main].compactMap { $0 }.first { $0.table[column] != nil }
  }

  private func unknownColumn(_ name: String) -> StudyError {
    let known = ([main] + (beside.map { [$0] } ?? [])).flatMap { $0.table.columns.map(\.name) }
    return .unknownColumn(name: name, known: known)
  }

  /// One for each row of the main table.
  private func classes(of name: String) throws -> [String] {
    guard let source = source(of: name), let column = source.table[name] else {
      throw unknownColumn(name)
    }
    let classes = try PilotStrata.classes(of: column)
    return main.identifiers.map { source.rows[$0].map { classes[$0] } ?? PilotStrata.missing }
  }

  private func exclusions(_ name: String) throws -> Set<String> {
    guard let source = source(of: name) else { throw unknownColumn(name) }
    return try source.clientsNotDenied(by: name)
  }
}

/// One file of clients.
private struct Source {
  let source: StudySource
  let table: Table
  let identifiers: [String]
  /// The row of the table of each identifier.
  let rows: [String: Int]
  let identifierColumn: String

  init(_ source: StudySource, _ configuration: StudyConfiguration) throws {
    let report = source.reading.report
    guard let key = report.identifierColumn else { throw PilotError.noIdentifier }
    guard report.repeatsAreCopies else {
      throw PilotError.severalRowsPerClient(
        repeated: report.duplicatedIdentifierRowCount, rows: report.rowsRead)
    }
    let studied = try source.studiedClients(configuration)
    self.source = source
    table = studied.table
    identifiers = studied.identifiers
    rows = Dictionary(
      zip(studied.identifiers, studied.identifiers.indices), uniquingKeysWith: { first, _ in first }
    )
    identifierColumn = source.reading.table[key]?.name ?? key
  }

  var facts: PilotSource { PilotSource(name: source.input.name, sha256: source.input.sha256) }

  /// The clients of whom a column says anything but no on any of their rows, its cells taken as they
  /// stand: one that fits no type must not be lost.
  func clientsNotDenied(by name: String) throws -> Set<String> {
    let reading = try source.text?.read(as: [name: .text]) ?? source.reading
    guard let texts = reading.table[name]?.rowTexts,
      let names = reading.table[identifierColumn]?.rowTexts
    else { return [] }
    return Set(
      zip(names, texts).compactMap { client, text in
        text.map { Answer.saysYes($0) != false } ?? false ? client : nil
      })
  }
}
