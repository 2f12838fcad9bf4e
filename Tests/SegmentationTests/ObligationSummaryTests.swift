import Segmentation
import Tables
import Testing

@Suite struct ObligationSummaryTests {
  @Test func countsByHand() throws {
    let reform = try Reform.standard()
    let late = try MadeClient(reform, regime: "RN_M")
    let ready = late.with { $0.hasPlatform = true }
    let unsure = late.with { ($0.hasPlatform, $0.headcount) = (nil, nil) }
    let unknown = late.with { $0.businessShare = nil }
    let doctor = try MadeClient(reform, regime: "EXO").with { $0.hasPlatform = true }
    let clients = try [late, ready, unsure, unknown, doctor].map { try $0.assessed("2026-09-30") }
    let summary = ObligationSummary(clients, groups: ["B", "A", nil, "B", "A"])
    #expect(summary.groups.map(\.name) == ["A", "B", nil])
    #expect(summary.groups.map(\.clients) == [2, 2, 1])
    let all = summary.everyone
    #expect(all.clients == 5 && all.unknownLevel == 1 && all.count(.receptionOnly) == 1)
    #expect(all.count(.issuingAndReporting) == 3 && all.levels.count == 5)
    #expect(all.inDefault == 2 && all.unverified == 1 && all.unknownIssuingDay == 1)
    #expect(all.nextDays.map(\.day.iso) == ["2026-09-01", "2027-09-01"])
    #expect(all.nextDays.map(\.clients) == [2, 1])
    // 22 000, 18 000 with a platform, 22 000 where nobody knows, nothing for who is ready and exempt.
    #expect(all.exposure == 62_000 && all.unknownExposure == 1)
    #expect(all.unanswered == [1, 1, 0, 0])
    #expect(summary.groups[1].exposure == 22_000 && summary.groups[0].inDefault == 0)
  }

  @Test func nobody() {
    let summary = ObligationSummary([], groups: [])
    #expect(summary.groups.isEmpty && summary.everyone.clients == 0)
    #expect(summary.everyone.exposure == 0 && summary.everyone.nextDays.isEmpty)
  }

  @Test func largestFirstThenByName() throws {
    let client = try MadeClient(.standard(), regime: "EXO").assessed()
    let summary = ObligationSummary(
      [client, client, client, client], groups: ["b", "a", "c", "c"])
    #expect(summary.groups.map(\.name) == ["c", "a", "b"])
  }
}
