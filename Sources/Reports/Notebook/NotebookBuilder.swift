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
  /// The most typical clients of the first segment, in the order of the cell that shows them.
  public var typical: [Client]
  /// Of the clients left aside, one for each segment.
  public var heldOutShares: [Double?]
  public var dialect: Dialect

  /// How many clients the cell on one segment shows.
  static let clientLimit = 20

  /// A client as `segments.csv` has it.
  public struct Client: Sendable, Equatable {
    public var identifier: String
    public var typicality: Double
    public var confidence: Double?
    /// 1-based.
    public var nextSegment: Int?
    public var flags: String?

    public init(
      identifier: String, typicality: Double, confidence: Double? = nil, nextSegment: Int? = nil,
      flags: String? = nil
    ) {
      self.identifier = identifier
      self.typicality = typicality
      self.confidence = confidence
      self.nextSegment = nextSegment
      self.flags = flags
    }
  }

  public init(
    language: Language, title: String, segments: [SegmentRow], heatMap: ProfileHeatMap? = nil,
    map: FactorMapFigure? = nil, agreement: AgreementFigure? = nil,
    typical: [Client] = [], heldOutShares: [Double?] = [], dialect: Dialect = Dialect()
  ) {
    self.language = language
    self.title = title
    self.segments = segments
    self.heatMap = heatMap
    self.map = map
    self.agreement = agreement
    self.typical = Array(typical.prefix(Self.clientLimit))
    self.heldOutShares = heldOutShares
    self.dialect = dialect
  }

  public func notebook() -> Notebook {
    let words = NotebookWords(language)
    var cells: [NotebookCell] = [
      .markdown("# \(title.escapedForMarkdown)\n\n\(words.introduction)"),
      .markdown("## \(words.loadHeading)\n\n\(words.loadText)"),
      .code(NotebookCode.load(dialect, words), outputs: []),
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
      cells.append(
        .code(NotebookCode.groups(words), outputs: [groupsTable(agreement, words)]))
      cells.append(.code(NotebookCode.heldOut(words), outputs: [heldOutTable(words)]))
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
    let columns: [Column] = [
      Column(words.column("id"), typical.map(\.identifier)),
      Column(words.column("segment_name"), typical.map { _ in first.name }),
      Column(words.column("typicality"), typical.map { decimal($0.typicality) }),
      Column(words.column("confidence"), typical.map { $0.confidence.map { decimal($0) } }),
      Column(words.column("next_segment"), typical.map { $0.nextSegment.map(String.init) }),
      Column(words.column("flags"), typical.map(\.flags)),
    ].filter { $0.cells.contains { $0 != nil } }
    return [Self.table(columns)]
  }

  private func groupsTable(_ figure: AgreementFigure, _ words: NotebookWords) -> NotebookOutput {
    let groups = figure.groups
    return Self.table(
      [
        Column(words.group, groups.map(\.name)),
        Column(words.clients, groups.map { String($0.clients) }),
        Column("ARI", groups.map { $0.adjustedRand.map { decimal($0) } }),
      ]
        + figure.segments.enumerated().map { position, segment in
          Column(
            String(segment.number), groups.map { $0.jaccard[position].map { decimal($0) } })
        })
  }

  /// The segments that the clients left aside find again least come first, as in the cell.
  private func heldOutTable(_ words: NotebookWords) -> NotebookOutput {
    let order = segments.indices.sorted { a, b in
      let (ja, jb) = (segments[a].heldOut ?? .infinity, segments[b].heldOut ?? .infinity)
      return ja != jb ? ja < jb : a < b
    }
    let rows = order.map { segments[$0] }
    let shares = order.map { heldOutShares.indices.contains($0) ? heldOutShares[$0] : nil }
    return Self.table([
      Column(words.column("segment"), rows.map { String($0.number) }),
      Column(words.column("segment_name"), rows.map(\.name)),
      Column(words.column("share"), rows.map { decimal($0.share) }),
      Column(words.column("held_out_share"), shares.map { $0.map { decimal($0) } }),
      Column(words.column("stability"), rows.map { $0.stability.map { decimal($0) } }),
      Column(words.column("held_out_jaccard"), rows.map { $0.heldOut.map { decimal($0) } }),
      Column(words.column("verdict"), rows.map { $0.verdict?.text }),
    ])
  }

  /// A column of a table as pandas prints it: a point before the decimals, NaN where nothing is.
  private struct Column {
    let head: String
    let cells: [String?]

    init(_ head: String, _ cells: [String?]) {
      self.head = head
      self.cells = cells
    }
  }

  private static func table(_ columns: [Column]) -> NotebookOutput {
    let count = columns.first?.cells.count ?? 0
    return .table(
      columns.map(\.head),
      (0..<count).map { row in columns.map { $0.cells[row] ?? "NaN" } })
  }

  private func decimal(_ value: Double) -> String {
    NumberStyle(.english).decimal(value, digits: 2)
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
