import Interpretation

/// The share of each segment among the clients that made the segments, and among those left aside.
public struct ShareComparisonFigure: Figure {
  public struct Row: Sendable, Equatable {
    public var segment: SegmentKey
    /// 0…1.
    public var training: Double
    /// One for each group of `groupNames`; `nil` where the group has no client.
    public var heldOut: [Double?]

    public init(segment: SegmentKey, training: Double, heldOut: [Double?]) {
      self.segment = segment
      self.training = training
      self.heldOut = heldOut
    }
  }

  public var groupNames: [String]
  public var rows: [Row]

  public init(groupNames: [String], rows: [Row]) {
    precondition(
      rows.allSatisfy { $0.heldOut.count == groupNames.count }, "a value for each group")
    self.groupNames = groupNames
    self.rows = rows
  }

  public func summary(_ language: Language) -> String {
    let number = NumberText(language)
    return rows.map { row in
      let others = row.heldOut.map { $0.map { number.percent($0) } ?? "–" }
      return "\(row.segment.name) : \(number.percent(row.training)) / "
        + others.joined(separator: ", ")
    }.joined(separator: " ; ")
  }

  public func panels(_ language: Language) -> [SVG] {
    let height = 30 + 32 * Double(rows.count) + 46
    var svg = SVG(width: 680, height: height, minimumWidth: 460)
    let all = rows.flatMap { [$0.training] + $0.heldOut.compactMap { $0 } }
    let x = Scale(covering: [0, (all.max() ?? 1) * 1.05], from: 250, to: 640)
    let floor = 14 + 32 * Double(rows.count)
    drawAxis(x, floor: floor, on: &svg, language)
    for (i, row) in rows.enumerated() {
      draw(row, x, y: 24 + 32 * Double(i), on: &svg, language)
    }
    drawLegend(y: height - 12, on: &svg, language)
    return [svg]
  }
}

extension ShareComparisonFigure {
  private func drawAxis(_ x: Scale, floor: Double, on svg: inout SVG, _ language: Language) {
    let ticks = Ticks(within: x.domain, count: 6)
    for value in ticks.values {
      svg.line(from: Point(x(value), 8), to: Point(x(value), floor), class: "grid")
      svg.text(
        NumberText(language).percent(value), at: Point(x(value), floor + 15), class: "small",
        anchor: .middle)
    }
  }

  private func draw(
    _ row: Row, _ x: Scale, y: Double, on svg: inout SVG, _ language: Language
  ) {
    let number = NumberText(language)
    svg.rowLabel(row.segment, middle: y, limit: 236)
    let all = [row.training] + row.heldOut.compactMap { $0 }
    if let low = all.min(), let high = all.max() {
      svg.line(from: Point(x(low), y), to: Point(x(high), y), class: "error")
    }
    let words = FigureWords(language: language)
    svg.circle(
      Point(x(row.training), y), radius: 5.5, class: SVG.fill(row.segment.number),
      title: "\(words.trainingClients) : \(number.percent(row.training, digits: 1))")
    for (name, value) in zip(groupNames, row.heldOut) {
      guard let value else { continue }
      svg.circle(
        Point(x(value), y), radius: 4.5, class: "hollow \(SVG.stroke(row.segment.number))",
        title: "\(name) : \(number.percent(value, digits: 1))")
    }
  }

  private func drawLegend(y: Double, on svg: inout SVG, _ language: Language) {
    let words = FigureWords(language: language)
    svg.circle(Point(256, y - 4), radius: 5.5, class: "dot")
    svg.text(words.trainingClients, at: Point(267, y), class: "small")
    let second = 267 + TextWidth.of(words.trainingClients, size: 11) + 14
    svg.circle(Point(second, y - 4), radius: 4.5, class: "hollow branch")
    svg.text(words.heldOutClients, at: Point(second + 10, y), class: "small")
  }
}
