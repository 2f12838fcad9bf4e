import Interpretation

/// How well data divide among sets without groups: a histogram of the sets, a line for the data.
public struct ReferenceTestFigure: Figure {
  public var observed: Double
  public var references: [Double]

  /// - Parameter references: at least one.
  public init(observed: Double, references: [Double]) {
    precondition(!references.isEmpty, "something to compare with")
    self.observed = observed
    self.references = references
  }

  public func summary(_ language: Language) -> String {
    let words = FigureWords(language: language)
    let number = NumberText(language)
    let (low, high) = (references.min() ?? 0, references.max() ?? 0)
    return "\(words.portfolio) \(number.decimal(observed, digits: 1)), \(words.withoutGroups) "
      + "\(number.decimal(low, digits: 1)) – \(number.decimal(high, digits: 1))"
  }

  public func panels(_ language: Language) -> [SVG] {
    var svg = SVG(width: 560, height: 200, minimumWidth: 400)
    let frame = Rectangle(x: 36, y: 34, width: 500, height: 110)
    let near = Scale(
      covering: references + [observed], from: frame.x, to: frame.x + frame.width, margin: 0.04)
    let bins = bins(near.domain)
    // From where the first bar begins: it would stand on the numbers of the axis.
    let first = bins.first { $0.count > 0 }?.range.lowerBound ?? near.domain.lowerBound
    let x = Scale(
      covering: [min(first, near.domain.lowerBound), near.domain.upperBound], from: frame.x,
      to: frame.x + frame.width)
    let y = Scale(
      covering: [0, Double(bins.map(\.count).max() ?? 1)], from: frame.y + frame.height, to: frame.y
    )
    drawFrame(frame, x, y, on: &svg, language)
    for bin in bins where bin.count > 0 {
      let left = x(bin.range.lowerBound) + 0.5
      svg.rectangle(
        Rectangle(
          x: left, y: y(Double(bin.count)), width: max(x(bin.range.upperBound) - 0.5 - left, 1),
          height: frame.y + frame.height - y(Double(bin.count))), class: "bar",
        title: "\(NumberText(language).integer(bin.count))")
    }
    drawObserved(frame, x, on: &svg, language)
    return [svg]
  }
}

extension ReferenceTestFigure {
  private struct Bin {
    let range: Range<Double>
    let count: Int
  }

  /// Bins of a round width, so that a statistic far away leaves the sets a few bars.
  private func bins(_ domain: ClosedRange<Double>) -> [Bin] {
    let step = Ticks(within: domain, count: 24).step
    let first = (domain.lowerBound / step).rounded(.down)
    let last = (domain.upperBound / step).rounded(.up)
    return stride(from: first, to: last, by: 1).map { index in
      let range = (index * step)..<((index + 1) * step)
      return Bin(range: range, count: references.count { range.contains($0) })
    }
  }

  private func drawFrame(
    _ frame: Rectangle, _ x: Scale, _ y: Scale, on svg: inout SVG, _ language: Language
  ) {
    let floor = frame.y + frame.height
    svg.line(from: Point(frame.x, floor), to: Point(frame.x + frame.width, floor), class: "axis")
    let ticks = Ticks(within: x.domain, count: 7)
    for value in ticks.values {
      svg.text(
        NumberText(language).tick(value, step: ticks.step), at: Point(x(value), floor + 16),
        class: "small", anchor: .middle)
    }
    for value in Ticks(within: y.domain, count: 3).values where value == value.rounded() {
      svg.text(
        NumberText(language).integer(Int(value)), at: Point(frame.x - 6, y(value) + 4),
        class: "small", anchor: .end)
    }
    svg.text(
      FigureWords(language: language).largestExcess,
      at: Point(frame.x + frame.width, floor + 34), class: "small", anchor: .end)
  }

  private func drawObserved(
    _ frame: Rectangle, _ x: Scale, on svg: inout SVG, _ language: Language
  ) {
    let words = FigureWords(language: language)
    let at = x(observed)
    svg.line(from: Point(at, frame.y - 8), to: Point(at, frame.y + frame.height), class: "limit")
    let isRight = at > frame.x + frame.width / 2
    svg.text(
      "\(words.thisPortfolio) \(NumberText(language).decimal(observed, digits: 1))",
      at: Point(at + (isRight ? -6 : 6), frame.y - 10), class: "strong halo",
      anchor: isRight ? .end : .start)
  }
}
