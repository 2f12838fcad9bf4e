import Tables

/// A trait that could qualify a segment's noun.
struct TraitCandidate: Sendable {
  enum Words: Sendable, Equatable {
    /// A phrase of the lexicon.
    case phrase(String)
    /// `forts en X`, `faibles en X`
    case level(header: String, isHigh: Bool)
    /// `avec X`, `sans X`
    case member(String, isPresent: Bool)
    /// `de X level`
    case value(header: String, level: String)
    /// Against a segment of the same name: `à effectif plus élevé`. The key is that of the lexicon,
    /// `nil` for a header that it does not know.
    case comparison(key: String?, header: String, isMore: Bool)
  }

  let words: Words
  let theme: String
  let trait: NamedTrait
  /// |v| · coverage · (1 + exclusivity)/2 · weight: a trait that few members share does not name
  /// them, one that everybody shares names them badly.
  let score: Double

  var isComparison: Bool {
    if case .comparison = words { return true }
    return false
  }
}

/// Reads a profile for what its name could be made of.
struct TraitCandidates {
  let rules: NamingRules

  var thresholds: NamingThresholds { rules.thresholds }

  /// In decreasing order of score, ties by position; one per theme.
  func candidates(for profile: SegmentProfile, excluding themes: Set<String>) -> [TraitCandidate] {
    let all = numericCandidates(profile) + categoryCandidates(profile)
    let ordered = all.indices.sorted {
      all[$0].score != all[$1].score ? all[$0].score > all[$1].score : $0 < $1
    }
    var taken = themes
    return ordered.map { all[$0] }.filter { taken.insert($0.theme).inserted }
  }

  private static func score(_ v: Double, _ share: TraitShare, weight: Double) -> Double {
    abs(v) * share.coverage * (1 + (share.exclusivity ?? 0)) / 2 * weight
  }

  private func numericCandidates(_ profile: SegmentProfile) -> [TraitCandidate] {
    profile.numeric.flatMap { trait -> [TraitCandidate] in
      guard let v = trait.vTest, abs(v) >= thresholds.vTest,
        abs(trait.standardisedDifference) >= thresholds.standardisedDifference
      else { return [] }
      let side = v > 0 ? trait.above : trait.below
      guard side.coverage >= thresholds.coverage else { return [] }
      let known = rules.columns.column(trait.variable)
      let isHigh = v > 0
      let matching = rules.traits.filter {
        $0.variable == known?.key && $0.condition == (isHigh ? .high : .low)
      }
      let named = { (text: String) in
        NamedTrait(
          variable: trait.variable, kind: isHigh ? .high : .low, text: text, vTest: v,
          coverage: side.coverage, exclusivity: side.exclusivity)
      }
      guard let known else {
        return [
          TraitCandidate(
            words: .level(header: trait.variable.name, isHigh: isHigh), theme: trait.variable.key,
            trait: named(""), score: Self.score(v, side, weight: 1))
        ]
      }
      return matching.map {
        TraitCandidate(
          words: .phrase($0.phrase), theme: known.theme, trait: named(""),
          score: Self.score(v, side, weight: $0.weight))
      }
    }
  }
}

extension TraitCandidates {
  private func categoryCandidates(_ profile: SegmentProfile) -> [TraitCandidate] {
    grouped(profile.categories).flatMap { traits -> [TraitCandidate] in
      guard let variable = traits.first?.variable else { return [] }
      if let known = rules.columns.column(variable) {
        return rules.traits.filter { $0.variable == known.key }
          .compactMap { knownCandidate($0, known, traits, variable) }
      }
      return traits.compactMap { unknownCandidate($0, variable) }
    }
  }

  private func knownCandidate(
    _ rule: TraitRule, _ known: WordedColumn, _ traits: [CategoryTrait],
    _ variable: ProfiledVariable
  ) -> TraitCandidate? {
    let words = TraitCandidate.Words.phrase(rule.phrase)
    switch rule.condition {
    case .levels(let keys):
      let matching = matching(keys, known, traits)
      guard let counts = union(matching.map(\.counts)) else { return nil }
      return candidate(
        words, theme: known.theme, variable: variable, kind: .levels(matching.map(\.level)),
        counts: counts, weight: rule.weight)
    case .yes:
      return yes(traits).flatMap {
        candidate(
          words, theme: known.theme, variable: variable, kind: .yes, counts: $0.counts,
          weight: rule.weight)
      }
    case .no:
      return yes(traits).flatMap {
        candidate(
          words, theme: known.theme, variable: variable, kind: .no, counts: $0.counts.complement,
          weight: rule.weight)
      }
    case .high, .low:
      return nil
    }
  }

  private func unknownCandidate(
    _ trait: CategoryTrait, _ variable: ProfiledVariable
  ) -> TraitCandidate? {
    let isPositive = (trait.vTest ?? 0) > 0
    switch variable.kind {
    case .yesNo:
      return candidate(
        .member(variable.name, isPresent: isPositive), theme: variable.key, variable: variable,
        kind: isPositive ? .yes : .no,
        counts: isPositive ? trait.counts : trait.counts.complement,
        weight: isPositive ? 1 : Self.absenceWeight)
    case .set:
      return candidate(
        .member(trait.level, isPresent: true), theme: variable.key, variable: variable,
        kind: .levels([trait.level]), counts: trait.counts, weight: 1)
    default:
      return candidate(
        .value(header: variable.name, level: trait.level), theme: variable.key,
        variable: variable, kind: .levels([trait.level]), counts: trait.counts, weight: 1)
    }
  }

  /// What clients do not have names them worse than what they have.
  private static let absenceWeight = 0.5

  private func candidate(
    _ words: TraitCandidate.Words, theme: String, variable: ProfiledVariable,
    kind: NamedTrait.Kind, counts: CategoryCounts, weight: Double
  ) -> TraitCandidate? {
    guard let v = counts.vTest, v >= thresholds.vTest, counts.inSegment >= thresholds.coverage,
      cohenH(counts.inSegment, counts.overall) >= thresholds.standardisedDifference
    else { return nil }
    return TraitCandidate(
      words: words, theme: theme,
      trait: NamedTrait(
        variable: variable, kind: kind, text: "", vTest: v, coverage: counts.inSegment,
        exclusivity: counts.ofLevel),
      score: Self.score(
        v, TraitShare(coverage: counts.inSegment, exclusivity: counts.ofLevel), weight: weight))
  }

  /// The only trait of a yes/no column.
  func yes(_ traits: [CategoryTrait]) -> CategoryTrait? {
    traits.first.flatMap { $0.variable.kind == .yesNo ? $0 : nil }
  }

  /// The traits whose level is one of `keys`. The members of a set do not exclude each other and
  /// cannot be counted together: only the most marked one is taken.
  func matching(_ keys: [String], _ known: WordedColumn, _ traits: [CategoryTrait])
    -> [CategoryTrait]
  {
    let all = traits.filter { trait in
      known.level(trait.level).map { keys.contains($0.key) } ?? false
    }
    return traits.first?.variable.kind == .set ? Array(all.prefix(1)) : all
  }

  func union(_ counts: [CategoryCounts]) -> CategoryCounts? {
    guard let first = counts.first else { return nil }
    return counts.dropFirst().reduce(first) { $0.union($1) }
  }

  /// Traits of one variable together, in the order of the file's variables.
  func grouped(_ traits: [CategoryTrait]) -> [[CategoryTrait]] {
    var order: [String] = []
    var groups: [String: [CategoryTrait]] = [:]
    for trait in traits {
      if groups[trait.variable.key] == nil { order.append(trait.variable.key) }
      groups[trait.variable.key, default: []].append(trait)
    }
    return order.compactMap { groups[$0] }
  }
}
