import Interpretation

/// How well each segment comes back when clients are drawn anew: a bar for the bootstrap, marks for
/// the other kinds of samples, and the thresholds of the verdict.
public struct StabilityFigure: Figure {
  public struct Row: Sendable, Equatable {
    public var segment: SegmentKey
    /// Mean Jaccard coefficients, 0…1; `nil` where there are no samples of the kind.
    public var bootstrap: Double
    public var subset: Double?
    public var noise: Double?

    public init(segment: SegmentKey, bootstrap: Double, subset: Double?, noise: Double?) {
      self.segment = segment
      self.bootstrap = bootstrap
      self.subset = subset
      self.noise = noise
    }
  }

  public var rows: [Row]
  /// At or above: stable; below `caution`: not to be trusted.
  public var good: Double
  public var caution: Double

  public init(rows: [Row], good: Double = 0.75, caution: Double = 0.6) {
    self.rows = rows
    self.good = good
    self.caution = caution
  }

  public func summary(_ language: Language) -> String {
    let number = NumberText(language)
    return rows.map { "\($0.segment.name) : \(number.decimal($0.bootstrap, digits: 2))" }
      .joined(separator: ", ")
  }

  public func panels(_ language: Language) -> [SVG] {
    let floor = 22 + 34 * Double(rows.count)
    var svg = SVG(width: 690, height: floor + 44, minimumWidth: 460)
    let x = Scale(covering: [0, 1], from: 250, to: 610)
    let number = NumberText(language)
    for value in [0, 0.25, 0.5, 0.75, 1] {
      svg.line(from: Point(x(value), 16), to: Point(x(value), floor), class: "grid")
      svg.text(
        number.decimal(value, digits: 2), at: Point(x(value), floor + 14), class: "small",
        anchor: .middle)
    }
    for (i, row) in rows.enumerated() { draw(row, x, y: 36 + 34 * Double(i), on: &svg, language) }
    for value in [caution, good] {
      svg.line(from: Point(x(value), 16), to: Point(x(value), floor), class: "limit")
      svg.text(
        number.decimal(value, digits: 2), at: Point(x(value), 11), class: "note", anchor: .middle)
    }
    drawLegend(y: floor + 36, on: &svg, language)
    return [svg]
  }
}

extension StabilityFigure {
  private func draw(_ row: Row, _ x: Scale, y: Double, on svg: inout SVG, _ language: Language) {
    let number = NumberText(language)
    let words = FigureWords(language: language)
    func title(_ name: String, _ value: Double) -> String {
      "\(row.segment.number). \(row.segment.name) · \(name) : \(number.decimal(value, digits: 2))"
    }
    svg.rowLabel(row.segment, middle: y, limit: 240)
    svg.rectangle(
      Rectangle(x: x(0), y: y - 8, width: max(x(row.bootstrap) - x(0), 0.5), height: 16),
      class: "trait \(SVG.fill(row.segment.number))", radius: 2,
      title: title(words.bootstrap, row.bootstrap))
    if let value = row.subset {
      svg.circle(
        Point(x(value), y), radius: 4.5, class: "check", title: title(words.subset, value))
    }
    if let value = row.noise {
      let (cx, r) = (x(value), 5.0)
      svg.path(
        "M\(SVG.coordinate(cx)) \(SVG.coordinate(y - r))"
          + "L\(SVG.coordinate(cx + r)) \(SVG.coordinate(y))"
          + "L\(SVG.coordinate(cx)) \(SVG.coordinate(y + r))"
          + "L\(SVG.coordinate(cx - r)) \(SVG.coordinate(y))Z",
        class: "check", title: title(words.noise, value))
    }
    svg.text(number.decimal(row.bootstrap, digits: 2), at: Point(628, y + 4), class: "strong")
  }

  private func drawLegend(y: Double, on svg: inout SVG, _ language: Language) {
    let words = FigureWords(language: language)
    var left = 150.0
    func label(_ text: String, _ svg: inout SVG) {
      svg.text(text, at: Point(left + 16, y), class: "small")
      left += TextWidth.of(text, size: 11) + 34
    }
    svg.rectangle(Rectangle(x: left - 4, y: y - 9, width: 14, height: 10), class: "bar", radius: 2)
    label(words.bootstrap, &svg)
    svg.circle(Point(left + 5, y - 4), radius: 4.5, class: "check")
    label(words.subset, &svg)
    svg.path(
      "M\(SVG.coordinate(left + 5)) \(SVG.coordinate(y - 9))l5 5l-5 5l-5 -5Z", class: "check")
    label(words.noise, &svg)
  }
}
