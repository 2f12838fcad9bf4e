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
/// - Source: Hennig 2007, doi:10.1016/j.csda.2006.11.025, for the first line; the others are ours.
public struct VerdictRule: Sendable, Codable, Equatable {
  public let size: Thresholds
  public let stability: Thresholds
  public let heldOut: Thresholds
  public let silhouette: Thresholds

  public init(
    size: Thresholds = Thresholds(use: 20, caution: 10),
    stability: Thresholds = Thresholds(use: 0.75, caution: 0.60),
    heldOut: Thresholds = Thresholds(use: 0.60, caution: 0.40),
    silhouette: Thresholds = Thresholds(use: 0.05, caution: -0.05)
  ) {
    self.size = size
    self.stability = stability
    self.heldOut = heldOut
    self.silhouette = silhouette
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
}
