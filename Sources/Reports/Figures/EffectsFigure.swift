import Interpretation

/// Effects with their intervals, one line a group: a dot, a line as wide as the interval, what it means
/// in words; a rule at no effect, a dashed one at the effect hoped for, a diamond for the whole.
public struct EffectsFigure: Figure {
  public struct Row: Sendable, Equatable {
    public var name: String
    /// `nil` where there is none to show.
    public var effect: Span?
    /// In words, at the right.
    public var conclusion: String
    /// Clients with an outcome.
    public var clients: Int

    public init(name: String, effect: Span?, conclusion: String, clients: Int) {
      self.name = name
      self.effect = effect
      self.conclusion = conclusion
      self.clients = clients
    }
  }

  /// An estimate between its limits, in the units of the axis.
  public struct Span: Sendable, Equatable {
    public var value: Double
    public var lower: Double
    public var upper: Double

    public init(value: Double, lower: Double, upper: Double) {
      self.value = value
      self.lower = lower
      self.upper = upper
    }
  }

  public var rows: [Row]
  /// Below the rows; `nil` for none.
  public var whole: Row?
  public var hopedFor: Double
  /// What the axis counts: `points de oui`.
  public var unit: String
  /// Decimals of the effects written out.
  public var digits: Int

  public init(rows: [Row], whole: Row? = nil, hopedFor: Double, unit: String, digits: Int = 1) {
    self.rows = rows
    self.whole = whole
    self.hopedFor = hopedFor
    self.unit = unit
    self.digits = digits
  }

  public func summary(_ language: Language) -> String {
    (rows + (whole.map { [$0] } ?? [])).map { row in
      "\(row.name) : " + (row.effect.map { told($0, language) } ?? row.conclusion)
    }.joined(separator: ", ")
  }

  public func panels(_ language: Language) -> [SVG] {
    let all = rows + (whole.map { [$0] } ?? [])
    let floor = 26 + Self.step * Double(all.count) + (whole == nil ? 0 : 8)
    var svg = SVG(width: 760, height: floor + 40, minimumWidth: 560)
    let x = Scale(covering: shown(all.compactMap(\.effect)), from: 236, to: 560, margin: 0.03)
    drawAxis(x, floor: floor, on: &svg, language)
    for (i, row) in rows.enumerated() {
      draw(row, x, y: 44 + Self.step * Double(i), isWhole: false, on: &svg, language)
    }
    if let whole {
      let y = 44 + Self.step * Double(rows.count) + 8
      svg.line(from: Point(0, y - 20), to: Point(760, y - 20), class: "axis")
      draw(whole, x, y: y, isWhole: true, on: &svg, language)
    }
    return [svg]
  }

  private static let step = 34.0

  /// What the axis covers: all effects, and the limits but for those of intervals much wider than the
  /// others, which would leave these no room.
  private func shown(_ spans: [Span]) -> [Double] {
    let widths = spans.map { $0.upper - $0.lower }.sorted()
    let usual = widths.isEmpty ? 0 : widths[widths.count / 2]
    return [0, hopedFor]
      + spans.flatMap { span in
        span.upper - span.lower <= 3 * usual ? [span.lower, span.value, span.upper] : [span.value]
      }
  }

  private func told(_ span: Span, _ language: Language) -> String {
    let number = NumberText(language)
    let (low, high) = (
      number.signed(span.lower, digits: digits), number.signed(span.upper, digits: digits)
    )
    let value = number.signed(span.value, digits: digits)
    return language == .french ? "\(value) (de \(low) à \(high))" : "\(value) (\(low) to \(high))"
  }
}

extension EffectsFigure {
  private func drawAxis(_ x: Scale, floor: Double, on svg: inout SVG, _ language: Language) {
    let ticks = Ticks(within: x.domain, count: 6)
    for value in ticks.values {
      let isZero = abs(value) < ticks.step / 2
      svg.line(
        from: Point(x(value), 22), to: Point(x(value), floor), class: isZero ? "error" : "grid")
      svg.text(
        NumberText(language).tick(value, step: ticks.step), at: Point(x(value), floor + 15),
        class: "small", anchor: .middle)
    }
    svg.text(unit, at: Point(398, floor + 33), class: "small", anchor: .middle)
    svg.line(from: Point(x(hopedFor), 16), to: Point(x(hopedFor), floor), class: "limit")
    svg.text(
      FigureWords(language: language).effectHopedFor, at: Point(x(hopedFor), 11), class: "note",
      anchor: .middle)
  }

  private func draw(
    _ row: Row, _ x: Scale, y: Double, isWhole: Bool, on svg: inout SVG, _ language: Language
  ) {
    let lines = TextWidth.lines(row.name, size: 12, bold: isWhole, limit: 222, maximum: 2)
    let first = y + 4 - 7 * Double(lines.count - 1)
    for (i, line) in lines.enumerated() {
      svg.text(
        line, at: Point(0, first + 14 * Double(i)), class: isWhole ? "strong" : "label",
        title: lines.joined(separator: " ") == row.name ? nil : row.name)
    }
    let clients = FigureWords(language: language).client(row.clients)
    if let span = row.effect {
      let title = "\(row.name) · \(told(span, language)) · \(clients)"
      let (low, high) = (max(span.lower, x.domain.lowerBound), min(span.upper, x.domain.upperBound))
      svg.line(from: Point(x(low), y), to: Point(x(high), y), class: "curve")
      drawEnd(Point(x(low), y), isCut: low > span.lower, outwards: -1, on: &svg)
      drawEnd(Point(x(high), y), isCut: high < span.upper, outwards: 1, on: &svg)
      mark(Point(x(span.value), y), isWhole: isWhole, title: title, on: &svg)
    }
    let words = TextWidth.lines(row.conclusion, size: 12, limit: 180, maximum: 2)
    let top = y + 4 - 7 * Double(words.count - 1)
    for (i, line) in words.enumerated() {
      svg.text(
        line, at: Point(576, top + 14 * Double(i)), class: isWhole ? "strong" : "label",
        title: row.effect == nil ? clients : nil)
    }
  }

  /// A stroke across, or an arrow where the interval goes on.
  private func drawEnd(_ at: Point, isCut: Bool, outwards side: Double, on svg: inout SVG) {
    if isCut {
      svg.polyline(
        [Point(at.x - 6 * side, at.y - 4), at, Point(at.x - 6 * side, at.y + 4)], class: "curve")
    } else {
      svg.line(from: Point(at.x, at.y - 4), to: Point(at.x, at.y + 4), class: "curve")
    }
  }

  private func mark(_ at: Point, isWhole: Bool, title: String, on svg: inout SVG) {
    guard isWhole else {
      svg.circle(at, radius: 4.5, class: "dot", title: title)
      return
    }
    let r = 7.0
    svg.path(
      "M\(SVG.coordinate(at.x)) \(SVG.coordinate(at.y - r))"
        + "L\(SVG.coordinate(at.x + r)) \(SVG.coordinate(at.y))"
        + "L\(SVG.coordinate(at.x)) \(SVG.coordinate(at.y + r))"
        + "L\(SVG.coordinate(at.x - r)) \(SVG.coordinate(at.y))Z",
      class: "chosen", title: title)
  }
}
