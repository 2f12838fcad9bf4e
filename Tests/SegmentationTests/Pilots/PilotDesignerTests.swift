import Segmentation
import Statistics
import Testing

@Suite struct PilotDesignerTests {
  private func drawn(_ design: PilotDesign) -> [String] {
    design.segments.flatMap(\.strata).flatMap { $0.test + $0.control }
  }

  @Test func groupsAreAsLargeAsTheEffectAsks() throws {
    let design = try MadePilot.design(MadePilot.share, MadePilot.clients([400, 100, 1]))
    // R: power.prop.test(p1 = .3, p2 = .45, power = .8)$n is 162.4.
    #expect(design.segments.map(\.needed) == [163, 163, 163])
    #expect(design.segments.map(\.groupSize) == [163, 50, 0])
    #expect(design.segments.map(\.feasibility) == [.asPlanned, .tooFewClients, .impossible])
    #expect(design.drawn == 426 && Set(drawn(design)).count == 426)
    #expect((design.segments[0].power ?? 0) >= 0.8 && (design.segments[1].power ?? 1) < 0.4)
    let smallest = try #require(design.segments[1].detectableEffect)
    let expected = ProportionPower(control: 0.3).detectable(groupSize: 50, power: 0.8) ?? 0
    #expect(abs(smallest - (expected - 0.3)) < 1e-12)
    #expect(design.segments[2].power == nil && design.segments[2].detectableEffect == nil)
  }

  @Test func plansChangeSizes() throws {
    let clients = MadePilot.clients([5_000, 5_000])
    var plan = MadePilot.mean
    let plain = try MadePilot.design(plan, clients).segments[0].groupSize
    // R: power.t.test(delta = .5, power = .8)$n is 63.77.
    #expect(plain == 64)
    plan.expectedLoss = 0.2
    #expect(try MadePilot.design(plan, clients).segments[0].groupSize == 80)
    plan.isCorrected = true
    #expect(try MadePilot.design(plan, clients).level == 0.025)
    #expect(try MadePilot.design(plan, clients).segments[0].groupSize > 90)
    plan.maximumGroupSize = 12
    let limited = try MadePilot.design(plan, clients).segments[0]
    #expect(limited.groupSize == 12 && limited.feasibility == .limitedSize)
    plan.effect = 1e-9
    plan.maximumGroupSize = nil
    #expect(try MadePilot.design(plan, clients).segments[0].groupSize == 2_500)
  }

  /// A fall is looked for below, and may be invisible.
  @Test func fallsAreLookedForBelow() throws {
    let plan = PilotPlan(outcome: .share(baseline: 0.1), effect: -0.05)
    let design = try MadePilot.design(plan, MadePilot.clients([300, 20]))
    #expect((design.segments[0].detectableEffect ?? 0) < -0.05)
    #expect(design.segments[1].groupSize == 10 && design.segments[1].detectableEffect == nil)
  }

  @Test func excludedClientsAreNeverDrawn() throws {
    let clients =
      MadePilot.clients([60, 9]) { $0 % 3 == 0 }
      + [
        PilotClient(identifier: "x", segment: nil),
        PilotClient(identifier: "y", segment: nil, isExcluded: true),
      ]
    for seed: UInt64 in 0..<20 {
      let design = try MadePilot.design(MadePilot.share, clients, seed: seed)
      let excluded = Set(clients.filter { $0.isExcluded || $0.segment == nil }.map(\.identifier))
      #expect(excluded.isDisjoint(with: drawn(design)))
      #expect(design.segments.map(\.excluded) == [20, 3])
      #expect(design.clients == PilotClientCounts(read: 71, excluded: 24, withoutSegment: 1))
    }
  }

  @Test func strataHaveAsManyInEachGroup() throws {
    var plan = MadePilot.share
    plan.maximumGroupSize = 20
    let design = try MadePilot.design(plan, MadePilot.clients([90, 31], strata: 3))
    for segment in design.segments {
      for stratum in segment.strata {
        #expect(stratum.test.count == stratum.control.count)
        let share = Double(stratum.eligible) / Double(segment.eligible)
        #expect(abs(Double(stratum.test.count) - share * Double(segment.groupSize)) <= 1)
      }
    }
    #expect(design.segments[0].groupSize == 20 && design.segments[1].groupSize == 15)
  }

  @Test func smallStrataAreDrawnTogether() throws {
    let clients = (0..<20).map {
      PilotClient(identifier: "\($0)", segment: "A", stratum: [$0 < 11 ? "large" : "own \($0)"])
    }
    let strata = try MadePilot.design(MadePilot.share, clients).segments[0].strata
    #expect(strata.map(\.values) == [["large"], []] && strata.map(\.eligible) == [11, 9])
    #expect(strata.map(\.test.count) == [5, 4])
  }

  @Test func theOrderOfTheRowsDoesNotMatter() throws {
    let clients = MadePilot.clients([90, 41, 17], strata: 4) { $0 % 7 == 0 }
    let design = try MadePilot.design(MadePilot.share, clients)
    for seed: UInt64 in 1...5 {
      var stream = RandomStream(seed: seed, purpose: .example)
      let order = stream.permutation(of: clients.count)
      #expect(try MadePilot.design(MadePilot.share, order.map { clients[$0] }) == design)
    }
    var plan = MadePilot.share
    plan.maximumGroupSize = 8
    #expect(
      drawn(try MadePilot.design(plan, clients))
        != drawn(try MadePilot.design(plan, clients, seed: 7)))
  }

  /// Each client is in each group as often as any other: 10 of 40 in each, 600 seeds.
  @Test func everyClientHasTheSameChance() throws {
    var plan = MadePilot.share
    plan.maximumGroupSize = 10
    var tested: [String: Int] = [:]
    var chosen: [String: Int] = [:]
    for seed: UInt64 in 0..<600 {
      let stratum = try MadePilot.design(plan, MadePilot.clients([40]), seed: seed).segments[0]
        .strata[0]
      for client in stratum.test { tested[client, default: 0] += 1 }
      for client in stratum.test + stratum.control { chosen[client, default: 0] += 1 }
    }
    // Four and a half standard deviations of binomials of 600 draws.
    #expect(tested.count == 40 && tested.values.allSatisfy { abs($0 - 150) < 48 })
    #expect(chosen.values.allSatisfy { abs($0 - 300) < 55 })
  }

  @Test func placesAreSharedInProportion() {
    #expect(PilotDesigner.quotas(10, sizes: [40, 40, 20]) == [4, 4, 2])
    #expect(PilotDesigner.quotas(5, sizes: [7, 7, 7]) == [2, 2, 1])
    #expect(PilotDesigner.quotas(7, sizes: [10, 13, 20]) == [2, 2, 3])
    #expect(PilotDesigner.quotas(9, sizes: [5, 13]) == [2, 6])
    #expect(PilotDesigner.quotas(3, sizes: [1, 1, 6]) == [0, 0, 3])
    #expect(PilotDesigner.quotas(0, sizes: []) == [])
  }

  @Test func nobodyToDrawIsToldInCounts() {
    let clients = MadePilot.clients([3, 2, 1]) + [PilotClient(identifier: "x", segment: nil)]
    #expect(throws: PilotError.nobodyToDraw(clients: 7, excluded: 0, withoutSegment: 1)) {
      try MadePilot.design(MadePilot.share, clients)
    }
    #expect(throws: PilotError.self) { try MadePilot.design(MadePilot.share, []) }
  }
}
