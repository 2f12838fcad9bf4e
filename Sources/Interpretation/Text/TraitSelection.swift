/// A numeric trait chosen for a paragraph, with the figures as they will be read.
struct ToldFigure: Sendable {
  let trait: NumericTrait
  let statistic: Statistic
  let value: Double
  let digits: Int?
  let text: String
  let referenceText: String
}

/// What a paragraph tells: the most marked traits, one per theme, whose figures differ as printed.
struct TraitSelection {
  let wording: Wording
  /// Least |v|.
  var leastVTest = 2.0
  /// Least |difference| in portfolio standard deviations, or Cohen's h.
  var leastDifference = 0.2

  func figures(_ profile: SegmentProfile, count: Int, themes: inout Set<String>) -> [ToldFigure] {
    let marked = profile.numeric.filter {
      abs($0.vTest ?? 0) >= leastVTest && abs($0.standardisedDifference) >= leastDifference
    }
    return figures(of: marked, count: count, themes: &themes)
  }

  /// The most marked figure, though little: a difference that chance would hardly make (|v| ≥ 3), for
  /// one that just passes would read as news.
  func slightFigure(_ profile: SegmentProfile, themes: Set<String>) -> [ToldFigure] {
    var themes = themes
    let systematic = profile.numeric.filter { abs($0.vTest ?? 0) >= max(leastVTest, 3) }
    return figures(of: systematic, count: 1, themes: &themes)
  }

  private func figures(
    of traits: [NumericTrait], count: Int, themes: inout Set<String>
  ) -> [ToldFigure] {
    var told: [ToldFigure] = []
    for trait in traits where told.count < count {
      guard !themes.contains(wording.theme(of: trait.variable)),
        let figure = figure(trait, trait.segment, against: trait.overall)
      else { continue }
      themes.insert(wording.theme(of: trait.variable))
      told.append(figure)
    }
    return told
  }

  /// The preferred statistic when it differs as printed; else the mean; else one more digit; else,
  /// or where medians and means differ in opposite directions, nothing.
  func figure(
    _ trait: NumericTrait, _ segment: NumericSummary, against other: NumericSummary
  ) -> ToldFigure? {
    let known = wording.columns.column(trait.variable)
    let preferred = known?.statistic ?? (trait.variable.kind == .ordinal ? .mean : .median)
    let difference = segment.mean - other.mean
    let format = wording.format(of: trait.variable)
    for (statistic, digits) in [(preferred, nil), (.mean, nil), (.mean, 1), (.mean, 2)] {
      let (value, reference) =
        statistic == .median ? (segment.median, other.median) : (segment.mean, other.mean)
      // Medians one way and means the other: the variable says nothing simple of the segment.
      if (value - reference) * difference < 0 { return nil }
      let text = wording.compared(value, with: reference, as: format, digits: digits)
      let referenceText = wording.formatReference(reference, beside: value, as: format, digits)
      if text != wording.compared(reference, with: value, as: format, digits: digits) {
        return ToldFigure(
          trait: trait, statistic: statistic, value: value, digits: digits, text: text,
          referenceText: referenceText)
      }
    }
    return nil
  }

  /// Levels more frequent than in the portfolio, at least a third of the segment; the *yes* of a
  /// yes/no column in either direction.
  func levels(_ profile: SegmentProfile, count: Int, themes: inout Set<String>) -> [CategoryTrait] {
    var told: [CategoryTrait] = []
    for trait in profile.categories where told.count < count {
      let v = trait.vTest ?? 0
      let isTold =
        trait.variable.kind == .yesNo
        ? abs(v) >= leastVTest : v >= leastVTest && trait.inSegment >= 1.0 / 3
      guard isTold, cohenH(trait.inSegment, trait.overall) >= leastDifference,
        !themes.contains(wording.theme(of: trait.variable)),
        wording.numbers.share(trait.inSegment) != wording.numbers.share(trait.overall)
      else { continue }
      themes.insert(wording.theme(of: trait.variable))
      told.append(trait)
    }
    return told
  }
}
