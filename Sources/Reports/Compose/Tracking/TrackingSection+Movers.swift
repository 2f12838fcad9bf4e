import Interpretation
import Segmentation
import Tracking

extension TrackingSection {
  /// Who moved, and whether it is the client or the segments that changed.
  func movers(_ tracking: QuarterTracking) -> [ReportBlock] {
    guard !tracking.moves.isEmpty else { return [] }
    func count(_ kind: ClientMove.Kind) -> String {
      context.numbers.integer(tracking.moves.count { $0.kind == kind })
    }
    let split: RichText = context.pick(
      """
      \(strong: count(.client)) parce que leurs données ont changé (les segments d’avant les placeraient \
      aussi ailleurs), \(strong: count(.model)) parce que les segments ont changé (avec leurs données d’avant, \
      ceux d’aujourd’hui les placent ailleurs), \(strong: count(.both)) pour les deux raisons. \
      \(code: ChangesFile.name) les nomme tous.
      """,
      """
      \(strong: count(.client)) because their data changed (the earlier segments too would place them \
      elsewhere), \(strong: count(.model)) because the segments changed (with their earlier data those of \
      today place them elsewhere), \(strong: count(.both)) for both reasons. \(code: ChangesFile.name) names \
      them all.
      """)
    return [
      .heading(
        context.pick("Qui a changé de segment, et pourquoi", "Who changed segment, and why")),
      .paragraph(split),
    ] + moverTable(tracking)
  }

  /// Clients whose own data moved them: those that somebody should call.
  private func moverTable(_ tracking: QuarterTracking) -> [ReportBlock] {
    let own = tracking.moves.filter { $0.kind == .client && !$0.features.isEmpty }
    guard !own.isEmpty else { return [] }
    let names = Dictionary(
      (tracking.previousSegments + tracking.segments).map { ($0.number, $0.name) },
      uniquingKeysWith: { _, last in last })
    func segment(_ number: Int) -> RichText { "\(segment: number, name: names[number] ?? "")" }
    let shown = own.sorted {
      let (a, b) = ($0.features[0].effect, $1.features[0].effect)
      return a != b ? a > b : $0.identifier < $1.identifier
    }.prefix(moverLimit)
    return [
      .table(
        DataTable(
          caption: RichText(
            context.pick(
              "Clients que leurs propres données ont déplacés, les plus nets d’abord\(rest(own.count - shown.count, "changes.csv")).",
              "Clients moved by their own data, the clearest first\(rest(own.count - shown.count, "changes.csv"))."
            )),
          columns: [
            DataTable.Column(context.pick("Client", "Client")),
            DataTable.Column(context.pick("Avant", "Before")),
            DataTable.Column(context.pick("Maintenant", "Now")),
            DataTable.Column(context.pick("Ce qui l’a déplacé", "What moved it")),
          ],
          rows: shown.map { move in
            [
              "\(verbatim: move.identifier)", segment(move.from), segment(move.to),
              .joined(
                move.features.map { context.named($0.key, header: $0.header) }, separator: ", "),
            ]
          }))
    ]
  }

  private func rest(_ count: Int, _ file: String) -> String {
    count > 0
      ? context.pick(
        " ; \(context.numbers.integer(count)) de plus dans \(file)",
        "; \(context.numbers.integer(count)) more in \(file)") : ""
  }

  func drift(_ tracking: QuarterTracking) -> [ReportBlock] {
    let drift = tracking.drift
    let limit = context.study.configuration.tracking.psi
    let shown = drift.features.filter {
      ($0.psi ?? 0) >= 0.1 || abs($0.missingNow - $0.missingBefore) >= 0.05
    }
    .prefix(featureLimit)
    let fit: RichText = context.pick(
      """
      N’entrent bien dans aucun segment d’avant : \(context.numbers.percent(drift.fit.beyondNow, digits: 1)) \
      des clients d’aujourd’hui, contre \(context.numbers.percent(drift.fit.beyondBefore, digits: 1)) des \
      clients d’alors. Les segments d’avant et ceux d’aujourd’hui s’accordent sur les clients de ce trimestre \
      (Rand ajusté \(context.decimal(drift.adjustedRand))).
      """,
      """
      \(context.numbers.percent(drift.fit.beyondNow, digits: 1)) of today’s clients fit no earlier segment \
      well, against \(context.numbers.percent(drift.fit.beyondBefore, digits: 1)) of the clients of then. The \
      earlier segments and those of today agree on this quarter’s clients (adjusted Rand \
      \(context.decimal(drift.adjustedRand))).
      """)
    let heading = ReportBlock.heading(
      context.pick("Ce qui a changé dans les données", "What changed in the data"))
    guard !shown.isEmpty else {
      return [
        heading, .paragraph(fit),
        .paragraph(
          RichText(
            context.pick(
              "Aucune colonne n’a changé au point d’en parler (indice de stabilité sous 0,1 partout).",
              "No column has changed enough to speak of (stability index below 0.1 everywhere)."))),
      ]
    }
    return [
      heading, .paragraph(fit),
      .table(
        DataTable(
          caption: RichText(
            context.pick(
              "Les colonnes qui ont le plus changé ; un indice d’au moins \(context.decimal(limit)) est un vrai déplacement.",
              "The columns that changed most; an index of at least \(context.decimal(limit)) is a real shift."
            )),
          columns: [
            DataTable.Column(context.pick("Colonne", "Column")),
            DataTable.Column(context.pick("Indice de stabilité", "Stability index"), .number),
            DataTable.Column(context.pick("Écart maximal", "Largest gap"), .number),
            DataTable.Column(context.pick("Manquants avant", "Missing before"), .number),
            DataTable.Column(context.pick("Manquants maintenant", "Missing now"), .number),
          ],
          rows: shown.map { feature in
            let psi = context.decimal(feature.psi)
            return [
              context.named(feature.key, header: feature.header),
              (feature.psi ?? 0) >= limit ? .strong(psi) : RichText(psi),
              RichText(context.decimal(feature.ks)),
              RichText(context.percent(feature.missingBefore)),
              RichText(context.percent(feature.missingNow)),
            ]
          })),
    ]
  }
}
