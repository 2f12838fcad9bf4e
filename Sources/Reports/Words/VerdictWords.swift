import Interpretation
import Validation

/// Verdicts and what they rest on, in words.
package struct VerdictWords: Sendable {
  let context: ReportContext

  func name(_ verdict: Verdict) -> String { Self.name(verdict, context.language) }

  /// The words that report, notebook and terminal share.
  package static func name(_ verdict: Verdict, _ language: Language) -> String {
    switch (verdict, language) {
    case (.use, .french): "à utiliser"
    case (.use, .english): "use"
    case (.caution, .french): "avec prudence"
    case (.caution, .english): "with caution"
    case (.avoid, .french): "à ne pas utiliser"
    case (.avoid, .english): "do not use"
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
