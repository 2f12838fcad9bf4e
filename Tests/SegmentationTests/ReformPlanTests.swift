import Segmentation
import Tables
import Testing

/// What is to be done by segment, by hand.
@Suite struct ReformPlanTests {
  private let catalogue: ActionCatalogue
  private let obligations: Obligations

  init() throws {
    catalogue = try .standard()
    obligations = Obligations(
      reform: try .standard(), asOf: CalendarDay(year: 2026, month: 3, day: 31))
  }

  /// Five clients: the fourth has signed and chosen.
  private static let columns: [(String, [String?])] = [
    ("regime_tva", ["RN_M", "RN_M", "EXO", "RN_M", "RN_M"]),
    ("effectif_etp", ["3", "3", "1", "3", "3"]),
    ("ca_annuel_ht", ["2e5", "2e5", "1e5", "2e5", "2e5"]),
    ("part_b2b", ["0.5", "0.5", "0", "0.5", "0.5"]),
    ("secteur", ["btp", "btp", "sante", "btp", "btp"]),
    ("pa_choisie", ["non", "non", "non", "oui", "non"]),
    ("statut_mandat", [nil, nil, nil, "signé", nil]),
    ("collaborateur", ["X", "Y", "X", "X", "X"]),
  ]

  private func reform(_ profiles: [String?], _ segments: [Int], count: Int) -> ReformPlan {
    let table = madeTable(Self.columns)
    let portfolio = obligations.assess(table)
    let plan = ActionPlanner(catalogue: catalogue, obligations: obligations)
      .plan(table, portfolio, profiles: profiles)
    return ReformPlan(
      plan, obligations: portfolio, reform: obligations.reform, catalogue: catalogue,
      segments: segments, segmentCount: count)
  }

  @Test func whatIsLeftIsCountedBySegment() throws {
    let reform = reform(
      ["A_EQUIPER", "RESISTANT", "RECEPTION_SEULE", "A_EQUIPER", "A_EQUIPER"], [0, 0, 1, 0, 0],
      count: 3)
    let first = reform.segments[0]
    #expect(first.clients == 4)
    #expect(first.profiles.map(\.code) == ["A_EQUIPER", "RESISTANT"])
    #expect(first.profiles.map(\.clients) == [3, 1])
    // The mandate and the platform of the fourth are done.
    let counts = Dictionary(uniqueKeysWithValues: first.actions.map { ($0.code, $0.clients) })
    #expect(counts["A05"] == 3 && counts["A06"] == 3 && counts["A07"] == 3 && counts["A04"] == 4)
    #expect(counts["A18"] == 1 && counts["A20"] == 1 && counts["A16"] == nil)
    #expect(first.actions.map(\.code) == first.actions.map(\.code).sorted())
    // 3 × (.2 + 1.5 + 3 + 2 + 2.5) + 2 × (.3 + .5) and, of the reluctant, 1.5 + .3 + .5 + .4 + .5.
    #expect(first.hours == 32.4)
    let mandate = try #require(first.actions.first { $0.code == "A05" })
    #expect(mandate.hours == 0.9 && mandate.overdue == 3 && mandate.due?.iso == "2026-01-01")
    #expect(first.obligations.clients == 4 && first.obligations.count(.issuingAndReporting) == 4)
    #expect(reform.everyone.count(.receptionOnly) == 1)
    // A segment without clients.
    #expect(reform.segments[2].clients == 0 && reform.segments[2].hours == 0)
    #expect(reform.segments[2].firstAction == nil && reform.segments[2].leadingProfiles.isEmpty)
  }

  /// Of the most common profile, what is due first and still for half of it.
  @Test func firstActionIsThatOfTheLeadingProfile() {
    let reform = reform(
      ["STRUCTURE_ERP", "A_ACCOMPAGNER", "A_QUALIFIER", "STRUCTURE_ERP", "A_ACCOMPAGNER"],
      [0, 1, 2, 0, 0], count: 3)
    // A10 counts from the day of issuing; A06 and A16 from the next day, which is earlier.
    #expect(reform.segments[0].firstAction?.code == "A16")
    #expect(reform.segments[1].firstAction?.code == "A03")
    #expect(reform.segments[2].firstAction?.code == "A02")
  }

  @Test func leadingProfilesHaveAQuarterOfTheClients() {
    let reform = reform(
      ["RESISTANT", "A_QUALIFIER", "A_EQUIPER", "A_EQUIPER", "FLUX_B2C"], [0, 0, 0, 0, 0], count: 1)
    #expect(reform.segments[0].leadingProfiles.map(\.code) == ["A_EQUIPER"])
    let two = self.reform(
      ["RESISTANT", "RESISTANT", "A_EQUIPER", "A_EQUIPER", nil], [0, 0, 0, 0, 0], count: 1)
    #expect(two.segments[0].leadingProfiles.map(\.code) == ["A_EQUIPER", "RESISTANT"])
  }

  @Test func theMostUrgentComeFirst() {
    let reform = reform(
      ["A_EQUIPER", "A_EQUIPER", "HORS_CHAMP", "A_EQUIPER", "A_EQUIPER"], [0, 0, 0, 0, 0], count: 1)
    let points = reform.urgentClients.map { reform.plan.clients[$0].priority.points }
    #expect(points == points.sorted(by: >))
    #expect(reform.urgentClients.filter { [0, 1, 4].contains($0) } == [0, 1, 4])
  }

  /// Each profile of the shipped rules has words and a plan, each action a purpose.
  @Test func shippedProfilesHaveApproaches() throws {
    let file = try RuleFile.reform()
    for code in Set(file.rules.map(\.segmentCode) + [file.fallback.code]) {
      #expect(catalogue.approach(to: code) != nil, "\(code)")
      #expect(catalogue.profiles.contains { $0.profile == code }, "\(code)")
    }
    #expect(Set(catalogue.actions.map(\.purpose)) == Set(ActionPurpose.allCases))
  }
}
