/// The table of segments and their cards as markup.
extension BlockRenderer {
  func segmentTable(_ table: SegmentTable) -> String {
    let number = NumberText(language)
    let rows = table.rows
    let cards = cardNumbers
    let largest = rows.map { max($0.share, $0.feesShare ?? 0) }.max() ?? 1
    let views = rows.map { row in
      SegmentTableView.Row(
        number: row.number, colour: Palette.index(ofSegment: row.number),
        name: row.name.withoutHiddenMarks,
        card: cards.contains(row.number) ? "segment-\(row.number)" : nil,
        clients: number.integer(row.clients), share: number.percent(row.share),
        shareWidth: width(row.share, of: largest),
        fees: row.feesShare.map { number.percent($0) } ?? "–",
        feesWidth: width(row.feesShare ?? 0, of: largest),
        stability: row.stability.map { number.decimal($0, digits: 2) } ?? "–",
        heldOut: row.heldOut.map { number.decimal($0, digits: 2) } ?? "–",
        verdict: row.verdict.map { badge($0) } ?? "–",
        action: row.firstAction?.html(language) ?? "–")
    }
    return templates.segments.render(
      SegmentTableView(
        words: PageWords(language), hasFees: rows.contains { $0.feesShare != nil },
        hasStability: rows.contains { $0.stability != nil },
        hasHeldOut: rows.contains { $0.heldOut != nil },
        hasVerdict: rows.contains { $0.verdict != nil },
        hasAction: rows.contains { $0.firstAction != nil }, rows: views,
        note: table.note.htmlUnlessEmpty(language)))
  }

  func cards(_ list: [SegmentCard]) -> String {
    let cards = list.map { templates.card.render(view(of: $0)) }
    return legend(of: list) + "<div class=\"cards\">\n\(cards.joined(separator: "\n"))</div>"
  }

  /// The segments that have a card to link to.
  private var cardNumbers: Set<Int> {
    let blocks = (report.sections + report.annexes).flatMap(\.blocks)
    return Set(
      blocks.flatMap { block -> [Int] in
        if case .cards(let list) = block { return list.map(\.number) }
        return []
      })
  }

  private func view(of card: SegmentCard) -> CardView {
    let key = SegmentKey(number: card.number, name: card.name)
    let figure = TraitBarsFigure(segment: key, traits: card.traits)
    let label = "\(card.name) – \(figure.summary(language))"
    return CardView(
      words: PageWords(language), number: card.number,
      colour: Palette.index(ofSegment: card.number), name: card.name.withoutHiddenMarks,
      size: Typography.spaced(card.sizeLine, language).withoutHiddenMarks,
      verdict: card.verdict.map { badge($0) },
      paragraphs: card.paragraphs.map { $0.html(language) },
      traits: card.traits.isEmpty
        ? nil : figure.panels(language).map { $0.markup(label: label) }.joined(),
      typical: identifiers(card.typical), atypical: identifiers(card.atypical))
  }

  private func identifiers(_ list: [String]) -> String? {
    guard !list.isEmpty else { return nil }
    return list.map { "<bdi>\($0.escapedForMarkup)</bdi>" }.joined(separator: ", ")
  }

  private func legend(of list: [SegmentCard]) -> String {
    let traits = list.flatMap(\.traits)
    guard !traits.isEmpty else { return "" }
    let words = PageWords(language)
    let open = "<svg viewBox=\"0 0 14 12\" aria-hidden=\"true\">"
    let bar = "\(open)<rect y=\"1\" width=\"14\" height=\"10\" class=\"bar\"/></svg>"
    let check = "\(open)<path d=\"M3 6L7 2L11 6L7 10Z\" class=\"check\"/></svg>"
    var items = ["\(bar)\(words.barLegend) \(words.referenceLegend)"]
    if traits.contains(where: { $0.heldOutEffect != nil }) {
      items.append(check + words.checkLegend)
    }
    let list = items.map { "<li>\(Typography.spaced($0, language))</li>" }.joined()
    return "<ul class=\"legend\">\(list)</ul>\n"
  }

  /// A share as a width, in per cent of that of the largest.
  private func width(_ share: Double, of largest: Double) -> String {
    let part = share / largest
    return SVG.coordinate(min(max(part.isFinite ? part : 0, 0), 1) * 100)
  }
}

private struct SegmentTableView {
  struct Row {
    let number: Int
    let colour: Int
    let name: String
    let card: String?
    let clients: String
    let share: String
    let shareWidth: String
    let fees: String
    let feesWidth: String
    let stability: String
    let heldOut: String
    let verdict: String
    let action: String
  }

  let words: PageWords
  let hasFees: Bool
  let hasStability: Bool
  let hasHeldOut: Bool
  let hasVerdict: Bool
  let hasAction: Bool
  let rows: [Row]
  let note: String?
}

private struct CardView {
  let words: PageWords
  let number: Int
  let colour: Int
  let name: String
  let size: String
  let verdict: String?
  let paragraphs: [String]
  let traits: String?
  let typical: String?
  let atypical: String?
}
