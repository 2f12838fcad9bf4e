import Segmentation

/// What `rules check --json` prints.
struct RuleCheckRecord: Encodable {
  struct Missing: Encodable {
    let column: String
    let clients: Int
  }
  struct Taken: Encodable {
    let rule: String
    let clients: Int
  }
  struct Finding: Encodable {
    /// `broken`, `repeatsCondition`, `followsRuleForAll`, `takenByEarlierRules`, `neverTrue`,
    /// `neverEvaluable`, `unknownText`, `yesNoAsText`, `percentageAboveOne`.
    let kind: String
    let message: String?
    let rule: String?
    let takenBy: [Taken]?
    let text: String?
    let nearest: [String]?
    let column: String?

    init(
      _ kind: String, message: String? = nil, rule: String? = nil, takenBy: [Taken]? = nil,
      text: String? = nil, nearest: [String]? = nil, column: String? = nil
    ) {
      self.kind = kind
      self.message = message
      self.rule = rule
      self.takenBy = takenBy
      self.text = text
      self.nearest = nearest
      self.column = column
    }
  }
  struct Rule: Encodable {
    let code: String
    let line: Int
    let matches: Int
    let decided: Int
    let notEvaluated: Int
    let missing: [Missing]
    let findings: [Finding]
  }
  struct Layer: Encodable {
    let layer: String
    let line: Int
    let message: String
  }
  struct Fallback: Encodable {
    let code: String
    let decided: Int
  }

  let usable: Bool
  let clients: Int?
  let rules: [Rule]
  let `default`: Fallback
  let overlaps: [[Int]]
  let overlapping: Int
  let layers: [Layer]
  let absentColumns: [String]

  init(_ check: RuleCheck) {
    let codes = check.rules.map(\.code)
    usable = check.isUsable
    clients = check.clientCount
    rules = check.rules.map { rule in
      Rule(
        code: rule.code, line: rule.place.line, matches: rule.matchCount,
        decided: rule.decidedCount, notEvaluated: rule.notEvaluatedCount,
        missing: rule.missing.map { Missing(column: $0.name, clients: $0.clientCount) },
        findings: rule.findings.map { Self.finding($0, codes) })
    }
    `default` = Fallback(code: check.fallbackCode, decided: check.fallbackCount)
    overlaps = check.overlaps
    overlapping = check.overlappingCount
    layers = check.layerProblems.map {
      Layer(layer: $0.place.part.words, line: $0.place.place.line, message: $0.problem.words)
    }
    absentColumns = check.absentColumns
  }

  private static func finding(_ finding: RuleFinding, _ codes: [String]) -> Finding {
    switch finding {
    case .broken(.unknownColumn(let name, let nearest)):
      Finding(
        "broken", message: RuleProblem.unknownColumn(name: name, nearest: nearest).words,
        text: name, nearest: nearest)
    case .broken(let problem): Finding("broken", message: problem.words)
    case .repeatsCondition(let rule): Finding("repeatsCondition", rule: codes[rule])
    case .followsRuleForAll(let rule): Finding("followsRuleForAll", rule: codes[rule])
    case .takenByEarlierRules(let takers):
      Finding(
        "takenByEarlierRules",
        takenBy: takers.map { Taken(rule: codes[$0.rule], clients: $0.clientCount) })
    case .neverTrue: Finding("neverTrue")
    case .neverEvaluable: Finding("neverEvaluable")
    case .unknownText(let text, let nearest):
      Finding("unknownText", text: text, nearest: nearest)
    case .yesNoAsText(let column, let text):
      Finding("yesNoAsText", text: text, column: column)
    case .percentageAboveOne(let column, let number):
      Finding("percentageAboveOne", text: number, column: column)
    }
  }
}
