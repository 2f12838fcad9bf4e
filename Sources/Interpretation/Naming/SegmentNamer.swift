/// Names segments by what distinguishes them most, as a collaborator of the firm would.
///
///     SegmentNamer().names(for: profile.segments, language: .french).map(\.text)
///     // ["TPE connectées à forts échanges", "Artisans au papier", "Professions libérales exonérées"]
///
/// A noun (size or activity, where one describes most of the segment) and the traits with the largest
/// |v| · coverage · (1 + exclusivity)/2 · weight, one per theme. A noun that says nothing by itself
/// takes two traits when the second is nearly as marked as the first, another noun takes one. Segments
/// whose names have the same words, in any order, then take their next trait, those that are not
/// shared by all of them first, until they differ; else what separates them from one another
/// (``NameSeparator``); a numeral where nothing does. A segment that nothing marks is *close to the
/// average*. Columns the lexicon does not know are named by their header.
///
/// Traits are those of the training profiles. Held-out clients only take a noun away, where it does
/// not describe most of them.
public struct SegmentNamer: Sendable, Codable, Equatable {
  public let rules: NamingRules
  /// `nil` for the language's standard words.
  public let lexicon: Lexicon?

  public init(rules: NamingRules = .accountingFirm, lexicon: Lexicon? = nil) {
    self.rules = rules
    self.lexicon = lexicon
  }

  /// One name per profile, in their order, all different.
  public func names(for profiles: [SegmentProfile], language: Language) -> [SegmentName] {
    if profiles.count == 1, let only = profiles.first {
      let text = language == .french ? "Ensemble du portefeuille" : "Whole portfolio"
      return [SegmentName(segment: only.segment, custom: text)]
    }
    let composer = NameComposer(lexicon: lexicon ?? .standard(language))
    let reader = TraitCandidates(rules: rules)
    var drafts = profiles.map { profile in
      let head = reader.head(of: profile)
      return NameDraft(
        profile: profile, head: head,
        candidates: reader.candidates(for: profile, excluding: head.themes))
    }
    extendUntilDifferent(&drafts, composer)
    separate(&drafts, composer)
    return numbered(drafts, composer)
  }

  private func extendUntilDifferent(_ drafts: inout [NameDraft], _ composer: NameComposer) {
    var changed = true
    while changed {
      changed = false
      for group in alike(drafts.map { composer.wordSet($0) }) {
        let shared = sharedWords(group.map { drafts[$0] })
        for index in group
        where drafts[index].extend(avoiding: shared, maximum: rules.thresholds.maximumTraitCount) {
          changed = true
        }
      }
    }
  }

  private func separate(_ drafts: inout [NameDraft], _ composer: NameComposer) {
    var changed = true
    while changed {
      changed = false
      for group in alike(drafts.map { composer.key($0) }) {
        guard let parting = NameSeparator(rules: rules).parting(group.map { drafts[$0] }) else {
          continue
        }
        var parted = drafts
        for (index, trait) in zip(group, parting) { trait.map { parted[index].add($0) } }
        // More names than before: so the loop ends.
        guard
          Set(parted.map { composer.key($0) }).count > Set(drafts.map { composer.key($0) }).count
        else { continue }
        drafts = parted
        changed = true
      }
    }
  }

  /// Positions of equal keys, two or more, in the order in which each key comes first.
  private func alike<Key: Hashable>(_ keys: [Key]) -> [[Int]] {
    Dictionary(grouping: keys.indices) { keys[$0] }.values.filter { $0.count > 1 }
      .sorted { $0[0] < $1[0] }
  }

  /// Candidates that every draft has, which cannot tell them apart.
  private func sharedWords(_ drafts: [NameDraft]) -> [TraitCandidate.Words] {
    guard let first = drafts.first else { return [] }
    return first.candidates.map(\.words).filter { words in
      drafts.allSatisfy { draft in draft.candidates.contains { $0.words == words } }
    }
  }

  private func numbered(_ drafts: [NameDraft], _ composer: NameComposer) -> [SegmentName] {
    var seen: [[String]: Int] = [:]
    var used = Set<String>()
    return drafts.map { draft in
      let name = composer.name(draft)
      var numeral = seen[composer.key(draft), default: 0] + 1
      var text = numeral > 1 ? "\(name.text) \(numeral)" : name.text
      while !used.insert(text).inserted {
        numeral += 1
        text = "\(name.text) \(numeral)"
      }
      seen[composer.key(draft)] = numeral
      guard text != name.text else { return name }
      return SegmentName(
        segment: name.segment, text: text, nounPhrase: nil, gender: name.gender,
        traits: name.traits)
    }
  }
}

/// A name in the making.
struct NameDraft: Sendable {
  let profile: SegmentProfile
  let head: HeadCandidate
  let candidates: [TraitCandidate]
  private(set) var chosenCandidates: [TraitCandidate]

  init(profile: SegmentProfile, head: HeadCandidate, candidates: [TraitCandidate]) {
    self.profile = profile
    self.head = head
    self.candidates = candidates
    var count = min(1, candidates.count)
    if !head.isTelling, candidates.count > 1, candidates[1].score >= 0.5 * candidates[0].score {
      count = 2
    }
    chosenCandidates = Array(candidates.prefix(count))
  }

  /// Takes the next candidate; `false` when there is none or the name is long enough.
  mutating func extend(avoiding shared: [TraitCandidate.Words], maximum: Int) -> Bool {
    let chosen = chosenCandidates.map(\.words)
    guard chosen.count < maximum,
      let next = candidates.first(where: {
        !chosen.contains($0.words) && !shared.contains($0.words)
      })
    else { return false }
    chosenCandidates.append(next)
    return true
  }

  /// Takes a trait that is no candidate: one that holds against segments of the same name. It stands
  /// in place of what the name said of the same thing.
  mutating func add(_ trait: TraitCandidate) {
    chosenCandidates.removeAll { $0.theme == trait.theme }
    chosenCandidates.append(trait)
  }
}
