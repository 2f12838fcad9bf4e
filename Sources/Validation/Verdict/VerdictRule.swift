/// From the evidence on a segment to what may be done with it: the worst of what each measure
/// allows.
///
///     VerdictRule().verdict(
///       for: SegmentEvidence(size: 84, stability: 0.81, heldOut: 0.64, silhouette: 0.22)
///     ).verdict      // .caution, because of held-out clients
///
/// | measure | use from | caution from | why |
/// |---|---|---|---|
/// | stability | 0.75 | 0.60 | Hennig 2007: stable; a pattern whose members are doubtful |
/// | held-out | 0.60 | 0.40 | see below |
/// | size | 20 | 10 | below 10, one client moves every percentage by 10 points |
/// | silhouette | 0.05 | −0.05 | separation: about 0, members are as close to the next segment |
///
/// A Jaccard coefficient J of two sets of one size shares 2J/(1 + J) of their members: 0.60 is three
/// members in four, 0.40 a little over half. The held-out coefficient compares two clusterings of a
/// small group, one of which never saw it: both vary, where Hennig's bootstrap varies one; so it is
/// asked for less.
///
/// Without stability or held-out evidence the verdict is caution at best, as it is for a segment
/// that does not form once a group of clients is left out; without a silhouette the other measures
/// decide.
///
/// High figures are no evidence by themselves: two divisions of one cloud by one procedure agree by
/// the cloud's shape alone. Where the structure test finds no groups, or data without groups agree as
/// well when held out alike (p above `withoutGroups`), no segment is better than caution. This is of
/// all segments together: with a few draws, one p-value for each would be a test without power.
///
/// Nor are they evidence that a segment is a group of its own: the halves of a long group come back as
/// surely as groups do. A segment that no valley parts from some other (p above `valley`,
/// ``SegmentValleys``) is no better than caution, nor is one with too few about its border to tell. Where there are no groups this is said once, of all.
///
/// - Source: Hennig 2007, doi:10.1016/j.csda.2006.11.025, for the first line; the others are ours.
public struct VerdictRule: Sendable, Codable, Equatable {
  public let size: Thresholds
  public let stability: Thresholds
  public let heldOut: Thresholds
  public let silhouette: Thresholds
  /// The largest p-value of the held-out agreement, against data without groups, that allows use.
  /// Below 1/(B + 1), B the draws, none does.
  public let withoutGroups: Double
  /// The largest p-value of the valley between a segment and any other that allows use.
  public let valley: Double

  public init(
    size: Thresholds = Thresholds(use: 20, caution: 10),
    stability: Thresholds = Thresholds(use: 0.75, caution: 0.60),
    heldOut: Thresholds = Thresholds(use: 0.60, caution: 0.40),
    silhouette: Thresholds = Thresholds(use: 0.05, caution: -0.05),
    withoutGroups: Double = 0.05, valley: Double = 0.05
  ) {
    precondition(withoutGroups >= 0 && withoutGroups <= 1, "a probability")
    precondition(valley >= 0 && valley <= 1, "a probability")
    self.size = size
    self.stability = stability
    self.heldOut = heldOut
    self.silhouette = silhouette
    self.withoutGroups = withoutGroups
    self.valley = valley
  }

  public func verdict(for evidence: SegmentEvidence) -> SegmentVerdict {
    var reasons: [VerdictReason] = [
      .size(evidence.size, size, size.verdict(of: Double(evidence.size)))
    ]
    reasons.append(
      evidence.stability.map { .stability($0, stability, stability.verdict(of: $0)) }
        ?? .stabilityNotMeasured)
    reasons.append(
      evidence.heldOut.map { .heldOut($0, heldOut, heldOut.verdict(of: $0)) }
        ?? .heldOutNotMeasured)
    if !evidence.lostWithout.isEmpty { reasons.append(.lostWithout(evidence.lostWithout)) }
    reasons += doubts(evidence)
    if let value = evidence.silhouette {
      reasons.append(.silhouette(value, silhouette, silhouette.verdict(of: value)))
    }
    let worst = reasons.map(\.verdict).max() ?? .avoid
    // Stable: measures of equal weight keep the order above.
    let ordered = Verdict.allCases.reversed().flatMap { verdict in
      reasons.filter { $0.verdict == verdict }
    }
    return SegmentVerdict(verdict: worst, reasons: ordered)
  }

  /// What makes the other measures no evidence of groups.
  private func doubts(_ evidence: SegmentEvidence) -> [VerdictReason] {
    var reasons: [VerdictReason] = []
    if evidence.hasGroups == false { reasons.append(.noGroups) }
    if let p = evidence.agreementPValue, p > withoutGroups {
      reasons.append(.agreesAsWithoutGroups(pValue: p, level: withoutGroups))
    }
    if let border = evidence.border, border.pValue > valley, evidence.hasGroups != false {
      reasons.append(
        border.isTellable ? .noValley(border, level: valley) : .tooFewToTell(border))
    }
    return reasons
  }
}
