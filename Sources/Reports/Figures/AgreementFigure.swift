import Interpretation

/// How much of each segment each group of clients left aside finds again: a matrix of Jaccard
/// indices, one row a group, beside the group's size and overall agreement.
public struct AgreementFigure: Figure {
  public struct Group: Sendable, Equatable {
    public var name: String
    public var clients: Int
    /// Adjusted Rand index; `nil` where it cannot be computed.
    public var adjustedRand: Double?
    /// One for each segment; `nil` where the group has none of its clients.
    public var jaccard: [Double?]

    public init(name: String, clients: Int, adjustedRand: Double?, jaccard: [Double?]) {
      self.name = name
      self.clients = clients
      self.adjustedRand = adjustedRand
      self.jaccard = jaccard
    }
  }

  public var segments: [SegmentKey]
  public var groups: [Group]
  /// At or above: found again.
  public var good: Double
  /// Below: not found again; between the two, doubtful.
  public var caution: Double

  public init(
    segments: [SegmentKey], groups: [Group], good: Double = 0.75, caution: Double = 0.6
  ) {
    precondition(
      groups.allSatisfy { $0.jaccard.count == segments.count }, "a value for each segment")
    self.segments = segments
    self.groups = groups
    self.good = good
    self.caution = caution
  }

  public func summary(_ language: Language) -> String {
    let words = FigureWords(language: language)
    let number = NumberText(language)
    return groups.map { group in
      let value = group.adjustedRand.map { number.decimal($0, digits: 2) } ?? words.notComputable
      return "\(group.name) : \(words.adjustedRand) \(value)"
    }.joined(separator: ", ")
  }

  public func panels(_ language: Language) -> [SVG] {
    let words = FigureWords(language: language)
    let names = groups.map { TextWidth.of($0.name, size: 12) }
    let left = min(max(names.max() ?? 0, 90), 200) + 12
    let cell = min(max(420 / Double(max(segments.count, 1)), 44), 84)
    let matrix = left + cell * Double(segments.count)
    let width = max(matrix + 150, left + 390)
    let height = Self.top + Self.rowHeight * Double(groups.count) + 30
    var svg = SVG(width: width, height: height, minimumWidth: min(width, 460))
    for (j, segment) in segments.enumerated() {
      svg.badge(
        segment.number, at: Point(left + (Double(j) + 0.5) * cell, 12), title: segment.name)
    }
    svg.text(words.clients, at: Point(matrix + 60, 16), class: "small", anchor: .end)
    svg.text("ARI", at: Point(matrix + 120, 16), class: "small", anchor: .end)
    for (i, group) in groups.enumerated() {
      let y = Self.top + Self.rowHeight * Double(i)
      draw(group, left: left, cell: cell, y: y, on: &svg, language)
    }
    drawLegend(left: left, y: height - 10, on: &svg, language)
    return [svg]
  }
}

extension AgreementFigure {
  private static let top = 28.0
  private static let rowHeight = 30.0

  private func tone(_ value: Double?) -> Tone {
    guard let value else { return .neutral }
    return value >= good ? .good : value >= caution ? .caution : .bad
  }

  private func draw(
    _ group: Group, left: Double, cell: Double, y: Double, on svg: inout SVG, _ language: Language
  ) {
    let number = NumberText(language)
    let words = FigureWords(language: language)
    let base = y + Self.rowHeight / 2 + 4
    let name = TextWidth.fitted(group.name, size: 12, limit: left - 12)
    svg.text(
      name, at: Point(left - 8, base), class: "label", anchor: .end,
      title: name == group.name ? nil : group.name)
    for (j, value) in group.jaccard.enumerated() {
      let box = Rectangle(
        x: left + cell * Double(j) + 1, y: y + 1, width: cell - 2, height: Self.rowHeight - 2)
      let text = value.map { number.decimal($0, digits: 2) } ?? "–"
      let key = segments[j]
      let said = value == nil ? words.notComputable : text
      let tone = tone(value)
      svg.rectangle(
        box, class: "cell-\(tone.rawValue)", radius: 3,
        title: "\(group.name) · \(key.number). \(key.name) : \(said)")
      svg.text(
        text, at: Point(box.x + box.width / 2, base), class: tone == .bad ? "strong" : "label",
        anchor: .middle)
    }
    let right = left + cell * Double(segments.count)
    svg.text(
      number.integer(group.clients), at: Point(right + 60, base), class: "label", anchor: .end)
    let agreement = group.adjustedRand.map { number.decimal($0, digits: 2) } ?? "–"
    svg.text(agreement, at: Point(right + 120, base), class: "strong", anchor: .end)
  }

  private func drawLegend(left: Double, y: Double, on svg: inout SVG, _ language: Language) {
    let number = NumberText(language)
    let (high, low) = (number.decimal(good, digits: 2), number.decimal(caution, digits: 2))
    let entries: [(Tone, String)] = [
      (.good, "≥ \(high)"), (.caution, "\(low) – \(high)"), (.bad, "< \(low)"),
      (.neutral, "– " + FigureWords(language: language).notComputable),
    ]
    var x = left
    for (tone, text) in entries {
      svg.rectangle(
        Rectangle(x: x, y: y - 9, width: 11, height: 11), class: "cell-\(tone.rawValue)", radius: 2)
      svg.text(text, at: Point(x + 16, y), class: "small")
      x += TextWidth.of(text, size: 11) + 32
    }
  }
}
