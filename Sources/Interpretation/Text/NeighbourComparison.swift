/// What sets a segment apart from the one nearest to it, and what they share.
struct NeighbourComparison {
  let wording: Wording

  /// A difference in one variable, comparable across kinds.
  private struct Difference {
    let theme: String
    /// |difference of means| in portfolio standard deviations, or Cohen's h of two shares.
    let size: Double
    let text: String
  }

  /// Least size told: half a standard deviation, or h = 0.5, Cohen's "medium" effect.
  private let leastSize = 0.5
  /// Size below which two medians of the size theme are called close.
  private let closeSize = 0.15
  /// Clients of either segment whose value is known, before anything is said of them.
  private let leastKnown = 5

  func sentence(
    _ profile: SegmentProfile, _ neighbour: SegmentProfile, name: SegmentName,
    neighbourName: SegmentName
  ) -> [String] {
    let told = differences(profile, neighbour).filter { $0.size >= leastSize }.prefix(2)
    guard !told.isEmpty else { return [] }
    let list = wording.numbers.list(told.map(\.text))
    let close = closeness(profile, neighbour, excluding: told.map(\.theme))
    if wording.language == .english {
      return ["They differ from the nearest segment, \(called(neighbourName)), in \(list)\(close)."]
    }
    let pronoun = name.gender == .feminine ? "Elles" : "Ils"
    return ["\(pronoun) se distinguent \(ofNearest(neighbourName)) par \(list)\(close)."]
  }

  /// `des artisans au papier, le segment le plus proche,`
  private func ofNearest(_ name: SegmentName) -> String {
    guard let noun = name.runningPhrase else {
      return "du segment le plus proche, «\u{A0}\(name.text)\u{A0}»,"
    }
    return "des \(noun), le segment le plus proche,"
  }

  private func called(_ name: SegmentName) -> String {
    name.runningPhrase.map { "the " + $0 } ?? "“\(name.text)”"
  }

  /// `se distinguent par l’outil`, `differ in invoicing tool`.
  private func called(_ variable: ProfiledVariable) -> String {
    let label = wording.label(variable)
    return wording.language == .french ? label.definite : label.text
  }

  /// A level inside parentheses does without its own: `logiciel en ligne`.
  private func withoutParenthesis(_ level: String) -> String {
    guard level.hasSuffix(")"), let open = level.firstRange(of: " (") else { return level }
    return String(level[..<open.lowerBound])
  }

  /// Decreasing by size, one per theme.
  private func differences(_ a: SegmentProfile, _ b: SegmentProfile) -> [Difference] {
    let all = numericDifferences(a, b) + levelDifferences(a, b)
    let ordered = all.indices.sorted {
      all[$0].size != all[$1].size ? all[$0].size > all[$1].size : $0 < $1
    }
    var themes = Set<String>()
    return ordered.map { all[$0] }.filter { themes.insert($0.theme).inserted }
  }

  private func numericDifferences(_ a: SegmentProfile, _ b: SegmentProfile) -> [Difference] {
    a.numeric.compactMap { trait in
      guard let other = b.numeric.first(where: { $0.variable == trait.variable }),
        trait.overall.deviation > 0,
        min(trait.segment.count, other.segment.count) >= leastKnown,
        let figure = TraitSelection(wording: wording).figure(
          trait, trait.segment, against: other.segment)
      else { return nil }
      return Difference(
        theme: wording.theme(of: trait.variable),
        size: abs(trait.segment.mean - other.segment.mean) / trait.overall.deviation,
        text: called(trait.variable)
          + " (\(statistic(figure.statistic))\(figure.text) \(against) \(figure.referenceText))")
    }
  }

  private func levelDifferences(_ a: SegmentProfile, _ b: SegmentProfile) -> [Difference] {
    a.categories.compactMap { trait in
      guard
        let other = b.categories.first(where: {
          $0.variable == trait.variable && $0.level == trait.level
        }),
        min(trait.counts.segment, other.counts.segment) >= leastKnown,
        trait.inSegment > other.inSegment || trait.variable.kind == .yesNo,
        max(trait.inSegment, other.inSegment) >= 0.4
      else { return nil }
      let shares =
        "\(wording.numbers.share(trait.inSegment)) \(against) "
        + wording.numbers.share(other.inSegment)
      let level =
        trait.variable.kind == .yesNo
        ? "" : withoutParenthesis(wording.level(trait.level, of: trait.variable)) + colon
      return Difference(
        theme: wording.theme(of: trait.variable),
        size: cohenH(trait.inSegment, other.inSegment),
        text: called(trait.variable) + " (\(level)\(shares))")
    }
  }

  /// `; leur chiffre d’affaires est voisin (380 k€ contre 360 k€)`, where the turnover is known.
  private func closeness(
    _ a: SegmentProfile, _ b: SegmentProfile, excluding themes: [String]
  ) -> String {
    guard !themes.contains("size"),
      let trait = a.numeric.first(where: { $0.variable.known == .turnover }),
      let other = b.numeric.first(where: { $0.variable == trait.variable }),
      trait.overall.deviation > 0, trait.segment.median > 0, other.segment.median > 0,
      max(trait.segment.median, other.segment.median)
        <= (1 + closeSize) * min(trait.segment.median, other.segment.median)
    else { return "" }
    let (mine, theirs) = (
      wording.value(trait.segment.median, of: trait.variable),
      wording.value(other.segment.median, of: trait.variable)
    )
    return wording.language == .french
      ? "\u{202F}; leur chiffre d’affaires médian est voisin (\(mine) contre \(theirs))"
      : "; their median turnover is similar (\(mine) against \(theirs))"
  }

  private var against: String { wording.language == .french ? "contre" : "against" }
  private var colon: String { wording.language == .french ? "\u{A0}: " : ": " }

  private func statistic(_ statistic: Statistic) -> String {
    switch (statistic, wording.language) {
    case (.mean, _): ""
    case (.median, .french): "médiane de "
    case (.median, .english): "median "
    }
  }
}
