import Foundation
import Preparation
import Segmentation
import TestSupport
import Testing

/// What files keep of choices and reasons: named keys, read back as they were.
@Suite struct StoredRecordsTests {
  private func check<Value: Codable & Equatable>(_ value: Value, _ json: String) throws {
    #expect(String(decoding: try encoded(value), as: UTF8.self) == json)
    #expect(try JSONDecoder().decode(Value.self, from: Data(json.utf8)) == value)
  }

  @Test func requestsAreStoredUnderTheirFlags() throws {
    try check([ClusterRequest.automatic, .fixed(6)], #"["auto",6]"#)
    try check(HeldOutRequest.fraction(0.25), #"{"holdOut":0.25}"#)
    try check(HeldOutRequest.folds(count: 5, rounds: 3), #"{"folds":5,"rounds":3}"#)
    try check(HeldOutRequest.groups(column: "bureau"), #"{"testGroups":"bureau"}"#)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ClusterRequest.self, from: Data(#""many""#.utf8))
    }
  }

  @Test func reasonsAreNamed() throws {
    try check(RoleReason.knownKey, #"{"name":"knownKey"}"#)
    try check(RoleReason.kind(.numeric), #"{"kind":"numeric","name":"kind"}"#)
    let all: [RoleReason] = [
      .configured, .knownKey, .fineCode, .followUp, .existingSegmentation, .period,
      .personalIdentifier(.email), .personalDataOffByDefault, .nomenclatureVersion, .kind(.set),
    ]
    #expect(try JSONDecoder().decode([RoleReason].self, from: encoded(all)) == all)
    try check(ScreeningReason.constant, #"{"name":"constant"}"#)
    try check(ScreeningReason.tooMissing(share: 0.5), #"{"name":"tooMissing","share":0.5}"#)
    let screened: [ScreeningReason] = [
      .tooMissing(share: 0.6), .constant, .almostConstant(share: 0.9),
      .almostUnique(levels: 9, observed: 10),
      .nearDuplicate(of: "ca", measure: .spearman, correlation: -0.9), .sameLevels(as: "x"),
      .outOfRange,
    ]
    #expect(try JSONDecoder().decode([ScreeningReason].self, from: encoded(screened)) == screened)
  }

  /// No key of a stored model is a place in a Swift declaration, and it reads back whole.
  @Test func aModelIsReadBack() throws {
    let study = try Pipeline(Studies.configuration())
      .run(Studies.source(Studies.blurred(clients: 120).text))
    let bytes = try encoded(study.model)
    #expect(!String(decoding: bytes, as: UTF8.self).contains("\"_"))
    let read = try JSONDecoder().decode(SegmentationModel.self, from: bytes)
    #expect(read.recipe == study.model.recipe && read.names == study.model.names)
    #expect(try encoded(read) == bytes)
  }

  /// The firm's own segments have no part in making those that they are compared with.
  @Test func theRuleColumnDescribesOnly() throws {
    let text = SmallPortfolio(clients: 120).text
    let study = try Pipeline(Studies.configuration { $0.ruleColumn = "outil" })
      .run(Studies.source(text))
    #expect(!study.model.recipe.activeKeys.contains("outil"))
    #expect(study.model.recipe.keys(.illustrative) == ["outil"])
    let asked = try Pipeline(
      Studies.configuration {
        $0.ruleColumn = "outil"
        $0.preparation.roles["outil"] = .active
      }
    ).run(Studies.source(text))
    #expect(asked.model.recipe.activeKeys.contains("outil"))
  }

  @Test(arguments: [
    ("id_client", OutcomeRefusal.identifier), ("raison_sociale", .identifier),
    ("fixe", .constant), ("vide", .empty),
  ])
  func outcomesThatNothingExplains(name: String, reason: OutcomeRefusal) throws {
    var portfolio = SmallPortfolio(clients: 130)
    portfolio.header += ["fixe", "vide"]
    for i in portfolio.rows.indices { portfolio.rows[i] += ["3,5", i % 2 == 0 ? "n.c." : ""] }
    portfolio.rows[9][0] = portfolio.rows[4][0]
    func study(_ change: (inout StudyConfiguration) -> Void) throws -> Study {
      try Pipeline(Studies.configuration(change)).run(Studies.source(portfolio.text))
    }
    let asked = try study {
      $0.preparation.roles[name] = .outcome
      $0.ruleColumn = "bureau"
    }
    let outcome = try #require(asked.validation.outcomes.first)
    #expect(asked.validation.outcomes.count == 1)
    #expect(outcome.notEvaluated == reason && outcome.notCompared == reason)
    #expect(outcome.heldOut == nil && outcome.training == nil && outcome.comparison == nil)
    // The rest is as if it had not been asked for: who is a copy of whom included.
    let plain = try study { $0.ruleColumn = "bureau" }
    #expect(asked.clientRows.leftOut == 1 && asked.clients == plain.clients)
    #expect(asked.segments.map(\.verdict) == plain.segments.map(\.verdict))
  }
}
