import Interpretation

/// Which segment the rules give each client, and why.
public struct RuleResult: Sendable, Equatable {
  /// The segments that the rules give, in their order, then the default where no rule gives it.
  public let segments: [RuleSegmentCount]
  /// In the order of the table's rows.
  public let clients: [RuledClient]
  /// Known columns that the rules name and the portfolio does not have, sorted.
  public let absentColumns: [String]
  public let file: RuleFile
}

public struct RuleSegmentCount: Sendable, Equatable {
  public let code: String
  public let label: BilingualText?
  public let clientCount: Int
}

public struct RuledClient: Sendable, Equatable {
  /// Index into ``RuleResult/segments``.
  public let segment: Int
  /// Index into the file's rules; `nil`: no rule is true, the default decides.
  public let rule: Int?
  /// The rules before it that could not be evaluated, in order.
  public let notEvaluated: [UnevaluatedRule]
  /// `A`, `B`, `C`…; `nil` without that layer, or where the measure is missing.
  public let abc: String?
  public let colour: String?
  /// 0…100; `nil` without that layer, or where the expression is NULL.
  public let priority: Double?
}

/// A rule that says nothing of a client, because it reads what is missing.
public struct UnevaluatedRule: Sendable, Equatable {
  /// Index into the file's rules.
  public let rule: Int
  /// The columns that it reads and that are missing for the client, by the names the rule uses.
  public let missing: [String]

  package init(rule: Int, missing: [String]) {
    self.rule = rule
    self.missing = missing
  }
}

extension RuleResult {
  /// The code of a client's segment.
  public func code(ofRow row: Int) -> String { segments[clients[row].segment].code }

  /// Each client's code, in the order of the rows.
  public var codes: [String] { clients.map { segments[$0.segment].code } }

  /// Why a client has its segment: the rule's sentence, else its condition; then the rules that could
  /// not be evaluated, with what was missing.
  public func because(ofRow row: Int, language: Language) -> String {
    let client = clients[row]
    let isFrench = language == .french
    let reason: String
    if let rule = client.rule.map({ file.rules[$0] }) {
      reason =
        rule.because?[language]
        ?? (isFrench ? "Condition vraie : " : "Condition met: ") + rule.conditionOnOneLine + "."
    } else {
      reason =
        file.fallback.because?[language]
        ?? (isFrench ? "Aucune règle ne s'applique." : "No rule applies.")
    }
    guard !client.notEvaluated.isEmpty else { return reason }
    let skipped = client.notEvaluated.map { unevaluated in
      let code = file.rules[unevaluated.rule].code
      guard !unevaluated.missing.isEmpty else { return code }
      let missing = unevaluated.missing.joined(separator: ", ")
      return isFrench ? "\(code) (manque : \(missing))" : "\(code) (missing: \(missing))"
    }
    return reason + (isFrench ? " Non évalué : " : " Not evaluated: ")
      + skipped.joined(separator: isFrench ? " ; " : "; ") + "."
  }
}
