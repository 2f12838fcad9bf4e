import Interpretation

/// Two ways of grouping the same clients: bands from the groups on the left to the segments on the
/// right, as thick as the clients they carry.
public struct AlluvialFigure: Figure {
  public var left: [String]
  public var right: [SegmentKey]
  /// Clients in each left group (rows) and each segment (columns).
  public var counts: [[Int]]

  public init(left: [String], right: [SegmentKey], counts: [[Int]]) {
    precondition(counts.count == left.count, "a row for each group")
    precondition(counts.allSatisfy { $0.count == right.count }, "a column for each segment")
    self.left = left
    self.right = right
    self.counts = counts
  }

  public func summary(_ language: Language) -> String {
    left.indices.map { i in
      "\(left[i]) : \(NumberText(language).integer(counts[i].reduce(0, +)))"
    }.joined(separator: ", ")
  }

  public func panels(_ language: Language) -> [SVG] {
    let leftSums = counts.map { $0.reduce(0, +) }
    let rightSums = right.indices.map { j in counts.reduce(0) { $0 + $1[j] } }
    let total = max(leftSums.reduce(0, +), 1)
    let bars = max(left.count, right.count)
    let room = Double(bars) * 46
    let unit = (room - 10 * Double(bars - 1)) / Double(total)
    var svg = SVG(width: 760, height: room + 16, minimumWidth: 540)
    let leftTops = tops(leftSums, unit: unit, room: room)
    let rightTops = tops(rightSums, unit: unit, room: room)
    drawFlows(leftTops, rightTops, unit: unit, on: &svg, language)
    drawBars(leftSums, leftTops, rightSums, rightTops, unit: unit, on: &svg, language)
    return [svg]
  }
}

extension AlluvialFigure {
  private static let leftX = 210.0
  private static let rightX = 450.0

  /// Bars spread evenly over the height, 10 or more pixels apart.
  private func tops(_ sums: [Int], unit: Double, room: Double) -> [Double] {
    let filled = Double(sums.reduce(0, +)) * unit
    let gap = sums.count > 1 ? (room - filled) / Double(sums.count - 1) : 0
    var (y, list) = (8.0, [Double]())
    for sum in sums {
      list.append(y)
      y += Double(sum) * unit + gap
    }
    return list
  }

  private func drawFlows(
    _ leftTops: [Double], _ rightTops: [Double], unit: Double, on svg: inout SVG,
    _ language: Language
  ) {
    var (leftNext, rightNext) = (leftTops, rightTops)
    let (from, to) = (Self.leftX + 10, Self.rightX)
    let bend = SVG.coordinate((from + to) / 2)
    for i in left.indices {
      for j in right.indices where counts[i][j] > 0 {
        let thickness = Double(counts[i][j]) * unit
        let (a, b) = (leftNext[i], rightNext[j])
        leftNext[i] += thickness
        rightNext[j] += thickness
        let (x0, x1) = (SVG.coordinate(from), SVG.coordinate(to))
        let (a0, a1) = (SVG.coordinate(a), SVG.coordinate(a + thickness))
        let (b0, b1) = (SVG.coordinate(b), SVG.coordinate(b + thickness))
        let band =
          "M\(x0) \(a0)C\(bend) \(a0) \(bend) \(b0) \(x1) \(b0)"
          + "V\(b1)C\(bend) \(b1) \(bend) \(a1) \(x0) \(a1)Z"
        let clients = FigureWords(language: language).client(counts[i][j])
        svg.path(
          band, class: "flow \(SVG.fill(right[j].number))",
          title: "\(left[i]) → \(right[j].number). \(right[j].name) : \(clients)")
      }
    }
  }

  private func drawBars(
    _ leftSums: [Int], _ leftTops: [Double], _ rightSums: [Int], _ rightTops: [Double],
    unit: Double, on svg: inout SVG, _ language: Language
  ) {
    let number = NumberText(language)
    for i in left.indices {
      let size = Double(leftSums[i]) * unit
      svg.rectangle(
        Rectangle(x: Self.leftX, y: leftTops[i], width: 10, height: max(size, 1)), class: "dot")
      let name = TextWidth.fitted(left[i], size: 12, limit: 145)
      svg.text(
        "\(name) · \(number.integer(leftSums[i]))",
        at: Point(Self.leftX - 8, leftTops[i] + size / 2 + 4), class: "label", anchor: .end)
    }
    for j in right.indices {
      let size = Double(rightSums[j]) * unit
      svg.rectangle(
        Rectangle(x: Self.rightX, y: rightTops[j], width: 10, height: max(size, 1)),
        class: SVG.fill(right[j].number))
      let middle = rightTops[j] + size / 2
      svg.badge(right[j].number, at: Point(Self.rightX + 25, middle))
      let name = TextWidth.fitted(right[j].name, size: 12, limit: 215)
      svg.text(
        "\(name) · \(number.integer(rightSums[j]))", at: Point(Self.rightX + 40, middle + 4),
        class: "label")
    }
  }
}
