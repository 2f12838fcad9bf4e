import Interpretation
import Tables
import TestSupport
import Testing

@Suite struct RuleListTests {
  private let size = ProfiledVariable(key: "taille", name: "Taille", kind: .numeric)
  private let tool = ProfiledVariable(key: "outil", name: "Outil", kind: .category)

  private func condition(
    _ variable: ProfiledVariable, _ test: SplitCondition.Test
  ) -> SplitCondition { SplitCondition(variable: variable, test: test) }

  private func node(
    _ condition: SplitCondition?, _ yes: Int = 0, _ no: Int = 0, segment: Int = 0
  ) -> DecisionTree.Node {
    DecisionTree.Node(condition: condition, yes: yes, no: no, segment: segment, size: 1)
  }

  /// By hand: the way of no leaves no condition.
  @Test func negationsAreDropped() {
    let small = condition(size, .below(10))
    let paper = condition(tool, .isOne(of: ["papier"]))
    let tree = DecisionTree(nodes: [
      node(small, 1, 2), node(paper, 3, 4), node(paper, 5, 6), node(nil, segment: 0),
      node(nil, segment: 1), node(nil, segment: 2), node(nil, segment: 3),
    ])
    #expect(
      RuleList(tree).rules == [
        RuleList.Rule(segment: 0, conditions: [small, paper]),
        RuleList.Rule(segment: 1, conditions: [small]),
        RuleList.Rule(segment: 2, conditions: [paper]), RuleList.Rule(segment: 3, conditions: []),
      ])
  }

  @Test func aRuleThatTheNextOneRepeatsIsDropped() {
    let small = condition(size, .below(10))
    let paper = condition(tool, .isOne(of: ["papier"]))
    // The last but one gives what is given without it.
    let tree = DecisionTree(nodes: [
      node(small, 1, 2), node(paper, 3, 4), node(nil, segment: 1), node(nil, segment: 0),
      node(nil, segment: 1),
    ])
    #expect(
      RuleList(tree).rules == [
        RuleList.Rule(segment: 0, conditions: [small, paper]),
        RuleList.Rule(segment: 1, conditions: []),
      ])
  }

  @Test func conditionsOnOneColumnAreMerged() {
    let tree = DecisionTree(nodes: [
      node(condition(size, .below(10)), 1, 8), node(condition(size, .atLeast(2)), 2, 7),
      node(condition(size, .below(5)), 3, 6),
      node(condition(tool, .isOne(of: ["a", "b"])), 4, 5), node(nil, segment: 3),
      node(nil, segment: 0), node(nil, segment: 1), node(nil, segment: 2), node(nil, segment: 4),
    ])
    #expect(
      RuleList(tree).rules[0].conditions == [
        condition(size, .below(5)), condition(size, .atLeast(2)),
        condition(tool, .isOne(of: ["a", "b"])),
      ])
    let twice = DecisionTree(nodes: [
      node(condition(tool, .isOne(of: ["a", "b"])), 1, 4),
      node(condition(tool, .isOne(of: ["b", "c"])), 2, 3), node(nil, segment: 1),
      node(nil, segment: 2), node(nil, segment: 3),
    ])
    #expect(RuleList(twice).rules[0].conditions == [condition(tool, .isOne(of: ["b"]))])
  }

  /// The list gives every client the tree's segment, and so does its SQL as text: clients that the tree was not
  /// learnt on, missing values, levels that the training clients do not have.
  @Test(arguments: 1...16)
  func theListAndItsSQLAnswerAsTheTree(seed: Int) throws {
    let made = MadeClients(count: 300, segments: 4, seed: UInt64(seed), missing: 0.25, noise: 0.4)
    let rows = (0..<300).filter { $0 % 3 == 0 }
    let list = RuleDistiller(
      learner: DecisionTreeLearner(
        leafCount: 14, minimumLeafSize: 1,
        candidates: [TreeCandidate.all[seed % TreeCandidate.all.count]])
    ).distil(
      made.columns,
      training: LabelledRows(rows: rows, labels: rows.map { made.labels[$0] }), segmentCount: 4)
    let tree = list.learnt.tree.segments(of: made.columns)
    #expect(list.segments(of: made.columns) == tree)
    #expect(list.rules.count + 1 <= list.learnt.tree.leafCount && list.rules.count > 4)
    for row in 0..<300 {
      let values = Dictionary(
        uniqueKeysWithValues: made.columns.map { ($0.key, cell($0, row)) })
      let first = try list.rules.first { try PlainConditions.answer($0.sql, values) == true }
      #expect(first?.segment ?? list.fallback.segment == tree[row])
    }
  }

  /// As the database holds it: answers as 1 and 0, lists joined by +.
  private func cell(_ column: Column, _ row: Int) -> PlainConditions.Value {
    switch column.values {
    case .numbers(let values): values[row].isNaN ? .null : .number(values[row])
    case .categories(let codes, let levels):
      codes[row] < 0
        ? .null
        : column.kind == .yesNo ? .number(Double(codes[row])) : .text(levels[Int(codes[row])])
    case .sets(let members, let levels):
      members[row].map { .text($0.map { levels[Int($0)] }.joined(separator: "+")) } ?? .null
    case .texts, .dates: .null
    }
  }
}
