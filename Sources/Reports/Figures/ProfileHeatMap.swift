import Interpretation

/// How far each segment stands from the portfolio on each variable: a table of numbers, shaded.
///
/// Values are v-tests or effects; colour goes by steps from blue (below) to orange (above) and stops
/// at ±`cap`; what is under `threshold` in size stays uncoloured.
public struct ProfileHeatMap: Figure {
  public struct Row: Sendable, Equatable {
    public var variable: String
    /// One for each segment; `nil` where undefined.
    public var values: [Double?]

    public init(variable: String, values: [Double?]) {
      self.variable = variable
      self.values = values
    }
  }

  public var segments: [SegmentKey]
  public var rows: [Row]
  public var threshold: Double
  public var cap: Double
  public var digits: Int

  public init(
    segments: [SegmentKey], rows: [Row], threshold: Double = 2, cap: Double, digits: Int = 0
  ) {
    precondition(rows.allSatisfy { $0.values.count == segments.count }, "a value for each segment")
    precondition(0 <= threshold && threshold < cap, "a cap above the threshold")
    self.segments = segments
    self.rows = rows
    self.threshold = threshold
    self.cap = cap
    self.digits = digits
  }

  public func summary(_ language: Language) -> String {
    "\(rows.count) variables × \(segments.count) segments"
  }

  public func panels(_ language: Language) -> [SVG] {
    let labels = rows.map { TextWidth.of($0.variable, size: 12) }
    let left = min(max(labels.max() ?? 0, 90), 360) + 12
    let cell = min(max(390 / Double(max(segments.count, 1)), 36), 72)
    let width = max(left + cell * Double(segments.count) + 4, 450)
    let height = Self.top + Self.rowHeight * Double(rows.count) + 48
    var svg = SVG(width: width, height: height, minimumWidth: max(min(width, 440), width * 0.72))
    for (j, segment) in segments.enumerated() {
      let x = left + (Double(j) + 0.5) * cell
      svg.badge(segment.number, at: Point(x, 12), title: segment.name)
    }
    for (i, row) in rows.enumerated() {
      let y = Self.top + Self.rowHeight * Double(i)
      let name = TextWidth.fitted(row.variable, size: 12, limit: left - 12)
      svg.text(
        name, at: Point(left - 8, y + 16), class: "label", anchor: .end,
        title: name == row.variable ? nil : row.variable)
      for (j, value) in row.values.enumerated() {
        let box = Rectangle(
          x: left + cell * Double(j) + 1, y: y + 1, width: cell - 2, height: Self.rowHeight - 2)
        draw(value, of: row, segments[j], in: box, on: &svg, language)
      }
    }
    drawLegend(width: width, y: height - 40, on: &svg, language)
    return [svg]
  }

  /// 0…8, 4 in the middle: the step of the colour scale that a value falls on.
  package func step(_ value: Double) -> Int {
    let size = abs(value)
    guard size >= threshold, value.isFinite || size == .infinity else { return 4 }
    let reach = min((size - threshold) / (cap - threshold), 1)
    let away = min(Int(reach * 4) + 1, 4)
    return value < 0 ? 4 - away : 4 + away
  }
}

extension ProfileHeatMap {
  private static let top = 28.0
  private static let rowHeight = 25.0

  private func draw(
    _ value: Double?, of row: Row, _ segment: SegmentKey, in box: Rectangle, on svg: inout SVG,
    _ language: Language
  ) {
    let middle = Point(box.x + box.width / 2, box.y + box.height / 2 + 4)
    guard let value else {
      svg.rectangle(box, class: "q4", radius: 2)
      svg.text("–", at: middle, class: "small", anchor: .middle)
      return
    }
    let number = NumberText(language).signed(value, digits: digits)
    let level = step(value)
    svg.rectangle(
      box, class: "q\(level)", radius: 2,
      title: "\(row.variable) · \(segment.number). \(segment.name) : \(number)")
    svg.text(number, at: middle, class: level == 4 ? "faint" : "r\(level)", anchor: .middle)
  }

  private func drawLegend(
    width: Double, y: Double, on svg: inout SVG, _ language: Language
  ) {
    let words = FigureWords(language: language)
    let number = NumberText(language)
    let swatch = 22.0
    let start = (width - swatch * 9) / 2
    for level in 0..<9 {
      let box = Rectangle(x: start + swatch * Double(level), y: y, width: swatch - 1, height: 9)
      svg.rectangle(box, class: "q\(level)")
    }
    let marks: [(Double, Double)] = [(-cap, 1), (-threshold, 4), (threshold, 5), (cap, 8)]
    for (value, boundary) in marks {
      svg.text(
        number.signed(value, digits: digits), at: Point(start + swatch * boundary, y + 22),
        class: "small", anchor: .middle)
    }
    svg.text(words.belowPortfolio, at: Point(start - 8, y + 9), class: "small", anchor: .end)
    svg.text(words.abovePortfolio, at: Point(start + swatch * 9 + 6, y + 9), class: "small")
  }
}
