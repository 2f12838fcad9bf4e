import Tables

/// The conditions of a rule file over the columns of one table, checked and ready to be asked.
struct CompiledRules {
  struct Condition {
    let place: ConditionPlace
    let sql: String
    let text: ConditionText
    /// What it reads; empty where there is a problem.
    let columns: [RuleColumn]
    let problem: RuleProblem?

    var isRule: Bool { if case .rule = place.part { true } else { false } }
  }

  /// Longer conditions are refused.
  static let lengthLimit = 10_000

  /// The rules in order, then the colours.
  let conditions: [Condition]
  let priority: Condition?
  /// The class of each client by number.
  let classes: [Int?]?
  let measureProblem: RuleError?
  /// Known columns that conditions name and the portfolio lacks, sorted.
  let absentColumns: [String]
  private let database: RuleDatabase
  private let rowCount: Int

  init(_ file: RuleFile, table: Table, extra: [Column]) {
    var columns = RuleColumns(table, extra: extra)
    let measure = MeasuredClasses(file, columns)
    if let column = measure.column { columns = RuleColumns(table, extra: extra + [column]) }
    let asked = Self.asked(of: file)
    let priority = file.layers.priority.map {
      (ConditionPlace(part: .priority, place: $0.place), $0.expression)
    }
    let texts = (asked + (priority.map { [$0] } ?? [])).map { ConditionText($0.1) }
    let read = columns.columns(
      named: texts.flatMap(\.names), absentAreMissing: file.absentColumnsAreMissing)
    let database = RuleDatabase(columns: read, rowCount: table.rowCount)
    let compiler = ConditionCompiler(database: database, columns: read, nearest: columns.nearest)
    conditions = asked.map { compiler.compile($0.1, at: $0.0) }
    self.priority = priority.map { compiler.compile($0.1, at: $0.0) }
    classes = measure.classes
    measureProblem = measure.problem
    absentColumns = read.filter { $0.values == nil }.map { $0.name.lowercased() }.sorted()
    self.database = database
    rowCount = table.rowCount
  }

  private static func asked(of file: RuleFile) -> [(ConditionPlace, String)] {
    file.rules.map {
      (ConditionPlace(part: .rule(code: $0.code), place: $0.place), $0.condition)
    }
      + file.layers.colours.map {
        (ConditionPlace(part: .colour(name: $0.name), place: $0.place), $0.condition)
      }
  }
}

extension CompiledRules {
  /// The first problem in the order of the file's parts.
  var firstProblem: RuleError? {
    let broken = (conditions + (priority.map { [$0] } ?? [])).lazy.compactMap { condition in
      condition.problem.map { RuleError.condition(condition.place, $0) }
    }
    return broken.first ?? measureProblem
  }

  /// Steps of SQLite's machine for all conditions together: a hundred million, and five thousand
  /// for each client. A condition that compares a client with every other one may take that; one that
  /// never ends is stopped after seconds.
  static func stepLimit(rowCount: Int) -> Int { 100_000_000 + 5_000 * rowCount }

  /// Asks the conditions without a problem; what has one is answered by nothing.
  ///
  /// - Throws: ``RuleError/condition(_:_:)`` of the condition that does not end, or meets a number out of range.
  func answers() throws(RuleError) -> RuleAnswers {
    let sound = conditions.indices.filter { conditions[$0].problem == nil }
    let number = priority.flatMap { $0.problem == nil ? $0.sql : nil }
    let limit = Self.stepLimit(rowCount: rowCount)
    let asked: RuleAnswers
    do throws(RuleProblem) {
      asked = try database.evaluate(
        conditions: sound.map { conditions[$0].sql }, number: number, stepLimit: limit)
    } catch {
      throw blame(for: error, among: sound, limit: limit)
    }
    if sound.count == conditions.count { return asked }
    var answers = RuleAnswers(rowCount: rowCount, conditionCount: conditions.count)
    answers.numbers = asked.numbers
    for (index, condition) in sound.enumerated() {
      for row in 0..<rowCount {
        if let answer = asked[index, row] { answers.set(answer, condition: condition, row: row) }
      }
    }
    return answers
  }

  /// Whoever takes more than its share of the steps alone is to blame: where all together exceed the
  /// limit, there is one.
  private func blame(
    for problem: RuleProblem, among sound: [Int], limit: Int
  ) -> RuleError {
    let suspects = sound.map { conditions[$0] } + (priority.map { [$0] } ?? [])
    let share = limit / max(1, suspects.count)
    for suspect in suspects {
      do throws(RuleProblem) {
        _ =
          try suspect.place.part == .priority
          ? database.evaluate(conditions: [], number: suspect.sql, stepLimit: share)
          : database.evaluate(conditions: [suspect.sql], number: nil, stepLimit: share)
      } catch {
        return .condition(suspect.place, error)
      }
    }
    guard let last = suspects.last else { preconditionFailure("nothing was asked") }
    return .condition(last.place, problem)
  }
}

/// Checks conditions against one database.
private struct ConditionCompiler {
  let database: RuleDatabase
  let columns: [RuleColumn]
  let nearest: (String) -> [String]

  func compile(_ sql: String, at place: ConditionPlace) -> CompiledRules.Condition {
    let text = ConditionText(sql)
    do throws(RuleProblem) {
      try refuseBeforeSQLite(sql, text)
      let read: Set<String>
      do throws(RuleProblem) {
        read = try database.check(sql)
      } catch {
        throw inContext(error, text)
      }
      let lower = Set(read.map { $0.lowercased() })
      return CompiledRules.Condition(
        place: place, sql: sql, text: text,
        columns: columns.filter { lower.contains($0.name.lowercased()) }, problem: nil)
    } catch {
      return CompiledRules.Condition(
        place: place, sql: sql, text: text, columns: [], problem: error)
    }
  }

  private func refuseBeforeSQLite(
    _ sql: String, _ text: ConditionText
  ) throws(RuleProblem) {
    if sql.utf8.count > CompiledRules.lengthLimit {
      throw .tooLong(limit: CompiledRules.lengthLimit)
    }
    if sql.utf8.contains(0) { throw .syntax(near: "\\0") }
    if text.tokens.isEmpty { throw .incomplete }
    if !text.isClosed { throw .notClosed }
    if text.hasParameters { throw .forbidden(.parameter) }
    if text.readsClock { throw .forbidden(.clock) }
  }

  /// Words that begin a statement, which could never stand in a condition.
  private static let statements: Set<String> = [
    "alter", "analyze", "attach", "begin", "commit", "create", "delete", "detach", "drop", "insert",
    "pragma", "reindex", "release", "rollback", "savepoint", "update", "vacuum",
  ]

  private func inContext(_ problem: RuleProblem, _ text: ConditionText) -> RuleProblem {
    switch problem {
    case .syntax(let near):
      let statement = text.names.first { name in
        Self.statements.contains(name) && !columns.contains { $0.name == name }
      }
      if let statement { return .forbidden(.statement(statement.uppercased())) }
      // The bracket that closes around the condition.
      return near == ")" && text.tokens.last != .symbol(")") ? .incomplete : problem
    case .unknownColumn(let name, _):
      // `clients.x`
      let plain = name.split(separator: ".").last.map(String.init) ?? name
      return CompiledRules.madeNames.contains(plain.lowercased())
        ? .circular(name: plain)
        : .unknownColumn(name: plain, nearest: nearest(plain))
    default: return problem
    }
  }
}

extension CompiledRules {
  /// What the rules make, and so cannot begin with.
  static let madeNames: Set<String> = [
    "rule_segment", "couleur", "colour", "priorite", "priority", RuleLayers.classColumn,
  ]
}

/// The classes of a rule file's first layer.
private struct MeasuredClasses {
  let classes: [Int?]?
  let column: Column?
  let problem: RuleError?

  init(_ file: RuleFile, _ columns: RuleColumns) {
    guard let layer = file.layers.classes else {
      (classes, column, problem) = (nil, nil, nil)
      return
    }
    do throws(RuleProblem) {
      let measures = try Self.measures(layer.measure, file, columns)
      let found = CumulatedClasses(shares: layer.cumulated).classes(of: measures)
      classes = found
      column = Self.column(found, count: layer.cumulated.count)
      problem = nil
    } catch {
      classes = nil
      column = Self.column(
        Array(repeating: nil, count: columns.rowCount), count: layer.cumulated.count)
      problem = .condition(ConditionPlace(part: .measure, place: layer.place), error)
    }
  }

  private static func measures(
    _ name: String, _ file: RuleFile, _ columns: RuleColumns
  ) throws(RuleProblem) -> [Double] {
    if let column = columns[name] {
      guard case .numbers(let numbers) = column.values else { throw .notNumeric(name: name) }
      return numbers
    }
    if CompiledRules.madeNames.contains(name.lowercased()) { throw .circular(name: name) }
    if file.absentColumnsAreMissing, KnownColumn(rawValue: name.lowercased()) != nil {
      return Array(repeating: .nan, count: columns.rowCount)
    }
    throw .unknownColumn(name: name, nearest: columns.nearest(to: name))
  }

  private static func column(_ classes: [Int?], count: Int) -> Column {
    Column(
      name: RuleLayers.classColumn, key: RuleLayers.classColumn, position: 1, kind: .category,
      values: .categories(
        codes: classes.map { $0.map(Int32.init) ?? -1 },
        levels: (0..<count).map(CumulatedClasses.letter)))
  }
}
