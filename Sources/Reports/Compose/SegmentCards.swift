import Foundation
import Interpretation
import Segmentation

/// One card a segment: the narrator's paragraph, the traits, the clients to look at.
struct SegmentCards: Sendable {
  let context: ReportContext
  private let traitLimit = 7

  var cards: [SegmentCard] {
    let profiles = context.study.profile.segments
    let names = context.study.segments.map(\.name)
    let narrator = SegmentNarrator(language: context.language)
    return zip(context.study.segments, profiles).map { segment, profile in
      SegmentCard(
        number: segment.id, name: segment.name.text,
        sizeLine: "\(context.clients(segment.size)) · \(context.percent(segment.share))",
        verdict: VerdictWords(context: context).badge(segment.verdict.verdict),
        paragraphs: [
          RichText(
            narrator.paragraph(
              for: profile, among: profiles, names: names,
              saysSize: false, saysWhose: context.study.heldOut != nil))
        ] + warning(segment), traits: traits(profile),
        typical: identifiers(profile.paragons),
        atypical: profile.size > profile.paragons.count + profile.atypical.count
          ? identifiers(profile.atypical) : [])
    }
  }

  private func identifiers(_ rows: [Int]) -> [String] {
    var seen: Set<String> = []
    return rows.map { context.study.identifiers[$0] }.filter { seen.insert($0).inserted }
  }

  private func warning(_ segment: Segment) -> [RichText] {
    let words = VerdictWords(context: context)
    guard segment.verdict.verdict != .use else { return [] }
    return [
      context.pick(
        "Pourquoi \(words.name(segment.verdict.verdict)) : \(words.because(segment.verdict)).",
        "Why \(words.name(segment.verdict.verdict)): \(words.because(segment.verdict)).")
    ]
  }
}

// MARK: - Traits

extension SegmentCards {
  private struct Candidate {
    let key: String
    let vTest: Double
    let trait: Trait
  }

  /// The most marked traits, one a variable, in decreasing order of |v|.
  private func traits(_ profile: SegmentProfile) -> [Trait] {
    let candidates =
      profile.numeric.compactMap { candidate($0) }
      + profile.categories.compactMap { candidate($0) }
    let order = candidates.indices.sorted { a, b in
      let (va, vb) = (abs(candidates[a].vTest), abs(candidates[b].vTest))
      return va != vb ? va > vb : a < b
    }
    var seen: Set<String> = []
    return order.map { candidates[$0] }.filter { seen.insert($0.key).inserted }
      .prefix(traitLimit).map(\.trait)
  }

  private func candidate(_ trait: NumericTrait) -> Candidate? {
    guard let v = trait.vTest, abs(v) >= 2, trait.overall.deviation > 0 else { return nil }
    let heldOut =
      trait.heldOutGap == nil
      ? trait.heldOut.map { ($0.segment.mean - $0.overall.mean) / trait.overall.deviation } : nil
    let statistic = statistic(trait)
    let value = text(trait.segment, statistic, of: trait.variable)
    let reference = text(trait.overall, statistic, of: trait.variable)
    let name =
      statistic == .median ? context.pick("médiane", "median") : context.pick("moyenne", "mean")
    return Candidate(
      key: context.label(trait.variable), vTest: v,
      trait: Trait(
        label: "\(context.label(trait.variable)), \(name)", value: value,
        reference: inThousands(
          withoutUnit(reference, beside: value),
          of: statistic == .median
            ? trait.overall.median : trait.overall.mean, beside: value),
        effect: trait.standardisedDifference, heldOutEffect: heldOut))
  }

  /// As the paragraph tells the column: by its own statistic, by the mean where medians read the same
  /// or go the other way.
  private func statistic(_ trait: NumericTrait) -> Statistic {
    let known = context.wording.columns.column(trait.variable)?.statistic
    let preferred = known ?? (trait.variable.kind == .ordinal ? .mean : .median)
    let medians = trait.segment.median - trait.overall.median
    let isTold =
      text(trait.segment, .median, of: trait.variable)
      != text(trait.overall, .median, of: trait.variable) && medians * trait.difference >= 0
    return isTold ? preferred : .mean
  }

  private func text(
    _ summary: NumericSummary, _ statistic: Statistic, of variable: ProfiledVariable
  ) -> String {
    context.wording.value(statistic == .median ? summary.median : summary.mean, of: variable)
  }

  /// Beside an amount in k€, one of a few thousand euros is in k€ too.
  private func inThousands(_ reference: String, of amount: Double, beside value: String) -> String {
    let isInThousands = context.pick(
      value.hasSuffix("k€"), value.contains("€") && value.hasSuffix("k"))
    guard isInThousands, abs(amount) >= 999.5, abs(amount) < 9_999.5 else { return reference }
    let thousands = context.decimal(amount / 1000, 1)
    return context.pick("\(thousands)\u{202F}k€", "€\(thousands)k")
  }

  /// The unit in words (`heures`, `sur 5`), said just before, is left out.
  private func withoutUnit(_ reference: String, beside value: String) -> String {
    let spaces: Set<Character> = [" ", "\u{A0}"]
    guard
      let start = value.indices.first(where: { index in
        spaces.contains(value[index])
          && value[value.index(after: index)...].first?.isLowercase == true
          && !value[index...].contains("€")
      })
    else { return reference }
    let unit = String(value[start...])
    return reference.hasSuffix(unit) ? String(reference.dropLast(unit.count)) : reference
  }

  /// Two shares differ by Cohen's h, 2·arcsin √p − 2·arcsin √P, which reads like a difference in
  /// standard deviations and does not explode for rare levels.
  private func cohenH(_ share: Double, _ reference: Double) -> Double {
    2 * (asin(share.squareRoot()) - asin(reference.squareRoot()))
  }

  private func candidate(_ trait: CategoryTrait) -> Candidate? {
    let overall = trait.overall
    guard let v = trait.vTest, v >= 2 || (v <= -2 && trait.variable.kind == .yesNo), overall > 0,
      overall < 1
    else { return nil }
    let heldOut = trait.heldOut.flatMap { heldOut -> Double? in
      if case .tooFew? = trait.heldOutGap { return nil }
      return cohenH(heldOut.counts.inSegment, heldOut.counts.overall)
    }
    return Candidate(
      key: context.label(
        trait.variable, level: trait.variable.kind == .set ? trait.level : nil), vTest: v,
      trait: Trait(
        label: context.label(trait.variable, level: trait.level),
        value: context.numbers.share(trait.inSegment), reference: context.numbers.share(overall),
        effect: cohenH(trait.inSegment, overall), heldOutEffect: heldOut))
  }
}
