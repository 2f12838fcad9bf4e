import Interpretation
import Segmentation
import Tables

/// `profiles.csv`: one row a segment and feature, in decreasing order of |v| within a segment, the
/// quantities before the levels.
///
/// `value` and `overall` are means for a quantity and shares of the segment and of the portfolio for
/// a level: the columns `mean`, `share` and `overall_…` say which. `effect` is η² or Cramér's V of
/// the feature over all segments. Percentages are fractions of 1, and `unit` says so. `v_test` is descriptive.
/// The columns that start with `held_out` are the clients' that had no part in making the segments, placed
/// in them by their model; `held_out_not_evaluated` says why there is no test value: `too-few`,
/// `no-variation`, `nobody-held-out`. `part` is `active` where the feature had a part in placing them: its
/// test value is descriptive there too.
public struct ProfilesFile: Sendable {
  public static let header = [
    "segment", "segment_name", "variable", "label", "kind", "level", "unit", "n", "value",
    "overall", "mean", "median", "sd", "overall_mean", "overall_median", "share", "of_level",
    "overall_share", "v_test", "effect", "held_out_value", "held_out_v_test", "held_out_n",
    "held_out_not_evaluated", "part",
  ]

  private let study: Study
  private let wording: Wording
  private let active: Set<String>

  public init(_ study: Study) {
    self.study = study
    wording = Wording(language: study.configuration.language)
    active = study.activeKeys
  }

  public var bytes: [UInt8] {
    let rows = study.profile.segments.flatMap { profile in
      profile.numeric.map { fields($0, profile.segment) }
        + profile.categories.map { fields($0, profile.segment) }
    }
    return CSVWriter(.international).bytes(header: Self.header, rowCount: rows.count) { rows[$0] }
  }

  private func opening(
    _ segment: Int, _ variable: ProfiledVariable, level: String?
  ) -> [CSVField] {
    [
      .integer(study.segments[segment].id), .text(study.segments[segment].name.text),
      .text(variable.name),
      .text(wording.label(variable).text), .text(variable.kind.rawValue),
      level.map(CSVField.text) ?? .missing,
      .text(variable.unit == .percent ? "fraction" : variable.unit.rawValue),
    ]
  }

  private func closing(
    _ variable: ProfiledVariable, count: Int, gap: HeldOutGap?
  ) -> [CSVField] {
    let isHeldOut = study.profile.hasHeldOut
    let reason = isHeldOut ? gap.map(HeldOutGapRecord.init)?.code : "nobody-held-out"
    return [
      isHeldOut ? .integer(count) : .missing, reason.map(CSVField.text) ?? .missing,
      .text(active.contains(variable.key) ? "active" : "other"),
    ]
  }

  private func fields(_ trait: NumericTrait, _ segment: Int) -> [CSVField] {
    let (own, overall) = (trait.segment, trait.overall)
    return opening(segment, trait.variable, level: nil) + [
      .integer(own.count), .number(own.mean), .number(overall.mean), .number(own.mean),
      .number(own.median), .number(own.deviation), .number(overall.mean),
      .number(overall.median), .missing, .missing, .missing, .optional(trait.vTest),
      .optional(trait.effect), .optional(trait.heldOut?.segment.mean),
      .optional(trait.heldOut?.vTest),
    ]
      + closing(
        trait.variable, count: trait.heldOut?.segment.count ?? 0, gap: trait.heldOutGap)
  }

  private func fields(_ trait: CategoryTrait, _ segment: Int) -> [CSVField] {
    let heldOut = trait.heldOut.flatMap { $0.counts.segment > 0 ? $0.counts.inSegment : nil }
    // A share of nobody is none.
    let counts = trait.counts
    let share = counts.segment > 0 ? trait.inSegment : nil
    let ofLevel = counts.level > 0 ? trait.ofLevel : nil
    let overall = counts.total > 0 ? trait.overall : nil
    return opening(segment, trait.variable, level: trait.level) + [
      .integer(counts.segment), .optional(share), .optional(overall), .missing,
      .missing, .missing, .missing, .missing, .optional(share), .optional(ofLevel),
      .optional(overall), .optional(trait.vTest), .optional(trait.effect),
      .optional(heldOut), .optional(trait.heldOut?.vTest),
    ]
      + closing(
        trait.variable, count: trait.heldOut?.counts.segment ?? 0, gap: trait.heldOutGap)
  }
}
