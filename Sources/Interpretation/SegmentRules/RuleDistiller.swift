import LinearAlgebra
import Tables

/// Says segments as a short list of rules over columns in their own units.
///
///     let list = RuleDistiller(maximumRuleCount: 12).distil(
///       columns, training: training, heldOut: heldOut, segmentCount: 9)
///
/// The list is that of a tree of at most so many leaves (``DecisionTreeLearner``), the fallback counted
/// as a rule, and gives every client the tree's segment (``RuleList``). Held-out clients have no part in
/// the tree nor in its choice.
///
/// - Complexity: that of the learner, and O(rows · conditions).
public struct RuleDistiller: Sendable, Codable, Equatable {
  public let learner: DecisionTreeLearner

  public init(maximumRuleCount: Int) {
    self.init(learner: DecisionTreeLearner(leafCount: maximumRuleCount))
  }

  public init(learner: DecisionTreeLearner) { self.learner = learner }

  /// - Parameters:
  ///   - columns: whole columns of the table; rows of neither part are not looked at.
  ///   - heldOut: clients to try the list on.
  public func distil(
    _ columns: [Column], training: LabelledRows, heldOut: LabelledRows? = nil, segmentCount: Int,
    parallelism: Parallelism = .serial
  ) -> DistilledRules {
    let learnt = learner.fit(
      columns, training, segmentCount: segmentCount, parallelism: parallelism)
    let list = RuleList(learnt.tree).rules
    let answers = RuleAnswers(
      list, columns: columns, training: training, heldOut: heldOut, segmentCount: segmentCount)
    return DistilledRules(
      rules: list.dropLast().enumerated().map { place, rule in
        DistilledRule(
          segment: rule.segment, conditions: rule.conditions, coverage: answers.coverage(place))
      },
      fallback: DistilledFallback(
        segment: list[list.count - 1].segment, coverage: answers.coverage(list.count - 1)),
      fidelity: answers.fidelity, prices: answers.prices, learnt: learnt)
  }
}

/// Whom the rules take, by segment.
private struct RuleAnswers {
  private let list: [RuleList.Rule]
  private let training: [[Int]]
  private let heldOut: [[Int]]?

  init(
    _ list: [RuleList.Rule], columns: [Column], training: LabelledRows, heldOut: LabelledRows?,
    segmentCount: Int
  ) {
    self.list = list
    let byKey = Dictionary(columns.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    var match = [Int](repeating: list.count - 1, count: columns.first?.values.count ?? 0)
    for (place, rule) in list.enumerated().reversed() {
      let answers = rule.conditions.map { condition in
        byKey[condition.variable.key].map(condition.holds) ?? []
      }
      for row in match.indices where answers.allSatisfy({ $0[row] }) { match[row] = place }
    }
    func table(_ part: LabelledRows) -> [[Int]] {
      var counts = [[Int]](
        repeating: [Int](repeating: 0, count: segmentCount), count: list.count)
      for (row, label) in zip(part.rows, part.labels) { counts[match[row]][label] += 1 }
      return counts
    }
    self.training = table(training)
    self.heldOut = heldOut.map(table)
  }

  func coverage(_ place: Int) -> RuleCoverage {
    let segment = list[place].segment
    return RuleCoverage(
      training: training[place].reduce(0, +), trainingRight: training[place][segment],
      heldOut: heldOut.map { $0[place].reduce(0, +) },
      heldOutRight: heldOut.map { $0[place][segment] })
  }

  var fidelity: RuleFidelity { prices[prices.count - 1].fidelity }

  var prices: [RulePrice] {
    (0..<list.count).map { count in
      let rest = majority(after: count)
      return RulePrice(
        ruleCount: count,
        fidelity: RuleFidelity(
          training: share(training, count, rest), heldOut: heldOut.map { share($0, count, rest) }))
    }
  }

  /// Of the training clients that the first rules leave; the fallback's own where they leave nobody.
  private func majority(after count: Int) -> Int {
    let own = list[list.count - 1].segment
    if count == list.count - 1 { return own }
    var left = [Int](repeating: 0, count: training[0].count)
    for counts in training[count...] {
      for segment in left.indices { left[segment] += counts[segment] }
    }
    return left.indices.reduce(0) { left[$1] > left[$0] ? $1 : $0 }
  }

  private func share(_ counts: [[Int]], _ cut: Int, _ rest: Int) -> Double {
    var (right, total) = (0, 0)
    for (place, row) in counts.enumerated() {
      right += row[place < cut ? list[place].segment : rest]
      total += row.reduce(0, +)
    }
    return total > 0 ? Double(right) / Double(total) : 0
  }
}
