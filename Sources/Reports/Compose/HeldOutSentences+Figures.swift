import Interpretation
import Segmentation
import Validation

// MARK: - What the numbers are worth

extension HeldOutSentences {
  private var validation: HeldOutValidation { context.study.validation }

  /// The agreement beside that of portfolios without groups.
  var baseline: RichText? {
    guard let baseline = validation.baseline, let observed = validation.summary.adjustedRand else {
      return nil
    }
    let draws = context.numbers.integer(baseline.replicates)
    let (mean, highest) = (context.decimal(baseline.mean), context.decimal(baseline.highest))
    return context.pick(
      """
      \(strong: "Un accord ne se juge pas seul.") Les clients mis de côté sont rangés d’après les \
      variables mêmes qui font les segments, et deux découpages d’un même nuage se ressemblent toujours. \
      La même épreuve, sur \(draws) portefeuilles tirés sans groupes mais de même forme, donne un accord \
      de \(strong: mean) en moyenne et de \(highest) au plus.
      """,
      """
      \(strong: "An agreement is not judged alone.") The clients left aside are placed by the very \
      variables that make the segments, and two divisions of one cloud are always alike. The same \
      trial, on \(draws) portfolios drawn without groups but of the same shape, gives an agreement of \
      \(strong: mean) on average and \(highest) at most.
      """) + verdict(on: observed, beside: baseline)
  }

  private func verdict(on observed: Double, beside baseline: HeldOutBaseline) -> RichText {
    let (own, some) = (context.decimal(observed), context.numbers.integer(baseline.asGood))
    if baseline.asGood == 0 {
      return context.pick(
        " Aucun n’atteint \(own) : il y a davantage ici que la forme du nuage.",
        " None reaches \(own): there is more here than the shape of the cloud.")
    }
    return context.pick(
      " \(some) atteignent \(own) : cet accord n’est pas, à lui seul, la preuve de groupes.",
      " \(some) reach \(own): this agreement is not, by itself, proof of groups.")
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
  /// A shift is told from half a standard deviation, where it exceeds three of its own errors: the
  /// largest of a score of variables is beyond two by chance.
  private static let notable = (difference: 0.5, score: 3.0)
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
    let notable = all.filter {
      abs($0.shift.difference) >= Self.notable.difference
        && abs($0.shift.score) >= Self.notable.score
    }.sorted { abs($0.shift.difference) > abs($1.shift.difference) }
    guard !notable.isEmpty else {
      return context.pick(
        """
        Aucune moyenne de segment ne s’écarte nettement, chez les clients mis de côté, de ce qu’elle est \
        chez ceux qui l’ont formé.
        """,
        """
        No mean of a segment differs clearly, among the clients left aside, from what it is among those \
        that made it.
        """)
    }
    let items = notable.prefix(Self.shiftLimit).map(sentence)
    return context.pick("Ce qui change le plus : ", "What changes most: ")
      + .joined(items, separator: context.pick(" ; ", "; ")) + "."
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
