/// The rules of a tree, in order.
///
/// The leaves are taken from the yes side first, and a rule asks only for the conditions that are to be
/// satisfied on its way: not for those that are not. *Why that is enough:* let P be the conditions satisfied
/// on the way to a node that asks c. All rules below its yes side ask for P and c and come before those
/// below its no side; the last of them, which took the no side ever after, asks for nothing more.
/// So a client that satisfies P and c has met a rule before, and of those that satisfy P only those
/// that do not satisfy c are left for the no side, whether its value is another or missing. By the
/// same word the client that comes to the rules of a leaf without having met one has gone the way to that
/// leaf, and the very last rule asks for nothing: it is the fallback. SQL's NULL, which neither satisfies a
/// condition nor its contrary, needs no care.
///
/// A rule is dropped where the next one gives the same segment and asks for nothing that it does not ask
/// for: its clients meet that one. Two conditions on one column are made one.
package struct RuleList: Equatable {
  package struct Rule: Equatable {
    package let segment: Int
    package let conditions: [SplitCondition]

    package init(segment: Int, conditions: [SplitCondition]) {
      self.segment = segment
      self.conditions = conditions
    }
  }

  /// The last asks for nothing.
  package let rules: [Rule]

  package init(_ tree: DecisionTree) {
    var rules: [Rule] = []
    func take(_ place: Int, _ satisfied: [SplitCondition]) {
      let node = tree.nodes[place]
      guard let condition = node.condition else {
        rules.append(Rule(segment: node.segment, conditions: satisfied))
        return
      }
      take(node.yes, satisfied + [condition])
      take(node.no, satisfied)
    }
    take(0, [])
    self.rules = Self.withoutRepeats(rules).map { rule in
      Rule(segment: rule.segment, conditions: Self.merged(rule.conditions))
    }
  }

  private static func withoutRepeats(_ rules: [Rule]) -> [Rule] {
    var kept: [Rule] = []
    for rule in rules.reversed() {
      if let next = kept.last, next.segment == rule.segment,
        next.conditions.allSatisfy(rule.conditions.contains)
      {
        continue
      }
      kept.append(rule)
    }
    return kept.reversed()
  }

  /// One condition for each column and kind of test, where both say together what one can.
  private static func merged(_ conditions: [SplitCondition]) -> [SplitCondition] {
    var merged: [SplitCondition] = []
    for condition in conditions {
      let together = merged.indices.lazy.compactMap { place -> (Int, SplitCondition.Test)? in
        merged[place].variable.key == condition.variable.key
          ? Self.both(merged[place].test, condition.test).map { (place, $0) } : nil
      }.first
      if let (place, test) = together {
        merged[place] = SplitCondition(variable: condition.variable, test: test)
      } else {
        merged.append(condition)
      }
    }
    return merged
  }

  private static func both(
    _ a: SplitCondition.Test, _ b: SplitCondition.Test
  ) -> SplitCondition.Test? {
    switch (a, b) {
    case (.below(let x), .below(let y)): .below(min(x, y))
    case (.atLeast(let x), .atLeast(let y)): .atLeast(max(x, y))
    case (.isOne(let x), .isOne(let y)): .isOne(of: x.filter(y.contains))
    case (.isKnown, let other), (let other, .isKnown): other
    case (let x, let y) where x == y: x
    default: nil
    }
  }
}
