import Interpretation
import LinearAlgebra
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
    /// The unit in which the file writes the numbers: `k€` where `unit` is `euro`.
    let writtenUnit: WrittenUnit
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
  /// The active columns that a study would leave out.
  let screening: [ScreeningDecision]

  init(
    _ source: StudySource, configuration: StudyConfiguration, parallelism: Parallelism = .serial
  ) throws {
    let table = source.reading.table
    let roles = try Roles.assign(table, configured: configuration.preparation.roles)
    screening = try Recipe.screening(
      of: table, roles: roles, rows: Self.screenedRows(of: table.rowCount),
      options: configuration.preparation, parallelism: parallelism)
    input = Input(
      path: source.input.name, sha256: source.input.sha256, rows: table.rowCount,
      columns: table.columns.count)
    reading = source.reading.report
    columns = zip(table.columns, roles).map { column, assignment in
      ColumnRecord(
        position: column.position, name: column.name, key: column.key, kind: column.kind,
        unit: column.unit, writtenUnit: column.writtenUnit, role: assignment.role,
        roleReason: assignment.reason,
        missing: column.missingCount,
        missingShare: table.rowCount > 0
          ? Double(column.missingCount) / Double(table.rowCount) : 0,
        distinct: column.levelCount, doubts: column.doubts)
    }
  }

  /// Rows spread over a large file: a study learns from some of them, too.
  private static func screenedRows(of count: Int) -> [Int] {
    let most = 50_000
    return count <= most ? Array(0..<count) : (0..<most).map { $0 * count / most }
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
