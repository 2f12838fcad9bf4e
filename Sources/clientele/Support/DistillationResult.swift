import Interpretation
import Segmentation

/// What `distil` found, under the contract's names.
struct DistillationResult: Encodable {
  private let distillation: RuleDistillation
  private let identifiers: [String]
  private let wording = Wording(language: language)

  /// - Parameter identifiers: of each row.
  init(_ distillation: RuleDistillation, identifiers: [String]) {
    self.distillation = distillation
    self.identifiers = identifiers
  }

  var fileText: String { DistilledRuleFile(distillation, language: language).text }

  /// For the terminal, where the rules are in a file.
  var summary: String {
    let count = distillation.list.rules.count + 1
    let rules = wording.numbers.phrase(count, "règle", "règles", "rule", "rules")
    return say(
      "\(rules), celle par défaut comprise. ", "\(rules), the default included. ")
      + DistilledRuleFile(distillation, language: language).fidelity
  }

  // MARK: JSON

  private enum Key: String, CodingKey {
    case column, segments, clients, withoutSegment, maximumRules, fidelity, rules, prices, method
    case segmentsWithoutRule, heldOut
    case fallback = "default"
  }

  private struct Clients: Encodable {
    let training: Int
    let heldOut: Int?
  }

  private struct Price: Encodable {
    let rules: Int
    let training: Double
    let heldOut: Double?
  }

  private struct Method: Encodable {
    struct Trial: Encodable {
      let start: String
      let refined: Bool
      let fidelity: Double
    }
    let start: String
    let refined: Bool
    let leaves: Int
    /// On training clients left out in turn.
    let trials: [Trial]
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    let list = distillation.list
    try container.encode(distillation.partition.column, forKey: .column)
    try container.encode(distillation.partition.names, forKey: .segments)
    try container.encode(
      Clients(
        training: distillation.training.rows.count, heldOut: distillation.heldOut?.rows.count),
      forKey: .clients)
    try container.encode(distillation.withoutSegment, forKey: .withoutSegment)
    try container.encode(distillation.maximumRuleCount, forKey: .maximumRules)
    try container.encode(list.fidelity, forKey: .fidelity)
    let rules = DistilledRuleRecord.all(distillation, wording)
    try container.encode(Array(rules.dropLast()), forKey: .rules)
    try container.encode(rules.last, forKey: .fallback)
    try container.encode(distillation.segmentsWithoutRule, forKey: .segmentsWithoutRule)
    try container.encode(
      list.prices.map {
        Price(
          rules: $0.ruleCount, training: $0.fidelity.training, heldOut: $0.fidelity.heldOut)
      }, forKey: .prices)
    // Who they are, so that anybody can try the rules on the same clients.
    try container.encode(
      (distillation.heldOut?.rows ?? []).map { identifiers[$0] }, forKey: .heldOut)
    let learnt = list.learnt
    try container.encode(
      Method(
        start: learnt.candidate.start.rawValue, refined: learnt.candidate.isRefined,
        leaves: learnt.tree.leafCount,
        trials: learnt.trials.map {
          Method.Trial(
            start: $0.candidate.start.rawValue, refined: $0.candidate.isRefined,
            fidelity: $0.fidelity)
        }), forKey: .method)
  }
}

/// One rule of a distilled list.
struct DistilledRuleRecord: Encodable {
  /// Its place in the list from 1; the default is the last.
  let rank: Int
  let segment: String
  /// In words.
  let text: String
  /// In SQL; `nil` for the default.
  let when: String?
  /// Training clients for whom it is the first that holds, and the share of them that are of its segment.
  let covered: Int
  let precision: Double?
  /// The same of held-out clients.
  let heldOutCovered: Int?
  let heldOutPrecision: Double?

  /// The whole list, the default last.
  static func all(_ distillation: RuleDistillation, _ wording: Wording) -> [DistilledRuleRecord] {
    let (list, names) = (distillation.list, distillation.partition.names)
    let rules = list.rules.enumerated().map { place, rule in
      DistilledRuleRecord(
        rank: place + 1, segment: names[rule.segment], text: wording.text(rule.conditions),
        when: rule.sql, rule.coverage)
    }
    return rules + [
      DistilledRuleRecord(
        rank: rules.count + 1, segment: names[list.fallback.segment],
        text: say("dans tous les autres cas", "in all other cases"), when: nil,
        list.fallback.coverage)
    ]
  }

  private init(
    rank: Int, segment: String, text: String, when: String?, _ coverage: RuleCoverage
  ) {
    self.rank = rank
    self.segment = segment
    self.text = text
    self.when = when
    covered = coverage.training
    precision = coverage.precision
    heldOutCovered = coverage.heldOut
    heldOutPrecision = coverage.heldOutPrecision
  }
}
