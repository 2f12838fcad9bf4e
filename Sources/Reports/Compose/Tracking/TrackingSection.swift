import Interpretation
import Segmentation
import Tracking

/// "Depuis le trimestre dernier": which segments are which, who moved and why, what drifted, and what to do.
struct TrackingSection: Sendable {
  let context: ReportContext

  let moverLimit = 12
  let featureLimit = 6

  var section: ReportSection {
    ReportSection(
      anchor: "since",
      heading: context.tracking.map(heading) ?? "",
      lead: context.tracking.map(lead) ?? RichText(),
      blocks: context.tracking.map(blocks) ?? [])
  }

  private func heading(_ tracking: QuarterTracking) -> String {
    let period = PeriodWords.text(tracking.previousPeriod, context.language)
    return context.pick("Depuis le \(period)", "Since \(period)")
  }

  private func lead(_ tracking: QuarterTracking) -> RichText {
    let moved = context.clients(tracking.moves.count)
    let (arrived, left) = (tracking.arrivals.count, tracking.departures.count)
    return context.pick(
      """
      Sur \(strong: context.clients(tracking.commonCount)) présents aux deux trimestres, \(strong: moved) \
      \(plural(tracking.moves.count, "a changé", "ont changé")) de segment ; \
      \(context.numbers.count(arrived, "client est arrivé", "clients sont arrivés")), \
      \(context.numbers.count(left, "est parti", "sont partis")). Un segment qui se retrouve garde son \
      numéro, son nom et sa couleur.
      """,
      """
      Of \(strong: context.clients(tracking.commonCount)) present in both quarters, \(strong: moved) changed \
      segment; \(context.numbers.count(arrived, "client", "clients")) arrived, \
      \(context.numbers.integer(left)) left. A segment that is found again keeps its number, its name and \
      its colour.
      """)
  }

  private func blocks(_ tracking: QuarterTracking) -> [ReportBlock] {
    let words = TrackingWords(context.language)
    let advice = words.advice(of: tracking.decision)
    let decision: RichText = context.pick(
      "\(strong: "À faire : \(advice).") \(words.because(tracking.decision))",
      "\(strong: "To do: \(advice).") \(words.because(tracking.decision))")
    return [.notice(Notice(tone(tracking.decision), decision)), .table(alternatives(tracking))]
      + columnChanges(tracking)
      + [
        .heading(
          context.pick("Les segments d’un trimestre à l’autre", "Segments from quarter to quarter"))
      ]
      + events(tracking)
      + [.figure(flows(tracking)), .table(migrations(tracking))]
      + movers(tracking) + progress(tracking) + drift(tracking)
  }

  private func tone(_ decision: TrackingDecision) -> Tone {
    if case .scale = decision.reasons.first { return .bad }
    switch decision.advice {
    case .keep: return .good
    case .reassign: return .neutral
    case .refit: return .caution
    }
  }

  func plural(_ count: Int, _ one: String, _ many: String) -> String {
    context.numbers.plural(Double(count), one, many)
  }

  private func alternatives(_ tracking: QuarterTracking) -> DataTable {
    let words = TrackingWords(context.language)
    return DataTable(
      caption: RichText(
        context.pick(
          "Ce que donnerait chaque choix ; la part expliquée est celle des écarts entre les clients de ce trimestre qui sépare les segments.",
          "What each choice would give; the share explained is how much of the differences between the clients of this quarter lies between the segments."
        )),
      columns: [
        DataTable.Column(context.pick("Choix", "Choice")),
        DataTable.Column(context.pick("Segments", "Segments"), .number),
        DataTable.Column(context.pick("Part expliquée", "Share explained"), .number),
        DataTable.Column(
          context.pick("Clients qui changent de segment", "Clients who change segment"), .number),
      ],
      rows: tracking.alternatives.map { choice in
        let name = words.advice(choice.advice)
        return [
          choice.advice == tracking.decision.advice ? .strong(name) : RichText(name),
          RichText(context.numbers.integer(choice.segmentCount)),
          RichText(context.numbers.percent(choice.explained, digits: 1)),
          RichText(context.numbers.integer(choice.movers)),
        ]
      })
  }

  private func columnChanges(_ tracking: QuarterTracking) -> [ReportBlock] {
    let changes = tracking.columnChanges
    var parts: [RichText] = []
    func names(_ list: [String]) -> RichText {
      .joined(list.map { "\(code: $0)" }, separator: ", ")
    }
    if !changes.added.isEmpty {
      parts.append(context.pick("colonnes nouvelles : ", "new columns: ") + names(changes.added))
    }
    if !changes.removed.isEmpty {
      parts.append(context.pick("colonnes disparues : ", "columns gone: ") + names(changes.removed))
    }
    if !changes.renamed.isEmpty {
      let list = changes.renamed.map { "\(code: $0.previous) → \(code: $0.current)" as RichText }
      parts.append(
        context.pick("colonnes renommées : ", "columns renamed: ") + .joined(list, separator: ", "))
    }
    if !changes.retyped.isEmpty {
      parts.append(
        context.pick(
          "colonnes dont le contenu n’est plus du même genre : ",
          "columns whose content is of another kind: ") + names(changes.retyped))
    }
    guard !parts.isEmpty else { return [] }
    return [
      .paragraph(
        context.pick("Le fichier a changé : ", "The file has changed: ")
          + .joined(parts, separator: " ; ")
          + context.pick(
            ". La comparaison porte sur ce que les deux ont en commun.",
            ". What both have in common is compared."))
    ]
  }
}
