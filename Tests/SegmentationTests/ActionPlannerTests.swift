import Foundation
import Segmentation
import Tables
import Testing

@Suite struct ActionPlannerTests {
  private let catalogue: ActionCatalogue
  private let obligations: Obligations

  init() throws {
    catalogue = try .standard()
    obligations = Obligations(
      reform: try .standard(), asOf: CalendarDay(year: 2026, month: 3, day: 31))
  }

  private static let columns: [(String, [String?])] = [
    ("regime_tva", ["RN_M", "RN_M", "EXO", "HORS"]), ("effectif_etp", ["3", "3", "1", "1"]),
    ("ca_annuel_ht", ["2e5", "2e5", "1e5", "1e5"]), ("part_b2b", ["0.5", "0.5", "0", "0"]),
    ("secteur", ["btp", "btp", "sante", "associatif"]),
    ("forme_juridique", ["SARL", "SARL", "EI", "Association"]),
    ("pa_choisie", ["non", "oui", "non", "non"]), ("statut_mandat", ["envoye", "signé", nil, nil]),
    ("outil_facturation", ["papier", "saas", nil, nil]), ("collaborateur", ["X", "Y", "X", nil]),
    ("honoraires_annuels_ht", ["5000", "3000", "1000", "500"]),
  ]

  private func plan(
    _ profiles: [String?], _ columns: [(String, [String?])] = Self.columns,
    segments: [String?]? = nil, catalogue: ActionCatalogue? = nil
  ) -> ActionPlan {
    let table = madeTable(columns)
    return ActionPlanner(catalogue: catalogue ?? self.catalogue, obligations: obligations)
      .plan(table, obligations.assess(table), profiles: profiles, segments: segments)
  }

  /// The first client's day is 1 September 2026, its issuing a year later.
  @Test func daysAreCountedFromTheClientsOwnDeadlines() throws {
    let plan = plan(["A_EQUIPER", "A_EQUIPER", "RECEPTION_SEULE", "HORS_CHAMP"])
    let first = plan.clients[0]
    #expect(first.actions.map(\.code) == ["A03", "A04", "A05", "A06", "A07", "A08", "A09"])
    #expect(
      first.actions.map { $0.due?.iso } == [
        "2025-12-01", "2025-12-01", "2026-01-01", "2026-03-01", "2026-11-01", "2027-03-01",
        "2027-04-01",
      ])
    #expect(first.actions.map(\.isOverdue) == [true, true, true, true, false, false, false])
    #expect(
      first.actions.map { "\($0.quarter)" } == [
        "2026-T2", "2026-T2", "2026-T2", "2026-T2", "2026-T4", "2027-T1", "2027-T2",
      ])
    #expect(first.owner == "X" && first.done.isEmpty && first.profile == "A_EQUIPER")
    // Ready to receive: its day is that of issuing; the mandate, the platform and the tool are done.
    let second = plan.clients[1]
    #expect(second.done == ["A05", "A06", "A07"])
    #expect(second.actions.map(\.code) == ["A03", "A04", "A08", "A09"])
    #expect(second.actions.first?.due?.iso == "2026-12-01")
    // No day to count from.
    #expect(plan.clients[3].actions.map(\.code) == ["A01"])
    #expect(plan.clients[3].actions[0].due == nil && !plan.clients[3].actions[0].isOverdue)
    #expect(plan.clients[3].owner == nil && plan.clients[3].actions[0].fits == nil)
  }

  /// In October the day of the first client is past: the platform comes before the mandate that gives it,
  /// and both before the webinar that should have prepared them; then what is still ahead, by day.
  @Test func onceADeadlineIsMissedWhatItIsAboutComesFirst() throws {
    let table = madeTable(Self.columns)
    let late = Obligations(
      reform: obligations.reform, asOf: try #require(CalendarDay(iso: "2026-10-15")))
    let plan = ActionPlanner(catalogue: catalogue, obligations: late).plan(
      table, late.assess(table), profiles: ["A_EQUIPER", "A_EQUIPER", "A_EQUIPER", "HORS_CHAMP"])
    let first = plan.clients[0].actions
    #expect(first.map(\.code) == ["A06", "A05", "A03", "A04", "A07", "A08", "A09"])
    #expect(first.map(\.isPastDeadline) == [true, true, true, true, false, false, false])
    #expect(plan.clients[1].actions.map(\.code) == ["A03", "A04", "A08", "A09"])
    #expect(plan.clients[1].actions.allSatisfy { !$0.isPastDeadline })
  }

  @Test func actionsForAClassAreForThatClassOnly() throws {
    // Of 9 500: A up to 4 750, B up to 7 600.
    let plan = plan(["RESISTANT", "RESISTANT", "RESISTANT", "RESISTANT"])
    #expect(plan.clients.map(\.feeClass) == [.a, .b, .c, .c])
    #expect(plan.clients[0].actions.contains { $0.code == "A16" })
    #expect(!plan.clients[1].actions.contains { $0.code == "A16" })
    var without = Self.columns
    without.removeLast()
    let unknown = self.plan(["RESISTANT", nil, nil, nil], without)
    #expect(!unknown.clients[0].actions.contains { $0.code == "A16" })
    #expect(unknown.clients[0].feeClass == nil)
  }

  @Test func continuousAndRepeatedActions() throws {
    let plan = plan(["STRUCTURE_ERP", "AUTONOME_CONNECTE", nil, "?"])
    let last = try #require(plan.clients[0].actions.last)
    #expect(last.code == "A15" && last.due == nil && "\(last.quarter)" == "2026-T2")
    let review = try #require(plan.clients[1].actions.first { $0.code == "A17" })
    #expect(review.due?.iso == "2026-06-30" && !review.isOverdue)
    #expect(plan.clients[2].actions.map(\.code) == ["A03", "A05", "A06", "A17"])
    #expect(plan.profilesWithoutPlan == ["?"])
  }

  @Test func aConnectorIsDoneWhenEachColumnSaysSo() throws {
    let columns: [(String, [String?])] = [
      ("mode_collecte", ["connecteur_api", "connecteur_api", "mail_scan", nil]),
      ("banque_connectee", ["oui", "non", "oui", "oui"]),
    ]
    let plan = plan(Array(repeating: "AUTONOME_CONNECTE", count: 4), columns)
    #expect(plan.clients.map { $0.done.contains("A14") } == [true, false, false, false])
    #expect(plan.clients.allSatisfy { $0.owner == nil })
  }

  @Test func loadsAreToldByGroupAndCollaborator() throws {
    let plan = plan(
      ["A_QUALIFIER", "A_QUALIFIER", "A_QUALIFIER", nil], segments: ["s", "s", "t", nil])
    #expect(plan.segments.map(\.segment) == ["s", "t", nil])
    // The second has signed: nobody calls it for an answer.
    #expect(plan.segments[0].clients == 2 && plan.segments[0].hours == 0.8)
    #expect(plan.segments[0].byAction.map(\.code) == ["A02", "A18"])
    #expect(plan.segments[0].byAction.map(\.hours) == [0.4, 0.4])
    #expect(plan.segments[0].actions == 3 && plan.segments[0].fittingHours == 0.8)
    #expect(plan.segments[2].fittingHours == 0)
    // A02 a year before 1 September 2026 is late; A18 is due on 1 May.
    let load = try #require(plan.loads.first)
    #expect(load.owner == "X" && "\(load.quarter)" == "2026-T2" && load.capacity == 80)
    #expect(load.hours == 1.2 && load.overdueHours == 0.4 && load.actions == 4)
    #expect(plan.loads.last?.owner == nil && plan.loads.last?.capacity == nil)
    #expect(plan.loads.last?.fittingHours == nil)
  }

  @Test func nobody() {
    let plan = plan([], [])
    #expect(plan.clients.isEmpty && plan.loads.isEmpty && plan.segments.isEmpty)
  }

  @Test func quartersEndWithTheirMonth() throws {
    #expect(Quarter("2026-T3")?.lastCalendarDay.iso == "2026-09-30")
    #expect(Quarter("2026-T4")?.lastCalendarDay.iso == "2026-12-31")
    #expect(Quarter("2024-T1")?.lastCalendarDay.iso == "2024-03-31")
    for month in 1...12 {
      let quarter = Quarter(of: CalendarDay(year: 2026, month: month, day: 15))
      #expect(quarter.number == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4][month - 1])
    }
  }
}
