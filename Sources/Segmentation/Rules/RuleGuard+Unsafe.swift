import CSQLite

/// What conditions may do: read columns of the table of clients, and call functions that only
/// compute. It hears of everything that SQLite is about to do, before it does it.
///
/// Source: <https://www.sqlite.org/c3ref/set_authorizer.html>,
/// <https://www.sqlite.org/c3ref/progress_handler.html>.
final class RuleGuard {
  static let table = "clients"
  /// How many steps SQLite takes before it asks whether to go on.
  static let stepsBetweenQuestions = 1000

  /// Columns of the table that the statement being prepared reads.
  private(set) var columnsRead: Set<String> = []
  /// What was refused first while the statement was prepared.
  private(set) var refused: ForbiddenAction?
  private var questionsLeft = 0

  /// Whatever is not here is refused: functions of the system, of files, of chance, those that make
  /// texts of any length.
  private static let functions: Set<String> = [
    "abs", "acos", "asin", "atan", "atan2", "avg", "ceil", "ceiling", "coalesce", "cos", "count",
    "date", "exp", "floor", "glob", "ifnull", "iif", "instr", "julianday", "length", "like", "ln",
    "log", "log10", "log2", "lower", "ltrim", "max", "min", "mod", "nullif", "pow", "power",
    "round", "rtrim", "sign", "sin", "sqrt", "strftime", "substr", "substring", "sum", "tan",
    "total", "trim", "trunc", "upper",
  ]

  func begin() {
    columnsRead = []
    refused = nil
  }

  func allow(steps: Int) { questionsLeft = steps / Self.stepsBetweenQuestions }

  fileprivate func mayGoOn() -> Bool {
    questionsLeft -= 1
    return questionsLeft >= 0
  }

  fileprivate func decides(_ action: Int32, _ first: String, _ second: String) -> Bool {
    let forbidden: ForbiddenAction
    switch action {
    case SQLITE_SELECT: return true
    case SQLITE_READ where first == Self.table:
      if !second.isEmpty { columnsRead.insert(second) }
      return true
    case SQLITE_FUNCTION where Self.functions.contains(second.lowercased()): return true
    case SQLITE_FUNCTION: forbidden = .function(second.lowercased())
    case SQLITE_RECURSIVE: forbidden = .recursion
    // A query that does anything else does it through the name of some other table.
    default: forbidden = .table(first)
    }
    if refused == nil { refused = forbidden }
    return false
  }
}

extension RuleGuard {
  /// Stands guard over a database from now on; it must outlive it.
  func watch(_ database: OpaquePointer) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_set_authorizer(
      database,
      { context, action, first, second, _, _ in
        guard let context else { return SQLITE_DENY }
        let guardian = Unmanaged<RuleGuard>.fromOpaque(context).takeUnretainedValue()
        let isAllowed = guardian.decides(
          action, first.map { String(cString: $0) } ?? "", second.map { String(cString: $0) } ?? "")
        return isAllowed ? SQLITE_OK : SQLITE_DENY
      }, context)
    sqlite3_progress_handler(
      database, Int32(Self.stepsBetweenQuestions),
      { context in
        guard let context else { return 1 }
        let guardian = Unmanaged<RuleGuard>.fromOpaque(context).takeUnretainedValue()
        return guardian.mayGoOn() ? 0 : 1
      }, context)
  }
}
