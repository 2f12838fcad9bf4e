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
    let head = draft.head.trait.map { $0.worded(noun.running) }
    let traits = draft.chosenCandidates.map { $0.trait.worded(words($0.words, noun.gender)) }
    return SegmentName(
      segment: draft.profile.segment, text: text(draft), nounPhrase: phrase(draft, noun.running),
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
    let complements = complements(chosen.map(\.words), gender)
    if isFrench {
      // "tournées vers les entreprises" ends in a noun, to which a complement would seem to belong.
      let endsInNoun = adjectives.last.map { $0.contains(" ") } ?? false
      return noun + suffix(adjectives)
        + complements.prefix(1).map { (endsInNoun ? ", " : " ") + $0 }.joined()
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

  /// What clients are comes first: `de Channel 2`; headers of the same direction go together: `forts
  /// en Grocery et Milk`.
  private func complements(_ words: [TraitCandidate.Words], _ gender: Gender) -> [String] {
    var result = words.compactMap { word -> String? in
      guard case .value(let header, let level) = word else { return nil }
      return valuePhrase(header, level)
    }
    for direction in [true, false] {
      let headers = words.compactMap { word -> String? in
        guard case .level(let header, direction) = word else { return nil }
        return header
      }
      if !headers.isEmpty { result.append(levelPhrase(headers, isHigh: direction, gender)) }
    }
    for word in words where !isAdjective(word) {
      switch word {
      case .level, .value: continue
      default: break
      }
      result.append(self.words(word, gender))
    }
    return result
  }

  private func words(_ words: TraitCandidate.Words, _ gender: Gender) -> String {
    switch words {
    case .phrase(let key): lexicon.phrases[key]?.agreeing(with: gender) ?? key
    case .level(let header, let isHigh): levelPhrase([header], isHigh: isHigh, gender)
    case .member(let name, true): (isFrench ? "avec " : "with ") + name
    case .member(let name, false): (isFrench ? "sans " : "without ") + name
    case .value(let header, let level): valuePhrase(header, level)
    case .comparison(let key, let header, let isMore):
      comparisonPhrase(key.flatMap { lexicon.variables[$0] }, header, isMore: isMore, gender)
    }
  }

  /// The gender of a header is not known: the adjective is the clients'.
  private func levelPhrase(_ headers: [String], isHigh: Bool, _ gender: Gender) -> String {
    let list = NumberStyle(lexicon.language).list(headers)
    guard isFrench else { return (isHigh ? "high in " : "low in ") + list }
    return (isHigh ? gender == .masculine ? "forts" : "fortes" : "faibles") + " en " + list
  }

  /// `de Channel 2`; a level that repeats its header says it once: `de cultivar_1`.
  private func valuePhrase(_ header: String, _ level: String) -> String {
    let repeats = WordKey.folded(level).hasPrefix(WordKey.folded(header))
    let text = repeats ? level : header + " " + level
    return isFrench ? FrenchGrammar.de(text) : "of " + text
  }

  private func comparisonPhrase(
    _ known: VariableWords?, _ header: String, isMore: Bool, _ gender: Gender
  ) -> String {
    guard let known else {
      guard isFrench else { return (isMore ? "higher in " : "lower in ") + header }
      let strong = gender == .masculine ? "forts" : "fortes"
      return (isMore ? "plus " : "moins ") + strong + " en " + header
    }
    guard isFrench else { return (isMore ? "with higher " : "with lower ") + known.label }
    let adjective =
      switch (isMore, known.gender) {
      case (true, .masculine): known.isPlural ? "élevés" : "élevé"
      case (true, .feminine): known.isPlural ? "élevées" : "élevée"
      case (false, .masculine): "bas"
      case (false, .feminine): known.isPlural ? "basses" : "basse"
      }
    return "à \(known.label) plus \(adjective)"
  }
}

extension NameComposer {
  /// The noun and the traits whatever their order: names of the same key say the same thing.
  func key(_ draft: NameDraft) -> [String] {
    let noun = noun(draft)
    return [noun.text] + draft.chosenCandidates.map { words($0.words, noun.gender) }.sorted()
  }

  /// The words of a name, each once: names of the same words read as one another's mirror.
  func wordSet(_ draft: NameDraft) -> Set<String> {
    Set(
      WordKey.folded(phrase(draft, noun(draft).text))
        .split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }
}

extension NamedTrait {
  func worded(_ text: String) -> NamedTrait {
    NamedTrait(
      variable: variable, kind: kind, text: text, vTest: vTest, coverage: coverage,
      exclusivity: exclusivity)
  }
}
