import Interpretation
import Validation

/// Verdicts and what they rest on, in words.
struct VerdictWords: Sendable {
  let context: ReportContext

  func name(_ verdict: Verdict) -> String {
    switch verdict {
    case .use: context.pick("à utiliser", "use")
    case .caution: context.pick("avec prudence", "with caution")
    case .avoid: context.pick("à éviter", "avoid")
    }
  }

  func badge(_ verdict: Verdict) -> Badge {
    switch verdict {
    case .use: Badge(.good, name(verdict))
    case .caution: Badge(.caution, name(verdict))
    case .avoid: Badge(.bad, name(verdict))
    }
  }

  /// The measures that decided.
  func because(_ verdict: SegmentVerdict) -> String {
    verdict.reasons.filter { $0.verdict == verdict.verdict }.map { reason($0) }
      .joined(separator: ", ")
  }

  func reason(_ reason: VerdictReason) -> String {
    switch reason {
    case .size(let size, let thresholds, let verdict):
      return context.clients(size) + bound(thresholds, verdict, digits: 0)
    case .stability(let value, let thresholds, let verdict):
      return context.pick("stabilité ", "stability ") + context.decimal(value)
        + bound(thresholds, verdict, digits: 2)
    case .heldOut(let value, let thresholds, let verdict):
      return context.pick("clients mis de côté ", "clients left aside ") + context.decimal(value)
        + bound(thresholds, verdict, digits: 2)
    case .silhouette(let value, let thresholds, let verdict):
      return context.pick("silhouette ", "silhouette ") + context.decimal(value)
        + bound(thresholds, verdict, digits: 2)
    case .stabilityNotMeasured:
      return context.pick("stabilité non mesurée", "stability not measured")
    case .heldOutNotMeasured:
      return context.pick(
        "non éprouvé sur des clients mis de côté", "not tried on clients left aside")
    }
  }

  private func bound(_ thresholds: Thresholds, _ verdict: Verdict, digits: Int) -> String {
    switch verdict {
    case .use: ""
    case .caution:
      context.pick(" (moins de ", " (below ") + context.decimal(thresholds.use, digits) + ")"
    case .avoid:
      context.pick(" (moins de ", " (below ") + context.decimal(thresholds.caution, digits) + ")"
    }
  }
}
