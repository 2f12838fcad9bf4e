import CSQLite
import Tables

/// The clients as one table of an SQLite database in memory, to ask conditions of.
///
///     let database = RuleDatabase(columns: columns, rowCount: 800)
///     try database.check("honoraires > 5000")                       // ["honoraires"]
///     try database.evaluate(conditions: ["honoraires > 5000"], number: nil, stepLimit: 1_000_000)
///
/// The table is called `clients`. Numbers are REAL in the units of the portfolio's table (a percentage
/// is a fraction), categories and texts TEXT, yes and no 1 and 0, dates TEXT `YYYY-MM-DD`, sets TEXT
/// with their members joined by `+` in the order of the cell; what is missing is NULL. Comparisons are
/// SQL's: `=` tells upper from lower case, `LIKE` does not (for letters without accents).
///
/// Once loaded, nothing but reading this table is possible: ``RuleGuard``.
final class RuleDatabase {
  private let database: OpaquePointer
  private let guardian = RuleGuard()
  private let rowCount: Int

  /// - Parameter columns: with names distinct but for the case of A–Z.
  init(columns: [RuleColumn], rowCount: Int) {
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY
    sqlite3_open_v2(":memory:", &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard let opened else { preconditionFailure("SQLite opens a database in memory") }
    database = opened
    self.rowCount = rowCount
    for (setting, value) in Self.settings { clientele_sqlite_configure(opened, setting, value) }
    load(columns)
    for (limit, value) in Self.limits { sqlite3_limit(opened, limit, value) }
    guardian.watch(opened)
  }

  deinit { sqlite3_close_v2(database) }

  /// A name between double quotes is never a text, nothing loads code, nothing reaches the schema.
  private static let settings: [(Int32, Int32)] = [
    (SQLITE_DBCONFIG_DQS_DML, 0), (SQLITE_DBCONFIG_DQS_DDL, 0), (SQLITE_DBCONFIG_DEFENSIVE, 1),
    (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0), (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0),
  ]

  private static let limits: [(Int32, Int32)] = [
    (SQLITE_LIMIT_LENGTH, 1 << 23), (SQLITE_LIMIT_SQL_LENGTH, 1 << 23),
    (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100), (SQLITE_LIMIT_COMPOUND_SELECT, 10),
    (SQLITE_LIMIT_ATTACHED, 0), (SQLITE_LIMIT_TRIGGER_DEPTH, 0),
    (SQLITE_LIMIT_VARIABLE_NUMBER, 0), (SQLITE_LIMIT_WORKER_THREADS, 0),
  ]
}

extension RuleDatabase {
  /// Whether a condition can be asked.
  ///
  /// - Returns: the columns that it reads.
  func check(_ condition: String) throws(RuleProblem) -> Set<String> {
    // As a filter, so that an aggregate is refused instead of making one row of all.
    let statement = try prepare("SELECT 1 FROM clients WHERE (\(condition)\n)")
    sqlite3_finalize(statement)
    return guardian.columnsRead
  }

  /// Asks all conditions, and one expression for a number, of all clients in one pass.
  ///
  /// - Parameters:
  ///   - conditions: that ``check(_:)`` has accepted.
  ///   - stepLimit: of SQLite's machine, all together.
  func evaluate(
    conditions: [String], number: String?, stepLimit: Int
  ) throws(RuleProblem) -> RuleAnswers {
    let asked =
      conditions.map { "NOT NOT (\($0)\n)" } + (number.map { ["CAST((\($0)\n) AS REAL)"] } ?? [])
    var answers = RuleAnswers(rowCount: rowCount, conditionCount: conditions.count)
    if asked.isEmpty { return answers }
    let statement = try prepare("SELECT \(asked.joined(separator: ", ")) FROM clients")
    defer { sqlite3_finalize(statement) }
    guardian.allow(steps: stepLimit)
    for row in 0..<rowCount {
      let status = sqlite3_step(statement)
      if status == SQLITE_INTERRUPT { throw .neverEnds(steps: stepLimit) }
      guard status == SQLITE_ROW else { throw .refused(message: message) }
      for index in conditions.indices
      where sqlite3_column_type(statement, Int32(index)) != SQLITE_NULL {
        answers.set(sqlite3_column_int(statement, Int32(index)) != 0, condition: index, row: row)
      }
      let last = Int32(conditions.count)
      if number != nil, sqlite3_column_type(statement, last) != SQLITE_NULL {
        answers.numbers[row] = sqlite3_column_double(statement, last)
      }
    }
    return answers
  }

  private var message: String { String(cString: sqlite3_errmsg(database)) }

  private func prepare(_ sql: String) throws(RuleProblem) -> OpaquePointer {
    guardian.begin()
    // SQLite asks during preparation too, when it folds constants.
    guardian.allow(steps: 1_000_000)
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
      if let action = guardian.refused { throw .forbidden(action) }
      throw RuleProblem(sqliteMessage: message)
    }
    return statement
  }
}

extension RuleDatabase {
  private func execute(_ sql: String) {
    let status = sqlite3_exec(database, sql, nil, nil, nil)
    precondition(status == SQLITE_OK, "SQLite does what it is told before it is guarded")
  }

  private func load(_ columns: [RuleColumn]) {
    // A table has a column, whatever the conditions read; no header makes this name.
    let declared =
      columns.isEmpty ? ["\"_\" TEXT"] : columns.map { "\($0.quotedName) \($0.affinity)" }
    execute(
      "PRAGMA journal_mode = OFF; BEGIN; CREATE TABLE clients (\(declared.joined(separator: ", ")))"
    )
    let places = declared.map { _ in "?" }.joined(separator: ", ")
    var statement: OpaquePointer?
    sqlite3_prepare_v2(database, "INSERT INTO clients VALUES (\(places))", -1, &statement, nil)
    guard let statement else { preconditionFailure("SQLite inserts into its table") }
    let binders = columns.enumerated().map { ColumnBinder($1, position: Int32($0 + 1)) }
    for row in 0..<rowCount {
      for binder in binders { binder.bind(row, to: statement) }
      let status = sqlite3_step(statement)
      precondition(status == SQLITE_DONE, "SQLite stores a row")
      sqlite3_reset(statement)
    }
    sqlite3_finalize(statement)
    execute("COMMIT")
  }
}

/// Gives a column's values to an `INSERT`, one row after the other.
private struct ColumnBinder {
  let column: RuleColumn
  let position: Int32
  private let levels: [String]

  init(_ column: RuleColumn, position: Int32) {
    self.column = column
    self.position = position
    if case .categories(_, let levels) = column.values { self.levels = levels } else { levels = [] }
  }

  func bind(_ row: Int, to statement: OpaquePointer) {
    switch column.values {
    case .none: sqlite3_bind_null(statement, position)
    case .numbers(let numbers):
      // SQLite stores NaN as NULL.
      sqlite3_bind_double(statement, position, numbers[row])
    case .categories(let codes, _):
      if codes[row] < 0 {
        sqlite3_bind_null(statement, position)
      } else if column.isYesNo {
        sqlite3_bind_int(statement, position, codes[row])
      } else {
        bind(levels[Int(codes[row])], to: statement)
      }
    case .texts(let texts): bind(texts[row], to: statement)
    case .dates(let days):
      bind(days[row] == .min ? nil : CalendarDay(number: days[row]).isoText, to: statement)
    case .sets(let members, let levels):
      bind(members[row]?.map { levels[Int($0)] }.joined(separator: "+"), to: statement)
    }
  }

  private func bind(_ text: String?, to statement: OpaquePointer) {
    guard var text else {
      sqlite3_bind_null(statement, position)
      return
    }
    text.withUTF8 { bytes in
      let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // An empty text is no NULL, though it may have no address.
        let start = characters.baseAddress
        let status =
          start == nil
          ? sqlite3_bind_text(statement, position, "", 0, copied)
          : sqlite3_bind_text(statement, position, start, Int32(characters.count), copied)
        precondition(status == SQLITE_OK, "SQLite takes a text")
      }
    }
  }
}

extension RuleProblem {
  /// The problem behind one of SQLite's sentences.
  fileprivate init(sqliteMessage message: String) {
    if let match = message.firstMatch(of: /^near "(.*)": syntax error$/) {
      self = .syntax(near: String(match.1))
    } else if message == "incomplete input" {
      self = .incomplete
    } else if let match = message.firstMatch(of: /^unrecognized token: "(.*)"$/) {
      self = .syntax(near: String(match.1))
    } else if let match = message.firstMatch(of: /^no such column: "?([^"]*)"?(?: - .*)?$/) {
      self = .unknownColumn(name: String(match.1), nearest: [])
    } else if let match = message.firstMatch(of: /^no such function: (.*)$/) {
      self = .unknownFunction(name: String(match.1))
    } else if let match = message.firstMatch(
      of: /^misuse of (?:aggregate|window)(?: function)?:? (\w+)\(\)$/)
    {
      self = .aggregate(name: String(match.1))
    } else if let match = message.firstMatch(of: /^no such table: (.*)$/) {
      self = .forbidden(.table(String(match.1)))
    } else {
      self = .refused(message: message)
    }
  }
}
