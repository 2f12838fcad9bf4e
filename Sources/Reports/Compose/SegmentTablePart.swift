import Interpretation
import Preparation
import Segmentation
import Tables
import Validation

/// The segments, one row each.
struct SegmentTablePart: Sendable {
  let context: ReportContext

  var table: SegmentTable? {
    context.hasSegments ? SegmentTable(rows: rows, note: note) : nil
  }

  var rows: [SegmentRow] {
    let fees = FeesShares(context)?.shares
    let words = VerdictWords(context: context)
    return context.study.segments.enumerated().map { index, segment in
      SegmentRow(
        number: segment.id, name: segment.name.text, clients: segment.size, share: segment.share,
        feesShare: fees?[index], stability: segment.stability, heldOut: segment.heldOutJaccard,
        verdict: context.hasSegments ? words.badge(segment.verdict.verdict) : nil,
        firstAction: context.reform?.segments[index].firstAction.map {
          RichText(context.action($0.code))
        })
    }
  }

  private var note: RichText {
    var text: RichText = context.pick(
      """
      Stabilité : à quel point le segment est le même quand on tire les clients à nouveau (Jaccard \
      moyen, 1 au plus). Mis de côté : la même mesure chez les clients qui n’ont pas formé les segments. La règle des verdicts \
      figure dans « Peut-on s’y fier ? ».
      """,
      """
      Stability: how much the segment is the same when clients are drawn anew (mean Jaccard, 1 at \
      most). Left aside: the same measure among clients that did not make the segments. The rule of the verdicts \
      stands under “Can it be trusted?”.
      """)
    if context.study.segments.indices.contains(where: { segment in
      !context.study.validation.groupsLosing(segment).isEmpty
    }) {
      text =
        text
        + context.pick(
          " Un groupe sans lequel un segment ne se forme pas y compte pour 0.",
          " A group without which a segment does not form counts for 0 there.")
    }
    if let fees = FeesShares(context), fees.knownCount < context.clientCount {
      text =
        text
        + context.pick(
          " Honoraires connus pour \(context.clients(fees.knownCount)).",
          " Fees known for \(context.clients(fees.knownCount)).")
    }
    return text
  }
}

/// The part of each segment in the fees, all clients included.
struct FeesShares: Sendable {
  let shares: [Double]
  let knownCount: Int

  /// `nil` without a column of fees in use, or where their sum is no whole to share.
  init?(_ context: ReportContext) {
    let study = context.study
    let ignored = Set(study.model.recipe.keys(.ignored))
    let columns = study.table.columns.filter { $0.known == .fees && !ignored.contains($0.key) }
    guard context.hasSegments, let column = columns.first, case .numbers(let fees) = column.values
    else { return nil }
    var sums = [Double](repeating: 0, count: study.segments.count)
    var known = 0
    for client in study.clients where fees[client.row].isFinite {
      sums[client.segment] += fees[client.row]
      known += 1
    }
    let total = sums.reduce(0, +)
    guard total > 0, sums.allSatisfy({ $0 >= 0 }) else { return nil }
    shares = sums.map { $0 / total }
    knownCount = known
  }
}
