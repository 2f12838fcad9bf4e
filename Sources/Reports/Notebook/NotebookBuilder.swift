import Interpretation

/// The analyst's starting point: Python cells over the files of a run, their outputs in place.
///
///     try NotebookBuilder(language: .french, title: "…", segments: rows, …).notebook().text()
///
/// The cells read `segments.csv`, `profiles.csv` and `run.json` beside the notebook, with pandas and
/// Altair, and run again without change. The outputs stored here are made from the same values, so
/// that the notebook can be read before it is run.
public struct NotebookBuilder: Sendable {
  /// How the tables beside the notebook are written.
  public struct Dialect: Sendable, Equatable {
    public var separator: String
    public var decimalMark: String

    public init(separator: String = ",", decimalMark: String = ".") {
      self.separator = separator
      self.decimalMark = decimalMark
    }
  }

  public var language: Language
  public var title: String
  public var segments: [SegmentRow]
  public var heatMap: ProfileHeatMap?
  /// Drawn when `segments.csv` has the columns `axis1` and `axis2`.
  public var map: FactorMapFigure?
  public var agreement: AgreementFigure?
  /// The identifiers of the most typical clients of the first segment.
  public var typical: [String]
  public var dialect: Dialect

  public init(
    language: Language, title: String, segments: [SegmentRow], heatMap: ProfileHeatMap? = nil,
    map: FactorMapFigure? = nil, agreement: AgreementFigure? = nil,
    typical: [String] = [], dialect: Dialect = Dialect()
  ) {
    self.language = language
    self.title = title
    self.segments = segments
    self.heatMap = heatMap
    self.map = map
    self.agreement = agreement
    self.typical = typical
    self.dialect = dialect
  }

  public func notebook() -> Notebook {
    let words = NotebookWords(language)
    var cells: [NotebookCell] = [
      .markdown("# \(title.escapedForMarkdown)\n\n\(words.introduction)"),
      .markdown("## \(words.loadHeading)\n\n\(words.loadText)"),
      .code(NotebookCode.load(dialect), outputs: []),
      .markdown("## \(words.sizesHeading)\n\n\(words.sizesText)"),
      .code(NotebookCode.sizes, outputs: [sizesTable(words)]),
      .code(NotebookCode.sizesChart(words), outputs: [sizesChart(words)]),
    ]
    if let heatMap {
      cells.append(.markdown("## \(words.profileHeading)\n\n\(words.profileText)"))
      cells.append(.code(NotebookCode.profile(words), outputs: [profileChart(heatMap, words)]))
    }
    if let map {
      cells.append(.markdown("## \(words.mapHeading)\n\n\(words.mapText)"))
      cells.append(.code(NotebookCode.map(words), outputs: [mapChart(map, words)]))
    }
    cells.append(.markdown("## \(words.oneHeading)\n\n\(words.oneText)"))
    cells.append(.code(NotebookCode.one, outputs: typicalTable(words)))
    if let agreement {
      cells.append(.markdown("## \(words.heldOutHeading)\n\n\(words.heldOutText)"))
      cells.append(.code(NotebookCode.heldOut, outputs: [heldOutTable(agreement, words)]))
    }
    return Notebook(cells: cells)
  }
}

extension NotebookBuilder {
  private func sizesTable(_ words: NotebookWords) -> NotebookOutput {
    let number = NumberText(language)
    let rows = segments.map { row in
      ["\(row.number)", row.name, number.integer(row.clients), number.percent(row.share)]
    }
    return .table([words.segment, words.name, words.clients, words.share], rows)
  }

  private func sizesChart(_ words: NotebookWords) -> NotebookOutput {
    .chart(
      VegaChart.sizes(segments, words),
      svg: SegmentSizesFigure(rows: segments).standaloneSVG(language),
      text: segments.map { "\($0.number). \($0.name): \($0.clients)" }.joined(separator: "\n"))
  }

  private func profileChart(_ figure: ProfileHeatMap, _ words: NotebookWords) -> NotebookOutput {
    .chart(
      VegaChart.profile(figure, words), svg: figure.standaloneSVG(language),
      text: figure.summary(language))
  }

  private func mapChart(_ figure: FactorMapFigure, _ words: NotebookWords) -> NotebookOutput {
    .chart(
      VegaChart.map(figure, words), svg: figure.standaloneSVG(language),
      text: figure.summary(language))
  }

  private func typicalTable(_ words: NotebookWords) -> [NotebookOutput] {
    guard let first = segments.first, !typical.isEmpty else { return [] }
    return [.table(["id", words.segment], typical.map { [$0, first.name] })]
  }

  private func heldOutTable(_ figure: AgreementFigure, _ words: NotebookWords) -> NotebookOutput {
    let number = NumberText(language)
    let rows = figure.groups.map { group in
      [group.name, number.integer(group.clients)]
        + ([group.adjustedRand] + group.jaccard).map { value in
          value.map { number.decimal($0, digits: 2) } ?? "–"
        }
    }
    let heads = [words.group, words.clients, "ARI"] + figure.segments.map { "\($0.number)" }
    return .table(heads, rows)
  }
}

extension NotebookOutput {
  /// Rows of text as an HTML table, and in columns for plain viewers.
  static func table(_ heads: [String], _ rows: [[String]]) -> NotebookOutput {
    func line(_ cells: [String], _ tag: String) -> String {
      "<tr>\(cells.map { "<\(tag)>\($0.escapedForMarkup)</\(tag)>" }.joined())</tr>"
    }
    let body = rows.map { line($0, "td") }.joined(separator: "\n")
    let markup =
      "<table class=\"dataframe\">\n<thead>\(line(heads, "th"))</thead>\n"
      .appending("<tbody>\n\(body)\n</tbody>\n</table>")
    let text = ([heads] + rows).map { $0.joined(separator: "  ") }.joined(separator: "\n")
    return .html(markup, text: text)
  }
}

extension String {
  /// Text for a Markdown cell: nothing in it is read as markup.
  package var escapedForMarkdown: String {
    var result = ""
    for character in escapedForMarkup {
      if "\\`*_{}[]()#+-!|~>".contains(character) { result.append("\\") }
      result.append(character == "\n" ? " " : character)
    }
    return result
  }
}
