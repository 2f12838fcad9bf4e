/// Names segments by what distinguishes them most, as a collaborator of the firm would.
///
///     SegmentNamer().names(for: profile.segments, language: .french).map(\.text)
///     // ["TPE connectées à forts échanges", "Artisans au papier", "Professions libérales exonérées"]
///
/// A noun (size or activity, where one dominates) and the traits with the largest
/// |v| · coverage · (1 + exclusivity)/2 · weight, one per theme. A noun that says nothing by itself takes two traits when
/// the second is nearly as marked as the first, another noun takes one. Segments of the same name
/// then take their next trait, those that are not shared by all of them first, until they differ;
/// where nothing is left to say, a numeral tells them apart. A segment that nothing marks is
/// *close to the average*. Columns the lexicon does not know are named by their header.
///
/// Names use only the training profiles, so held-out clients have no say in them.
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
    return numbered(drafts.map { composer.name($0) })
  }

  private func extendUntilDifferent(_ drafts: inout [NameDraft], _ composer: NameComposer) {
    var changed = true
    while changed {
      changed = false
      let texts = drafts.map { composer.text($0) }
      for text in Set(texts).sorted() {
        let group = texts.indices.filter { texts[$0] == text }
        guard group.count > 1 else { continue }
        let shared = sharedWords(group.map { drafts[$0] })
        for index in group
        where drafts[index].extend(avoiding: shared, maximum: rules.thresholds.maximumTraitCount) {
          changed = true
        }
      }
    }
  }

  /// Candidates that every draft has, which cannot tell them apart.
  private func sharedWords(_ drafts: [NameDraft]) -> [TraitCandidate.Words] {
    guard let first = drafts.first else { return [] }
    return first.candidates.map(\.words).filter { words in
      drafts.allSatisfy { draft in draft.candidates.contains { $0.words == words } }
    }
  }

  private func numbered(_ names: [SegmentName]) -> [SegmentName] {
    var used = Set<String>()
    return names.map { name in
      guard !used.insert(name.text).inserted else { return name }
      var numeral = 2
      while !used.insert("\(name.text) \(numeral)").inserted { numeral += 1 }
      return SegmentName(
        segment: name.segment, text: "\(name.text) \(numeral)", nounPhrase: nil,
        gender: name.gender, traits: name.traits)
    }
  }
}

/// A name in the making.
struct NameDraft: Sendable {
  let segment: Int
  let head: HeadCandidate
  let candidates: [TraitCandidate]
  private(set) var chosen: [Int]

  init(profile: SegmentProfile, head: HeadCandidate, candidates: [TraitCandidate]) {
    self.segment = profile.segment
    self.head = head
    self.candidates = candidates
    var count = min(1, candidates.count)
    if !head.isTelling, candidates.count > 1, candidates[1].score >= 0.5 * candidates[0].score {
      count = 2
    }
    chosen = Array(0..<count)
  }

  var chosenCandidates: [TraitCandidate] { chosen.map { candidates[$0] } }

  /// Takes the next candidate; `false` when there is none or the name is long enough.
  mutating func extend(avoiding shared: [TraitCandidate.Words], maximum: Int) -> Bool {
    let free = candidates.indices.filter { !chosen.contains($0) }
    guard chosen.count < maximum,
      let next = free.first(where: { !shared.contains(candidates[$0].words) })
    else { return false }
    chosen.append(next)
    return true
  }
}
