import Interpretation

/// What sets a segment apart: bars from the portfolio's value, left below and right above.
///
/// The bar is the difference among the clients that made the segments; the small diamond is the
/// same difference among the clients left aside, which had no part in it. Bars fill the card: the
/// scale is the card's own, but a card of small differences is not blown up to look like a marked
/// one: the scale spans at least `leastSpan`.
public struct TraitBarsFigure: Figure {
  public var segment: SegmentKey
  public var traits: [Trait]

  public init(segment: SegmentKey, traits: [Trait]) {
    self.segment = segment
    self.traits = traits
  }

  public func summary(_ language: Language) -> String {
    let words = FigureWords(language: language)
    return traits.map { "\($0.label) : \($0.value) (\(words.portfolio) : \($0.reference))" }
      .joined(separator: " ; ")
  }

  public func panels(_ language: Language) -> [SVG] {
    let rows = traits.map { Row($0) }
    let height = 6 + rows.reduce(0) { $0 + $1.height }
    var svg = SVG(width: Self.width, height: height, minimumWidth: 350)
    let values = min(rows.map(\.valueWidth).max() ?? 0, Self.valueLimit)
    let bars = bars(from: Self.labelLimit + 14, to: Self.width - values - 14)
    svg.line(from: Point(bars(0), 0), to: Point(bars(0), height), class: "axis")
    var y = 3.0
    for row in rows {
      draw(row, bars, valueX: Self.width - values, y: y, on: &svg, language)
      y += row.height
    }
    return [svg]
  }
}

extension TraitBarsFigure {
  private static let width = 430.0
  private static let labelLimit = 165.0
  private static let valueLimit = 140.0
  private static let leastSpan = 0.8

  private struct Row {
    let trait: Trait
    let lines: [String]

    init(_ trait: Trait) {
      self.trait = trait
      lines = TextWidth.lines(trait.label, size: 12, limit: labelLimit, maximum: 3)
    }

    var height: Double { lines.count > 1 ? 7 + 13 * Double(lines.count) : 22 }
    var valueWidth: Double {
      TextWidth.of(trait.value, size: 12, bold: true) + 6
        + TextWidth.of("(\(trait.reference))", size: 11)
    }
  }

  /// From 0, or from the lowest effect below it, to the highest.
  private func bars(from left: Double, to right: Double) -> Scale {
    let effects = traits.map(\.effect) + traits.compactMap(\.heldOutEffect)
    let (low, high) = (min(effects.min() ?? 0, 0), max(effects.max() ?? 0, 0))
    let missing = max(Self.leastSpan - (high - low), 0)
    return high >= -low
      ? Scale(covering: [low, high + missing], from: left, to: right)
      : Scale(covering: [low - missing, high], from: left, to: right)
  }

  private func draw(
    _ row: Row, _ bars: Scale, valueX: Double, y: Double, on svg: inout SVG, _ language: Language
  ) {
    let trait = row.trait
    let middle = y + row.height / 2
    let first = middle + 4 - 6.5 * Double(row.lines.count - 1)
    for (i, line) in row.lines.enumerated() {
      svg.text(
        line, at: Point(Self.labelLimit, first + 13 * Double(i)), class: "label", anchor: .end,
        title: row.lines.joined(separator: " ") == trait.label ? nil : trait.label)
    }
    drawBar(trait, bars, middle: middle, on: &svg, language)
    svg.text(trait.value, at: Point(valueX, middle + 4), class: "strong")
    let after = valueX + TextWidth.of(trait.value, size: 12, bold: true) + 6
    svg.text("(\(trait.reference))", at: Point(after, middle + 4), class: "small")
  }

  private func drawBar(
    _ trait: Trait, _ bars: Scale, middle: Double, on svg: inout SVG, _ language: Language
  ) {
    let number = NumberText(language)
    let (start, end) = (bars(0), bars(trait.effect))
    var title = "\(trait.label) : \(number.signed(trait.effect, digits: 2))"
    if let heldOut = trait.heldOutEffect {
      let words = FigureWords(language: language)
      title += " · \(words.heldOutClients) : \(number.signed(heldOut, digits: 2))"
    }
    svg.rectangle(
      Rectangle(
        x: min(start, end), y: middle - 6, width: max(abs(end - start), 0.5), height: 12),
      class: "trait \(SVG.fill(segment.number))", radius: 1.5, title: title)
    guard let heldOut = trait.heldOutEffect else { return }
    let x = bars(heldOut)
    let (left, right) = (SVG.coordinate(x - 4), SVG.coordinate(x + 4))
    let (top, bottom) = (SVG.coordinate(middle - 4), SVG.coordinate(middle + 4))
    let (centre, level) = (SVG.coordinate(x), SVG.coordinate(middle))
    svg.path(
      "M\(left) \(level)L\(centre) \(top)L\(right) \(level)L\(centre) \(bottom)Z",
      class: "check", title: title)
  }
}
