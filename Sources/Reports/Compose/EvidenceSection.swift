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
      blocks: countBlocks
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

// MARK: - How many

extension EvidenceSection {
  private var choice: ClusterCountChoice { context.study.choice }

  private var countBlocks: [ReportBlock] {
    let words = ChoiceSentences(context: context)
    guard !choice.clusterCounts.isEmpty else { return [.paragraph(words.why)] }
    let figure = ClusterCountFigure(
      clusterCounts: choice.clusterCounts,
      choice: choice.clusterCounts.contains(context.segmentCount) ? context.segmentCount : nil,
      criteria: words.criteria.map { named in
        ClusterCountFigure.Panel(
          name: named.name, values: named.criterion.values,
          standardErrors: named.criterion.standardErrors, chooses: named.criterion.chooses,
          threshold: named.threshold, digits: named.digits)
      })
    var blocks: [ReportBlock] = [
      .heading(context.pick("Combien de segments", "How many segments")), .paragraph(words.why),
      .figure(
        FigureBlock(
          title: context.pick(
            "Chaque mesure, pour chaque nombre de segments",
            "Each measure, for each number of segments"), figure: figure, caption: countCaption)),
    ]
    blocks += [words.disagreement, words.insteadOfFavourite].compactMap { $0 }
      .map { .paragraph($0) }
    blocks.append(.table(candidateTable))
    if let test = structureTest { blocks.append(.paragraph(test)) }
    return blocks
  }

  private var countCaption: RichText {
    let band: RichText =
      context.hasSegments
      ? context.pick("La bande est le nombre retenu. ", "The band is the number kept. ")
      : RichText()
    return band
      + context.pick(
        """
        Le disque est celui que la mesure prendrait seule. Le trait de la force de prédiction est le \
        seuil à partir duquel on conclut.
        """,
        """
        The disc is the one that the measure would take alone. The line of the prediction strength is \
        the threshold from which we conclude.
        """)
  }

  private var candidateTable: DataTable {
    let words = ChoiceSentences(context: context)
    let minimum = words.rule.minimumSize(observationCount: choice.evidence.observationCount)
    let yes = context.pick("oui", "yes")
    let no = context.pick("non", "no")
    let rows = choice.decision.candidates.map { candidate -> [RichText] in
      [
        RichText(context.numbers.integer(candidate.clusterCount)),
        RichText(context.decimal(candidate.gapExcess, 1)),
        RichText(context.decimal(candidate.unimodalExcess, 1)),
        RichText(context.decimal(candidate.predictionStrength)),
        RichText(context.decimal(candidate.silhouette)),
        RichText(context.numbers.integer(candidate.smallestSize)),
        candidate.holds ? .strong(yes) : RichText(no),
      ]
    }
    let (gap, unimodal) = (words.rule.gapExcess, words.rule.unimodalExcess)
    return DataTable(
      caption: context.pick(
        """
        Un nombre tient si l’excès sur l’uniforme atteint \(context.decimal(gap, 0)), l’excès sur \
        l’unimodal \(context.decimal(unimodal, 0)) et la force de prédiction \
        \(context.decimal(words.rule.holdingStrength)) ; ou si cette force atteint 0,80 et l’excès sur \
        l’uniforme \(context.decimal(words.rule.agreedExcess, 0)). Pour travailler, le plus petit segment doit \
        compter \(context.clients(minimum)).
        """,
        """
        A number holds when its excess over uniform data reaches \(context.decimal(gap, 0)), over \
        unimodal data \(context.decimal(unimodal, 0)), and its prediction strength \
        \(context.decimal(words.rule.holdingStrength)); or when that strength reaches 0.80 and the \
        excess over uniform data \(context.decimal(words.rule.agreedExcess, 0)). To be workable, the smallest segment needs \
        \(context.clients(minimum)).
        """),
      columns: [
        DataTable.Column("Segments", .number),
        DataTable.Column(context.pick("Excès sur l’uniforme", "Excess over uniform"), .number),
        DataTable.Column(context.pick("Excès sur l’unimodal", "Excess over unimodal"), .number),
        DataTable.Column(context.pick("Force de prédiction", "Prediction strength"), .number),
        DataTable.Column("Silhouette", .number),
        DataTable.Column(context.pick("Plus petit segment", "Smallest segment"), .number),
        DataTable.Column(context.pick("Tient", "Holds")),
      ], rows: rows)
  }

  private var structureTest: RichText? {
    let evidence = choice.evidence
    guard let p = evidence.structure.pValue else { return nil }
    let sampled: RichText =
      evidence.replicateObservationCount < evidence.observationCount
      ? context.pick(
        " Ces mesures reposent sur \(context.clients(evidence.replicateObservationCount)) tirés au hasard.",
        " These measures rest on \(context.clients(evidence.replicateObservationCount)) drawn at random."
      )
      : RichText()
    let total = evidence.structure.replicates
    // p = (1 + those as good) / (1 + all of them).
    let asGood = Int((p * Double(total + 1)).rounded()) - 1
    return RichText(
      asGood <= 0 ? noneAsGood(of: total) : someAsGood(asGood, of: total, p: p)) + sampled
  }
}

extension EvidenceSection {
  private func noneAsGood(of total: Int) -> String {
    let all = context.numbers.integer(total)
    return context.pick(
      """
      Aucun des \(all) portefeuilles sans groupes, tirés avec les mêmes asymétries et les mêmes \
      corrélations, ne se laisse aussi bien découper (p\u{A0}≤\u{A0}1/\(context.numbers.integer(total + 1)), \
      le mieux que \(all) tirages puissent montrer).
      """,
      """
      None of the \(all) portfolios without groups, drawn with the same skewness and correlations, \
      divides as well (p ≤ 1/\(context.numbers.integer(total + 1)), the best that \(all) draws can show).
      """)
  }

  private func someAsGood(_ count: Int, of total: Int, p: Double) -> String {
    let (some, all) = (context.numbers.integer(count), context.numbers.integer(total))
    let share = context.decimal(p, 2)
    return context.pick(
      """
      Sur \(all) portefeuilles sans groupes, tirés avec les mêmes asymétries et les mêmes \
      corrélations, \(some) \(count == 1 ? "se laisse" : "se laissent") aussi bien découper \
      (p\u{A0}=\u{A0}\(share)).
      """,
      """
      Of \(all) portfolios without groups, drawn with the same skewness and correlations, \(some) \
      \(count == 1 ? "divides" : "divide") as well (p\u{A0}=\u{A0}\(share)).
      """)
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
          sous 0, il est plus proche du voisin.
          """,
          """
          Silhouette: near 1, the client is much closer to its own than to the next segment; below 0, \
          it is closer to the neighbour.
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
          Les clients sont tirés à nouveau \(context.numbers.integer(stability.replicates)) fois, avec \
          remise, et segmentés chaque fois. Jaccard : 1 si le segment revient tel quel, 0 s’il n’en \
          reste rien. On le dit retrouvé au-dessus de 0,75, dissous à 0,50 ou moins. Stable ne veut \
          pas dire vrai.
          """,
          """
          Clients are drawn anew \(context.numbers.integer(stability.replicates)) times, with \
          replacement, and segmented each time. Jaccard: 1 when the segment comes back as it is, 0 when \
          nothing of it is left. It counts as recovered above 0.75, dissolved at 0.50 or less. Stable \
          does not mean true.
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
        n’est pas à utiliser. Sans stabilité ou sans clients mis de côté, il est au mieux à prendre avec \
        prudence. Premier seuil : Hennig 2007 ; les autres sont les nôtres.
        """,
        """
        The verdict is the worst of those that each measure allows; below the second threshold, the \
        segment is not to be used. Without stability or clients left aside, it is at best to be taken \
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
