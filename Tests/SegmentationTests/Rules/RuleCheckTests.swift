import Segmentation
import Tables
import Testing

@Suite struct RuleCheckTests {
  static let table = Table(columns: [
    RuleTables.numbers("ca", [100, 60, 20, nil]),
    RuleTables.categories("outil", ["erp", "papier", "papier", nil]),
    RuleTables.numbers("vide", [nil, nil, nil, nil]),
  ])

  private func check(_ conditions: [String]) throws -> RuleCheck {
    try RuleSegmentation(RuleTables.file(conditions)).check(on: Self.table)
  }

  @Test func countsByHand() throws {
    let check = try check(["ca > 50", "outil = 'papier'", "vide > 1"])
    #expect(check.clientCount == 4 && check.isUsable)
    #expect(check.rules.map(\.matchCount) == [2, 2, 0])
    #expect(check.rules.map(\.decidedCount) == [2, 1, 0] && check.fallbackCount == 1)
    #expect(check.rules.map(\.notEvaluatedCount) == [1, 1, 4])
    #expect(check.overlaps == [[2, 1, 0], [1, 2, 0], [0, 0, 0]] && check.overlappingCount == 1)
    #expect(check.rules[0].missing == [MissingColumn(name: "ca", clientCount: 1)])
    #expect(check.rules.map(\.findings) == [[], [], [.neverEvaluable]])
  }

  @Test func unreachableRules() throws {
    let check = try check(["ca > 50", "outil = 'papier'", "ca > 10", "ca > 500"])
    #expect(
      check.rules[2].findings
        == [
          .takenByEarlierRules([
            TakenClients(rule: 0, clientCount: 2), TakenClients(rule: 1, clientCount: 1),
          ])
        ])
    #expect(check.rules[3].findings == [.neverTrue])
  }

  @Test func whatTheFileAloneShows() throws {
    let check = try check(["ca>50", "CA > 50 -- encore", "true", "ca < 50"])
    #expect(check.rules[1].findings == [.repeatsCondition(ofRule: 0)])
    #expect(check.rules[3].findings == [.followsRuleForAll(rule: 2)])
    // The rule for everyone overlaps with nobody.
    #expect(check.overlappingCount == 2 && check.overlaps[2] == [2, 2, 4, 1])
    let alone = try RuleSegmentation(RuleTables.file(["ca>50", "ca > 50", "1", "x y"])).check(
      on: nil)
    #expect(alone.clientCount == nil && !alone.isUsable)
    #expect(
      alone.rules.map(\.findings)
        == [
          [], [.repeatsCondition(ofRule: 0)], [],
          [.broken(.syntax(near: "y"))],
        ])
  }

  @Test func aBrokenRuleDoesNotStopTheOthers() throws {
    let check = try check(["cca > 1", "ca > 50", "ca >", "outil = 'erp'"])
    #expect(!check.isUsable)
    #expect(check.rules[0].problem == .unknownColumn(name: "cca", nearest: ["ca"]))
    #expect(check.rules[2].problem == .incomplete)
    #expect(check.rules.map(\.matchCount) == [0, 2, 0, 1])
    #expect(check.rules.map(\.decidedCount) == [0, 2, 0, 0])
    #expect(
      check.rules[3].findings == [.takenByEarlierRules([TakenClients(rule: 1, clientCount: 1)])])
  }

  @Test func aSlipOfTheHandInAText() throws {
    let check = try check([
      "outil IN ('Papier', 'xyz', 'erp')", "outil LIKE 'Papier%'", "outil = 'papiers'",
    ])
    #expect(check.rules[0].findings == [.unknownText("Papier", nearest: ["papier"])])
    #expect(!check.rules[1].findings.contains { if case .unknownText = $0 { true } else { false } })
    #expect(
      check.rules[2].findings == [.neverTrue, .unknownText("papiers", nearest: ["papier"])])
  }

  @Test func valuesThatAColumnIsNotWrittenWith() throws {
    let table = Table(columns: [
      RuleTables.yesNo("pa", [true, false]),
      Column(
        name: "part", key: "part", position: 2, kind: .numeric, unit: .percent,
        values: .numbers([0.2, 0.9])),
    ])
    let file = RuleTables.file(["pa = 'oui'", "part < 25", "pa = 1 AND part <= 1", "25 < part"])
    let check = try RuleSegmentation(file).check(on: table)
    #expect(
      check.rules.map(\.findings)
        == [
          [.neverTrue, .yesNoAsText(column: "pa", text: "oui")],
          [.percentageAboveOne(column: "part", number: "25")],
          [.takenByEarlierRules([TakenClients(rule: 1, clientCount: 1)])], [.neverTrue],
        ])
  }

  @Test func layersAreCheckedToo() throws {
    var file = RuleTables.file(["ca > 50"])
    let place = Place(line: 7, column: 3, key: "x")
    file.layers.colours = [RuleLayers.Colour(name: "vert", condition: "cca", place: place)]
    file.layers.priority = RuleLayers.Priority(expression: "1 +", place: place)
    file.layers.classes = RuleLayers.Classes(measure: "outil", cumulated: [1], place: place)
    let check = try RuleSegmentation(file).check(on: Self.table)
    #expect(!check.isUsable && check.rules[0].findings == [])
    #expect(
      check.layerProblems.map(\.problem)
        == [
          .unknownColumn(name: "cca", nearest: ["ca"]), .incomplete, .notNumeric(name: "outil"),
        ])
    #expect(
      check.layerProblems.map(\.place.part) == [.colour(name: "vert"), .priority, .measure])
  }

  /// What applying does is what the check says it does.
  @Test func agreesWithApplying() throws {
    let file = RuleTables.file(["ca > 80", "outil = 'papier'", "ca IS NULL"])
    let check = try RuleSegmentation(file).check(on: Self.table)
    let result = try RuleSegmentation(file).apply(to: Self.table)
    #expect(
      check.rules.map(\.decidedCount) + [check.fallbackCount] == result.segments.map(\.clientCount))
  }
}
