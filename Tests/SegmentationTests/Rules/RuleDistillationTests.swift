import Interpretation
import Segmentation
import Testing

@Suite struct RuleDistillationTests {
  @Test func segmentsThatColumnsTellAreGivenBack() throws {
    let found = try RuleDistillation(
      DistillationSupport.clients(), segment: "segment", maximumRuleCount: 3, StudyConfiguration())
    #expect(found.partition.names == ["A", "B", "C"])
    #expect(found.list.fidelity.training == 1 && found.list.fidelity.heldOut == 1)
    #expect(found.training.rows.count == 45 && found.heldOut?.rows.count == 15)
    #expect(found.list.rules.count == 2 && found.segmentsWithoutRule.isEmpty)
    let keys = Set(found.list.rules.flatMap { $0.conditions.map(\.variable.key) })
    #expect(keys == ["honoraires", "outil"], "the segments say nothing of themselves")
  }

  /// A quarter of each segment, whatever the order of the rows; another seed draws others.
  @Test func aQuarterOfEachSegmentIsHeldOut() throws {
    let clients = try DistillationSupport.clients()
    var configuration = StudyConfiguration()
    let first = try RuleDistillation(clients, segment: "segment", configuration)
    let heldOut = try #require(first.heldOut)
    for label in 0..<3 { #expect(heldOut.labels.count { $0 == label } == 5) }
    #expect(Set(heldOut.rows).isDisjoint(with: first.training.rows))
    configuration.seed = 7
    let second = try RuleDistillation(clients, segment: "segment", configuration)
    #expect(second.heldOut?.rows != heldOut.rows)
  }

  /// The rules are the same where held-out clients have another tool and other fees.
  @Test func heldOutClientsTeachNothing() throws {
    let clients = try DistillationSupport.clients()
    let found = try RuleDistillation(clients, segment: "segment", StudyConfiguration())
    let heldOut = Set(try #require(found.heldOut).rows)
    let spoilt = try DistillationSupport.clients(
      tools: { heldOut.contains($0) ? "papier" : ($0 % 3 == 0 ? "papier" : "erp") })
    let other = try RuleDistillation(spoilt, segment: "segment", StudyConfiguration())
    #expect(other.list.rules.map(\.sql) == found.list.rules.map(\.sql))
    #expect(other.list.learnt == found.list.learnt)
    #expect(other.list.fidelity.heldOut != found.list.fidelity.heldOut)
  }

  @Test func clientsWithoutASegmentAreLeftOutAndCounted() throws {
    let clients = try DistillationSupport.clients(
      segments: { $0 < 6 ? "" : ["A", "B", "C"][$0 % 3] })
    let found = try RuleDistillation(clients, segment: "segment", StudyConfiguration())
    #expect(found.withoutSegment == 6)
    #expect(found.training.rows.allSatisfy { $0 >= 6 })
  }

  @Test func whatCannotBeSaidInRulesIsRefused() throws {
    let one = try DistillationSupport.clients(segments: { _ in "A" })
    #expect(throws: RuleDistillationError.oneSegment(column: "segment")) {
      try RuleDistillation(one, segment: "segment", StudyConfiguration())
    }
    let rows = (0..<20).map { "K\(1_000 + $0);\(["A", "B"][$0 % 2])" }
    let bare = try DistillationSupport.read(
      (["code client;segment"] + rows).joined(separator: "\n") + "\n")
    #expect(throws: RuleDistillationError.noFeature) {
      try RuleDistillation(bare, segment: "segment", StudyConfiguration())
    }
    let clients = try DistillationSupport.clients()
    #expect(
      throws: ComparisonError.unknownColumn(
        name: "zz", known: ["code client", "honoraires", "outil", "segment"])
    ) { try RuleDistillation(clients, segment: "zz", StudyConfiguration()) }
    #expect(throws: ComparisonError.notSegments(column: "code client", kind: .identifier)) {
      try RuleDistillation(clients, segment: "code client", StudyConfiguration())
    }
  }

  @Test func segmentsForWhichThereIsNoRuleAreTold() throws {
    let found = try RuleDistillation(
      DistillationSupport.clients(), segment: "segment", maximumRuleCount: 2, StudyConfiguration())
    #expect(found.segmentsWithoutRule.count == 1 && found.list.rules.count == 1)
  }
}
