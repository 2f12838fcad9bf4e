import Interpretation
import Tracking

/// Segments quarter after quarter: a column of bars for each quarter, as high as the clients of each
/// segment, and bands between the columns for the clients who are in both.
public struct QuarterFlowsFigure: Figure {
  public var quarters: [QuarterSummary]

  public init(quarters: [QuarterSummary]) { self.quarters = quarters }

  public func summary(_ language: Language) -> String {
    let words = FigureWords(language: language)
    return quarters.map { "\($0.period) : \(words.client($0.clientCount))" }.joined(separator: ", ")
  }

  public func panels(_ language: Language) -> [SVG] {
    let names = last
    let height = 40 + max(260, 34 * Double(names.count))
    let layout = Layout(quarters: quarters, height: height)
    var svg = SVG(width: layout.width, height: height, minimumWidth: min(layout.width, 640))
    for index in quarters.indices.dropFirst() { drawFlows(index, layout, on: &svg, language) }
    for index in quarters.indices { drawBars(index, layout, on: &svg, language) }
    return [svg]
  }

  private var last: [TrackedSegment] { quarters.last?.segments ?? [] }

  /// Where things stand.
  private struct Layout {
    static let top = 26.0
    static let gap = 8.0
    let width: Double
    let step: Double
    /// Pixels a client.
    let unit: Double
    /// Of each quarter, the segments by number and where their bars begin.
    let tops: [[Int: Double]]

    init(quarters: [QuarterSummary], height: Double) {
      step = quarters.count > 6 ? 88 : 120
      width = 40 + step * Double(max(quarters.count - 1, 0)) + 270
      let most = quarters.map(\.clientCount).max() ?? 1
      let bars = quarters.map(\.segments.count).max() ?? 1
      let room = height - Layout.top - 8 - Layout.gap * Double(max(bars - 1, 0))
      let unit = room / Double(max(most, 1))
      self.unit = unit
      tops = quarters.map { quarter in
        var (y, tops) = (Layout.top, [Int: Double]())
        for segment in quarter.segments.sorted(by: { $0.number < $1.number }) {
          tops[segment.number] = y
          y += Double(segment.size) * unit + Layout.gap
        }
        return tops
      }
    }

    func x(_ quarter: Int) -> Double { 30 + step * Double(quarter) }
  }

  private func drawFlows(
    _ index: Int, _ layout: Layout, on svg: inout SVG, _ language: Language
  ) {
    let words = FigureWords(language: language)
    var (sources, targets) = (layout.tops[index - 1], layout.tops[index])
    let flows = quarters[index].flows.filter { $0.source != 0 && $0.target != 0 }
    for flow in flows.sorted(by: { ($0.source, $0.target) < ($1.source, $1.target) }) {
      guard let a = sources[flow.source], let b = targets[flow.target] else { continue }
      let thickness = Double(flow.clients) * layout.unit
      sources[flow.source] = a + thickness
      targets[flow.target] = b + thickness
      let (from, to) = (layout.x(index - 1) + 10, layout.x(index))
      let bend = SVG.coordinate((from + to) / 2)
      let (x0, x1) = (SVG.coordinate(from), SVG.coordinate(to))
      let (a0, a1) = (SVG.coordinate(a), SVG.coordinate(a + thickness))
      let (b0, b1) = (SVG.coordinate(b), SVG.coordinate(b + thickness))
      svg.path(
        "M\(x0) \(a0)C\(bend) \(a0) \(bend) \(b0) \(x1) \(b0)"
          + "V\(b1)C\(bend) \(b1) \(bend) \(a1) \(x0) \(a1)Z",
        class: "flow \(SVG.fill(flow.source))",
        title: "\(flow.source) → \(flow.target), \(quarters[index].period) : "
          + words.client(flow.clients))
    }
  }

  private func drawBars(
    _ index: Int, _ layout: Layout, on svg: inout SVG, _ language: Language
  ) {
    let number = NumberText(language)
    let x = layout.x(index)
    svg.text(quarters[index].period, at: Point(x + 5, 14), class: "small", anchor: .middle)
    for segment in quarters[index].segments {
      guard let y = layout.tops[index][segment.number] else { continue }
      let size = Double(segment.size) * layout.unit
      svg.rectangle(
        Rectangle(x: x, y: y, width: 10, height: max(size, 1)), class: SVG.fill(segment.number),
        title: "\(segment.number). \(segment.name) : \(number.integer(segment.size))")
      guard index == quarters.count - 1 else { continue }
      let middle = y + size / 2
      svg.badge(segment.number, at: Point(x + 25, middle))
      svg.text(
        "\(TextWidth.fitted(segment.name, size: 12, limit: 170)) · \(number.integer(segment.size))",
        at: Point(x + 40, middle + 4), class: "label")
    }
  }
}
