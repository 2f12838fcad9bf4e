import Interpretation
import Segmentation
import Validation

/// What the clients left aside showed.
struct HeldOutBlocks: Sendable {
  let context: ReportContext

  private var validation: HeldOutValidation { context.study.validation }

  var blocks: [ReportBlock] {
    let heading = ReportBlock.heading(
      context.pick("Les retrouve-t-on ailleurs ?", "Are they found elsewhere?"))
    guard let agreement else {
      return [
        heading,
        .notice(
          Notice(
            .caution,
            context.pick(
              "Le portefeuille est trop petit pour mettre des clients de côté : rien à montrer ici.",
              "The portfolio is too small to leave clients aside: nothing to show here."))),
      ]
    }
    return [heading, .paragraph(design)]
      + [
        .figure(
          FigureBlock(
            title: context.pick("Segments retrouvés", "Segments found again"), figure: agreement,
            caption: agreementCaption)),
        .figure(
          FigureBlock(
            title: context.pick("Parts comparées", "Shares compared"), figure: shares,
            caption: context.pick(
              """
              Part de chaque segment chez les clients qui l’ont formé et chez les autres. Un écart \
              n’est pas une faute : un groupe peut avoir d’autres clients.
              """,
              """
              Share of each segment among the clients that made it and among the others. A difference \
              is no fault: a group may have other clients.
              """))),
      ] + [explained].compactMap { $0 }
  }

  /// `nil` where nobody was left aside.
  var agreement: AgreementFigure? {
    guard !validation.groups.isEmpty, context.hasSegments else { return nil }
    let rule = VerdictRule()
    return AgreementFigure(
      segments: context.segments,
      groups: validation.groups.map { result in
        AgreementFigure.Group(
          name: name(result), clients: result.size, adjustedRand: result.adjustedRand,
          jaccard: result.jaccard)
      }, good: rule.heldOut.use, caution: rule.heldOut.caution)
  }

  private func name(_ result: HeldOutGroupResult) -> String {
    result.group?.text ?? context.pick("mis de côté", "left aside")
  }

  private var design: RichText {
    if validation.kind == .holdOut {
      let count = validation.groups.reduce(0) { $0 + $1.size }
      return context.pick(
        """
        \(context.clients(count)), tirés au hasard, n’ont eu part à rien : ni aux axes, ni au nombre de \
        segments, ni à leurs noms. On les a rangés dans les segments, puis segmentés entre eux, et on \
        compare.
        """,
        """
        \(context.clients(count)), drawn at random, had a part in nothing: neither the axes, nor the \
        number of segments, nor their names. They were placed in the segments, then segmented among \
        themselves, and both are compared.
        """)
    }
    let column = validation.column ?? ""
    let differing = validation.clusterCounts.count { $0 != context.segmentCount }
    var text: RichText = context.pick(
      """
      Chaque groupe de « \(column) » a été laissé de côté à son tour ; tout a été refait sans lui, puis \
      comparé à ce qu’il montre de lui-même. Sans l’un d’eux, le nombre de segments change dans \
      \(differing) cas sur \(validation.clusterCounts.count).
      """,
      """
      Each group of “\(column)” was left aside in turn; everything was made again without it, then \
      compared with what it shows by itself. Without one of them, the number of segments changes in \
      \(differing) of \(validation.clusterCounts.count) cases.
      """)
    if !validation.tooSmall.isEmpty {
      let names = validation.tooSmall.joined(separator: ", ")
      text =
        text
        + context.pick(
          " Trop petits pour être éprouvés : \(names).", " Too small to be tried on: \(names).")
    }
    if validation.clientsWithoutGroup > 0 {
      let count = context.clients(validation.clientsWithoutGroup)
      text = text + context.pick(" Sans groupe : \(count).", " Without a group: \(count).")
    }
    return text
  }

  private var agreementCaption: RichText {
    let overall = context.decimal(validation.summary.adjustedRand)
    return context.pick(
      """
      Part de chaque segment que les clients mis de côté retrouvent d’eux-mêmes (Jaccard), et accord \
      d’ensemble (ARI : 0 au hasard, 1 au mieux) : \(overall). Deux découpages d’un petit groupe \
      varient l’un et l’autre : ces valeurs sont d’ordinaire plus basses que la stabilité.
      """,
      """
      Share of each segment that the clients left aside find by themselves (Jaccard), and overall \
      agreement (ARI: 0 by chance, 1 at best): \(overall). Two divisions of a small group both vary: \
      these values are usually lower than the stability.
      """)
  }

  private var shares: ShareComparisonFigure {
    let rows = context.segments.indices.map { index in
      ShareComparisonFigure.Row(
        segment: context.segments[index],
        training: Double(context.study.segments[index].trainingSize)
          / Double(max(context.trainingCount, 1)),
        heldOut: validation.groups.map { $0.size > 0 ? $0.share[index] : nil })
    }
    return ShareComparisonFigure(groupNames: validation.groups.map { name($0) }, rows: rows)
  }

  private var explained: ReportBlock? {
    let summary = validation.summary
    guard let heldOut = summary.explainedInertia, let training = summary.trainingExplainedInertia
    else { return nil }
    return .paragraph(
      context.pick(
        """
        Sur les axes gardés, les segments expliquent \(strong: context.percent(training)) des \
        différences entre les clients qui les ont formés et \(strong: context.percent(heldOut)) chez les autres. Une chute forte \
        dirait que les segments ne valent que pour ceux qui les ont faits.
        """,
        """
        On the axes kept, the segments explain \(strong: context.percent(training)) of the \
        differences between the clients that made them and \(strong: context.percent(heldOut)) among the others. A steep fall \
        would say that the segments are worth something only for those who made them.
        """))
  }
}
