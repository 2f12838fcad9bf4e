import Foundation
import Segmentation
import Tables
import Testing

@Suite struct ObligationsTests {
  private let reform: Reform

  init() throws { reform = try .standard() }

  private func client(_ regime: String? = "RN_M") throws -> MadeClient {
    try MadeClient(reform, regime: regime)
  }

  @Test func daysLeftAreToTheDutyThatCounts() throws {
    let client = try client()
    #expect(try client.assessed("2026-06-30").daysLeft == 63)
    let onTheDay = try client.assessed("2026-09-01")
    #expect(onTheDay.daysLeft == 0 && onTheDay.reception?.state == .ahead && !onTheDay.isInDefault)
    let after = try client.assessed("2026-09-30")
    #expect(after.daysLeft == -29 && after.isInDefault && after.reception?.state == .overdue)
    let ready = try client.with { $0.hasPlatform = true }.assessed("2026-09-30")
    #expect(ready.reception?.state == .met && ready.nextDay?.iso == "2027-09-01")
    #expect(ready.daysLeft == 336 && !ready.isInDefault)
    // Nothing says whether it is ready: not accused, and the next day counts.
    let unknown = try client.with { $0.hasPlatform = nil }.assessed("2026-09-30")
    #expect(unknown.reception?.state == .unverified && unknown.daysLeft == 336)
    #expect(unknown.missing == [.platform] && !unknown.isInDefault)
  }

  @Test func afterTheLastDayOnlyAPlatformTells() throws {
    let without = try client().assessed("2027-12-31")
    #expect(without.isInDefault && without.nextDay?.iso == "2026-09-01")
    let with = try client().with { $0.hasPlatform = true }.assessed("2027-12-31")
    #expect(with.issuing?.state == .unverified && with.daysLeft == nil && !with.isInDefault)
  }

  @Test func unknownSizeLeavesTheDayOpen() throws {
    let client = try client().with { ($0.headcount, $0.hasPlatform) = (nil, true) }
    let told = try client.assessed("2026-06-30")
    #expect(told.issuing?.day == nil && told.issuing?.earliest.iso == "2026-09-01")
    #expect(told.issuing?.latest.iso == "2027-09-01" && told.nextDay?.iso == "2026-09-01")
    #expect(told.missing == [.headcount] && told.unanswered == [.size])
    let between = try client.assessed("2026-12-31")
    #expect(between.issuing?.state == .unverified && between.daysLeft == nil)
    // Micro or PME: the day is the same.
    let small = try self.client().with {
      ($0.headcount, $0.turnover, $0.balanceSheet) = (20, nil, 1e6)
    }
    #expect(try small.assessed().issuing?.day?.iso == "2027-09-01")
    let stated = client.with { $0.statedSize = .eti }
    #expect(try stated.assessed("2026-06-30").issuing?.day?.iso == "2026-09-01")
  }

  /// 10 invoices a month, half to businesses: 12 · 5 · 50 = 3 000; no platform: 4 · 1 000; 36 transmissions: the cap.
  @Test func exposureByHand() throws {
    let exposure = try #require(try client().assessed().exposure)
    #expect(exposure.issuing == 3_000 && exposure.invoicesPerYear == 60)
    #expect(exposure.reception == 4_000)
    #expect(exposure.reporting == 15_000 && exposure.transmissionsPerYear == 36)
    #expect(exposure.total == 22_000)
    let more = try client().with { $0.salesInvoicesPerMonth = 52 }.assessed().exposure
    #expect(more?.issuing == 15_000)
    // Invoices to consumers are no e-invoices: a quarter of 120 are to businesses.
    let consumers = try client().with { $0.businessShare = 0.25 }.assessed().exposure
    #expect(consumers?.issuing == 1_500 && consumers?.invoicesPerYear == 30)
    let unsaid = try client().with { $0.businessShare = nil }.assessed().exposure
    #expect(unsaid == nil || unsaid?.invoicesPerYear == 120)
    let unknown = try client("RN").with { $0.salesInvoicesPerMonth = nil }.assessed()
    #expect(unknown.exposure?.issuing == 15_000 && unknown.exposure?.invoicesPerYear == nil)
    #expect(unknown.exposure?.reporting == 15_000 && unknown.exposure?.transmissionsPerYear == nil)
    #expect(unknown.missing == [.vatRegime, .salesInvoices])
    let quarterly = try client("RN_T").with { $0.hasPlatform = true }.assessed().exposure
    #expect(quarterly?.reporting == 6_000 && quarterly?.reception == 0)
    let franchise = try client("FB").with { $0.businessShare = 0 }.assessed().exposure
    #expect(franchise?.issuing == 0 && franchise?.reporting == 3_000)
    #expect(try client("EXO").assessed().exposure?.total == 4_000)
  }

  /// The simplified regime ends: what follows says how often.
  @Test func aRegimeThatHasEndedSaysNoFrequency() throws {
    let simplified = try client("RS")
    let last = try simplified.assessed("2026-12-31")
    #expect(last.transmissionsPerYear == 12 && last.exposure?.reporting == 6_000)
    let first = try simplified.assessed("2027-01-01")
    #expect(first.transmissionsPerYear == nil && first.exposure?.reporting == 15_000)
    #expect(first.missing == [.vatRegime] && first.level == .issuingAndReporting)
  }

  @Test func aTableIsReadByItsKnownColumns() throws {
    let table = madeTable([
      ("id", ["a", "b", "c", "d"]), ("effectif", ["3", "3", nil, "300"]),
      ("ca_ht", ["200000", "-5", nil, "1e9"]), ("total_bilan", ["1", nil, nil, "1e9"]),
      ("tva", ["CA3M", "exonéré", nil, "XYZ"]), ("ape", ["4520A", "86.21Z", nil, nil]),
      ("secteur", ["santé", "btp", "inconnu", "btp"]), ("forme", ["SARL", "EI", "9220", "SAS"]),
      ("part_b2b", ["0.5", "0", nil, "1.5"]), ("plateforme", ["Nom", "non", "à choisir", nil]),
      ("nb_factures_ventes_mois", ["10", "1", nil, "2"]), ("honoraires", ["1", "2", nil, "3"]),
    ])
    let portfolio = Obligations(
      reform: reform, asOf: CalendarDay(year: 2026, month: 6, day: 30)
    ).assess(table)
    let clients = portfolio.clients
    #expect(clients.map(\.level) == [.issuingAndReporting, .receptionOnly, nil, nil])
    #expect(clients.map(\.size.category) == [.micro, nil, nil, .eti])
    #expect(clients[0].reception?.state == .met && clients[1].reception?.state == .ahead)
    #expect(clients[2].possibleLevels.contains(.outOfScope))
    // 300 people, the share of 1.5 is no share, and btp is taxed whatever the regime.
    #expect(clients[3].possibleLevels == [.reportingOnly, .issuing, .issuingAndReporting])
    #expect(clients[3].presumed == [.vatRegime])
    #expect(clients.map(\.knownCriteria) == [2, 2, 0, 2])
    #expect(portfolio.unread.map(\.column) == ["tva"] && portfolio.unread.map(\.word) == ["XYZ"])
    #expect(portfolio.unread.map(\.count) == [1])
  }

  @Test func yesAndNoAreReadWhateverTheirWords() throws {
    let yes = Table(columns: [
      Column(
        name: "pa_choisie", key: "pa_choisie", position: 1, kind: .yesNo,
        values: .categories(codes: [1, 0, -1], levels: ["0", "1"]))
    ])
    var reader = ObligationFactsReader(yes, reform: reform)
    #expect(reader.read().map(\.hasPlatform) == [true, false, nil])
    let empty = Table(columns: [])
    #expect(
      Obligations(reform: reform, asOf: reform.asOf).assess(empty).clients.isEmpty)
  }

  @Test func columnsForRules() throws {
    let table = madeTable([
      ("tva", ["RN_M", "EXO", nil]), ("effectif", ["3", nil, nil]),
      ("ca_ht", ["200000", nil, nil]), ("part_b2b", ["0.5", "0.5", nil]),
    ])
    let obligations = Obligations(
      reform: reform, asOf: CalendarDay(year: 2026, month: 6, day: 30))
    let columns = obligations.columns(of: obligations.assess(table), beside: table)
    #expect(
      columns.map(\.key) == [
        "niveau_obligation", "taille", "jours_avant_echeance", "exposition_amende_annuelle",
        "nb_criteres_renseignes",
      ])
    #expect(columns.map(\.position) == [5, 6, 7, 8, 9])
    #expect(columns[0].rowTexts == ["emission_ereporting", "reception_seule", nil])
    #expect(columns[1].rowTexts == ["MICRO", nil, nil])
    guard case .numbers(let days) = columns[2].values, case .numbers(let euros) = columns[3].values,
      case .numbers(let criteria) = columns[4].values
    else {
      Issue.record("columns of numbers")
      return
    }
    #expect(days[0] == 63 && days[1] == 63 && days[2].isNaN)
    #expect(euros[0] == 34_000 && euros[1] == 4_000 && euros[2].isNaN)
    #expect(criteria == [1, 0, 0])
    // The firm's own column stands.
    let own = Table(columns: table.columns + [columns[1]])
    #expect(obligations.columns(of: obligations.assess(own), beside: own).count == 4)
    #expect(Table(columns: table.columns + columns).columns.count == 9)
  }

  @Test func isStoredAndReadBack() throws {
    let told = try client().assessed()
    let coded = try JSONEncoder().encode(told)
    #expect(try JSONDecoder().decode(ClientObligations.self, from: coded) == told)
  }
}
