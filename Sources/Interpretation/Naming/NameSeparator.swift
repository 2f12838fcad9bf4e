/// What tells apart segments that would have the same name: where they differ from one another, which
/// their profiles against the portfolio do not show.
///
/// A level that most of some have and most of the others do not: `en révision`; a quantity, told by
/// comparison: `à effectif plus élevé`, `à effectif plus bas`. The largest difference decides, in
/// portfolio standard deviations or as Cohen's h; ties go to levels, then to the first variable.
struct NameSeparator {
  let rules: NamingRules

  private struct Parting {
    /// One for each draft; `nil` for those that the trait does not hold for.
    let traits: [TraitCandidate?]
    let theme: String
    let size: Double
  }

  /// The trait that each draft takes; `nil` where nothing separates them.
  func parting(_ drafts: [NameDraft]) -> [TraitCandidate?]? {
    guard let first = drafts.first else { return nil }
    let profiles = drafts.map(\.profile)
    let levels = TraitCandidates(rules: rules).grouped(first.profile.categories)
      .flatMap { levelPartings($0, profiles) }
    let all =
      (levels + first.profile.numeric.compactMap { quantityParting($0, profiles) })
      .filter { $0.size >= rules.thresholds.separation }
    let told = drafts.flatMap(\.chosenCandidates)
    let compared = themes(told.filter { $0.isComparison })
    // What the names already tell is compared only where nothing else differs, and once.
    return largest(all.filter { !themes(told).contains($0.theme) })
      ?? largest(all.filter { !compared.contains($0.theme) })
  }

  private func themes(_ traits: [TraitCandidate]) -> Set<String> { Set(traits.map(\.theme)) }

  private func largest(_ partings: [Parting]) -> [TraitCandidate?]? {
    let size = partings.map(\.size).max()
    return partings.first { $0.size == size }?.traits
  }
}

// MARK: - Levels

extension NameSeparator {
  private func levelPartings(
    _ traits: [CategoryTrait], _ profiles: [SegmentProfile]
  ) -> [Parting] {
    guard let variable = traits.first?.variable else { return [] }
    let own = profiles.map { $0.categories.filter { $0.variable == variable } }
    guard let known = rules.columns.column(variable) else {
      return traits.compactMap { trait in
        let counts = own.map { $0.first { $0.level == trait.level }?.counts }
        let words = words(trait.level, variable)
        return parting(words, variable, theme: variable.key, levels: [trait.level], counts)
      }
    }
    return rules.traits.filter { $0.variable == known.key }.compactMap { rule in
      let counts = own.map { self.counts(rule.condition, known, $0) }
      return parting(
        .phrase(rule.phrase), variable, theme: known.theme,
        levels: self.levels(rule, known, traits),
        counts)
    }
  }

  private func words(_ level: String, _ variable: ProfiledVariable) -> TraitCandidate.Words {
    switch variable.kind {
    case .yesNo: .member(variable.name, isPresent: true)
    case .set: .member(level, isPresent: true)
    default: .value(header: variable.name, level: level)
    }
  }

  private func levels(
    _ rule: TraitRule, _ known: WordedColumn, _ traits: [CategoryTrait]
  ) -> [String] {
    guard case .levels(let keys) = rule.condition else { return traits.map(\.level) }
    return TraitCandidates(rules: rules).matching(keys, known, traits).map(\.level)
  }

  private func counts(
    _ condition: TraitRule.Condition, _ known: WordedColumn, _ traits: [CategoryTrait]
  ) -> CategoryCounts? {
    let reader = TraitCandidates(rules: rules)
    switch condition {
    case .levels(let keys):
      return reader.union(reader.matching(keys, known, traits).map(\.counts))
    case .yes: return reader.yes(traits)?.counts
    case .no: return reader.yes(traits)?.counts.complement
    case .high, .low: return nil
    }
  }

  /// Most of some segments have it, most of the others do not.
  private func parting(
    _ words: TraitCandidate.Words, _ variable: ProfiledVariable, theme: String, levels: [String],
    _ counts: [CategoryCounts?]
  ) -> Parting? {
    let known = counts.compactMap { $0 }
    let coverage = rules.thresholds.coverage
    guard known.count == counts.count,
      let least = known.map(\.inSegment).filter({ $0 > coverage }).min(),
      let most = known.map(\.inSegment).filter({ $0 <= coverage }).max()
    else { return nil }
    let traits = known.map { count -> TraitCandidate? in
      guard count.inSegment > coverage else { return nil }
      return TraitCandidate(
        words: words, theme: theme,
        trait: NamedTrait(
          variable: variable, kind: .levels(levels), text: "", vTest: count.vTest ?? 0,
          coverage: count.inSegment, exclusivity: count.ofLevel), score: 0)
    }
    return Parting(traits: traits, theme: theme, size: cohenH(least, most))
  }
}

// MARK: - Quantities

extension NameSeparator {
  /// The segments above the middle of the range of their means, and those below.
  private func quantityParting(_ trait: NumericTrait, _ profiles: [SegmentProfile]) -> Parting? {
    let own = profiles.compactMap { $0.numeric.first { $0.variable == trait.variable } }
    let means = own.map(\.segment.mean)
    guard own.count == profiles.count, trait.overall.deviation > 0,
      let low = means.min(), let high = means.max(), low < high
    else { return nil }
    let middle = low + (high - low) / 2
    let (above, below) = (means.filter { $0 > middle }.min(), means.filter { $0 <= middle }.max())
    let known = rules.columns.column(trait.variable)
    let theme = known?.theme ?? trait.variable.key
    let traits = own.map { side -> TraitCandidate? in
      let isMore = side.segment.mean > middle
      let share = isMore ? side.above : side.below
      return TraitCandidate(
        words: .comparison(key: known?.key, header: trait.variable.name, isMore: isMore),
        theme: theme,
        trait: NamedTrait(
          variable: trait.variable, kind: isMore ? .high : .low, text: "",
          vTest: side.vTest ?? 0, coverage: share.coverage, exclusivity: share.exclusivity),
        score: 0)
    }
    return Parting(
      traits: traits, theme: theme,
      size: ((above ?? high) - (below ?? low)) / trait.overall.deviation)
  }
}
