import Segmentation
import Tables
import Testing

/// The edge cases that practitioners quarrel about, one by one.
@Suite struct LevelDerivationTests {
  private let reform: Reform

  init() throws { reform = try .standard() }

  private func client(_ regime: String? = nil, _ activity: ActivityOperations? = .taxed) throws
    -> MadeClient
  { try MadeClient(reform, regime: regime, activity: activity) }

  @Test func exemptDoctorReceivesAndDoesNotIssue() throws {
    let doctor = try client("EXO", .exempt).assessed()
    #expect(doctor.level == .receptionOnly && doctor.issuing == nil)
    #expect(doctor.reception?.day?.iso == "2026-09-01")
    // Presumed from the activity where the regime is missing, and said.
    let unknown = try client(nil, .exempt).assessed()
    #expect(unknown.level == .receptionOnly && unknown.presumed == [.vatRegime])
    #expect(unknown.missing.contains(.vatRegime) && unknown.unanswered == [.vatRegime])
  }

  @Test func companyWithoutVATReceives() throws {
    for regime in ["EXO", "HORS"] {
      let sci = try client(regime, .unsettled).assessed()
      #expect(sci.level == .receptionOnly)
    }
    // Letting may have opted for VAT: without the regime nobody knows.
    let unknown = try client(nil, .unsettled).assessed()
    #expect(
      unknown.level == nil && unknown.possibleLevels == [.receptionOnly, .issuingAndReporting])
    #expect(unknown.missing.contains(.vatRegime) && unknown.reception != nil)
    #expect(unknown.issuing == nil && unknown.exposure == nil)
  }

  @Test func associationWithoutLucrativeActivityIsOutOfScope() throws {
    let association = try client("HORS", .nonProfit).with { $0.legalForm = .nonProfit }
    let told = try association.assessed()
    #expect(told.level == .outOfScope && told.reception == nil && told.nextDay == nil)
    #expect(told.exposure?.total == 0 && !told.isInDefault)
    // One that is taxed, or exempt, has an economic activity.
    let taxed = try client("RN_M", .nonProfit).with { $0.legalForm = .nonProfit }.assessed()
    #expect(taxed.level == .issuingAndReporting)
    let exempt = try client("EXO", .nonProfit).with { $0.legalForm = .nonProfit }.assessed()
    #expect(exempt.level == .receptionOnly)
    let unknown = try client(nil, .nonProfit).with { $0.legalForm = .nonProfit }.assessed()
    #expect(unknown.possibleLevels == [.outOfScope, .receptionOnly, .issuingAndReporting])
    #expect(unknown.reception == nil)
    // By its activity alone, where the legal form is missing.
    let byActivity = try client("HORS", .nonProfit).with { $0.legalForm = nil }.assessed()
    #expect(byActivity.level == .outOfScope)
  }

  @Test func individualIsOutOfScopeUnlessARegimeSaysOtherwise() throws {
    let person = try client(nil, nil).with { $0.legalForm = .individual }
    #expect(try person.assessed().level == .outOfScope)
    let letting = try client("EXO", .unsettled).with { $0.legalForm = .individual }
    #expect(try letting.assessed().level == .receptionOnly)
  }

  @Test func mixedActivityComesBackIn() throws {
    for regime in ["RN_M", "RS", "FB"] {
      #expect(try client(regime, .exempt).assessed().level == .issuingAndReporting)
    }
  }

  @Test func franchiseIsInScope() throws {
    let client = try client("FB").with { ($0.businessShare, $0.internationalShare) = (1, 0) }
    let told = try client.assessed()
    #expect(told.level == .issuing && told.transmissionsPerYear == nil)
    #expect(try self.client("FB").assessed().transmissionsPerYear == 6)
  }

  @Test func memberOfAVATGroupIssuesFirstWhateverItsSize() throws {
    let member = try client("AU").assessed()
    #expect(member.size.category == .micro && member.issuing?.day?.iso == "2026-09-01")
    #expect(try client("RN_M").assessed().issuing?.day?.iso == "2027-09-01")
    let unknown = try client("AU").with { $0.headcount = nil }.assessed()
    #expect(unknown.issuing?.day?.iso == "2026-09-01" && !unknown.missing.contains(.headcount))
  }

  @Test func consumersAloneAreReported() throws {
    let shop = try client("RN_M").with { $0.businessShare = 0 }.assessed()
    #expect(shop.level == .reportingOnly && shop.transmissionsPerYear == 36)
    #expect(shop.issuing?.day?.iso == "2027-09-01")
  }

  @Test func salesAbroadAreReported() throws {
    let exporter = try client("RN_M").with { ($0.businessShare, $0.internationalShare) = (1, 0.2) }
    #expect(try exporter.assessed().level == .issuingAndReporting)
    let abroad = exporter.with { $0.internationalShare = 1 }
    #expect(try abroad.assessed().level == .reportingOnly)
    let unknown = try exporter.with { $0.internationalShare = nil }.assessed()
    #expect(unknown.possibleLevels == [.issuing, .issuingAndReporting])
    #expect(unknown.missing.contains(.internationalShare) && unknown.issuing != nil)
    // With consumers, it reports whatever it sells abroad.
    let mixed = try client("RN_M").with { $0.internationalShare = nil }.assessed()
    #expect(mixed.level == .issuingAndReporting && !mixed.missing.contains(.internationalShare))
  }

  @Test func withoutClienteleTheDayIsKnownAllTheSame() throws {
    let client = try client("RN_M").with { $0.businessShare = nil }.assessed()
    #expect(client.level == nil && client.possibleLevels.count == 3)
    #expect(client.issuing?.day?.iso == "2027-09-01" && client.exposure == nil)
    #expect(client.missing.first == .businessShare && client.unanswered == [.clientele])
  }

  @Test func nothingKnownLeavesEverythingOpen() throws {
    let client = Obligations(reform: reform, asOf: CalendarDay(year: 2026, month: 6, day: 30))
      .assess(ObligationFacts())
    #expect(
      client.possibleLevels == [
        .outOfScope, .receptionOnly, .reportingOnly, .issuing, .issuingAndReporting,
      ])
    #expect(client.unanswered == ObligationQuestion.allCases)
    #expect(client.daysLeft == nil && client.exposure == nil && client.reception == nil)
    #expect(
      client.missing == [
        .vatRegime, .businessShare, .activityCode, .legalForm, .salesInvoices, .platform,
      ])
    let outside = try self.client("HORS", nil).with { $0.legalForm = nil }.assessed()
    #expect(outside.possibleLevels == [.outOfScope, .receptionOnly])
    #expect(outside.missing.first == .legalForm)
  }

  /// A firm may count shares below the precision of its files as none.
  @Test func negligibleSharesAreConfigured() throws {
    let file = try Reform.read(over: "clientele: {negligible-share: 0.01}")
    let client = try MadeClient(file, regime: "RN_M").with { $0.businessShare = 0.995 }
    #expect(try client.assessed().level == .issuing)
    let strict = try self.client("RN_M").with { $0.businessShare = 0.995 }
    #expect(try strict.assessed().level == .issuingAndReporting)
  }
}
