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

  /// The measures that decided, but for those told already.
  func because(_ verdict: SegmentVerdict, besides told: [VerdictReason] = []) -> String {
    verdict.reasons.filter { $0.verdict == verdict.verdict && !told.contains($0) }
      .map { reason($0) }.joined(separator: ", ")
  }

  /// What makes no segment better than caution, whatever its own measures.
  var shared: [VerdictReason] {
    let all = context.study.segments.map(\.verdict.reasons)
    return (all.first ?? []).filter { reason in
      switch reason {
      case .noGroups, .agreesAsWithoutGroups: all.allSatisfy { $0.contains(reason) }
      default: false
      }
    }
  }

  func reason(_ reason: VerdictReason) -> String {
    switch reason {
    case .size(let size, let thresholds, let verdict):
      return context.clients(size) + bound(passed(thresholds, verdict), digits: 0)
    case .stability(let value, let thresholds, let verdict):
      return context.pick("stabilité ", "stability ")
        + compared(value, with: passed(thresholds, verdict))
    case .heldOut(let value, let thresholds, let verdict):
      return context.pick("clients mis de côté ", "clients left aside ")
        + compared(value, with: passed(thresholds, verdict))
    case .silhouette(let value, let thresholds, let verdict):
      return context.pick("silhouette ", "silhouette ")
        + compared(value, with: passed(thresholds, verdict))
    case .stabilityNotMeasured:
      return context.pick("stabilité non mesurée", "stability not measured")
    case .lostWithout(let groups):
      let names = context.numbers.list(groups)
      return context.pick("ne se forme pas sans \(names)", "does not form without \(names)")
    case .noGroups:
      return context.pick(
        "le portefeuille ne se divise pas mieux que sans groupes",
        "the portfolio divides no better than without groups")
    case .agreesAsWithoutGroups(let p, let level):
      let shown = context.numbers.decimal(p, digits: 2, apartFrom: level)
      return context.pick(
        "les clients mis de côté ne s’accordent pas mieux avec les segments qu’ils ne le feraient sans groupes (p\u{A0}=\u{A0}\(shown))",
        "the clients left aside agree with the segments no better than they would without groups (p\u{A0}=\u{A0}\(shown))"
      )
    case .noValley(let border, let level):
      let shown = context.numbers.decimal(border.pValue, digits: 2, apartFrom: level)
      let other = context.study.segments[border.other].name.text
      return context.pick(
        "aucun creux démontré entre lui et « \(other) » (p\u{A0}=\u{A0}\(shown)) : rien ne montre que ce sont deux groupes",
        "no gap shown between it and “\(other)” (p\u{A0}=\u{A0}\(shown)): nothing shows that they are two groups"
      )
    case .tooFewToTell(let border):
      let other = context.study.segments[border.other].name.text
      return context.pick(
        "trop peu de clients autour de la frontière avec « \(other) » pour dire si un creux les sépare",
        "too few clients about the border with “\(other)” to tell whether a gap parts them")
    case .heldOutNotMeasured:
      return context.pick(
        "pas assez de clients mis de côté pour l’éprouver",
        "not enough clients left aside to try it on")
    }
  }

  /// The threshold that a value fell short of; `nil` where it did of none.
  private func passed(_ thresholds: Thresholds, _ verdict: Verdict) -> Double? {
    switch verdict {
    case .use: nil
    case .caution: thresholds.use
    case .avoid: thresholds.caution
    }
  }

  /// `0,397 (moins de 0,40)`: a value below a bound never reads as the bound itself.
  private func compared(_ value: Double, with threshold: Double?) -> String {
    guard let threshold else { return context.decimal(value) }
    return context.numbers.decimal(value, digits: 2, apartFrom: threshold)
      + bound(threshold, digits: 2)
  }

  private func bound(_ threshold: Double?, digits: Int) -> String {
    guard let threshold else { return "" }
    // A threshold of the configuration may have digits of its own.
    let shown = (digits...5).first { abs(Self.rounded(threshold, $0) - threshold) < 1e-9 } ?? 6
    return context.pick(" (moins de ", " (below ") + context.decimal(threshold, shown) + ")"
  }

  private static func rounded(_ value: Double, _ digits: Int) -> Double {
    let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
    return (value * scale).rounded() / scale
  }
}

extension NumberStyle {
  /// As many digits as it takes, up to six, to read otherwise than a bound on its other side:
  /// `0,397` beside `0,40`.
  package func decimal(_ value: Double, digits: Int, apartFrom bound: Double) -> String {
    let shown = (digits...5).first {
      decimal(value, digits: $0) != decimal(bound, digits: $0)
    }
    return decimal(value, digits: shown ?? 6)
  }
}
