import Interpretation
import Validation

/// "Combien de segments": whether there are groups, how many, and what every criterion says.
struct ClusterCountBlocks: Sendable {
  let context: ReportContext
  private let words: ChoiceSentences

  init(context: ReportContext) {
    self.context = context
    words = ChoiceSentences(context: context)
  }

  private var choice: ClusterCountChoice { context.study.choice }

  var blocks: [ReportBlock] {
    guard !choice.clusterCounts.isEmpty else { return [.paragraph(words.why)] }
    var blocks: [ReportBlock] = [
      .heading(context.pick("Combien de segments", "How many segments")), .paragraph(words.why),
    ]
    if let kept = smallSegments { blocks.append(.notice(Notice(.caution, kept))) }
    if let named = namedCases { blocks.append(.paragraph(named)) }
    if let test = referenceFigure { blocks.append(.figure(test)) }
    blocks.append(.table(candidateTable))
    blocks.append(.figure(criteriaFigure))
    blocks += [words.disagreement, words.insteadOfFavourite].compactMap { $0 }
      .map { .paragraph($0) }
    blocks.append(.paragraph(RichText(words.counts)))
    return blocks
  }

  private var smallSegments: RichText? {
    context.study.belowMinimum.map {
      RichText(
        MinimumSizeWords($0, segmentCount: context.segmentCount, language: context.language).text)
    }
  }

  /// Clients in a group too small to be a segment, by their identifiers.
  private var namedCases: RichText? {
    let minimum = context.study.namedCaseSize
    let groups = context.study.namedCases
    guard !groups.isEmpty else { return nil }
    let shown = groups.prefix(5).map { group -> RichText in
      let names = group.prefix(12).map { name -> RichText in "\(code: name)" }
      let rest = group.count - names.count
      let more = rest > 0 ? context.pick(" et \(rest) autres", " and \(rest) more") : ""
      return RichText.joined(names, separator: ", ") + RichText(more)
    }
    let list = RichText.joined(shown, separator: context.pick(" ; ", "; "))
    return context.pick(
      """
      Des clients se tiennent à part, en groupes trop petits pour un segment (moins de \
      \(context.clients(minimum))) ; à regarder un par un : \(list).
      """,
      """
      Some clients stand apart, in groups too small for a segment (fewer than \
      \(context.clients(minimum))); to be looked at one by one: \(list).
      """)
  }
}

// MARK: - Figures

extension ClusterCountBlocks {
  private var referenceFigure: FigureBlock? {
    let test = choice.evidence.structure.explained
    let references = test.referenceStatistics.compactMap { $0 }
    guard let statistic = test.statistic, !references.isEmpty else { return nil }
    return FigureBlock(
      title: context.pick(
        "Le portefeuille, parmi des portefeuilles sans groupes",
        "The portfolio, among portfolios without groups"),
      figure: ReferenceTestFigure(observed: statistic, references: references),
      caption: RichText(words.referenceCaption))
  }

  private var criteriaFigure: FigureBlock {
    FigureBlock(
      title: context.pick(
        "Chaque mesure, pour chaque nombre de segments",
        "Each measure, for each number of segments"),
      figure: ClusterCountFigure(
        clusterCounts: choice.clusterCounts,
        choice: choice.clusterCounts.contains(context.segmentCount) ? context.segmentCount : nil,
        criteria: words.criteria.map { named in
          ClusterCountFigure.Panel(
            name: named.name, values: named.criterion.values,
            standardErrors: named.criterion.standardErrors, chooses: named.criterion.chooses,
            threshold: named.threshold, digits: named.digits)
        }), caption: criteriaCaption)
  }

  private var criteriaCaption: RichText {
    let band: RichText =
      context.hasSegments
      ? context.pick("La bande est le nombre retenu. ", "The band is the number kept. ")
      : RichText()
    return band
      + context.pick(
        """
        Le disque est celui que la mesure prendrait seule. La règle lit les deux premières mesures : le \
        trait de la force de prédiction est le seuil à partir duquel un nombre tient (ses auteurs demandent \
        \(publishedStrength) pour en prendre plus d’un). Les deux mesures \
        HCPC ne choisissent qu’à partir de 3 segments : le premier gain, toujours grand, déciderait \
        sinon.\(ofMixtures)
        """,
        """
        The disc is the one that the measure would take alone. The rule reads the first two measures: \
        the line of the prediction strength is the threshold from which a number holds (its authors ask for \
        \(publishedStrength) to take more than one). The two HCPC \
        measures choose from 3 segments on: the first gain, always large, would decide otherwise.\(ofMixtures)
        """)
  }

  private var publishedStrength: String { context.decimal(PredictionStrength.threshold) }

  private var ofMixtures: String {
    guard choice.evidence.information != nil else { return "" }
    return context.pick(
      """
       BIC et ICL pèsent la vraisemblance du mélange contre le nombre de ses paramètres ; ICL compte \
      aussi ce que les segments se recouvrent.
      """,
      """
       BIC and ICL weigh the likelihood of the mixture against the number of its parameters; ICL also \
      counts how much segments overlap.
      """)
  }
}

// MARK: - The table of the rule

extension ClusterCountBlocks {
  private var candidateTable: DataTable {
    let yes = context.pick("oui", "yes")
    let no = context.pick("non", "no")
    let valleys = choice.evidence.separation.correctedPValues
    let rows = choice.decision.candidates.enumerated().map { index, candidate -> [RichText] in
      [
        RichText(context.numbers.integer(candidate.clusterCount)),
        RichText(context.decimal(candidate.gain, 3)),
        RichText(context.decimal(candidate.excess, 1)),
        RichText(words.strengthWithError(candidate.clusterCount)),
        RichText(valleys.indices.contains(index) ? context.smallP(valleys[index]) : "–"),
        RichText(candidate.isParted ? yes : no),
        RichText(context.decimal(candidate.silhouette)),
        RichText(context.numbers.integer(candidate.smallestSize)),
        candidate.holds ? .strong(yes) : RichText(no),
      ]
    }
    return DataTable(
      caption: RichText(words.ruleInFull),
      columns: [
        DataTable.Column("Segments", .number),
        DataTable.Column(context.pick("Gain", "Gain"), .number),
        DataTable.Column(context.pick("en écarts-types", "in standard deviations"), .number),
        DataTable.Column(context.pick("Force de prédiction", "Prediction strength"), .number),
        DataTable.Column(context.pick("Creux (p corrigé)", "Valley (p, corrected)"), .number),
        DataTable.Column(context.pick("Creux entre tous", "Gaps between all")),
        DataTable.Column("Silhouette", .number),
        DataTable.Column(context.pick("Plus petit segment", "Smallest segment"), .number),
        DataTable.Column(context.pick("Tient", "Holds")),
      ], rows: rows)
  }
}
