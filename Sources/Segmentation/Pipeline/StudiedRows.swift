import Preparation
import Tables

/// The rows of a portfolio that are studied: one for each client.
///
/// Rows that repeat an identifier are copies of a client as long as they are few
/// (`ReadReport.copiedRowShare`): the one with the most cells that say something is studied, whatever
/// they are read as, the first where several are. The others are left out of everything, or a client
/// would count twice and could be tried on its own copy. Past that share the identifier does not name clients, or clients have several rows by
/// design: nothing is left out. Nor is anything where the configuration gives the column another role;
/// that of an outcome is no use to it, and changes nothing.
///
/// Which rows these are is told by the whole file; what their columns hold is then learnt again, from
/// the training clients alone.
struct StudiedRows: Sendable {
  /// Typed on all rows, until the training clients are known.
  let table: Table
  /// How the file was read, to the same types.
  let report: ReadReport
  /// The row of the file for each row of the table.
  private let fileRows: [Int]
  private let text: CSVText?
  /// What names each row: its identifier, else its rank in the file from 1.
  let identifiers: [String]
  /// The same, where no rank can be taken for another row's identifier.
  let distinctIdentifiers: [String]
  /// Rows of `table` whose identifier stands on another row of the file too.
  let repeated: Set<Int>
  let clients: ClientRows
  /// What the firm's rules give each of these rows.
  private let rules: SegmentedRows?

  init(_ source: StudySource, configuration: StudyConfiguration) {
    let reading = source.reading
    let full = reading.table
    let leftOut = Self.copies(in: reading, configuration)
    let kept = leftOut.isEmpty ? nil : (0..<full.rowCount).filter { leftOut[$0] == nil }
    let rows = kept ?? Array(0..<full.rowCount)
    let texts = reading.report.identifierColumn.flatMap { full[$0]?.rowTexts }
    table = kept.map(full.taking) ?? full
    rules = source.rules.map { given in
      SegmentedRows(name: given.name, texts: rows.map { given.texts[$0] })
    }
    report = reading.report
    fileRows = rows
    text = source.text
    identifiers = rows.map { texts?[$0] ?? String($0 + 1) }
    distinctIdentifiers = rows.map { row in
      guard let texts else { return String(row + 1) }
      return texts[row] ?? "\0\(row + 1)"
    }
    let inGroups = Set(reading.repeatedRows.flatMap { [$0.row, $0.firstRow] })
    repeated = Set(rows.indices.filter { inGroups.contains(rows[$0]) })
    clients = ClientRows(
      studied: table.rowCount, repeated: reading.repeatedRows.count, leftOut: leftOut.count,
      leftOutLines: leftOut.values.sorted())
  }

  private init(_ rows: StudiedRows, table: Table, report: ReadReport) {
    self.table = table
    self.report = report
    fileRows = rows.fileRows
    text = rows.text
    identifiers = rows.identifiers
    distinctIdentifiers = rows.distinctIdentifiers
    repeated = rows.repeated
    clients = rows.clients
    self.rules = rows.rules
  }

  /// The firm's own segments: those of its rules, else those that a column names.
  func firmSegments(_ configuration: StudyConfiguration) -> SegmentedRows? {
    if let rules { return rules }
    guard let name = configuration.ruleColumn, let column = table[name],
      let texts = column.rowTexts
    else { return nil }
    return SegmentedRows(name: column.name, texts: texts)
  }

  /// The same rows, read as the training rows alone say that the columns are: a held-out cell decides
  /// neither a kind nor a unit. A table that comes from no text has its types already.
  ///
  /// - Parameter training: rows of the table.
  func typed(on training: [Int]) throws -> StudiedRows {
    let learning = training.map { fileRows[$0] }.sorted()
    guard let text, learning.count < text.rowCount else { return self }
    let reading = try text.read(typedOn: learning)
    var report = reading.report
    report.keepIdentity(of: self.report)
    let isWhole = fileRows.count == reading.table.rowCount
    return StudiedRows(
      self, table: isWhole ? reading.table : reading.table.taking(fileRows), report: report)
  }

  /// The same rows with some columns read as somebody knows that they are, by key. A table that comes
  /// from no text has its types already.
  func typed(as kinds: [String: ColumnKind], units: [String: WrittenUnit]) throws -> Table {
    guard let text else { return table }
    let full = try text.read(as: kinds, units: units).table
    return fileRows.count == full.rowCount ? full : full.taking(fileRows)
  }

  /// The line of each row to leave out, by row.
  private static func copies(
    in reading: TableReading, _ configuration: StudyConfiguration
  ) -> [Int: Int] {
    guard let key = reading.report.identifierColumn, let column = reading.table[key],
      reading.report.repeatsAreCopies
    else { return [:] }
    let roles = configuration.preparation.roles
    if let role = roles[column.key] ?? roles[column.name], role != .identifier, role != .outcome {
      return [:]
    }
    var leftOut: [Int: Int] = [:]
    var best: [Int: Candidate] = [:]
    for repeated in reading.repeatedRows {
      let own = Candidate(
        row: repeated.row, line: repeated.line, furtherCells: repeated.furtherCells)
      let held =
        best[repeated.firstRow]
        ?? Candidate(row: repeated.firstRow, line: repeated.firstLine, furtherCells: 0)
      let (kept, copy) = own.furtherCells > held.furtherCells ? (own, held) : (held, own)
      best[repeated.firstRow] = kept
      leftOut[copy.row] = copy.line
    }
    return leftOut
  }

  private struct Candidate {
    let row: Int
    let line: Int
    let furtherCells: Int
  }
}

extension StudySource {
  /// The clients that `Pipeline/run` would study, one row each, and how many copies were left out.
  package func studiedClients(
    _ configuration: StudyConfiguration
  ) throws -> StudiedClients {
    let everyone = StudiedRows(self, configuration: configuration)
    let rows = try everyone.typed(on: Array(0..<everyone.table.rowCount))
    return StudiedClients(
      table: rows.table, clients: rows.clients, identifiers: rows.identifiers)
  }
}

/// Clients as a study takes them, one row each.
package struct StudiedClients: Sendable {
  package let table: Table
  package let clients: ClientRows
  /// What names each: its identifier, else its rank in the file from 1.
  package let identifiers: [String]
}

/// How the rows of a portfolio became clients.
public struct ClientRows: Sendable, Codable, Equatable {
  /// Clients studied: rows read but for those left out.
  public let studied: Int
  /// Rows that repeat an identifier that an earlier row carries.
  public let repeated: Int
  /// Copies of clients, left out of everything.
  public let leftOut: Int
  /// Their lines in the file, increasing.
  public let leftOutLines: [Int]
}
