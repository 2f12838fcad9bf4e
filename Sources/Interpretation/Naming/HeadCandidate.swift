import Tables

/// The noun that a segment's figures allow.
struct HeadCandidate: Sendable {
  let noun: String
  /// Themes that the noun already tells.
  let themes: Set<String>
  let trait: NamedTrait?
  /// Whether the noun says something by itself: `Clients` and `TPE` do not.
  let isTelling: Bool
}

extension TraitCandidates {
  /// PME by median headcount or turnover; else the activity that dominates; else TPE where a size
  /// is known; else clients.
  func head(of profile: SegmentProfile) -> HeadCandidate {
    let headcount = numeric(.headcount, profile)
    let turnover = numeric(.turnover, profile)
    let pmeTrait = [headcount, turnover].compactMap { $0 }
      .max { abs($0.vTest ?? 0) < abs($1.vTest ?? 0) }
    if let pmeTrait, pmeTrait.vTest ?? 0 >= thresholds.vTest,
      headcount?.segment.median ?? 0 >= thresholds.pmeHeadcount
        || turnover?.segment.median ?? 0 >= thresholds.pmeTurnover
    {
      return HeadCandidate(
        noun: "pme", themes: ["size", "form"], trait: highTrait(pmeTrait), isTelling: true)
    }
    if let activity = activityHead(profile) { return activity }
    if headcount != nil || turnover != nil || hasCategory(.sizeCategory, profile) {
      return HeadCandidate(noun: "tpe", themes: [], trait: nil, isTelling: false)
    }
    return HeadCandidate(noun: "clients", themes: [], trait: nil, isTelling: false)
  }

  private func activityHead(_ profile: SegmentProfile) -> HeadCandidate? {
    let groups = grouped(profile.categories)
    var best: HeadCandidate?
    for rule in rules.heads {
      for condition in rule.conditions {
        for traits in groups {
          guard let head = head(rule, condition, traits) else { continue }
          if head.trait?.vTest ?? 0 > best?.trait?.vTest ?? 0 { best = head }
        }
      }
    }
    return best
  }

  private func head(
    _ rule: HeadRule, _ condition: LevelCondition, _ traits: [CategoryTrait]
  ) -> HeadCandidate? {
    guard let variable = traits.first?.variable,
      let known = rules.columns.column(variable), known.key == condition.variable
    else { return nil }
    let matching = matching(condition.levels, known, traits)
    guard let counts = union(matching.map(\.counts)), let v = counts.vTest,
      v >= thresholds.vTest, counts.inSegment >= thresholds.coverage,
      counts.inSegment >= thresholds.headLift * counts.overall
    else { return nil }
    return HeadCandidate(
      noun: rule.noun, themes: ["activity", "form"],
      trait: NamedTrait(
        variable: variable, kind: .levels(matching.filter { $0.counts.both > 0 }.map(\.level)),
        text: "", vTest: v, coverage: counts.inSegment, exclusivity: counts.ofLevel),
      isTelling: true)
  }

  private func numeric(_ column: KnownColumn, _ profile: SegmentProfile) -> NumericTrait? {
    profile.numeric.first { $0.variable.known == column }
  }

  private func hasCategory(_ column: KnownColumn, _ profile: SegmentProfile) -> Bool {
    profile.categories.contains { $0.variable.known == column }
  }

  private func highTrait(_ trait: NumericTrait) -> NamedTrait {
    NamedTrait(
      variable: trait.variable, kind: .high, text: "", vTest: trait.vTest ?? 0,
      coverage: trait.above.coverage, exclusivity: trait.above.exclusivity)
  }
}
