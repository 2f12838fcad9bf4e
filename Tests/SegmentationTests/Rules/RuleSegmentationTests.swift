import Interpretation
import Segmentation
import Tables
import TestSupport
import Testing

@Suite struct RuleSegmentationTests {
  static let table = Table(columns: [
    RuleTables.numbers("ca", [100, 5, nil, 5, nil]),
    RuleTables.categories("outil", ["erp", "papier", "papier", nil, nil]),
  ])

  @Test func theFirstTrueRuleDecidesAndNullPassesOn() throws {
    let file = RuleTables.file(["ca > 50", "outil = 'papier'"])
    let result = try RuleSegmentation(file).apply(to: Self.table)
    #expect(result.codes == ["R1", "R2", "R2", "AUTRE", "AUTRE"])
    #expect(result.segments.map(\.code) == ["R1", "R2", "AUTRE"])
    #expect(result.segments.map(\.clientCount) == [1, 2, 2])
    let noCa = UnevaluatedRule(rule: 0, missing: ["ca"])
    let noTool = UnevaluatedRule(rule: 1, missing: ["outil"])
    #expect(result.clients.map(\.notEvaluated) == [[], [], [noCa], [noTool], [noCa, noTool]])
    #expect(result.clients.map(\.rule) == [0, 1, 1, nil, nil])
  }

  /// Two rules and the default give one segment: it is counted once, where it is first named.
  @Test func severalRulesMayGiveOneSegment() throws {
    let place = Place(line: 1, column: 1, key: "R")
    let file = RuleFile(
      rules: [
        SegmentRule(code: "R1", segment: "A", condition: "ca > 50", place: place),
        SegmentRule(code: "B", condition: "outil = 'papier' AND ca < 50", place: place),
        SegmentRule(code: "R3", segment: "A", condition: "outil = 'papier'", place: place),
      ], fallback: SegmentFallback(code: "A"))
    let result = try RuleSegmentation(file).apply(to: Self.table)
    #expect(result.codes == ["A", "B", "A", "A", "A"])
    #expect(result.segments.map(\.code) == ["A", "B"])
    #expect(result.segments.map(\.clientCount) == [4, 1])
    #expect(result.clients.map(\.rule) == [0, 1, 2, nil, nil])
  }

  /// A rule after the one that decides is not tried: what it lacks is nobody's business.
  @Test func rulesAfterTheDecisionAreNotTraced() throws {
    let file = RuleTables.file(["outil = 'papier'", "ca > 50"])
    let result = try RuleSegmentation(file).apply(to: Self.table)
    #expect(result.clients[2].notEvaluated == [] && result.codes[2] == "R1")
  }

  @Test func reasonsAreTheRulesOrTheCondition() throws {
    var file = RuleTables.file(["ca > 50", "outil\n  = 'papier'"])
    file.rules[0] = SegmentRule(
      code: "R1", condition: "ca > 50", because: BilingualText(french: "Grand.", english: "Large."),
      place: file.rules[0].place)
    let result = try RuleSegmentation(file).apply(to: Self.table)
    #expect(result.because(ofRow: 0, language: .french) == "Grand.")
    #expect(result.because(ofRow: 0, language: .english) == "Large.")
    #expect(
      result.because(ofRow: 2, language: .french)
        == "Condition vraie : outil = 'papier'. Non évalué : R1 (manque : ca).")
    #expect(
      result.because(ofRow: 4, language: .english)
        == "No rule applies. Not evaluated: R1 (missing: ca); R2 (missing: outil).")
    file.fallback = SegmentFallback(
      code: "R2", because: BilingualText(french: "Inconnu.", english: "Unknown."))
    let other = try RuleSegmentation(file).apply(to: Self.table)
    #expect(other.segments.map(\.clientCount) == [1, 4] && other.codes[3] == "R2")
    #expect(other.because(ofRow: 3, language: .french).hasPrefix("Inconnu. Non évalué : R2"))
  }

  @Test func layersStandBesideTheSegment() throws {
    var file = RuleTables.file(["classe_abc = 'A'"])
    file.layers.classes = RuleLayers.Classes(
      measure: "ca", cumulated: [0.5, 0.95, 1], place: Place(line: 9, column: 1, key: "ca"))
    file.layers.colours = [("vert", "ca > 50"), ("rouge", "outil IS NOT NULL")].map {
      RuleLayers.Colour(name: $0, condition: $1, place: Place(line: 9, column: 1, key: $0))
    }
    file.layers.priority = RuleLayers.Priority(
      expression: "ca * 2 - CASE classe_abc WHEN 'B' THEN 100 ELSE 0 END",
      place: Place(line: 9, column: 1, key: "priority"))
    let result = try RuleSegmentation(file).apply(to: Self.table)
    #expect(result.clients.map(\.abc) == ["A", "B", nil, "B", nil])
    #expect(result.clients.map(\.colour) == ["vert", "rouge", "rouge", nil, nil])
    #expect(result.clients.map(\.priority) == [100, 0, nil, 0, nil])
    #expect(result.codes == ["R1", "AUTRE", "AUTRE", "AUTRE", "AUTRE"])
    #expect(result.clients[2].notEvaluated == [UnevaluatedRule(rule: 0, missing: ["classe_abc"])])
  }

  @Test func columnsGoByKeyHeaderAndKnownName() throws {
    let text = "Code;Chiffre d'affaires (k€);Nom dossier\nA;120;x\nB;10;y\n"
    let table = try CSVReader().read(bytes: Array(text.utf8)).table
    let key = try #require(table.columns.first { $0.known == .turnover }).key
    for name in ["ca_annuel_ht", "CA_Annuel_HT", key, "\"Chiffre d'affaires (k€)\""] {
      let result = try RuleSegmentation(RuleTables.file(["\(name) > 50000"])).apply(to: table)
      #expect(result.codes == ["R1", "AUTRE"], "\(name)")
    }
  }

  @Test func derivedColumnsWinOverThePortfolios() throws {
    let extra = [RuleTables.categories("outil", ["saas", "erp", "erp", "erp", "erp"])]
    let result = try RuleSegmentation(RuleTables.file(["outil = 'saas'"]))
      .apply(to: Self.table, extra: extra)
    #expect(result.codes == ["R1", "AUTRE", "AUTRE", "AUTRE", "AUTRE"])
  }

  @Test func absentColumnsAreAnErrorUnlessTheFileSaysOtherwise() throws {
    var file = RuleTables.file(["part_b2b > 0.5", "ca > 1"])
    let segmentation = RuleSegmentation(file)
    #expect(
      throws: RuleError.condition(
        ConditionPlace(part: .rule(code: "R1"), place: Place(line: 1, column: 1, key: "R1")),
        .unknownColumn(name: "part_b2b", nearest: []))
    ) { try segmentation.apply(to: Self.table) }
    file.absentColumnsAreMissing = true
    let result = try RuleSegmentation(file).apply(to: Self.table)
    #expect(result.absentColumns == ["part_b2b"])
    #expect(result.clients[0].notEvaluated == [UnevaluatedRule(rule: 0, missing: ["part_b2b"])])
    #expect(result.codes == ["R2", "R2", "AUTRE", "R2", "AUTRE"])
    let misspelt = RuleTables.file(["part_b2c > 0.5"])
    #expect(throws: RuleError.self) { try RuleSegmentation(misspelt).apply(to: Self.table) }
  }

  @Test func measuresThatAreNoneAreRefused() {
    for (measure, expected) in [
      ("outil", RuleProblem.notNumeric(name: "outil")),
      ("cb", .unknownColumn(name: "cb", nearest: [])),
      ("classe_abc", .circular(name: "classe_abc")), ("priorite", .circular(name: "priorite")),
    ] {
      var file = RuleTables.file(["ca > 1"])
      let place = Place(line: 9, column: 1, key: measure)
      file.layers.classes = RuleLayers.Classes(measure: measure, cumulated: [0.5, 1], place: place)
      let segmentation = RuleSegmentation(file)
      #expect(throws: RuleError.condition(ConditionPlace(part: .measure, place: place), expected)) {
        try segmentation.apply(to: Self.table)
      }
    }
  }

  @Test func aTableWithoutRowsHasNoClients() throws {
    let empty = Table(columns: [RuleTables.numbers("ca", [])])
    let result = try RuleSegmentation(RuleTables.file(["ca > 1"])).apply(to: empty)
    #expect(result.clients.isEmpty && result.segments.map(\.clientCount) == [0, 0])
  }

  /// Against three-valued logic written out: a comparison with a missing value is unknown, AND is
  /// false where a part is, OR true where a part is.
  @Test(arguments: 0..<8) func isThreeValuedLogic(seed: UInt64) throws {
    var generator = TestGenerator(seed: seed)
    func drawn() -> [Double?] {
      (0..<60).map { _ in
        Bool.random(using: &generator) ? Double(Int.random(in: 0...3, using: &generator)) : nil
      }
    }
    let (a, b, c) = (drawn(), drawn(), drawn())
    let table = Table(columns: [
      RuleTables.numbers("a", a), RuleTables.numbers("b", b), RuleTables.numbers("c", c),
    ])
    func above(_ x: Double?, _ bound: Double) -> Bool? { x.map { $0 > bound } }
    func and(_ x: Bool?, _ y: Bool?) -> Bool? {
      x == false || y == false ? false : (x == nil || y == nil ? nil : true)
    }
    func or(_ x: Bool?, _ y: Bool?) -> Bool? {
      x == true || y == true ? true : (x == nil || y == nil ? nil : false)
    }
    let result = try RuleSegmentation(
      RuleTables.file(["a > 1 AND b > 1", "b > 0 OR c > 2", "NOT (c > 1)"])
    ).apply(to: table)
    for row in a.indices {
      let truths = [
        and(above(a[row], 1), above(b[row], 1)), or(above(b[row], 0), above(c[row], 2)),
        above(c[row], 1).map(!),
      ]
      let decided = truths.firstIndex { $0 == true }
      #expect(result.clients[row].rule == decided)
      let skipped = truths.indices.prefix(decided ?? 3).filter { truths[$0] == nil }
      #expect(result.clients[row].notEvaluated.map(\.rule) == skipped)
    }
  }
}
