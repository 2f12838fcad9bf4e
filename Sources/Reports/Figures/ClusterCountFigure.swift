import Interpretation

/// Each criterion against the number of segments, one small panel each, the final choice across all.
///
/// A criterion's own choice carries a disc; the band is the choice of the study. A value that does
/// not exist leaves a gap in the line.
public struct ClusterCountFigure: Figure {
  public struct Panel: Sendable, Equatable {
    public var name: String
    /// One for each candidate; `nil` where the criterion does not exist.
    public var values: [Double?]
    /// Half-lengths of the error bars.
    public var standardErrors: [Double?]?
    public var chooses: Int?
    public var threshold: Double?
    /// Decimals in tooltips and beside the threshold.
    public var digits: Int

    public init(
      name: String, values: [Double?], standardErrors: [Double?]? = nil, chooses: Int? = nil,
      threshold: Double? = nil, digits: Int = 2
    ) {
      self.name = name
      self.values = values
      self.standardErrors = standardErrors
      self.chooses = chooses
      self.threshold = threshold
      self.digits = digits
    }
  }

  public var clusterCounts: [Int]
  /// The number kept; `nil` when no segments were found.
  public var choice: Int?
  public var criteria: [Panel]

  public init(clusterCounts: [Int], choice: Int?, criteria: [Panel]) {
    precondition(!clusterCounts.isEmpty, "at least one candidate")
    precondition(
      criteria.allSatisfy { $0.values.count == clusterCounts.count }, "a value for each candidate")
    self.clusterCounts = clusterCounts
    self.choice = choice
    self.criteria = criteria
  }

  public func summary(_ language: Language) -> String {
    let words = FigureWords(language: language)
    let list = criteria.map { "\($0.name) \(words.chooses($0.chooses))" }
    return list.joined(separator: ", ")
  }

  public func panels(_ language: Language) -> [SVG] {
    criteria.map { draw($0, language) }
  }
}

extension ClusterCountFigure {
  private static let width = 268.0
  private static let height = 190.0
  private static let frame = Rectangle(x: 44, y: 46, width: 212, height: 106)

  private func x(_ count: Int) -> Double {
    let frame = Self.frame
    let (first, last) = (clusterCounts.first ?? 1, clusterCounts.last ?? 1)
    guard last > first else { return frame.x + frame.width / 2 }
    let inset = 10.0
    return frame.x + inset
      + Double(count - first) / Double(last - first) * (frame.width - 2 * inset)
  }

  private func draw(_ panel: Panel, _ language: Language) -> SVG {
    let frame = Self.frame
    var svg = SVG(width: Self.width, height: Self.height, minimumWidth: 200)
    let y = Scale(
      covering: extent(of: panel), from: frame.y + frame.height, to: frame.y, margin: 0.08)
    drawFrame(panel, y: y, on: &svg, language)
    drawThreshold(panel, y: y, on: &svg, language)
    drawErrors(panel, y: y, on: &svg)
    drawCurve(panel, y: y, on: &svg)
    drawPoints(panel, y: y, on: &svg, language)
    return svg
  }

  private func extent(of panel: Panel) -> [Double] {
    var all = panel.values.compactMap { $0 }
    if let errors = panel.standardErrors {
      for case (let value?, let error?) in zip(panel.values, errors) {
        all += [value - error, value + error]
      }
    }
    if let threshold = panel.threshold { all.append(threshold) }
    return all
  }

  private func drawFrame(_ panel: Panel, y: Scale, on svg: inout SVG, _ language: Language) {
    let frame = Self.frame
    let words = FigureWords(language: language)
    let floor = frame.y + frame.height
    svg.text(panel.name, at: Point(0, 14), class: "head")
    svg.text(words.chooses(panel.chooses), at: Point(0, 31), class: "small")
    if let choice, clusterCounts.contains(choice) {
      let band = Rectangle(x: x(choice) - 8, y: frame.y - 4, width: 16, height: frame.height + 4)
      svg.rectangle(band, class: "choice", radius: 3)
    }
    let ticks = Ticks(within: y.domain, count: 3)
    for value in ticks.values {
      svg.line(
        from: Point(frame.x, y(value)), to: Point(frame.x + frame.width, y(value)), class: "grid")
      let label = NumberText(language).tick(value, step: ticks.step)
      svg.text(label, at: Point(frame.x - 6, y(value) + 4), class: "small", anchor: .end)
    }
    svg.line(from: Point(frame.x, floor), to: Point(frame.x + frame.width, floor), class: "axis")
    let stride = clusterCounts.count > 10 ? (clusterCounts.count + 8) / 9 : 1
    for (i, count) in clusterCounts.enumerated() where i % stride == 0 || count == choice {
      let name = count == choice ? "strong" : "small"
      svg.text("\(count)", at: Point(x(count), floor + 16), class: name, anchor: .middle)
    }
    svg.text(
      words.segmentCount, at: Point(frame.x + frame.width, floor + 33), class: "small", anchor: .end
    )
  }

  private func drawThreshold(_ panel: Panel, y: Scale, on svg: inout SVG, _ language: Language) {
    guard let threshold = panel.threshold else { return }
    let frame = Self.frame
    let right = frame.x + frame.width
    svg.line(from: Point(frame.x, y(threshold)), to: Point(right, y(threshold)), class: "limit")
    let value = NumberText(language).decimal(threshold, digits: panel.digits)
    svg.text(
      FigureWords(language: language).threshold(value), at: Point(right, y(threshold) - 5),
      class: "note halo", anchor: .end)
  }

  private func drawErrors(_ panel: Panel, y: Scale, on svg: inout SVG) {
    guard let errors = panel.standardErrors else { return }
    for (count, pair) in zip(clusterCounts, zip(panel.values, errors)) {
      guard let value = pair.0, let error = pair.1 else { continue }
      svg.line(
        from: Point(x(count), y(value - error)), to: Point(x(count), y(value + error)),
        class: "error")
    }
  }

  private func drawCurve(_ panel: Panel, y: Scale, on svg: inout SVG) {
    var stretch: [Point] = []
    for (count, value) in zip(clusterCounts, panel.values) {
      if let value {
        stretch.append(Point(x(count), y(value)))
      } else {
        svg.polyline(stretch, class: "curve")
        stretch = []
      }
    }
    svg.polyline(stretch, class: "curve")
  }

  private func drawPoints(_ panel: Panel, y: Scale, on svg: inout SVG, _ language: Language) {
    for (count, value) in zip(clusterCounts, panel.values) {
      guard let value else { continue }
      let isChosen = count == panel.chooses
      let text = NumberText(language).decimal(value, digits: panel.digits + 1)
      svg.circle(
        Point(x(count), y(value)), radius: isChosen ? 5.5 : 2.4, class: isChosen ? "chosen" : "dot",
        title: "k = \(count) · \(text)")
    }
  }
}
