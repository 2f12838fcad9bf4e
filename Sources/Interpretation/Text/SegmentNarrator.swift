/// Writes what a segment is, in a paragraph that a partner of the firm can read aloud.
///
///     SegmentNarrator(language: .french).paragraph(for: profile.segments[0], among: profile.segments, names: names)
///
/// Size and share; what a word of the name stands for, where it puts several levels together; the
/// categories, then the figures that mark the segment most, each against the whole portfolio; what
/// hardly anybody has; what sets it apart from the segment with the nearest centroid. Every statement
/// is a figure of the profile: no cause, no superlative. A median is told where it differs in the
/// direction of the means, the mean otherwise, and the sentence says which.
public struct SegmentNarrator: Sendable, Codable, Equatable {
  public let wording: Wording
  public let figureCount: Int
  public let categoryCount: Int

  public init(
    language: Language, columns: WordedColumns = .accountingFirm, lexicon: Lexicon? = nil,
    figureCount: Int = 3, categoryCount: Int = 2
  ) {
    wording = Wording(language: language, columns: columns, lexicon: lexicon)
    self.figureCount = figureCount
    self.categoryCount = categoryCount
  }

  /// - Parameters:
  ///   - profiles: all segments, to compare with the neighbour.
  ///   - names: one per segment.
  ///   - saysSize: whether to begin with the size, which a card may show already.
  ///   - saysWhose: whether to say that the figures are the training clients', where the card's size
  ///     counts the held-out clients too.
  public func paragraph(
    for profile: SegmentProfile, among profiles: [SegmentProfile], names: [SegmentName],
    saysSize: Bool = true, saysWhose: Bool = false
  ) -> String {
    let name =
      names.first { $0.segment == profile.segment }
      ?? SegmentName(segment: profile.segment, custom: "\(profile.segment + 1)")
    guard profile.size > 1, profiles.count > 1 else { return opening(profile, name) }
    var sentences = saysSize ? [opening(profile, name)] : []
    let whose = saysWhose ? profile.size : nil
    let told = told(profile, name)
    let levels = LevelSentences(wording: wording, name: name)
    sentences += levels.sentence(told.unions, told.present, whose: whose)
    let isFirst = told.unions.isEmpty && told.present.isEmpty
    sentences += figureSentences(
      told.figures, name, saysWhole: isFirst, whose: isFirst ? whose : nil)
    sentences += levels.absenceSentences(
      told.absent, whose: isFirst && told.figures.isEmpty ? whose : nil)
    if isFirst && told.figures.isEmpty && told.absent.isEmpty { sentences.append(nothingMarked) }
    if let neighbour = profiles.first(where: { $0.segment == profile.neighbour }),
      let other = names.first(where: { $0.segment == neighbour.segment })
    {
      sentences += NeighbourComparison(wording: wording).sentence(
        profile, neighbour, name: name, neighbourName: other)
    }
    return sentences.joined(separator: " ")
  }

  /// What a paragraph tells, chosen.
  private struct Told {
    let unions: [NamedUnion]
    let present: [CategoryTrait]
    /// Levels that hardly anybody has: not the first thing to say of a segment.
    let absent: [CategoryTrait]
    let figures: [ToldFigure]
  }

  private func told(_ profile: SegmentProfile, _ name: SegmentName) -> Told {
    let selection = TraitSelection(wording: wording)
    let unions = NamedUnion.unions(of: name, in: profile, wording)
    var themes = Set(unions.map(\.theme))
    let levels = selection.levels(
      profile, count: max(categoryCount - unions.count, 0), themes: &themes)
    var figures = selection.figures(profile, count: figureCount, themes: &themes)
    // Levels alone do not say how large the clients are, nor what they bring.
    if figures.isEmpty && !(levels.isEmpty && unions.isEmpty) && figureCount > 0 {
      figures = selection.slightFigure(profile, themes: themes)
    }
    let absent = levels.filter { $0.inSegment < Self.absenceShare }
    return Told(
      unions: unions, present: levels.filter { $0.inSegment >= Self.absenceShare },
      absent: figures.isEmpty ? absent : Array(absent.prefix(1)), figures: figures)
  }

  private static let absenceShare = 0.05
}

extension SegmentNarrator {
  private var isFrench: Bool { wording.language == .french }
  private var numbers: NumberStyle { wording.numbers }

  private var nothingMarked: String {
    isFrench
      ? "Aucune variable ne l’écarte nettement de l’ensemble du portefeuille."
      : "No variable sets it clearly apart from the portfolio as a whole."
  }

  private func opening(_ profile: SegmentProfile, _ name: SegmentName) -> String {
    let share = numbers.share(profile.share)
    let clients = numbers.count(profile.size, "client", "clients")
    if profile.size > 1, profile.share < 1, let noun = name.runningPhrase {
      return isFrench
        ? "Les \(noun) sont \(numbers.integer(profile.size)), soit \(share) du portefeuille."
        : "There are \(numbers.integer(profile.size)) \(noun), \(share) of the portfolio."
    }
    if profile.share >= 1 {
      return isFrench
        ? "Le portefeuille forme un seul segment de \(clients)."
        : "The portfolio is one segment of \(clients)."
    }
    return isFrench
      ? "Le segment «\u{A0}\(name.text)\u{A0}» compte \(clients), soit \(share) du portefeuille."
      : "The segment “\(name.text)” has \(clients), \(share) of the portfolio."
  }
}

extension SegmentNarrator {
  /// One sentence of medians, one of means.
  private func figureSentences(
    _ figures: [ToldFigure], _ name: SegmentName, saysWhole: Bool, whose: Int?
  ) -> [String] {
    var (saysWhole, whose) = (saysWhole, whose)
    return [Statistic.median, .mean].compactMap { statistic in
      let group = figures.filter { $0.statistic == statistic }
      guard !group.isEmpty else { return nil }
      let statements = group.map { figure in
        defer { saysWhole = false }
        return clause(figure, name) + (readsZero(figure) ? "," : "")
          + wording.against(figure.referenceText, saysWhole: saysWhole)
      }
      defer { whose = nil }
      return statisticOpening(statistic)
        + (whose.map { wording.amongTraining($0, isOpening: false) } ?? "")
        + wording.joined(statements) + "."
    }
  }

  private func statisticOpening(_ statistic: Statistic) -> String {
    switch (statistic, isFrench) {
    case (.median, true): "En médiane, "
    case (.mean, true): "En moyenne, "
    case (.median, false): "At the median, "
    case (.mean, false): "On average, "
    }
  }

  private func readsZero(_ figure: ToldFigure) -> Bool {
    wording.displayed(figure.value, figure.digits) == 0
      && wording.words(figure.trait.variable)?.zero != nil
  }

  private func verb(_ variable: ProfiledVariable) -> String {
    let isPlural =
      variable.namesake.flatMap { wording.lexicon.variables[$0.rawValue] }?.isPlural ?? false
    return isFrench ? (isPlural ? " valent " : " vaut ") : (isPlural ? " are " : " is ")
  }

  private func clause(_ figure: ToldFigure, _ name: SegmentName) -> String {
    let variable = figure.trait.variable
    let words = wording.words(variable)
    guard let clause = (readsZero(figure) ? words?.zero : nil) ?? words?.clause else {
      let label = wording.label(variable)
      let subject = variable.namesake == nil ? label.text : label.definite
      return subject + verb(variable) + figure.text
    }
    let they = isFrench ? (name.gender == .feminine ? "elles" : "ils") : "they"
    return Template(clause).filled(they: they, value: figure.text) { singular, plural in
      numbers.plural(wording.displayed(figure.value, figure.digits), singular, plural)
    }
  }
}

/// A clause of the lexicon with its places filled.
struct Template {
  let text: String

  init(_ text: String) { self.text = text }

  /// `{they}`, `{value}` and `{singular|plural}` replaced; anything else in braces is kept.
  func filled(they: String, value: String, plural: (String, String) -> String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let place = rest[rest.index(after: open)..<close]
      let forms = place.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      switch (place, forms.count) {
      case ("they", _): result += they
      case ("value", _): result += value
      case (_, 2): result += plural(forms[0], forms[1])
      default: result += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
