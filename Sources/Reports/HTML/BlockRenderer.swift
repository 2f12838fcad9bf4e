import Interpretation

/// The blocks of a report as markup.
struct BlockRenderer: Sendable {
  let report: Report
  let templates: PageTemplates

  var language: Language { report.language }

  func html(_ block: ReportBlock) -> String {
    switch block {
    case .heading(let text): return "<h3>\(prose(text))</h3>"
    case .paragraph(let text): return "<p>\(text.html(language))</p>"
    case .list(let items): return "<ul>\(listItems(items))</ul>"
    case .steps(let items): return "<ol>\(listItems(items))</ol>"
    case .definitions(let list): return definitions(list)
    case .notice(let remark): return notice(remark)
    case .table(let table): return dataTable(table)
    case .formula(let formula): return "<div class=\"formula\">\(formula.mathML)</div>"
    case .code(let text): return "<pre><code>\(text.escapedForMarkup)</code></pre>"
    case .cards(let list): return cards(list)
    case .sheets(let list): return sheets(list)
    case .figure(let block): return figure(block, alone: true)
    case .figures(let list):
      return
        "<div class=\"row\">\n\(list.map { figure($0, alone: false) }.joined(separator: "\n"))\n</div>"
    }
  }

  func notice(_ notice: Notice) -> String {
    let tone = notice.tone.rawValue
    return "<div class=\"notice \(tone)\" role=\"note\"><p>\(notice.text.html(language))</p></div>"
  }

  /// A verdict: its mark reads without colour.
  func badge(_ badge: Badge) -> String {
    let mark =
      switch badge.tone {
      case .good: "✓ "
      case .caution: "! "
      case .bad: "✕ "
      case .neutral: ""
      }
    return "<span class=\"badge \(badge.tone.rawValue)\">\(mark)\(prose(badge.text))</span>"
  }

  private func prose(_ text: String) -> String {
    Typography.spaced(text, language).escapedForMarkup
  }

  private func listItems(_ items: [RichText]) -> String {
    items.map { "\n<li>\($0.html(language))</li>" }.joined() + "\n"
  }

  private func definitions(_ list: [Definition]) -> String {
    let entries = list.map { entry in
      "\n<dt>\(entry.term.html(language))</dt><dd>\(entry.meaning.html(language))</dd>"
    }
    return "<dl class=\"defs\">\(entries.joined())\n</dl>"
  }

  /// Drawings that need more than this cannot be read on a telephone as they shrink: they scroll there,
  /// and the page says so.
  private static let narrowest = 400.0

  private func figure(_ block: FigureBlock, alone: Bool) -> String {
    let drawings = block.figure.panels(language)
    let label = "\(block.title) – \(block.figure.summary(language))"
    let images = drawings.enumerated().map { i, svg in
      svg.markup(label: i == 0 ? label : "\(block.title) \(i + 1)")
    }
    let isLone = drawings.count == 1
    let frame = isLone ? "canvas" : drawings.count % 4 == 0 ? "panels four" : "panels"
    let scrolls = isLone && (drawings.first?.minimumWidth ?? 0) > Self.narrowest
    let classes = [alone && isLone ? "alone" : nil, scrolls ? "scrolls" : nil].compactMap { $0 }
    let named = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
    let width = drawings.first.map { SVG.coordinate($0.width) } ?? "0"
    var caption = block.caption
    if let omission = block.figure.omission(language) {
      caption.runs.append(.plain(" \(omission)"))
    }
    return """
      <figure\(named) style="--w:\(width)px">
      <h3>\(prose(block.title))</h3>
      <div>\(scrolls ? "<p class=\"hint\">\(prose(PageWords(language).scroll))</p>" : "")
      <div class="\(frame)">\(images.joined(separator: "\n"))</div></div>
      <figcaption>\(caption.html(language))</figcaption>
      </figure>
      """
  }

  private func dataTable(_ table: DataTable) -> String {
    let heads = table.columns.map { column in
      "<th scope=\"col\"\(classOf(column))>\(column.heading.html(language))</th>"
    }
    let rows = table.rows.map { row in
      let cells = zip(row, table.columns).enumerated().map { i, pair in
        let text = pair.0.html(language)
        return i == 0
          ? "<th scope=\"row\"\(classOf(pair.1))>\(text)</th>"
          : "<td\(classOf(pair.1))>\(text)</td>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    let caption = table.caption.htmlUnlessEmpty(language).map { "<caption>\($0)</caption>\n" } ?? ""
    return """
      <div class="wide"><table class="data">
      \(caption)<thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table></div>
      """
  }

  private func classOf(_ column: DataTable.Column) -> String {
    column.alignment == .number ? " class=\"n\"" : ""
  }
}
