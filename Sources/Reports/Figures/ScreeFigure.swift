import Interpretation

/// How much of the differences between clients each factor axis carries, and which axes were kept.
public struct ScreeFigure: Figure {
  /// Of the inertia, 0…1, decreasing.
  public var shares: [Double]
  public var keptCount: Int
  /// What each axis would carry in a table without structure, when that is the rule.
  public var reference: [Double]?

  public init(shares: [Double], keptCount: Int, reference: [Double]? = nil) {
    precondition(0...shares.count ~= keptCount, "no more axes kept than there are")
    self.shares = shares
    self.keptCount = keptCount
    self.reference = reference
  }

  public func summary(_ language: Language) -> String {
    let words = FigureWords(language: language)
    let kept = shares.prefix(keptCount).reduce(0, +)
    return "\(keptCount) × \(words.axis) (\(words.kept)) : \(NumberText(language).percent(kept))"
  }

  public func panels(_ language: Language) -> [SVG] {
    let shown = Array(shares.prefix(20))
    let pitch = min(30, 540 / Double(max(shown.count, 1)))
    let width = 64 + pitch * Double(max(shown.count, 6))
    var svg = SVG(width: width, height: 220, minimumWidth: min(width, 380))
    let y = Scale(covering: [0, (shown + (reference ?? [])).max() ?? 1], from: 170, to: 14)
    let ticks = Ticks(within: y.domain, count: 4)
    for value in ticks.values {
      svg.line(from: Point(48, y(value)), to: Point(width - 8, y(value)), class: "grid")
      let label = NumberText(language).percent(value, digits: ticks.step < 0.01 ? 1 : 0)
      svg.text(label, at: Point(42, y(value) + 4), class: "small", anchor: .end)
    }
    for (i, share) in shown.enumerated() {
      let x = 52 + pitch * Double(i)
      let box = Rectangle(x: x, y: y(share), width: pitch - 5, height: max(170 - y(share), 0.5))
      svg.rectangle(
        box, class: i < keptCount ? "dot" : "bar", radius: 1,
        title: "\(i + 1) : \(NumberText(language).percent(share, digits: 1))")
      if i < keptCount || shown.count <= 12 || i % 2 == 0 {
        svg.text(
          "\(i + 1)", at: Point(x + (pitch - 5) / 2, 185),
          class: i < keptCount ? "strong" : "small", anchor: .middle)
      }
    }
    drawReference(y, pitch: pitch, count: shown.count, on: &svg)
    drawLegend(on: &svg, language)
    return [svg]
  }
}

extension ScreeFigure {
  private func drawReference(_ y: Scale, pitch: Double, count: Int, on svg: inout SVG) {
    guard let reference else { return }
    let points = reference.prefix(count).enumerated().map { i, value in
      Point(52 + pitch * Double(i) + (pitch - 5) / 2, y(value))
    }
    svg.polyline(points, class: "limit")
  }

  private func drawLegend(on svg: inout SVG, _ language: Language) {
    let words = FigureWords(language: language)
    var x = 52.0
    var entries = [("dot", words.kept)]
    if keptCount < shares.count { entries.append(("bar", words.notKept)) }
    for (name, text) in entries {
      svg.rectangle(Rectangle(x: x, y: 202, width: 10, height: 10), class: name, radius: 1)
      svg.text(text, at: Point(x + 14, 211), class: "small")
      x += TextWidth.of(text, size: 11) + 26
    }
    guard reference != nil else { return }
    svg.line(from: Point(x, 207), to: Point(x + 18, 207), class: "limit")
    svg.text(words.byChance, at: Point(x + 22, 211), class: "small")
  }
}
