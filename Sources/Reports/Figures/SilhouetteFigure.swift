import Interpretation

/// The silhouette of every client, sorted within its segment, and the mean of all.
///
/// Long segments are condensed: a step is the mean of consecutive clients, at most `stepLimit`
/// steps in all, shared out by size.
public struct SilhouetteFigure: Figure {
  public struct Group: Sendable, Equatable {
    public var segment: SegmentKey
    /// In any order, each in −1…1.
    public var values: [Double]

    public init(segment: SegmentKey, values: [Double]) {
      self.segment = segment
      self.values = values
    }
  }

  public var groups: [Group]
  public var mean: Double
  public var stepLimit: Int

  public init(groups: [Group], mean: Double, stepLimit: Int = 400) {
    precondition(mean.isFinite, "a defined mean")
    self.groups = groups
    self.mean = mean
    self.stepLimit = stepLimit
  }

  public func summary(_ language: Language) -> String {
    FigureWords(language: language).mean(NumberText(language).decimal(mean, digits: 2))
  }

  public func panels(_ language: Language) -> [SVG] {
    let total = max(groups.reduce(0) { $0 + $1.values.count }, 1)
    let heights = groups.map { max(330 * Double($0.values.count) / Double(total), 30) }
    let bottom = 8 + heights.reduce(0, +) + 8 * Double(groups.count)
    var svg = SVG(width: Self.width, height: bottom + 26, minimumWidth: 480)
    let low = min(groups.flatMap(\.values).min() ?? 0, 0)
    let high = max(groups.flatMap(\.values).max() ?? 1, mean)
    let x = Scale(covering: [low, high], from: Self.left, to: Self.right)
    drawAxis(x, bottom: bottom, on: &svg, language)
    var y = 8.0
    for (group, height) in zip(groups, heights) {
      draw(group, x, y: y, height: height, total: total, on: &svg, language)
      y += height + 8
    }
    svg.line(from: Point(x(mean), 2), to: Point(x(mean), bottom), class: "limit")
    let label = FigureWords(language: language).mean(NumberText(language).decimal(mean, digits: 2))
    svg.text(label, at: Point(x(mean), bottom + 24), class: "note halo", anchor: .middle)
    return [svg]
  }

  /// A segment's values from the highest to the lowest, as means of at most `steps` runs.
  package static func condensed(_ values: [Double], steps: Int) -> [Double] {
    let sorted = values.sorted(by: >)
    guard sorted.count > steps else { return sorted }
    return (0..<steps).map { step in
      let run = sorted[(step * sorted.count / steps)..<((step + 1) * sorted.count / steps)]
      return run.reduce(0, +) / Double(run.count)
    }
  }
}

extension SilhouetteFigure {
  private static let width = 690.0
  private static let left = 244.0
  private static let right = 572.0

  private func drawAxis(_ x: Scale, bottom: Double, on svg: inout SVG, _ language: Language) {
    let ticks = Ticks(within: x.domain, count: 6)
    for value in ticks.values {
      svg.line(
        from: Point(x(value), 4), to: Point(x(value), bottom), class: value == 0 ? "axis" : "grid")
      let label = NumberText(language).tick(value, step: ticks.step)
      svg.text(label, at: Point(x(value), bottom + 12), class: "small", anchor: .middle)
    }
  }

  private func draw(
    _ group: Group, _ x: Scale, y: Double, height: Double, total: Int, on svg: inout SVG,
    _ language: Language
  ) {
    guard !group.values.isEmpty else { return }
    let number = NumberText(language)
    let steps = max(stepLimit * group.values.count / total, 1)
    let values = Self.condensed(group.values, steps: steps)
    let thickness = height / Double(values.count)
    var outline = "M\(SVG.coordinate(x(0))) \(SVG.coordinate(y))"
    for (i, value) in values.enumerated() {
      outline += "H\(SVG.coordinate(x(value)))V\(SVG.coordinate(y + thickness * Double(i + 1)))"
    }
    outline += "H\(SVG.coordinate(x(0)))Z"
    let own = group.values.reduce(0, +) / Double(group.values.count)
    let negative = Double(group.values.count { $0 < 0 }) / Double(group.values.count)
    let text = number.decimal(own, digits: 2)
    svg.path(
      outline, class: "area \(SVG.fill(group.segment.number))",
      title: "\(group.segment.number). \(group.segment.name) : \(text)")
    let middle = y + height / 2
    svg.rowLabel(group.segment, middle: middle, limit: Self.left - 14)
    svg.text(text, at: Point(Self.right + 10, middle + 4), class: "strong")
    let below = FigureWords(language: language).belowZero(number.percent(negative))
    svg.text(below, at: Point(Self.right + 46, middle + 4), class: "small")
  }
}
