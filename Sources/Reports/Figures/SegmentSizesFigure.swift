import Interpretation

/// How many clients each segment has.
public struct SegmentSizesFigure: Figure {
  public var rows: [SegmentRow]

  public init(rows: [SegmentRow]) { self.rows = rows }

  public func summary(_ language: Language) -> String {
    let words = FigureWords(language: language)
    return rows.map { "\($0.name) : \(words.client($0.clients))" }.joined(separator: ", ")
  }

  public func panels(_ language: Language) -> [SVG] {
    let number = NumberText(language)
    var svg = SVG(width: 680, height: 8 + 32 * Double(max(rows.count, 1)), minimumWidth: 420)
    let x = Scale(covering: [0, Double(rows.map(\.clients).max() ?? 1)], from: 250, to: 580)
    for (i, row) in rows.enumerated() {
      let middle = 20 + 32 * Double(i)
      let key = SegmentKey(number: row.number, name: row.name)
      svg.rowLabel(key, middle: middle, limit: 240)
      let end = x(Double(row.clients))
      svg.rectangle(
        Rectangle(x: 250, y: middle - 8, width: max(end - 250, 0.5), height: 16),
        class: "trait \(SVG.fill(row.number))", radius: 2)
      svg.text(
        "\(number.integer(row.clients)) · \(number.percent(row.share))",
        at: Point(end + 8, middle + 4), class: "label")
    }
    return [svg]
  }
}
