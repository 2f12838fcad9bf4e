import Interpretation
import Tables
import Testing

@Suite struct RuleDistillerTests {
  /// By hand: papier is 0, erp is 1 but for one client; the held-out part has one exception too.
  @Test func coveragePrecisionAndPricesByHand() throws {
    let codes: [Int32] = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1, 1]
    let labels = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 1, 0]
    let list = RuleDistiller(learner: DecisionTreeLearner(leafCount: 4, minimumLeafSize: 1)).distil(
      [category("Outil", "outil", codes, ["papier", "erp"], 1)],
      training: LabelledRows(rows: Array(0..<12), labels: Array(labels[..<12])),
      heldOut: LabelledRows(rows: [12, 13, 14], labels: Array(labels[12...])), segmentCount: 2)
    // The smaller side asks, the larger is what is left.
    let rule = try #require(list.rules.first)
    #expect(list.rules.count == 1 && rule.sql == "\"outil\" = 'erp'" && rule.segment == 1)
    #expect(rule.coverage.training == 5 && rule.coverage.trainingRight == 4)
    #expect(rule.coverage.precision == 0.8 && rule.coverage.heldOutPrecision == 0.5)
    #expect(list.fallback.segment == 0 && list.fallback.coverage.training == 7)
    #expect(list.fidelity.training == 11.0 / 12 && list.fidelity.heldOut == 2.0 / 3)
    #expect(list.prices.map(\.ruleCount) == [0, 1])
    #expect(list.prices[0].fidelity.training == 8.0 / 12)
    #expect(list.prices[0].fidelity.heldOut == 2.0 / 3)
    #expect(list.prices[1].fidelity == list.fidelity)
    #expect(
      list.firstMatches(in: [category("Outil", "outil", [1, -1], ["papier", "erp"], 1)]) == [
        0, nil,
      ])
  }

  @Test(arguments: 1...6)
  func countsAddUpToTheClients(seed: Int) throws {
    let made = MadeClients(count: 240, seed: UInt64(seed), noise: 0.3)
    let (a, b) = ((0..<240).filter { $0 % 4 != 0 }, (0..<240).filter { $0 % 4 == 0 })
    let list = RuleDistiller(maximumRuleCount: 8).distil(
      made.columns, training: LabelledRows(rows: a, labels: a.map { made.labels[$0] }),
      heldOut: LabelledRows(rows: b, labels: b.map { made.labels[$0] }), segmentCount: 4)
    let coverage = list.rules.map(\.coverage) + [list.fallback.coverage]
    #expect(coverage.reduce(0) { $0 + $1.training } == a.count)
    #expect(coverage.reduce(0) { $0 + ($1.heldOut ?? 0) } == b.count)
    let right = coverage.reduce(0) { $0 + $1.trainingRight }
    #expect(list.fidelity.training == Double(right) / Double(a.count))
    let answers = list.segments(of: made.columns)
    let held = b.count { answers[$0] == made.labels[$0] }
    #expect(list.fidelity.heldOut == Double(held) / Double(b.count))
    #expect(list.prices.count == list.rules.count + 1)
    #expect(list.prices.last?.fidelity == list.fidelity)
    #expect(list.rules.count < 8)
  }
}
