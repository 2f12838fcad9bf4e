import Interpretation
import Segmentation
import Validation

// MARK: - What the numbers are worth

extension HeldOutSentences {
  private var validation: HeldOutValidation { context.study.validation }

  /// The agreement beside that of portfolios without groups.
  var baseline: RichText? {
    guard let baseline = validation.baseline else { return nil }
    let observed = baseline.observed.adjustedRand
    let draws = context.numbers.integer(baseline.replicates)
    let (mean, highest) = (context.decimal(baseline.mean), context.decimal(baseline.highest))
    let trial = trial(baseline)
    return context.pick(
      """
      \(strong: "Un accord ne se juge pas seul.") Les clients mis de côté sont rangés d’après les \
      variables mêmes qui font les segments, et deux découpages d’un même nuage se ressemblent toujours. \
      \(trial), sur \(draws) portefeuilles tirés sans groupes mais de même forme, donne un accord de \
      \(strong: mean) en moyenne et de \(highest) au plus.\(sampled(baseline))
      """,
      """
      \(strong: "An agreement is not judged alone.") The clients left aside are placed by the very \
      variables that make the segments, and two divisions of one cloud are always alike. \
      \(trial), on \(draws) portfolios drawn without groups but of the same shape, gives an agreement \
      of \(strong: mean) on average and \(highest) at most.\(sampled(baseline))
      """) + verdict(on: observed, beside: baseline)
  }

  /// Large portfolios are compared by a sample as large as the draws.
  private func sampled(_ baseline: HeldOutBaseline) -> String {
    guard baseline.isSampled else { return "" }
    let clients = context.clients(baseline.trainingCount + baseline.heldOutCount)
    let own = context.decimal(baseline.observed.adjustedRand)
    return context.pick(
      " Ces portefeuilles ont \(clients) ; un échantillon de celui-ci, aussi grand, donne \(own).",
      " These portfolios have \(clients); a sample of this one, as large, gives \(own).")
  }

  /// What is repeated of the trial, and what is not.
  private func trial(_ baseline: HeldOutBaseline) -> String {
    guard validation.kind != .holdOut else {
      return context.pick("La même épreuve", "The same trial")
    }
    let (splits, segments) = (
      context.numbers.integer(baseline.splits), context.numbers.integer(context.segmentCount)
    )
    let who =
      validation.kind == .groups
      ? context.pick(
        "parts tirées au hasard, de la taille des groupes", "random parts, of the groups’ sizes")
      : context.pick("parts", "parts")
    return context.pick(
      """
      La même épreuve (\(splits) \(who), mises de côté tour à tour, et l’accord moyen ; toujours \
      \(segments) segments et les mêmes axes)
      """,
      """
      The same trial (\(splits) \(who), left aside in turn, and the mean agreement; always \(segments) \
      segments and the same axes)
      """)
  }

  private func verdict(on observed: Double, beside baseline: HeldOutBaseline) -> RichText {
    let (own, some) = (context.decimal(observed), context.numbers.integer(baseline.asGood))
    let level = context.study.configuration.verdict.withoutGroups
    let isMore = baseline.pValue <= level
    let text: RichText
    switch baseline.asGood {
    case 0:
      let least = context.decimal(baseline.pValue)
      text =
        reached(own, ties: baseline.tiesBelow)
        + (isMore
          ? context.pick(
            " : il y a davantage ici que la forme du nuage.",
            ": there is more here than the shape of the cloud.")
          : context.pick(
            " ; mais si peu de tirages ne descendent pas sous p = \(least).",
            "; but so few draws do not go below p = \(least)."))
    case 1:
      text = context.pick(
        " Un seul fait aussi bien (\(own))\(isMore ? "." : " : cet accord n’est pas, à lui seul, la preuve de groupes.")",
        " A single one does as well (\(own))\(isMore ? "." : ": this agreement is not, by itself, proof of groups.")"
      )
    default:
      text = context.pick(
        " \(some) font aussi bien (\(own)) : cet accord n’est pas, à lui seul, la preuve de groupes.",
        " \(some) do as well (\(own)): this agreement is not, by itself, proof of groups.")
    }
    return isMore
      ? text
      : text
        + context.pick(
          " Aucun segment n’est donc mieux qu’à prendre avec prudence.",
          " Hence no segment is better than to be taken with caution.")
  }

  /// No draw does as well: none reaches the agreement, or those that do explain less.
  private func reached(_ own: String, ties: Int) -> RichText {
    guard ties > 0 else {
      return context.pick(" Aucun n’atteint \(own)", " None reaches \(own)")
    }
    let (some, isOne) = (context.numbers.integer(ties), ties == 1)
    return context.pick(
      """
       \(some) \(isOne ? "atteint" : "atteignent") aussi \(own), mais aucun n’explique autant des \
      différences entre les clients mis de côté
      """,
      """
       \(some) \(isOne ? "reaches" : "reach") \(own) too, but none explains as much of the differences \
      between the clients left aside
      """)
  }

  /// Only where the same segments were tried: figures of other models are in the table.
  var explained: RichText? {
    let summary = validation.summary
    guard validation.kind == .holdOut, let heldOut = summary.explainedInertia,
      let training = summary.trainingExplainedInertia
    else { return nil }
    let (made, others) = (context.percent(training), context.percent(heldOut))
    return context.pick(
      """
      Sur les axes gardés, les segments expliquent \(strong: made) des différences entre les clients \
      qui les ont formés et \(strong: others) chez les autres. Une chute forte dirait que les segments \
      ne valent que pour ceux qui les ont faits.
      """,
      """
      On the axes kept, the segments explain \(strong: made) of the differences between the clients \
      that made them and \(strong: others) among the others. A steep fall would say that the segments \
      are worth something only for those who made them.
      """)
  }
}

// MARK: - Profiles that move

extension HeldOutSentences {
  private static let shiftLimit = 5

  private struct Told {
    let segment: Int
    let group: String
    let shift: ProfileShift
  }

  var shifts: RichText? {
    let all = validation.groups.flatMap { result in
      result.shifts.enumerated().compactMap { segment, shift in
        shift.map { Told(segment: segment, group: name(result), shift: $0) }
      }
    }
    guard !all.isEmpty else { return nil }
    let notable = all.filter(\.shift.isClear)
      .sorted { abs($0.shift.difference) > abs($1.shift.difference) }
    guard !notable.isEmpty else {
      return context.pick(
        """
        Aucune moyenne de segment ne s’écarte nettement, chez les clients mis de côté, de ce qu’elle est \
        chez ceux qui l’ont formé (\(bound)).
        """,
        """
        No mean of a segment differs clearly, among the clients left aside, from what it is among those \
        that made it (\(bound)).
        """)
    }
    let items = notable.prefix(Self.shiftLimit).map(sentence)
    return context.pick("Ce qui change le plus : ", "What changes most: ")
      + .joined(items, separator: context.pick(" ; ", "; "))
      + context.pick(
        ". Sont dits les écarts nets : \(bound).", ". Told are clear differences: \(bound).")
  }

  /// What a clear difference is, and of which values.
  private var bound: String {
    let (size, p) = (
      context.decimal(ProfileShift.clearDifference, 1), context.decimal(ProfileShift.clearPValue)
    )
    return context.pick(
      """
      au moins \(size) écart-type et p d’au plus \(p), corrigé du nombre de comparaisons ; grandeurs \
      telles que préparées, logarithmes et limites compris
      """,
      """
      at least \(size) standard deviations and p of at most \(p), corrected for the number of \
      comparisons; quantities as prepared, logarithms and limits included
      """)
  }

  private func sentence(_ told: Told) -> RichText {
    let variable = context.variable(told.shift.key, name: context.header(told.shift.key))
    let label = context.wording.label(variable).text
    let size = context.decimal(abs(told.shift.difference), 1)
    let isHigher = told.shift.difference > 0
    let place =
      validation.kind == .holdOut
      ? "" : context.pick(", chez « \(told.group) »", ", among “\(told.group)”")
    return context.pick(
      """
      \(context.segment(told.segment))\(place), \(label) : moyenne plus \
      \(isHigher ? "haute" : "basse") de \(size) écart-type
      """,
      """
      \(context.segment(told.segment))\(place), \(label): mean \(isHigher ? "higher" : "lower") by \
      \(size) standard deviations
      """)
  }
}
