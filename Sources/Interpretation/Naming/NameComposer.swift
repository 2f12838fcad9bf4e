/// Puts a noun and traits into words.
///
/// French: noun, adjectives, complements (`TPE connectées à forts échanges`). English: adjectives,
/// noun, complements (`Connected small businesses with many invoices`).
struct NameComposer {
  let lexicon: Lexicon

  private var isFrench: Bool { lexicon.language == .french }

  func text(_ draft: NameDraft) -> String {
    WordKey.capitalised(phrase(draft, noun(draft).text))
  }

  func name(_ draft: NameDraft) -> SegmentName {
    let noun = noun(draft)
    let head = draft.head.trait.map { $0.worded(noun.text) }
    let traits = draft.chosenCandidates.map { $0.trait.worded(words($0.words, noun.gender)) }
    return SegmentName(
      segment: draft.segment, text: text(draft), nounPhrase: phrase(draft, noun.running),
      gender: noun.gender, traits: (head.map { [$0] } ?? []) + traits)
  }

  private func noun(_ draft: NameDraft) -> Noun {
    // A segment that nothing marks is of plain clients: "TPE proches de la moyenne" would say
    // that a size was found.
    let plain = Noun("clients")
    if draft.head.trait == nil, draft.candidates.isEmpty {
      return lexicon.nouns["clients"] ?? plain
    }
    return lexicon.nouns[draft.head.noun] ?? lexicon.nouns["clients"] ?? plain
  }

  private func phrase(_ draft: NameDraft, _ noun: String) -> String {
    let gender = self.noun(draft).gender
    let chosen = draft.chosenCandidates
    if chosen.isEmpty, draft.head.trait == nil {
      return noun + (isFrench ? " proches de la moyenne" : " close to the average")
    }
    let adjectives = chosen.filter { isAdjective($0.words) }.map { words($0.words, gender) }
    let complements = complements(chosen.map(\.words))
    if isFrench {
      return ([noun + suffix(adjectives)] + complements.prefix(1)).joined(separator: " ")
        + complements.dropFirst().map { ", " + $0 }.joined()
    }
    return (adjectives.isEmpty ? "" : adjectives.joined(separator: ", ") + " ") + noun
      + complements.prefix(1).map { " " + $0 }.joined()
      + complements.dropFirst().map { ", " + $0 }.joined()
  }

  private func suffix(_ adjectives: [String]) -> String {
    adjectives.isEmpty ? "" : " " + NumberStyle(.french).list(adjectives)
  }

  private func isAdjective(_ words: TraitCandidate.Words) -> Bool {
    guard case .phrase(let key) = words else { return false }
    return lexicon.phrases[key]?.role == .adjective
  }

  /// Headers of the same direction go together: `à forts Grocery et Milk`.
  private func complements(_ words: [TraitCandidate.Words]) -> [String] {
    var result: [String] = []
    for direction in [true, false] {
      let headers = words.compactMap { word -> String? in
        guard case .level(let header, direction) = word else { return nil }
        return header
      }
      if !headers.isEmpty { result.append(levelPhrase(headers, isHigh: direction)) }
    }
    for word in words where !isAdjective(word) {
      if case .level = word { continue }
      result.append(self.words(word, .masculine))
    }
    return result
  }

  private func words(_ words: TraitCandidate.Words, _ gender: Gender) -> String {
    switch words {
    case .phrase(let key): lexicon.phrases[key]?.agreeing(with: gender) ?? key
    case .level(let header, let isHigh): levelPhrase([header], isHigh: isHigh)
    case .member(let name, true): (isFrench ? "avec " : "with ") + name
    case .member(let name, false): (isFrench ? "sans " : "without ") + name
    }
  }

  private func levelPhrase(_ headers: [String], isHigh: Bool) -> String {
    let list = NumberStyle(lexicon.language).list(headers)
    guard isFrench else { return (isHigh ? "with high " : "with low ") + list }
    let word = isHigh ? "fort" : "faible"
    return "à " + word + (headers.count > 1 ? "s " : " ") + list
  }
}

extension NamedTrait {
  func worded(_ text: String) -> NamedTrait {
    NamedTrait(
      variable: variable, kind: kind, text: text, vTest: vTest, coverage: coverage,
      exclusivity: exclusivity)
  }
}
