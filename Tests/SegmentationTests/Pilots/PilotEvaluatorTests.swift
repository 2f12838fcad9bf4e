import Segmentation
import Statistics
import TestSupport
import Testing

@Suite struct PilotEvaluatorTests {
  /// Two segments of 40 and 20 clients; every second, or every fourth of the controls, says yes.
  @Test func sharesAreThoseOfTheGroups() throws {
    let design = try MadePilot.design(MadePilot.share, MadePilot.clients([40, 20]))
    let results = MadePilot.results(design) { _, isTest, place in
      place % (isTest ? 2 : 4) == 0 ? 1 : 0
    }
    let found = PilotEvaluator(design).evaluate(results)
    let first = try #require(found.segments.first)
    #expect(first.test == PilotArm(drawn: 20, observed: 20, mean: 0.5, standardDeviation: nil))
    #expect(first.control.mean == 0.25 && first.obstacle == nil && first.missingDifference == nil)
    let expected = ProportionDifference([
      TwoProportions(test: Proportion(10, of: 20), control: Proportion(5, of: 20))
    ])
    #expect(first.effect?.difference == 0.25)
    #expect(first.effect?.lower == expected.interval(level: 0.95).lower)
    #expect(first.effect?.pValue == expected.pValue)
    // 5 of 10 and 3 of 10, weighted 40 to 20.
    #expect(abs((found.overall.effect?.difference ?? 0) - (0.25 * 40 + 0.2 * 20) / 60) < 1e-15)
    #expect(found.overall.coverage == 1 && found.heterogeneity?.degreesOfFreedom == 1)
    let p = found.segments.compactMap { $0.effect?.pValue }
    #expect(found.segments.compactMap(\.adjustedPValue) == HolmCorrection.corrected(p))
  }

  @Test func meansAreComparedWithinStrata() throws {
    let design = try MadePilot.design(MadePilot.mean, MadePilot.clients([24], strata: 3))
    let results = MadePilot.results(design) { _, isTest, place in
      Double(place * place % 7) + (isTest ? 3 : 0)
    }
    let strata = design.segments[0].strata.map { stratum in
      (
        stratum.test.compactMap { results.values[$0] },
        stratum.control.compactMap { results.values[$0] }
      )
    }
    let found = try #require(PilotEvaluator(design).evaluate(results).segments[0].effect)
    #expect(abs(found.difference - TwoGroupDefinitions.withinStrata(strata)) < 1e-12)
  }

  /// Clients count where they were drawn; those without an outcome are left out and told.
  @Test func missingOutcomesAreTold() throws {
    let design = try MadePilot.design(MadePilot.share, MadePilot.clients([60, 40]))
    let results = MadePilot.results(design) { segment, isTest, place in
      if segment == "A", isTest ? place < 12 : place < 1 { return nil }
      return place % 2 == 0 ? 1 : 0
    }
    let found = PilotEvaluator(design).evaluate(results)
    let first = found.segments[0]
    #expect(first.test.missing == 12 && first.control.missing == 1)
    let lost = try #require(first.missingDifference)
    #expect(abs(lost.difference - 11.0 / 30) < 1e-15 && lost.pValue < 0.01)
    // 9 of 30 against 14 of 30: the twelve and the one missing count as no.
    #expect(abs((first.effectIfMissingAreNo?.difference ?? 0) + 5.0 / 30) < 1e-12)
    #expect(found.segments[1].missingDifference == nil)
    #expect((found.overall.missingDifference?.pValue ?? 1) < 0.01)
    #expect(found.overall.effectIfMissingAreNo != nil)
  }

  @Test func groupsThatCannotBeJudgedAreNot() throws {
    let design = try MadePilot.design(MadePilot.share, MadePilot.clients([40, 30, 20, 10, 1]))
    let results = MadePilot.results(design) { segment, isTest, place in
      switch segment {
      case "A": return Double(place % 2)
      case "B": return isTest ? nil : 1
      case "C": return isTest ? 0 : nil
      default: return place == 0 || isTest ? 1 : nil
      }
    }
    let found = PilotEvaluator(design).evaluate(results)
    #expect(
      found.segments.map(\.obstacle) == [nil, .noTest, .noControl, .singleOutcome, .notInPilot])
    #expect(found.segments.dropFirst().allSatisfy { $0.conclusion == .tooFewToTell })
    #expect(found.segments.dropFirst().allSatisfy { $0.effect == nil && $0.adjustedPValue == nil })
    #expect(found.overall.effect?.difference == found.segments[0].effect?.difference)
    #expect(found.segments[0].adjustedPValue == found.segments[0].effect?.pValue)
    #expect(abs(found.overall.coverage - 40.0 / 101) < 1e-15 && found.heterogeneity == nil)
    let nothing = PilotEvaluator(design).evaluate(
      MadePilot.results(design) { _, isTest, _ in isTest ? 1 : nil })
    #expect(nothing.overall.effect == nil && nothing.overall.conclusion == .tooFewToTell)
    let flat = try MadePilot.design(MadePilot.mean, MadePilot.clients([40]))
    let constant = PilotEvaluator(flat).evaluate(MadePilot.results(flat) { _, _, _ in 4 })
    #expect(constant.segments[0].obstacle == .noSpread)
  }

  /// A stratum left with one group is put to another, and nobody is lost.
  @Test func strataOfOneGroupAreJoined() {
    let strata = [
      PilotStratumOutcomes(test: [1], control: []),
      PilotStratumOutcomes(test: [2, 3], control: [4]),
      PilotStratumOutcomes(test: [], control: [5]),
    ]
    let joined = PilotStratumOutcomes.joined(strata)
    #expect(joined.map(\.test) == [[2, 3], [1]] && joined.map(\.control) == [[4], [5]])
    let lone = PilotStratumOutcomes.joined(Array(strata.prefix(2)))
    #expect(lone.map(\.test) == [[2, 3, 1]] && lone.map(\.control) == [[4]])
  }

  @Test func conclusionsFollowTheirRule() {
    func conclusion(
      _ difference: Double, _ half: Double, _ p: Double, adjusted: Double? = nil,
      effect: Double = 0.1
    ) -> PilotConclusion {
      PilotConclusion(
        PilotEffect(
          difference: difference, lower: difference - half, upper: difference + half, pValue: p),
        adjustedPValue: adjusted ?? p,
        plan: PilotPlan(outcome: .share(baseline: 0.3), effect: effect))
    }
    #expect(conclusion(0.12, 0.05, 0.001) == .works)
    #expect(conclusion(0.12, 0.11, 0.03, adjusted: 0.09) == .noProof)
    #expect(conclusion(0.02, 0.05, 0.4) == .noProof)
    #expect(conclusion(0.05, 0.12, 0.4) == .tooFewToTell)
    #expect(conclusion(-0.12, 0.1, 0.02, adjusted: 0.2) == .seemsToHarm)
    #expect(conclusion(-0.12, 0.1, 0.02, effect: -0.05) == .works)
    #expect(conclusion(0.12, 0.1, 0.02, effect: -0.05) == .seemsToHarm)
    #expect(PilotConclusion(nil, adjustedPValue: nil, plan: MadePilot.share) == .tooFewToTell)
  }

  /// By rules that part the clients by their numbers: those of 0 gain, the others do not; the segments
  /// cannot see it.
  @Test func theFirmsRulesAreJudgedBesideTheSegments() throws {
    let design = try MadePilot.design(MadePilot.share, MadePilot.clients([120, 120]))
    let drawn = design.segments.flatMap(\.strata).flatMap { $0.test + $0.control }
    let tested = Set(design.segments.flatMap(\.strata).flatMap(\.test))
    var rules: [String: String] = [:]
    var values: [String: Double] = [:]
    for (place, client) in drawn.enumerated() {
      rules[client] = place % 2 == 0 ? "gain" : "none"
      values[client] = tested.contains(client) && place % 2 == 0 ? 1 : place % 3 == 0 ? 1 : 0
    }
    rules[drawn[0]] = nil
    let found = PilotEvaluator(design).evaluate(
      PilotResults(values: values), rules: PilotRuleSegments(name: "r", segments: rules))
    let told = try #require(found.rules)
    #expect(told.separation == .rules && told.withoutSegment == 1)
    #expect(told.segments.map(\.name).sorted() == ["gain", "none"])
    #expect(told.segments.reduce(0) { $0 + $1.test.drawn + $1.control.drawn } == drawn.count - 1)
    #expect((told.heterogeneity?.pValue ?? 1) < 0.001 && (found.heterogeneity?.pValue ?? 0) > 0.05)
  }
}
