import Tables

/// An ordered list of rules that gives clients their segments: the first whose conditions all hold
/// decides, and where none does, the fallback.
///
///     let list = RuleDistiller(maximumRuleCount: 12).distil(columns, training: training, segmentCount: 9)
///     list.rules[0].conditions          // outil_facturation = 'caisse'
///     list.fidelity.heldOut             // 0.87
public struct DistilledRules: Sendable, Codable, Equatable {
  /// In order, without the fallback.
  public let rules: [DistilledRule]
  public let fallback: DistilledFallback
  /// The share of clients that the list gives their own segment.
  public let fidelity: RuleFidelity
  /// The fidelity of the first 0, 1, 2, … rules, the others falling to the segment that most of them
  /// are of on training: what each rule more is worth.
  public let prices: [RulePrice]
  public let learnt: LearntTree
}

public struct DistilledRule: Sendable, Codable, Equatable {
  public let segment: Int
  /// All of them must hold; never empty.
  public let conditions: [SplitCondition]
  public let coverage: RuleCoverage

  /// In SQL, over the columns' keys.
  public var sql: String { conditions.map(\.sql).joined(separator: " AND ") }
}

/// Who is left when no rule holds.
public struct DistilledFallback: Sendable, Codable, Equatable {
  public let segment: Int
  public let coverage: RuleCoverage
}

/// Clients for whom a rule is the first that holds, and those of them that are of its segment.
public struct RuleCoverage: Sendable, Codable, Equatable {
  public let training: Int
  public let trainingRight: Int
  /// `nil` where nobody was held out.
  public let heldOut: Int?
  public let heldOutRight: Int?

  /// The share of the training clients it takes that are of its segment; `nil` where it takes nobody.
  public var precision: Double? {
    training > 0 ? Double(trainingRight) / Double(training) : nil
  }

  public var heldOutPrecision: Double? {
    guard let heldOut, let heldOutRight, heldOut > 0 else { return nil }
    return Double(heldOutRight) / Double(heldOut)
  }
}

public struct RuleFidelity: Sendable, Codable, Equatable {
  public let training: Double
  public let heldOut: Double?
}

public struct RulePrice: Sendable, Codable, Equatable {
  public let ruleCount: Int
  public let fidelity: RuleFidelity
}

extension DistilledRules {
  /// The place of the first rule that holds for each row; `nil` for the fallback.
  public func firstMatches(in columns: [Column]) -> [Int?] {
    let byKey = Dictionary(columns.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    var matches = [Int?](repeating: nil, count: columns.first?.values.count ?? 0)
    for (place, rule) in rules.enumerated() {
      let answers = rule.conditions.compactMap { condition in
        byKey[condition.variable.key].map(condition.holds)
      }
      guard answers.count == rule.conditions.count else { continue }
      for row in matches.indices where matches[row] == nil {
        if answers.allSatisfy({ $0[row] }) { matches[row] = place }
      }
    }
    return matches
  }

  public func segments(of columns: [Column]) -> [Int] {
    firstMatches(in: columns).map { $0.map { rules[$0].segment } ?? fallback.segment }
  }
}
