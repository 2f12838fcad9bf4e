import Interpretation
import Segmentation
import Validation

/// "Peut-on s’y fier ?": how many, whether they come back, whether others show them too.
struct EvidenceSection: Sendable {
  let context: ReportContext

  var section: ReportSection {
    ReportSection(
      anchor: "evidence",
      heading: context.hasSegments
        ? context.pick("Peut-on s’y fier ?", "Can it be trusted?")
        : context.pick("Ce qui a été essayé", "What was tried"),
      lead: lead,
      blocks: ClusterCountBlocks(context: context).blocks
        + (context.hasSegments
          ? membershipBlocks + HeldOutBlocks(context: context).blocks + verdictBlocks : []))
  }

  private var lead: RichText {
    context.hasSegments
      ? context.pick(
        """
        Trois questions : combien de segments, reviennent-ils quand on tire les clients à nouveau, se \
        retrouvent-ils chez des clients qui n’ont pas servi à les former.
        """,
        """
        Three questions: how many segments, do they come back when clients are drawn anew, are they \
        found among clients that had no part in making them.
        """)
      : context.pick(
        "Chaque nombre de segments a été essayé et jugé par les mêmes mesures.",
        "Each number of segments was tried and judged by the same measures.")
  }
}

// MARK: - Do they come back

extension EvidenceSection {
  private var membershipBlocks: [ReportBlock] {
    let blocks = [silhouette, stability].compactMap { $0 }
    guard !blocks.isEmpty else { return [] }
    return [
      .heading(context.pick("Reviennent-ils ?", "Do they come back?"))
    ] + blocks
  }

  private var silhouette: ReportBlock? {
    guard let silhouette = context.study.silhouette else { return nil }
    let labels = context.study.clustering.partition.labels
    var values = [[Double]](repeating: [], count: context.segmentCount)
    for (label, value) in zip(labels, silhouette.values) { values[label].append(value) }
    return .figure(
      FigureBlock(
        title: context.pick("Chaque client dans son segment", "Each client within its segment"),
        figure: SilhouetteFigure(
          groups: zip(context.segments, values).map {
            SilhouetteFigure.Group(segment: $0, values: $1)
          }, mean: silhouette.mean),
        caption: context.pick(
          """
          Silhouette : près de 1, le client est bien plus proche des siens que du segment voisin ; \
          sous 0, il serait aussi bien chez le voisin.
          """,
          """
          Silhouette: near 1, the client is much closer to its own than to the next segment; below 0, \
          it would be as well with the neighbour.
          """)))
  }

  private var stability: ReportBlock? {
    guard let stability = context.study.stability else { return nil }
    let rows = context.segments.indices.map { index -> [RichText] in
      [
        context.segment(index), RichText(context.decimal(stability.meanJaccard[index])),
        RichText(context.numbers.integer(stability.recovered[index])),
        RichText(context.numbers.integer(stability.dissolved[index])),
      ]
    }
    return .table(
      DataTable(
        caption: context.pick(
          """
          Chaque segment quand on tire les clients à nouveau, \
          \(context.numbers.integer(stability.replicates)) fois, avec remise : retrouvé, s’il recouvre \
          plus de 0,75 de son meilleur pareil ; dissous, à 0,50 ou moins. Stable ne veut pas dire vrai.
          """,
          """
          Each segment when clients are drawn anew, \(context.numbers.integer(stability.replicates)) \
          times, with replacement: recovered above 0.75 of its best match, dissolved at 0.50 or less. \
          Stable does not mean true.
          """),
        columns: [
          DataTable.Column("Segment"),
          DataTable.Column(context.pick("Jaccard moyen", "Mean Jaccard"), .number),
          DataTable.Column(context.pick("Retrouvé", "Recovered"), .number),
          DataTable.Column(context.pick("Dissous", "Dissolved"), .number),
        ], rows: rows))
  }
}

// MARK: - Verdicts

extension EvidenceSection {
  private var verdictBlocks: [ReportBlock] {
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
    let rule = VerdictRule()
    func row(_ name: String, _ thresholds: Thresholds, _ digits: Int) -> [RichText] {
      [
        RichText(name), RichText("≥ " + context.decimal(thresholds.use, digits)),
        RichText("≥ " + context.decimal(thresholds.caution, digits)),
      ]
    }
    return DataTable(
      caption: context.pick(
        """
        Le verdict est le moins bon de ceux que chaque mesure permet ; sous le second seuil, le segment \
        est à éviter. Sans stabilité ou sans clients mis de côté, il est au mieux à prendre avec \
        prudence. Premier seuil : Hennig 2007 ; les autres sont les nôtres.
        """,
        """
        The verdict is the worst of those that each measure allows; below the second threshold, the \
        segment is to be avoided. Without stability or clients left aside, it is at best to be taken \
        with caution. First threshold: Hennig 2007; the others are ours.
        """),
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
        row(context.pick("Silhouette moyenne", "Mean silhouette"), rule.silhouette, 2),
      ])
  }
}
