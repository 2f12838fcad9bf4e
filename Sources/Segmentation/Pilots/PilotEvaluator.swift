import Statistics

/// Judges a pilot by its results.
///
///     let evaluation = PilotEvaluator(design).evaluate(results)
///     evaluation.segments[0].effect?.lower, evaluation.segments[0].conclusion
///
/// Clients count in the group they were drawn for, whatever was done with them (intention to treat).
/// Those without an outcome are left out of the effect, counted, and compared between groups. In each
/// segment: ``Statistics/ProportionDifference`` or ``Statistics/MeanDifference`` within the design's
/// strata; Holm's adjustment over the segments that can be judged. Over all: the segments' effects
/// weighted by their clients who may be drawn, what the action would do if it were done everywhere.
/// Between segments: ``Statistics/EffectHeterogeneity``.
public struct PilotEvaluator: Sendable {
  public let design: PilotDesign

  public init(_ design: PilotDesign) { self.design = design }

  private var plan: PilotPlan { design.plan }
  private var level: Double { 1 - plan.alpha }

  /// - Parameter rules: the firm's segment of each client, by identifier.
  public func evaluate(
    _ results: PilotResults, rules: PilotRuleSegments? = nil
  ) -> PilotEvaluation {
    let judged = judge(groups, results)
    let effects = effects(judged)
    let heterogeneity = PilotEstimate.heterogeneity(judged.compactMap(\.estimate))
    return PilotEvaluation(
      plan: plan, level: level, segments: effects, overall: overall(judged),
      heterogeneity: heterogeneity,
      rules: rules.map { self.rules($0, results, segments: heterogeneity) })
  }

  private var groups: [PilotGroup] {
    design.segments.map { segment in
      PilotGroup(
        name: segment.name, weight: Double(segment.eligible),
        strata: segment.strata.map { PilotGroup.Stratum(test: $0.test, control: $0.control) })
    }
  }

  private func judge(_ groups: [PilotGroup], _ results: PilotResults) -> [JudgedGroup] {
    groups.map { JudgedGroup($0, results, isShare: plan.outcome.isShare) }
  }

  private func effects(_ judged: [JudgedGroup]) -> [PilotGroupEffect] {
    let found = judged.map { $0.estimate?.effect(level: level) }
    let adjusted = HolmCorrection.corrected(found.map { $0?.pValue })
    return judged.indices.map { index in
      let group = judged[index]
      return PilotGroupEffect(
        name: group.group.name, test: group.test, control: group.control, effect: found[index],
        obstacle: group.obstacle, adjustedPValue: adjusted[index],
        conclusion: PilotConclusion(
          found[index], adjustedPValue: adjusted[index], plan: plan),
        missingDifference: group.missing?.effect(level: level),
        effectIfMissingAreNo: group.estimateIfMissingAreNo?.effect(level: level))
    }
  }

  private func overall(_ judged: [JudgedGroup]) -> PilotOverall {
    let usable = judged.filter { $0.estimate != nil }
    let total = judged.reduce(0) { $0 + $1.group.weight }
    let covered = usable.reduce(0) { $0 + $1.group.weight }
    let effect = sum(usable, \.estimate)
    let hasMissing = judged.contains { $0.missing != nil }
    return PilotOverall(
      test: PilotArm(judged.map(\.test)), control: PilotArm(judged.map(\.control)),
      effect: effect,
      conclusion: PilotConclusion(effect, adjustedPValue: effect?.pValue, plan: plan),
      coverage: total > 0 ? covered / total : 0,
      missingDifference: hasMissing ? missingDifference(judged) : nil,
      effectIfMissingAreNo: hasMissing && plan.outcome.isShare
        ? sum(usable) { $0.estimateIfMissingAreNo ?? $0.estimate } : nil)
  }

  private func sum(
    _ judged: [JudgedGroup], _ estimate: (JudgedGroup) -> PilotEstimate?
  ) -> PilotEffect? {
    let total = judged.reduce(0) { $0 + $1.group.weight }
    return PilotEstimate.sum(
      judged.compactMap(estimate), weights: judged.map { $0.group.weight / total }, level: level)
  }

  /// Over all clients drawn, each segment a stratum.
  private func missingDifference(_ judged: [JudgedGroup]) -> PilotEffect? {
    let strata = judged.filter { $0.test.drawn > 0 && $0.control.drawn > 0 }.map { group in
      TwoProportions(
        test: Proportion(group.test.missing, of: group.test.drawn),
        control: Proportion(group.control.missing, of: group.control.drawn))
    }
    guard !strata.isEmpty else { return nil }
    let found = ProportionDifference(strata)
    return PilotEffect(found.difference, found.interval(level: level), pValue: found.pValue)
  }

  // MARK: Rules

  private func rules(
    _ rules: PilotRuleSegments, _ results: PilotResults, segments: EffectHeterogeneity?
  ) -> PilotRuleEffects {
    let judged = judge(groups(by: rules), results)
    let heterogeneity = PilotEstimate.heterogeneity(judged.compactMap(\.estimate))
    func differs(_ found: EffectHeterogeneity?) -> Bool { (found?.pValue ?? 1) <= plan.alpha }
    let separation: PilotSeparation =
      switch (differs(segments), differs(heterogeneity)) {
      case (true, true): .both
      case (true, false): .segments
      case (false, true): .rules
      case (false, false): .neither
      }
    let drawn = design.segments.flatMap(\.strata).flatMap { $0.test + $0.control }
    return PilotRuleEffects(
      name: rules.name, segments: effects(judged), heterogeneity: heterogeneity,
      withoutSegment: drawn.count { rules.segments[$0] == nil }, separation: separation)
  }

  /// The segments of the design are strata of the firm's: as many clients of each went to one group as to
  /// the other, and what sets segments apart is not to be taken for an effect.
  private func groups(by rules: PilotRuleSegments) -> [PilotGroup] {
    let drawn = design.segments.flatMap(\.strata).flatMap { $0.test + $0.control }
    let names = NamedPartition(
      column: rules.name, texts: drawn.compactMap { rules.segments[$0] }
    ).names
    return names.map { name in
      let strata = design.segments.map { segment in
        PilotGroup.Stratum(
          test: segment.strata.flatMap(\.test).filter { rules.segments[$0] == name },
          control: segment.strata.flatMap(\.control).filter { rules.segments[$0] == name })
      }
      return PilotGroup(
        name: name,
        weight: Double(strata.reduce(0) { $0 + $1.test.count + $1.control.count }),
        strata: strata.filter { !$0.test.isEmpty || !$0.control.isEmpty })
    }
  }
}

extension PilotArm {
  /// Several groups as one, by their outcomes.
  init(_ arms: [PilotArm]) {
    let observed = arms.reduce(0) { $0 + $1.observed }
    let sum = arms.reduce(0) { $0 + ($1.mean ?? 0) * Double($1.observed) }
    self.init(
      drawn: arms.reduce(0) { $0 + $1.drawn }, observed: observed,
      mean: observed > 0 ? sum / Double(observed) : nil, standardDeviation: nil)
  }
}

/// The firm's own segment of clients, by identifier.
public struct PilotRuleSegments: Sendable, Equatable {
  public let name: String
  public let segments: [String: String]

  public init(name: String, segments: [String: String]) {
    self.name = name
    self.segments = segments
  }
}
