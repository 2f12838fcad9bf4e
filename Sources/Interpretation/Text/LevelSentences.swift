/// What share of a segment has a level, against the portfolio.
struct LevelSentences {
  let wording: Wording
  let name: SegmentName

  private var isFrench: Bool { wording.language == .french }
  private var numbers: NumberStyle { wording.numbers }
  private var isFeminine: Bool { name.gender == .feminine }

  /// `Parmi eux, 83 % facturent sous Word ou Excel contre 21 % dans l’ensemble.`
  ///
  /// - Parameter whose: the clients that made the segment, said where their number is not the
  ///   segment's.
  func sentence(_ unions: [NamedUnion], _ levels: [CategoryTrait], whose: Int?) -> [String] {
    let said =
      unions.map { Statement(text: $0.text(share: share($0.counts.inSegment)), $0.counts.overall) }
      + levels.map { Statement(text: text($0), $0.overall) }
    guard !said.isEmpty else { return [] }
    let statements = said.enumerated().map { position, statement in
      statement.text
        + wording.against(numbers.share(statement.overall), saysWhole: position == 0)
    }
    let among =
      whose.map { wording.amongTraining($0, isOpening: true) }
      ?? (isFrench ? (isFeminine ? "Parmi elles, " : "Parmi eux, ") : "Among them, ")
    return [among + wording.joined(statements) + "."]
  }

  /// `Aucun n’a « oui » pour Loyal, contre 30 % dans l’ensemble.`
  func absenceSentences(_ levels: [CategoryTrait], whose: Int?) -> [String] {
    levels.enumerated().map { position, trait in
      let among =
        position == 0 ? whose.map { wording.amongTraining($0, isOpening: true) } ?? "" : ""
      let told =
        absence(trait) + "," + wording.against(numbers.share(trait.overall), saysWhole: true) + "."
      return among.isEmpty ? WordKey.capitalised(told) : among + told
    }
  }

  private func absence(_ trait: CategoryTrait) -> String {
    guard trait.counts.both == 0, wording.words(trait.variable) == nil else {
      let only = trait.inSegment < 0.005 ? "" : isFrench ? "seulement " : "only "
      return only + text(trait)
    }
    let label = wording.label(trait.variable).text
    return isFrench
      ? (isFeminine ? "aucune" : "aucun") + " n’a «\u{A0}oui\u{A0}» pour \(label)"
      : "none has “yes” for \(label)"
  }

  private struct Statement {
    let text: String
    let overall: Double

    init(text: String, _ overall: Double) {
      self.text = text
      self.overall = overall
    }
  }

  private func share(_ fraction: Double) -> String { numbers.share(fraction) }

  /// `83 % facturent sous Word ou Excel`
  private func text(_ trait: CategoryTrait) -> String {
    let share = share(trait.inSegment)
    let words = wording.words(trait.variable)
    if trait.variable.kind == .yesNo, let clause = words?.yes { return share + " " + clause }
    if let clause = wording.levelWords(trait.level, of: trait.variable)?.clause {
      return share + " " + clause
    }
    let label = wording.label(trait.variable)
    let level = wording.level(trait.level, of: trait.variable)
    switch (trait.variable.kind, isFrench) {
    case (.yesNo, true): return "\(share) ont «\u{A0}oui\u{A0}» pour \(label.text)"
    case (.yesNo, false): return "\(share) have “yes” for \(label.text)"
    case (_, true): return "\(share) ont «\u{A0}\(level)\u{A0}» pour \(label.text)"
    case (_, false): return "\(share) have “\(level)” for \(label.text)"
    }
  }
}

extension Wording {
  func against(_ reference: String, saysWhole: Bool) -> String {
    if language == .french { return " contre \(reference)" + (saysWhole ? " dans l’ensemble" : "") }
    return " against \(reference)" + (saysWhole ? " overall" : "")
  }

  /// Statements that hold commas of their own read best with one before the last.
  func joined(_ statements: [String]) -> String {
    guard statements.count > 1, let last = statements.last else { return statements.first ?? "" }
    return statements.dropLast().joined(separator: ", ")
      + (language == .french ? ", et " : ", and ") + last
  }

  /// `Parmi les 83 clients qui ont formé le segment, `, or `chez les 83 clients …` inside a sentence.
  func amongTraining(_ count: Int, isOpening: Bool) -> String {
    let clients = numbers.count(count, "client", "clients")
    return language == .french
      ? (isOpening ? "Parmi" : "chez") + " les \(clients) qui ont formé le segment, "
      : (isOpening ? "Of" : "over") + " the \(clients) that made the segment, "
  }
}
