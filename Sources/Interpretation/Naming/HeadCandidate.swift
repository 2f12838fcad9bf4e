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
  /// PME by median headcount or turnover; else the activity of most; else TPE where most are known to
  /// be; else clients. A noun must hold for most of the training clients and, where there are enough
  /// of them, for most of the held-out clients.
  func head(of profile: SegmentProfile) -> HeadCandidate {
    if let head = pmeHead(profile) ?? activityHead(profile) { return head }
    return HeadCandidate(
      noun: isOfSmallBusinesses(profile) ? "tpe" : "clients", themes: [], trait: nil,
      isTelling: false)
  }

  private func pmeHead(_ profile: SegmentProfile) -> HeadCandidate? {
    let sizes = sizes(profile)
    let marked = sizes.map(\.trait).max { abs($0.vTest ?? 0) < abs($1.vTest ?? 0) }
    guard let marked, marked.vTest ?? 0 >= thresholds.vTest,
      sizes.contains(where: { median(of: $0.trait, reaches: $0.bound) })
    else { return nil }
    return HeadCandidate(
      noun: "pme", themes: ["size", "form"], trait: highTrait(marked), isTelling: true)
  }

  private struct Size {
    let trait: NumericTrait
    /// From which a client is a PME.
    let bound: Double
  }

  private func sizes(_ profile: SegmentProfile) -> [Size] {
    [
      numeric(.headcount, profile).map { Size(trait: $0, bound: thresholds.pmeHeadcount) },
      numeric(.turnover, profile).map { Size(trait: $0, bound: thresholds.pmeTurnover) },
    ].compactMap { $0 }
  }

  private func median(of trait: NumericTrait, reaches bound: Double) -> Bool {
    trait.segment.median >= bound
  }

  private func isOfSmallBusinesses(_ profile: SegmentProfile) -> Bool {
    let sizes = sizes(profile)
    if !sizes.isEmpty {
      return sizes.allSatisfy { $0.trait.segment.median < $0.bound }
    }
    let categories = profile.categories.filter { $0.variable.known == .sizeCategory }
    guard let variable = categories.first?.variable, let known = rules.columns.column(variable)
    else { return false }
    return describesMost(matching(["micro"], known, categories), of: profile)
  }
}

// MARK: - Activity

extension TraitCandidates {
  private func activityHead(_ profile: SegmentProfile) -> HeadCandidate? {
    let groups = grouped(profile.categories)
    var best: HeadCandidate?
    for rule in rules.heads {
      for condition in rule.conditions {
        for traits in groups {
          guard let head = head(rule, condition, traits, profile) else { continue }
          if head.trait?.vTest ?? 0 > best?.trait?.vTest ?? 0 { best = head }
        }
      }
    }
    return best
  }

  private func head(
    _ rule: HeadRule, _ condition: LevelCondition, _ traits: [CategoryTrait],
    _ profile: SegmentProfile
  ) -> HeadCandidate? {
    guard let variable = traits.first?.variable,
      let known = rules.columns.column(variable), known.key == condition.variable
    else { return nil }
    let matching = matching(condition.levels, known, traits)
    guard let counts = union(matching.map(\.counts)), let v = counts.vTest,
      v >= thresholds.vTest, counts.inSegment >= thresholds.headLift * counts.overall,
      describesMost(matching, of: profile)
    else { return nil }
    return HeadCandidate(
      noun: rule.noun, themes: ["activity", "form"],
      trait: NamedTrait(
        variable: variable, kind: .levels(matching.filter { $0.counts.both > 0 }.map(\.level)),
        text: "", vTest: v, coverage: counts.inSegment, exclusivity: counts.ofLevel),
      isTelling: true)
  }

  /// Whether more than half of the segment's training clients have one of the levels, clients
  /// without a value counted as not having it. Held-out clients have no say in a name: it is
  /// learnt, and is to be tried on them.
  private func describesMost(_ traits: [CategoryTrait], of profile: SegmentProfile) -> Bool {
    2 * traits.reduce(0) { $0 + $1.counts.both } > profile.size
  }

  private func numeric(_ column: KnownColumn, _ profile: SegmentProfile) -> NumericTrait? {
    profile.numeric.first { $0.variable.known == column }
  }

  private func highTrait(_ trait: NumericTrait) -> NamedTrait {
    NamedTrait(
      variable: trait.variable, kind: .high, text: "", vTest: trait.vTest ?? 0,
      coverage: trait.above.coverage, exclusivity: trait.above.exclusivity)
  }
}
