import Segmentation
import Testing

@Suite struct ClientPriorityTests {
  private let reform: Reform
  private let weights: PriorityWeights

  init() throws {
    reform = try .standard()
    weights = try ActionCatalogue.standard().priority
  }

  private func priority(
    _ client: ClientObligations, _ feeClass: FeeClass? = .b, technical: Double? = 3,
    organisation: Double? = nil
  ) -> ClientPriority {
    ClientPriority(
      client, feeClass: feeClass, technical: technical, organisation: organisation,
      mostExposure: reform.penalties.yearlyMost, weights: weights)
  }

  /// 73 days before the first day: urgency 1 − 73/365 = 0.8; exposure 22 000 of 34 000; class B 0.6;
  /// technical 3 of 5 leaves 0.5.
  @Test func pointsByHand() throws {
    let client = try MadeClient(reform, regime: "RN_M").assessed("2026-06-20")
    let found = priority(client)
    #expect(abs(found.urgency - 0.8) < 1e-12 && abs(found.exposure - 22 / 34.0) < 1e-12)
    #expect(found.value == 0.6 && found.maturityGap == 0.5 && found.unknownTerms == 0)
    #expect(abs(found.points - (40 * 0.8 + 25 * 22 / 34.0 + 20 * 0.6 + 15 * 0.5)) < 1e-9)
    #expect(priority(client, .a).value == 1 && priority(client, .c).value == 0.2)
    #expect(priority(client, technical: 1, organisation: 6).maturityGap == 0.5)
    #expect(priority(client, technical: nil, organisation: 1).maturityGap == 1)
    #expect(priority(client, technical: 9).maturityGap == 0)
    #expect(priority(client, technical: -4).maturityGap == 1)
  }

  @Test func urgencyIsCut() throws {
    let client = try MadeClient(reform, regime: "EXO")
    #expect(priority(try client.assessed("2027-06-20")).urgency == 1)
    #expect(priority(try client.assessed("2025-01-01")).urgency == 0)
    let ready = client.with { $0.hasPlatform = true }
    #expect(priority(try ready.assessed("2026-06-20")).urgency == 0)
    #expect(priority(try ready.assessed("2026-06-20")).unknownTerms == 0)
  }

  @Test func whatIsNotKnownCountsHalf() throws {
    let nobody = Obligations(reform: reform, asOf: reform.asOf).assess(ObligationFacts())
    let found = priority(nobody, nil, technical: nil)
    #expect(found.unknownTerms == 4 && found.points == 50)
    let unverified = try MadeClient(reform, regime: "EXO").with { $0.hasPlatform = nil }
    #expect(priority(try unverified.assessed("2026-12-31")).urgency == 0.5)
    let outside = try MadeClient(reform, regime: "HORS").with { $0.legalForm = .nonProfit }
    let left = priority(try outside.assessed())
    #expect(left.urgency == 0 && left.exposure == 0 && left.unknownTerms == 0)
  }
}
