import Interpretation
import Segmentation
import Tracking

/// The quarters of a portfolio one after another, as a page: sizes, names and flows of the segments over
/// time.
///
///     try HTMLPage(HistoryReport("portefeuille", quarters, .french).report()).html()
public struct HistoryReport: Sendable {
  let portfolio: String
  let quarters: [QuarterSummary]
  let language: Language
  private let numbers: NumberStyle
  /// Quarters that the figure has room for.
  private let figureLimit = 12

  /// - Parameter quarters: in their order, at least one.
  public init(_ portfolio: String, _ quarters: [QuarterSummary], _ language: Language) {
    precondition(!quarters.isEmpty, "a quarter to tell of")
    self.portfolio = portfolio
    self.quarters = quarters
    self.language = language
    numbers = NumberStyle(language)
  }

  private func pick<Text>(_ french: @autoclosure () -> Text, _ english: @autoclosure () -> Text)
    -> Text
  {
    language == .french ? french() : english()
  }

  public func report() -> Report {
    Report(
      language: language, title: title, subtitle: "\(verbatim: portfolio)",
      keyFigures: keyFigures,
      sections: [flows, sizes, followUp], colophon: RichText("\(Product.name) \(Product.version)"))
  }

  private func period(_ quarter: QuarterSummary) -> String {
    PeriodWords.text(quarter.period, language)
  }

  private var title: String {
    let count = numbers.integer(quarters.count)
    guard quarters.count > 1, let first = quarters.first, let last = quarters.last else {
      return pick("Un trimestre enregistré", "One quarter recorded")
    }
    return pick(
      "\(count) trimestres, du \(period(first)) au \(period(last))",
      "\(count) quarters, from \(period(first)) to \(period(last))")
  }

  private var keyFigures: [KeyFigure] {
    guard let last = quarters.last else { return [] }
    let kept = Set(quarters[0].segments.map(\.number)).intersection(last.segments.map(\.number))
    return [
      KeyFigure(
        value: numbers.integer(last.clientCount),
        explanation: RichText(pick("clients au dernier trimestre", "clients in the last quarter"))),
      KeyFigure(
        value: numbers.integer(last.segments.count),
        explanation: RichText(pick("segments au dernier trimestre", "segments in the last quarter"))
      ),
      KeyFigure(
        value: "\(numbers.integer(kept.count)) / \(numbers.integer(quarters[0].segments.count))",
        explanation: RichText(
          pick(
            "segments du premier trimestre qui sont toujours là",
            "segments of the first quarter that are still there"))),
    ]
  }

  private var flows: ReportSection {
    let shown = Array(quarters.suffix(figureLimit))
    let left = quarters.count - shown.count
    let rest =
      left > 0
      ? pick(
        " Les \(figureLimit) derniers trimestres.", " The last \(figureLimit) quarters.") : ""
    return ReportSection(
      anchor: "flows",
      heading: pick("Les segments au fil des trimestres", "Segments over the quarters"),
      blocks: [
        .figure(
          FigureBlock(
            title: pick("Qui reste, qui change", "Who stays, who changes"),
            figure: QuarterFlowsFigure(quarters: shown),
            caption: RichText(
              pick(
                "Chaque barre est un segment, haute comme le nombre de ses clients ; les bandes sont les clients présents aux deux trimestres, dans la couleur du segment d’où ils viennent.",
                "Each bar is a segment, as high as the number of its clients; the bands are the clients present in both quarters, in the colour of the segment they come from."
              ) + rest)))
      ])
  }

  private var sizes: ReportSection {
    let numbersOfAll = Array(Set(quarters.flatMap { $0.segments.map(\.number) })).sorted()
    let rows = numbersOfAll.map { number -> [RichText] in
      let names = quarters.compactMap { $0.segments.first { $0.number == number }?.name }
      return ["\(segment: number, name: names.last ?? "")"]
        + quarters.map { quarter in
          quarter.segments.first { $0.number == number }.map {
            RichText(self.numbers.integer($0.size))
          } ?? "·"
        }
    }
    return ReportSection(
      anchor: "sizes", heading: pick("Tailles", "Sizes"),
      blocks: [
        .table(
          DataTable(
            caption: RichText(
              pick(
                "Clients de chaque segment ; un segment qui se retrouve garde son numéro, un numéro ne sert qu’une fois.",
                "Clients of each segment; a segment that is found again keeps its number, a number is given once."
              )),
            columns: [DataTable.Column("Segment")]
              + quarters.map { DataTable.Column(RichText($0.period), .number) }, rows: rows))
      ] + renamed)
  }

  /// Segments that go by another name than they did: another language, or a name given by hand.
  private var renamed: [ReportBlock] {
    var names: [Int: [String]] = [:]
    for segment in quarters.flatMap(\.segments) where names[segment.number]?.last != segment.name {
      names[segment.number, default: []].append(segment.name)
    }
    let items = names.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map {
      RichText("\($0.key) : " + $0.value.joined(separator: " → "))
    }
    return items.isEmpty
      ? []
      : [.paragraph(RichText(pick("Noms qui ont changé :", "Names that changed:"))), .list(items)]
  }

  private var followUp: ReportSection {
    let words = TrackingWords(language)
    return ReportSection(
      anchor: "quarters", heading: pick("Trimestre par trimestre", "Quarter by quarter"),
      blocks: [
        .table(
          DataTable(
            caption: RichText(),
            columns: [
              DataTable.Column(RichText(pick("Trimestre", "Quarter"))),
              DataTable.Column("Clients", .number),
              DataTable.Column(RichText(pick("Arrivés", "Arrived")), .number),
              DataTable.Column(RichText(pick("Partis", "Left")), .number),
              DataTable.Column(
                RichText(pick("Changements de segment", "Changes of segment")), .number),
              DataTable.Column(RichText(pick("Conseil", "Advice"))),
            ],
            rows: quarters.map { quarter in
              func count(_ value: Int) -> RichText {
                quarter.flows.isEmpty ? "–" : RichText(numbers.integer(value))
              }
              return [
                RichText(period(quarter)), RichText(numbers.integer(quarter.clientCount)),
                count(quarter.arrivals), count(quarter.departures), count(quarter.movers),
                RichText(quarter.advice.map(words.advice) ?? "–"),
              ]
            }))
      ])
  }
}
