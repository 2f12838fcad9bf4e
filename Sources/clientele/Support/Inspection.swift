import Interpretation
import Preparation
import Segmentation
import Tables

/// What `inspect` shows of an input, without a value of any client.
struct Inspection: Encodable {
  struct Input: Encodable {
    let path: String
    let sha256: String
    let rows: Int
    let columns: Int
  }

  struct ColumnRecord: Encodable {
    let position: Int
    let name: String
    let key: String
    let kind: ColumnKind
    let unit: ColumnUnit
    let role: VariableRole
    let roleReason: RoleReason
    let missing: Int
    let missingShare: Double
    let distinct: Int?
    let doubts: [ColumnDoubt]
  }

  let input: Input
  let reading: ReadReport
  let columns: [ColumnRecord]

  init(_ source: StudySource, configuration: StudyConfiguration) throws {
    let table = source.reading.table
    let roles = try Roles.assign(table, configured: configuration.preparation.roles)
    input = Input(
      path: source.input.name, sha256: source.input.sha256, rows: table.rowCount,
      columns: table.columns.count)
    reading = source.reading.report
    columns = zip(table.columns, roles).map { column, assignment in
      ColumnRecord(
        position: column.position, name: column.name, key: column.key, kind: column.kind,
        unit: column.unit, role: assignment.role, roleReason: assignment.reason,
        missing: column.missingCount,
        missingShare: table.rowCount > 0
          ? Double(column.missingCount) / Double(table.rowCount) : 0,
        distinct: column.levelCount, doubts: column.doubts)
    }
  }
}

extension Column {
  /// How many levels a column of levels has.
  fileprivate var levelCount: Int? {
    switch values {
    case .categories(_, let levels), .sets(_, let levels): levels.count
    case .numbers, .texts, .dates: nil
    }
  }
}

/// An inspection for a person at a terminal.
struct InspectionText {
  private let inspection: Inspection
  private let numbers = NumberStyle(language)

  init(_ inspection: Inspection) { self.inspection = inspection }

  func text() -> String {
    var table = TextTable(
      header: [
        say("colonne", "column"), say("type", "type"), say("unité", "unit"), say("rôle", "role"),
        say("manques", "missing"),
      ], numericFrom: 4)
    for column in inspection.columns {
      table.append([
        column.name, column.kind.words, column.unit.words, column.role.words,
        column.missing == 0 ? "–" : numbers.percent(column.missingShare, digits: 1),
      ])
    }
    var lines = [summary, "", table.text()]
    let doubts = inspection.columns.flatMap { column in
      column.doubts.map { "• \(column.name) : \($0.words)" }
    }
    if !doubts.isEmpty {
      lines += ["", say("À vérifier :", "To check:")] + doubts
    }
    let problems = inspection.reading.cellProblems
    if !problems.isEmpty {
      lines += [
        "", say("Valeurs illisibles, devenues manquantes :", "Unreadable values, now missing:"),
      ]
      lines += problems.prefix(10).map { problem in
        say(
          "• ligne \(problem.line), colonne \(problem.column) (\(problem.columnName)) : "
            + "\(problem.found.words), pour \(problem.expected.words)",
          "• line \(problem.line), column \(problem.column) (\(problem.columnName)): "
            + "\(problem.found.words), for \(problem.expected.words)")
      }
      let rest = inspection.reading.cellProblemCount - min(10, problems.count)
      if rest > 0 { lines.append(say("• et \(rest) autres", "• and \(rest) more")) }
    }
    return lines.joined(separator: "\n")
  }

  private var summary: String {
    let reading = inspection.reading
    var facts = [
      say(
        "\(numbers.integer(inspection.input.rows)) lignes, \(inspection.input.columns) colonnes",
        "\(numbers.integer(inspection.input.rows)) rows, \(inspection.input.columns) columns"),
      reading.encoding.rawValue,
    ]
    if let separator = reading.separator {
      facts.append(say("séparateur ", "separator ") + separator.words)
    }
    if let mark = reading.decimalMark {
      facts.append(say("décimales avec « \(mark.rawValue) »", "decimals with '\(mark.rawValue)'"))
    }
    if !reading.totalRowsDropped.isEmpty {
      facts.append(
        say(
          "\(reading.totalRowsDropped.count) ligne(s) de total écartée(s)",
          "\(reading.totalRowsDropped.count) total row(s) set aside"))
    }
    if !reading.duplicatedIdentifierRows.isEmpty {
      facts.append(
        say(
          "\(reading.duplicatedIdentifierRows.count) ligne(s) d'identifiant répété",
          "\(reading.duplicatedIdentifierRows.count) row(s) with a repeated identifier"))
    }
    return "\(inspection.input.path) : " + facts.joined(separator: ", ")
  }
}
