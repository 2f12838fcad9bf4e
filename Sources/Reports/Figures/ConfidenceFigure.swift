import Interpretation

/// How often clients stay in their segment when clients are drawn anew: for each segment, the share
/// of its clients that nearly always, often, sometimes or rarely do.
public struct ConfidenceFigure: Figure {
  public struct Row: Sendable, Equatable {
    public var segment: SegmentKey
    /// One a client, each in 0…1.
    public var stays: [Double]

    public init(segment: SegmentKey, stays: [Double]) {
      self.segment = segment
      self.stays = stays
    }
  }

  /// Lower bounds of the classes, from the surest.
  public static let bounds = [0.95, 0.75, 0.5, 0]
  private static let classes = ["area", "dots", "flow", "ring"]

  public var rows: [Row]

  public init(rows: [Row]) { self.rows = rows }

  /// The share of the values in each class.
  package static func shares(_ values: [Double]) -> [Double] {
    let counts = bounds.indices.map { index in
      values.count { $0 >= bounds[index] && (index == 0 || $0 < bounds[index - 1]) }
    }
    return counts.map { Double($0) / Double(max(values.count, 1)) }
  }

  public func summary(_ language: Language) -> String {
    let number = NumberText(language)
    let words = FigureWords(language: language)
    return rows.map { row in
      let surest = Self.shares(row.stays).first ?? 0
      return "\(row.segment.name) : \(words.stays[0]) \(number.percent(surest))"
    }.joined(separator: ", ")
  }

  public func panels(_ language: Language) -> [SVG] {
    let floor = 8 + 34 * Double(rows.count)
    var svg = SVG(width: 690, height: floor + 28, minimumWidth: 460)
    let x = Scale(covering: [0, 1], from: 250, to: 680)
    for (i, row) in rows.enumerated() { draw(row, x, y: 22 + 34 * Double(i), on: &svg, language) }
    drawLegend(y: floor + 18, on: &svg, language)
    return [svg]
  }

  private func draw(_ row: Row, _ x: Scale, y: Double, on svg: inout SVG, _ language: Language) {
    let number = NumberText(language)
    let words = FigureWords(language: language)
    svg.rowLabel(row.segment, middle: y, limit: 240)
    var start = 0.0
    for (index, share) in Self.shares(row.stays).enumerated() where share > 0 {
      let box = Rectangle(
        x: x(start), y: y - 10, width: max(x(start + share) - x(start) - 1, 0.5), height: 20)
      let colour = SVG.fill(row.segment.number)
      let outline = index == 3 ? " \(SVG.stroke(row.segment.number))" : ""
      svg.rectangle(
        box, class: "\(Self.classes[index]) \(colour)\(outline)", radius: 2,
        title: "\(row.segment.number). \(row.segment.name) · \(words.stays[index]) : "
          + number.percent(share))
      if box.width > 34 {
        svg.text(
          number.percent(share), at: Point(box.x + box.width / 2, y + 4), class: "small halo",
          anchor: .middle)
      }
      start += share
    }
  }

  private func drawLegend(y: Double, on svg: inout SVG, _ language: Language) {
    let words = FigureWords(language: language)
    var left = 110.0
    for (index, text) in words.stays.enumerated() {
      svg.rectangle(
        Rectangle(x: left, y: y - 9, width: 12, height: 11),
        class: "\(Self.classes[index]) \(SVG.fill(1))" + (index == 3 ? " \(SVG.stroke(1))" : ""),
        radius: 2)
      svg.text(text, at: Point(left + 17, y), class: "small")
      left += TextWidth.of(text, size: 11) + 34
    }
  }
}
