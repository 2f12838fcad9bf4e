import Tables

/// One column of the table that conditions read.
struct RuleColumn {
  /// As conditions write it.
  let name: String
  /// `nil`: missing for every client.
  let values: ColumnValues?
  let isYesNo: Bool
  let isPercentage: Bool

  init(name: String, _ column: Column) {
    self.name = name
    values = column.values
    isYesNo = column.kind == .yesNo
    isPercentage = column.unit == .percent
  }

  /// A column that the portfolio does not have.
  init(absent name: String) {
    self.name = name
    values = nil
    isYesNo = false
    isPercentage = false
  }

  var quotedName: String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

  var affinity: String {
    switch values {
    case .numbers: "REAL"
    case .categories where isYesNo: "INTEGER"
    case .categories, .sets, .texts, .dates, .none: "TEXT"
    }
  }

  func isMissing(_ row: Int) -> Bool {
    switch values {
    case .numbers(let all): all[row].isNaN
    case .categories(let codes, _): codes[row] < 0
    case .sets(let members, _): members[row] == nil
    case .texts(let texts): texts[row] == nil
    case .dates(let days): days[row] == .min
    case .none: true
    }
  }
}

/// The columns that rules may name: those of the portfolio, by their key, by their header between
/// double quotes, or by the name under which the column is known (`ca_annuel_ht` for a header
/// `Chiffre d'affaires`); and those that are derived from it, which win over the portfolio's.
struct RuleColumns {
  private let table: Table
  private let derived: [String: Column]
  private let known: [KnownColumn: Column]
  let rowCount: Int

  /// - Parameter extra: columns of the table's length.
  init(_ table: Table, extra: [Column]) {
    precondition(
      extra.allSatisfy { $0.values.count == table.rowCount }, "a derived value for each client")
    self.table = table
    rowCount = table.rowCount
    derived = Dictionary(extra.map { ($0.key, $0) }) { $1 }
    var known: [KnownColumn: Column] = [:]
    for column in table.columns where !column.isNamesake {
      if let name = column.known, known[name] == nil { known[name] = column }
    }
    self.known = known
  }

  subscript(name: String) -> Column? {
    let key = name.lowercased()
    return derived[key] ?? table[key] ?? table[name]
      ?? KnownColumn(rawValue: key).flatMap { known[$0] }
  }

  /// What a name that is none may have meant: a key, else the name under which a column is known.
  func nearest(to name: String) -> [String] {
    let keys = NearestNames(Set(table.columns.map(\.key) + derived.keys)).of(name)
    return keys.isEmpty ? NearestNames(known.keys.map(\.rawValue)).of(name) : keys
  }

  /// The columns among these names, each once. Names are the same where they differ by the case of
  /// their letters.
  ///
  /// - Parameter absentAreMissing: whether a known column that is not there is one without values.
  func columns(named names: [String], absentAreMissing: Bool) -> [RuleColumn] {
    var seen: Set<String> = []
    var columns: [RuleColumn] = []
    for name in names where seen.insert(name.lowercased()).inserted {
      if let column = self[name] {
        columns.append(RuleColumn(name: name, column))
      } else if absentAreMissing, KnownColumn(rawValue: name.lowercased()) != nil {
        columns.append(RuleColumn(absent: name))
      }
    }
    return columns
  }
}

extension CalendarDay {
  /// `2026-09-01`
  var isoText: String {
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
