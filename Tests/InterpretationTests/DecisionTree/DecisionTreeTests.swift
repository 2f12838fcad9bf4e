import Interpretation
import Tables
import Testing

@Suite struct DecisionTreeTests {
  /// Conditions with readable thresholds and listed levels part the training clients as bins do.
  @Test(arguments: 1...12)
  func conditionsAnswerAsBinsDo(seed: Int) {
    let made = MadeClients(count: 150, seed: UInt64(seed), missing: 0.2)
    let rows = Array(stride(from: 0, to: 150, by: 1)).filter { $0 % 5 != 0 }
    let clients = made.coded(rows)
    let members = Array(rows.indices)
    for candidate in TreeCandidate.all {
      let learner = DecisionTreeLearner(leafCount: 9, minimumLeafSize: 2)
      let grown = learner.grown(candidate, clients, members: members)
      let tree = DecisionTree(
        grown, clients, columns: made.columns, rows: rows, members: members)
      let answers = tree.segments(of: made.columns)
      #expect(rows.map { answers[$0] } == members.map { grown.label(of: $0, clients) })
      #expect(tree.nodes[0].size == rows.count)
    }
  }

  @Test func aMissingValueSatisfiesNothing() {
    let conditions: [(SplitCondition.Test, Column)] = [
      (.below(1e9), numeric("x", "x", [.nan], 1)), (.atLeast(-1e9), numeric("x", "x", [.nan], 1)),
      (.isOne(of: ["a"]), category("x", "x", [-1], ["a"], 1)),
      (.yes, category("x", "x", [-1], ["non", "oui"], 1, kind: .yesNo)),
      (.no, category("x", "x", [-1], ["non", "oui"], 1, kind: .yesNo)),
      (.has("a"), set([nil])), (.lacks("a"), set([nil])), (.isKnown, set([nil])),
      (.isKnown, numeric("x", "x", [.nan], 1)), (.isKnown, category("x", "x", [-1], ["a"], 1)),
    ]
    for (test, column) in conditions {
      let condition = SplitCondition(variable: ProfiledVariable(column), test: test)
      #expect(condition.holds(in: column) == [false], "\(test)")
    }
    let empty = SplitCondition(variable: ProfiledVariable(set([[]])), test: .lacks("a"))
    #expect(empty.holds(in: set([[], [0]])) == [true, false])
    #expect(
      SplitCondition(variable: ProfiledVariable(set([[]])), test: .below(1)).holds(in: set([[]]))
        == [false], "a column of another content")
  }

  private func set(_ members: [[Int32]?]) -> Column {
    Column(
      name: "x", key: "x", position: 1, kind: .set, values: .sets(members: members, levels: ["a"]))
  }
}
