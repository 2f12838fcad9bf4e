import Interpretation
import Segmentation

/// What a pilot showed, as a page: the finding, the effects drawn and in a table, who has no result, the
/// firm's rules beside, and how it was computed.
///
///     try HTMLPage(PilotReport(evaluation, design: design, results: results, .french).report()).html()
public struct PilotReport: Sendable {
  let evaluation: PilotEvaluation
  let design: PilotDesign
  let results: PilotResults
  let language: Language
  let sentences: PilotSentences
  let words: PilotNumbers
  let conclusions: PilotConclusionWords

  public init(
    _ evaluation: PilotEvaluation, design: PilotDesign, results: PilotResults,
    _ language: Language
  ) {
    self.evaluation = evaluation
    self.design = design
    self.results = results
    self.language = language
    sentences = PilotSentences(evaluation, design: design, language)
    words = PilotNumbers(evaluation.plan, language)
    conclusions = PilotConclusionWords(language)
  }

  func pick<Text>(_ french: Text, _ english: Text) -> Text {
    language == .french ? french : english
  }

  public func report() -> Report {
    Report(
      language: language, title: conclusions.title(evaluation),
      subtitle: subtitle, keyFigures: keyFigures, findings: findings, notices: notices,
      sections: [PilotEffectsSection(report: self).section] + rulesSections,
      annexes: [missingAnnex, PilotMethodAnnex(report: self).section], colophon: colophon)
  }

  private var subtitle: RichText {
    pick(
      "Pilote sur \(design.segments.count) segments, résultat \(code: results.outcomeColumn)",
      "Pilot on \(design.segments.count) segments, outcome \(code: results.outcomeColumn)")
  }

  private var keyFigures: [KeyFigure] {
    let overall = evaluation.overall
    let clients = overall.test.observed + overall.control.observed
    var figures: [KeyFigure] = []
    if let effect = overall.effect {
      let interval = words.interval(effect)
      figures.append(
        KeyFigure(
          value: words.effect(effect.difference),
          explanation: RichText(
            pick(
              "écart entre testés et témoins, sans doute \(interval)",
              "difference between tested and controls, probably \(interval)"))))
    }
    let working = evaluation.segments.count { $0.conclusion == .works }
    figures.append(
      KeyFigure(
        value: "\(working) / \(evaluation.segments.count)",
        explanation: RichText(
          pick("segments où l’action marche", "segments in which the action works"))))
    figures.append(
      KeyFigure(
        value: words.integer(clients),
        explanation: RichText(
          pick(
            "clients avec un résultat, sur \(words.integer(design.drawn)) tirés",
            "clients with a result, of \(words.integer(design.drawn)) drawn"))))
    if let found = evaluation.heterogeneity {
      figures.append(
        KeyFigure(
          value: words.equalsP(found.pValue),
          explanation: RichText(
            pick(
              "chances que le hasard seul fasse autant différer les segments",
              "probability that chance alone makes the segments differ as much"))))
    }
    return figures
  }

  private var findings: [RichText] {
    ([sentences.overall] + [sentences.coverage].compactMap { $0 } + sentences.bySegment
      + [sentences.heterogeneity].compactMap { $0 }).map { RichText($0) }
  }

  /// Where groups lost clients unequally, nothing else is to be read first.
  private var notices: [Notice] {
    guard let found = evaluation.overall.missingDifference,
      found.pValue <= evaluation.plan.alpha, let sentence = sentences.missing.first
    else { return [] }
    return [Notice(.caution, RichText(sentence))]
  }

  private var rulesSections: [ReportSection] {
    guard let rules = evaluation.rules else { return [] }
    return [PilotRulesSection(report: self, rules: rules).section]
  }

  private var missingAnnex: ReportSection {
    let rows = evaluation.segments.filter { $0.test.missing + $0.control.missing > 0 }
      .map { segment -> [RichText] in
        [
          "\(verbatim: segment.name)",
          RichText("\(words.integer(segment.test.missing)) / \(words.integer(segment.test.drawn))"),
          RichText(
            "\(words.integer(segment.control.missing)) / \(words.integer(segment.control.drawn))"),
          RichText(words.p(segment.missingDifference?.pValue)),
        ] + (evaluation.plan.outcome.isShare ? [asNo(segment)] : [])
      }
    let columns: [DataTable.Column] =
      [
        .init("segment"), .init(pick("testés", "tested"), .number),
        .init(pick("témoins", "controls"), .number), .init("p", .number),
      ]
      + (evaluation.plan.outcome.isShare
        ? [.init(pick("écart si manquant = non", "difference if missing = no"), .number)] : [])
    let table = DataTable(
      caption: RichText(
        pick("Clients tirés et sans résultat.", "Clients drawn and without a result.")),
      columns: columns, rows: rows)
    return ReportSection(
      anchor: "missing", heading: pick("Résultats manquants", "Missing results"),
      blocks: sentences.missing.map { .paragraph(RichText($0)) }
        + (rows.isEmpty ? [] : [.table(table)]))
  }

  private func asNo(_ segment: PilotGroupEffect) -> RichText {
    RichText(
      segment.effectIfMissingAreNo.map {
        "\(words.difference($0.difference)) (\(words.interval($0)))"
      } ?? "–")
  }

  private var colophon: RichText {
    let source = results.source
    return pick(
      """
      \(Product.name) \(Product.version) · graine \(String(design.seed)) · résultats \
      \(verbatim: source.name), SHA-256 \(code: String(source.sha256.prefix(16)))…
      """,
      """
      \(Product.name) \(Product.version) · seed \(String(design.seed)) · results \
      \(verbatim: source.name), SHA-256 \(code: String(source.sha256.prefix(16)))…
      """)
  }
}
