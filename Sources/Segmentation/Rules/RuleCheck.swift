import Tables

/// What a rule file does on a portfolio, rule by rule, and where it does not do what it seems to.
///
///     let check = RuleSegmentation(file).check(on: table)
///     check.rules[3].findings       // [.takenByEarlierRules([TakenClients(rule: 1, clientCount: 12)])]
public struct RuleCheck: Sendable, Equatable {
  /// `nil`: the file was checked without a portfolio.
  public let clientCount: Int?
  public let rules: [RuleReport]
  /// The default's code, and the clients that no rule takes.
  public let fallbackCode: String
  public let fallbackCount: Int
  /// Clients of whom both rules are true; of whom the rule is, on the diagonal.
  public let overlaps: [[Int]]
  /// Clients of whom two rules or more are true, without counting rules that are written to be true
  /// of everyone.
  public let overlappingCount: Int
  /// Problems of the layers.
  public let layerProblems: [LayerProblem]
  /// Known columns that the rules name and the portfolio does not have, sorted.
  public let absentColumns: [String]

  /// Whether the file can be applied.
  public var isUsable: Bool {
    layerProblems.isEmpty && !rules.contains { $0.problem != nil }
  }
}

public struct LayerProblem: Sendable, Equatable {
  public let place: ConditionPlace
  public let problem: RuleProblem
}

public struct RuleReport: Sendable, Equatable {
  public let code: String
  /// Where the condition stands in the file.
  public let place: Place
  /// Clients of whom the condition is true.
  public let matchCount: Int
  /// Clients whose segment it gives: true, and no rule before it is.
  public let decidedCount: Int
  /// Clients of whom the condition says nothing.
  public let notEvaluatedCount: Int
  /// The columns it reads that are missing for some of those, the most often missing first.
  public let missing: [MissingColumn]
  public let findings: [RuleFinding]

  /// Why the condition cannot be asked.
  public var problem: RuleProblem? {
    for case .broken(let problem) in findings { return problem }
    return nil
  }
}

public struct MissingColumn: Sendable, Equatable {
  public let name: String
  public let clientCount: Int

  package init(name: String, clientCount: Int) {
    self.name = name
    self.clientCount = clientCount
  }
}

public struct TakenClients: Sendable, Equatable {
  /// Index of the rule that takes them.
  public let rule: Int
  public let clientCount: Int

  package init(rule: Int, clientCount: Int) {
    self.rule = rule
    self.clientCount = clientCount
  }
}

public enum RuleFinding: Sendable, Equatable {
  case broken(RuleProblem)
  /// The condition of this earlier rule, word for word.
  case repeatsCondition(ofRule: Int)
  /// This earlier rule is true of everyone, whatever the portfolio.
  case followsRuleForAll(rule: Int)
  /// True of some, all of whom earlier rules take.
  case takenByEarlierRules([TakenClients])
  /// Says something of some clients, and it is always no.
  case neverTrue
  /// NULL for every client.
  case neverEvaluable
  /// A text that no client has in a column that the condition reads, while some have one that is alike.
  case unknownText(String, nearest: [String])
  /// Compares a yes/no column, which is 1 or 0, with a word such as `oui`.
  case yesNoAsText(column: String, text: String)
  /// Compares a percentage, which is a fraction of 1, with a number above 1.
  case percentageAboveOne(column: String, number: String)
}

extension RuleSegmentation {
  /// Looks at the rules without deciding anything: conditions that cannot be asked are findings.
  ///
  /// - Parameter table: `nil`: only what needs no client is looked at, and every name is taken for a
  ///   column.
  /// - Throws: ``RuleError/condition(_:_:)`` for a condition that does not end.
  public func check(on table: Table?, extra: [Column] = []) throws(RuleError) -> RuleCheck {
    let compiled = CompiledRules(file, table: table ?? assumedTable, extra: extra)
    let answers = try compiled.answers()
    let counted = RuleCounts(answers, Array(compiled.conditions.prefix(file.rules.count)))
    let reports = file.rules.indices.map { rule in
      RuleReport(
        code: file.rules[rule].code, place: file.rules[rule].place,
        matchCount: counted.overlaps[rule][rule], decidedCount: counted.decided[rule],
        notEvaluatedCount: counted.notEvaluated[rule],
        missing: missing(compiled.conditions[rule].columns, answers, rule),
        findings: findings(rule, compiled, counted))
    }
    let layers =
      (compiled.conditions.filter { !$0.isRule } + (compiled.priority.map { [$0] } ?? []))
      .compactMap { condition in
        condition.problem.map { LayerProblem(place: condition.place, problem: $0) }
      }
    var problems = layers
    if case .condition(let place, let problem) = compiled.measureProblem, table != nil {
      problems.append(LayerProblem(place: place, problem: problem))
    }
    return RuleCheck(
      clientCount: table?.rowCount, rules: reports, fallbackCode: file.fallback.code,
      fallbackCount: counted.undecided, overlaps: counted.overlaps,
      overlappingCount: counted.overlapping, layerProblems: problems,
      absentColumns: table == nil ? [] : compiled.absentColumns)
  }

  /// A table without clients that has every column that the conditions could name.
  private var assumedTable: Table {
    let texts =
      file.rules.map(\.condition) + file.layers.colours.map(\.condition)
      + (file.layers.priority.map { [$0.expression] } ?? [])
    var seen: Set<String> = []
    let names = texts.flatMap { ConditionText($0).names }
      .filter { seen.insert($0.lowercased()).inserted }
    return Table(
      columns: names.enumerated().map { index, name in
        Column(
          name: name, key: name.lowercased(), position: index + 1, kind: .text, values: .texts([]))
      })
  }

  private func missing(
    _ columns: [RuleColumn], _ answers: RuleAnswers, _ rule: Int
  ) -> [MissingColumn] {
    let unevaluated = (0..<answers.rowCount).filter { answers[rule, $0] == nil }
    return columns.map { column in
      MissingColumn(
        name: column.name, clientCount: unevaluated.count { column.isMissing($0) })
    }
    .filter { $0.clientCount > 0 }
    .sorted { ($1.clientCount, $0.name) < ($0.clientCount, $1.name) }
  }
}

extension RuleSegmentation {
  private func findings(
    _ rule: Int, _ compiled: CompiledRules, _ counted: RuleCounts
  ) -> [RuleFinding] {
    let condition = compiled.conditions[rule]
    if let problem = condition.problem { return [.broken(problem)] }
    var findings: [RuleFinding] = []
    let earlier = compiled.conditions[..<rule]
    if let same = earlier.firstIndex(where: { $0.text.tokens == condition.text.tokens }) {
      findings.append(.repeatsCondition(ofRule: same))
    }
    if let all = earlier.firstIndex(where: { $0.problem == nil && $0.text.isAlwaysTrue }) {
      findings.append(.followsRuleForAll(rule: all))
    }
    let matches = counted.overlaps[rule][rule]
    if matches == 0, counted.rowCount > 0 {
      let isNull = counted.notEvaluated[rule] == counted.rowCount
      findings.append(isNull ? .neverEvaluable : .neverTrue)
    } else if counted.decided[rule] == 0, findings.isEmpty, counted.rowCount > 0 {
      findings.append(.takenByEarlierRules(counted.taken(from: rule)))
    }
    return findings + unknownTexts(condition, rowCount: counted.rowCount)
      + misreadUnits(condition)
  }

  /// Texts compared with columns of which no client has them, where a slip of the hand is likely.
  private func unknownTexts(
    _ condition: CompiledRules.Condition, rowCount: Int
  ) -> [RuleFinding] {
    let values = Set(condition.columns.flatMap { $0.levelsInUse })
    guard rowCount > 0, !values.isEmpty else { return [] }
    var seen: Set<String> = []
    return condition.text.texts.compactMap { text in
      guard !values.contains(text), !text.contains("%"), seen.insert(text).inserted else {
        return nil
      }
      let nearest = NearestNames(values).of(text)
      return nearest.isEmpty ? nil : .unknownText(text, nearest: nearest)
    }
  }
}

extension RuleSegmentation {
  /// Comparisons of a column with a value that it is not written with in conditions.
  private func misreadUnits(_ condition: CompiledRules.Condition) -> [RuleFinding] {
    condition.text.comparisons.compactMap { comparison in
      let named = condition.columns.first { $0.name.lowercased() == comparison.name.lowercased() }
      guard let column = named else { return nil }
      switch comparison.value {
      case .text(let text) where column.isYesNo:
        return .yesNoAsText(column: column.name, text: text)
      case .number(let number) where column.isPercentage && (Double(number) ?? 0) > 1:
        return .percentageAboveOne(column: column.name, number: number)
      case .text, .number, .word, .quotedName, .symbol, .parameter: return nil
      }
    }
  }
}

extension RuleColumn {
  /// The levels of categories, and the members of sets, that some client has.
  fileprivate var levelsInUse: [String] {
    switch values {
    case .categories(let codes, let levels) where !isYesNo:
      return Set(codes).filter { $0 >= 0 }.map { levels[Int($0)] }
    case .sets(let members, let levels):
      return Set(members.flatMap { $0 ?? [] }).map { levels[Int($0)] }
    case .categories, .numbers, .texts, .dates, .none: return []
    }
  }
}

/// How often rules are true, together, and alone.
private struct RuleCounts {
  let rowCount: Int
  private(set) var overlaps: [[Int]]
  private(set) var decided: [Int]
  private(set) var notEvaluated: [Int]
  private(set) var undecided = 0
  private(set) var overlapping = 0
  /// Of the clients of whom a rule is true: which rule takes them.
  private var takers: [[Int]]

  init(_ answers: RuleAnswers, _ rules: [CompiledRules.Condition]) {
    let ruleCount = rules.count
    let isForAll = rules.map(\.text.isAlwaysTrue)
    rowCount = answers.rowCount
    let none = [Int](repeating: 0, count: ruleCount)
    overlaps = Array(repeating: none, count: ruleCount)
    takers = overlaps
    decided = none
    notEvaluated = none
    var matched: [Int] = []
    for row in 0..<answers.rowCount {
      matched.removeAll(keepingCapacity: true)
      for rule in 0..<ruleCount {
        switch answers[rule, row] {
        case .some(true): matched.append(rule)
        case .some(false): break
        case .none: notEvaluated[rule] += 1
        }
      }
      guard let first = matched.first else {
        undecided += 1
        continue
      }
      decided[first] += 1
      if matched.count(where: { !isForAll[$0] }) > 1 { overlapping += 1 }
      for rule in matched {
        takers[rule][first] += 1
        for other in matched { overlaps[rule][other] += 1 }
      }
    }
  }

  /// Which earlier rules take the clients of a rule, most first.
  func taken(from rule: Int) -> [TakenClients] {
    takers[rule][..<rule].enumerated().filter { $0.element > 0 }
      .sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }
      .map { TakenClients(rule: $0.offset, clientCount: $0.element) }
  }
}
