import Interpretation
import Segmentation
import Validation

/// The verdict of each segment, what it rests on, and the rule.
struct VerdictBlocks: Sendable {
  let context: ReportContext

  private var rule: VerdictRule { context.study.verdictRule }

  var blocks: [ReportBlock] {
    let words = VerdictWords(context: context)
    let reasons = context.segments.indices.map { index -> [RichText] in
      let verdict = context.study.segments[index].verdict
      return [
        context.segment(index), RichText(words.name(verdict.verdict)),
        RichText(
          verdict.reasons.map { words.reason($0) }.joined(separator: context.pick(" ; ", "; "))),
      ]
    }
    return [
      .heading(context.pick("La règle des verdicts", "The rule of the verdicts")),
      .table(ruleTable),
      .table(
        DataTable(
          caption: context.pick(
            "Les mesures de chaque segment, les décisives d’abord.",
            "The measures of each segment, the decisive ones first."),
          columns: [
            DataTable.Column("Segment"), DataTable.Column("Verdict"),
            DataTable.Column(context.pick("Mesures", "Measures")),
          ], rows: reasons)),
    ]
  }

  private var ruleTable: DataTable {
    func row(_ name: String, _ thresholds: Thresholds, _ digits: Int) -> [RichText] {
      [
        RichText(name), RichText("≥ " + context.decimal(thresholds.use, digits)),
        RichText("≥ " + context.decimal(thresholds.caution, digits)),
      ]
    }
    return DataTable(
      caption: ruleCaption + doubts + origin,
      columns: [
        DataTable.Column(context.pick("Mesure", "Measure")),
        DataTable.Column(context.pick("À utiliser", "Use"), .number),
        DataTable.Column(context.pick("Avec prudence", "With caution"), .number),
      ],
      rows: [
        row(context.pick("Stabilité (Jaccard)", "Stability (Jaccard)"), rule.stability, 2),
        row(
          context.pick("Clients mis de côté (Jaccard)", "Clients left aside (Jaccard)"),
          rule.heldOut, 2),
        row(context.pick("Clients qui l’ont formé", "Clients that made it"), rule.size, 0),
        row(
          context.pick("Séparation (silhouette moyenne)", "Separation (mean silhouette)"),
          rule.silhouette, 2),
      ])
  }

  private var ruleCaption: RichText {
    context.pick(
      """
      Le verdict est le moins bon de ceux que chaque mesure permet ; sous le second seuil, le segment \
      n’est pas à utiliser. Sans stabilité ou sans clients mis de côté, ou s’il ne se forme plus sans un \
      groupe de clients, il est au mieux à prendre avec prudence.
      """,
      """
      The verdict is the worst of those that each measure allows; below the second threshold, the \
      segment is not to be used. Without stability or clients left aside, or where it does not form \
      without a group of clients, it is at best to be taken with caution.
      """)
  }

  /// A level with the digits that it has, two at least.
  private func shown(_ level: Double) -> String {
    context.decimal(
      level,
      (2...5).first { digits in
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        return abs((level * scale).rounded() / scale - level) < 1e-9
      } ?? 6)
  }

  private var doubts: RichText {
    let (level, valley) = (shown(rule.withoutGroups), shown(rule.valley))
    return context.pick(
      """
       De bonnes mesures ne prouvent pas des groupes : un nuage d’un seul tenant se découpe lui aussi \
      avec régularité. Si l’épreuve ne trouve pas de groupes, ou si l’accord des clients mis de côté \
      n’est pas meilleur que sans groupes (p au-dessus de \(level)), aucun segment n’est mieux qu’à \
      prendre avec prudence. Un segment qu’aucun creux ne sépare d’un autre ne l’est pas non plus (test \
      de Hartigan autour de leur frontière, dans la direction qui les distingue le mieux, p au-dessus de \
      \(valley)) : les deux moitiés d’un \
      même groupe se retrouvent aussi sûrement que deux groupes.
      """,
      """
       Good measures are no proof of groups: a cloud in one piece divides regularly too. Where the test \
      finds no groups, or the agreement of the clients left aside is no better than without groups (p \
      above \(level)), no segment is better than to be taken with caution. Nor is a segment that no gap \
      parts from another (Hartigan's test about their border, in the direction that tells them apart best, p above \
      \(valley)): the \
      two halves of one group are found again as surely as two groups.
      """)
  }

  private var origin: RichText {
    guard rule == VerdictRule() else {
      return context.pick(
        " Les seuils sont ceux de votre configuration.",
        " The thresholds are those of your configuration.")
    }
    return context.pick(
      " Les seuils de stabilité sont ceux de Hennig (2007) ; les autres sont les nôtres.",
      " The thresholds of stability are those of Hennig (2007); the others are ours.")
  }
}
