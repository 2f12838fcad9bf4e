import Interpretation
import Segmentation
import Validation

/// What the clients left aside showed.
struct HeldOutBlocks: Sendable {
  let context: ReportContext

  private var validation: HeldOutValidation { context.study.validation }
  private var words: HeldOutSentences { HeldOutSentences(context: context) }

  var blocks: [ReportBlock] {
    let heading = ReportBlock.heading(
      context.pick("Les retrouve-t-on ailleurs ?", "Are they found elsewhere?"))
    let outcomes = OutcomeBlocks(context: context).blocks
    let opening =
      [heading]
      + (validation.groupsNotEvaluated.map {
        [
          .notice(
            Notice(
              .caution,
              RichText(
                NotEvaluatedWords(context.language).groups($0, isTried: !validation.groups.isEmpty))
            )
          )
        ]
      } ?? [])
    guard let agreement else {
      return opening + [.notice(Notice(.caution, words.notTried))] + outcomes
    }
    guard validation.comparedCount > 0 else {
      return opening + [
        .paragraph(words.design), .notice(Notice(.caution, words.nothingCompared)),
      ] + outcomes
    }
    return opening + [.paragraph(words.design)] + found(agreement)
      + [.table(groupTable), .table(pairsTable)]
      + [
        .figure(
          FigureBlock(
            title: context.pick("Parts comparées", "Shares compared"), figure: shares,
            caption: sharesCaption))
      ] + [words.shifts, words.explained].compactMap { $0 }.map { .paragraph($0) } + outcomes
  }

  private func found(_ agreement: AgreementFigure) -> [ReportBlock] {
    let failures = words.failures
    return [
      .figure(
        FigureBlock(
          title: context.pick("Segments retrouvés", "Segments found again"), figure: agreement,
          caption: agreementCaption))
    ] + [words.baseline].compactMap { $0 }.map { .paragraph($0) }
      + (failures.isEmpty ? [.paragraph(words.noFailure)] : [.list(failures)])
  }

  /// `nil` where nobody was left aside.
  var agreement: AgreementFigure? {
    guard !validation.groups.isEmpty, context.hasSegments else { return nil }
    let rule = context.study.configuration.verdict
    return AgreementFigure(
      segments: context.segments,
      groups: validation.groups.map { result in
        AgreementFigure.Group(
          name: words.name(result), clients: result.size, adjustedRand: result.adjustedRand,
          jaccard: result.jaccard)
      }, good: rule.heldOut.use, caution: rule.heldOut.caution)
  }

  private var agreementCaption: RichText {
    let overall = context.decimal(validation.summary.adjustedRand)
    return context.pick(
      """
      Une case : à quel point le segment et celui que ces clients forment entre eux sont les mêmes \
      (Jaccard : 1 si ce sont les mêmes clients ; 0 si le segment n’existe pas sans eux). À droite, \
      l’accord d’ensemble (ARI : 0 au hasard, 1 au mieux), \(overall) en tout. Deux découpages d’un \
      petit groupe varient l’un et l’autre : ces valeurs sont d’ordinaire plus basses que la stabilité.
      """,
      """
      A cell: how much the segment and the one that these clients form among themselves are the same \
      (Jaccard: 1 for the same clients; 0 where the segment does not exist without them). On the \
      right, the overall agreement (ARI: 0 by chance, 1 at best), \(overall) in all. Two divisions of \
      a small group both vary: these values are usually lower than the stability.
      """)
  }
}

// MARK: - Group by group

extension HeldOutBlocks {
  private var groupTable: DataTable {
    let rows = zip(validation.groups, validation.summary.shareTestPValues).map {
      result, corrected -> [RichText] in
      [
        RichText(words.name(result)), RichText(context.numbers.integer(result.size)),
        RichText(context.numbers.integer(result.chosenCount ?? result.clusterCount)),
        RichText(context.decimal(result.adjustedRand)),
        RichText(context.decimal(result.adjustedMutualInformation)),
        RichText(context.decimal(result.predictionStrength)),
        RichText(context.percent(result.trainingExplainedInertia)),
        RichText(context.percent(result.explainedInertia)),
        RichText(context.decimal(result.shareTest?.cramersV)),
        RichText(context.decimal(result.shareTest?.pValue)),
      ] + (isFamily ? [RichText(context.decimal(corrected))] : [])
    }
    return DataTable(
      caption: context.pick(
        """
        Ce que donne chaque mise de côté. Segments : le nombre que la méthode prendrait sans ces clients \
        (1 : elle n’annoncerait pas de groupes) ; le reste compare autant de segments qu’ici. ARI et AMI : accord des deux découpages. Force de prédiction : de leur \
        propre segment que les nôtres gardent le moins bien ensemble. Expliqué : part des différences que \
        les segments expliquent, chez les clients qui les ont formés puis chez ceux mis de côté. V de Cramér : écart entre les parts (0 : aucun ; 0,1 : \
        faible ; 0,3 : moyen) ; p : probabilité d’un écart au moins aussi grand par le seul hasard (χ²).
        """,
        """
        What each setting aside gives. Segments: the number that the method would take without these \
        clients (1: it would announce no groups); the rest compares as many segments as here. ARI and AMI: \
        agreement of both divisions. Prediction strength: of the segment of their own that ours keep \
        together least. Explained: share of the differences that segments explain, among the clients that \
        made them, then among those left aside. Cramér’s V: difference of the shares (0: none; 0.1: small; 0.3: \
        medium); p: probability of a difference at least as large by chance alone (χ²).
        """) + correction,
      columns: [
        DataTable.Column(context.pick("Mis de côté", "Left aside")),
        DataTable.Column("Clients", .number), DataTable.Column("Segments", .number),
        DataTable.Column("ARI", .number), DataTable.Column("AMI", .number),
        DataTable.Column(context.pick("Force de prédiction", "Prediction strength"), .number),
        DataTable.Column(context.pick("Expliqué", "Explained"), .number),
        DataTable.Column(context.pick("mis de côté", "left aside"), .number),
        DataTable.Column(context.pick("V des parts", "V of shares"), .number),
        DataTable.Column(context.pick("p des parts", "p of shares"), .number),
      ] + (isFamily ? [DataTable.Column(context.pick("p corrigé", "p, corrected"), .number)] : []),
      rows: rows)
  }

  /// Whether shares are compared more than once.
  private var isFamily: Bool { validation.groups.count > 1 }

  private var correction: RichText {
    guard isFamily else { return RichText() }
    let count = context.numbers.integer(validation.groups.count { $0.shareTest != nil })
    return context.pick(
      """
       Sur \(count) comparaisons, quelques petits p viennent seuls : c’est le p corrigé, par la méthode \
      de Holm, qui dit si les parts d’un groupe diffèrent.
      """,
      """
       Of \(count) comparisons, a few small p come by themselves: it is the corrected p, by Holm’s \
      method, that says whether the shares of a group differ.
      """)
  }

  private var pairsTable: DataTable {
    DataTable(
      caption: context.pick(
        """
        Paires gardées : part des paires de clients mis de côté de chaque segment que leur propre découpage \
        garde ensemble (– : moins de \(needed) clients ; 0 aussi où le segment ne se forme pas sans eux).
        """,
        """
        Pairs kept: share of the pairs of clients left aside of each segment that their own division keeps \
        together (–: fewer than \(needed) clients; 0 also where the segment does not form without them).
        """),
      columns: [DataTable.Column(context.pick("Mis de côté", "Left aside"))]
        + context.segments.map { DataTable.Column("\($0.number)", .number) },
      rows: validation.groups.map { result in
        [RichText(words.name(result))] + result.pairsKept.map { RichText(context.decimal($0)) }
      })
  }

  private var needed: String {
    context.numbers.integer(HeldOutEvaluation().minimumPerCluster)
  }

  private var shares: ShareComparisonFigure {
    let rows = context.segments.indices.map { index in
      ShareComparisonFigure.Row(
        segment: context.segments[index],
        training: Double(context.study.segments[index].trainingSize)
          / Double(max(context.trainingCount, 1)),
        heldOut: validation.groups.map { $0.size > 0 ? $0.share[index] : nil })
    }
    return ShareComparisonFigure(groupNames: validation.groups.map { words.name($0) }, rows: rows)
  }

  private var sharesCaption: RichText {
    let isHoldOut = validation.kind == .holdOut
    let made: RichText =
      isHoldOut
      ? context.pick("chez les clients qui l’ont formé", "among the clients that made it")
      : context.pick("dans tout le portefeuille", "in the whole portfolio")
    return context.pick("Part de chaque segment ", "Share of each segment ") + made
      + context.pick(
        """
         et chez les clients mis de côté. Un écart n’est pas une faute : un groupe peut avoir d’autres \
        clients. Un segment qui ne se forme pas sans un groupe n’y a pas de part.
        """,
        """
         and among the clients left aside. A difference is no fault: a group may have other clients. A \
        segment that does not form without a group has no share in it.
        """)
  }
}
