/// The sheets of segments as markup.
extension BlockRenderer {
  func sheets(_ list: [SegmentSheet]) -> String {
    let sheets = list.map { templates.sheet.render(view(of: $0)) }
    return "<div class=\"sheets\">\n\(sheets.joined(separator: "\n"))</div>"
  }

  private func view(of sheet: SegmentSheet) -> SheetView {
    SheetView(
      number: sheet.number, colour: Palette.index(ofSegment: sheet.number),
      name: sheet.name.withoutHiddenMarks,
      size: Typography.spaced(sheet.sizeLine, language).withoutHiddenMarks,
      verdict: sheet.verdict.map { badge($0) },
      parts: sheet.parts.map { part in
        SheetView.Part(
          heading: Typography.spaced(part.heading, language).withoutHiddenMarks,
          paragraphs: part.paragraphs.map { $0.html(language) },
          items: part.items.map { $0.html(language) }, hasItems: !part.items.isEmpty)
      })
  }
}

private struct SheetView {
  struct Part {
    let heading: String
    let paragraphs: [String]
    let items: [String]
    let hasItems: Bool
  }

  let number: Int
  let colour: Int
  let name: String
  let size: String
  let verdict: String?
  let parts: [Part]
}
