import Interpretation
import Segmentation

/// What marks a segment, in `run.json`: as `describe --json`, with what held-out clients show beside.
///
/// `vTest` is descriptive: the clients it is computed on made the segments. `heldOut` is the same of
/// clients that had no part in it, placed in the segments by their model; `isActive` says whether the
/// variable had a part in placing them, in which case its test value is descriptive there too. Every
/// quantity is there, and the levels beyond ±1.96; `profiles.csv` has all of them.
struct ProfileRecord: Sendable, Encodable {
  struct Numeric: Sendable, Encodable {
    let variable: String
    let key: String
    let isActive: Bool
    let count: Int
    let mean: Double?
    let median: Double?
    let sd: Double?
    let overallMean: Double?
    let overallMedian: Double?
    let vTest: Double?
    let effect: Double?
    let heldOut: HeldOut
  }

  struct Category: Sendable, Encodable {
    let variable: String
    let key: String
    let isActive: Bool
    let level: String
    let count: Int
    let inSegment: Double
    let ofLevel: Double
    let overall: Double
    let vTest: Double?
    let effect: Double?
    let heldOut: HeldOut
  }

  struct HeldOut: Sendable, Encodable {
    /// Held-out clients of the segment with an observed value.
    let count: Int
    /// Their mean, or their share with the level.
    let value: Double?
    let vTest: Double?
    /// Why there is no test value.
    let notEvaluated: HeldOutGapRecord?
  }

  let numeric: [Numeric]
  let categories: [Category]

  init(_ profile: SegmentProfile, _ study: Study) {
    let active = study.activeKeys
    let isHeldOut = study.profile.hasHeldOut
    numeric = profile.numeric.map { trait in
      Numeric(
        variable: trait.variable.name, key: trait.variable.key,
        isActive: active.contains(trait.variable.key), count: trait.segment.count,
        mean: trait.segment.mean.ifFinite, median: trait.segment.median.ifFinite,
        sd: trait.segment.deviation.ifFinite,
        overallMean: trait.overall.mean.ifFinite, overallMedian: trait.overall.median.ifFinite,
        vTest: trait.vTest?.ifFinite, effect: trait.effect?.ifFinite,
        heldOut: HeldOut(
          count: trait.heldOut?.segment.count ?? 0, value: trait.heldOut?.segment.mean.ifFinite,
          vTest: trait.heldOut?.vTest?.ifFinite,
          notEvaluated: isHeldOut ? trait.heldOutGap.map(HeldOutGapRecord.init) : .nobody))
    }
    categories = profile.categories.filter { abs($0.vTest ?? 0) >= 1.96 }.map { trait in
      let counts = trait.heldOut?.counts
      return Category(
        variable: trait.variable.name, key: trait.variable.key,
        isActive: active.contains(trait.variable.key), level: trait.level,
        count: trait.counts.segment, inSegment: trait.inSegment, ofLevel: trait.ofLevel,
        overall: trait.overall, vTest: trait.vTest, effect: trait.effect,
        heldOut: HeldOut(
          count: counts?.segment ?? 0,
          value: counts.flatMap { $0.segment > 0 ? $0.inSegment : nil },
          vTest: trait.heldOut?.vTest,
          notEvaluated: isHeldOut ? trait.heldOutGap.map(HeldOutGapRecord.init) : .nobody))
    }
  }
}

/// Why held-out clients give no test value, by the names that files use.
struct HeldOutGapRecord: Sendable, Encodable {
  let code: String
  let needed: Int?

  init(_ gap: HeldOutGap) {
    switch gap {
    case .tooFew(_, let needed): self.init(code: "too-few", needed: needed)
    case .noVariation: self.init(code: "no-variation", needed: nil)
    }
  }

  private init(code: String, needed: Int?) {
    self.code = code
    self.needed = needed
  }

  static let nobody = HeldOutGapRecord(code: "nobody-held-out", needed: nil)
}

extension Double {
  /// `nil` for what JSON has no number for: the moments of amounts near the largest number.
  fileprivate var ifFinite: Double? { isFinite ? self : nil }
}

extension Study {
  /// The keys of the columns that had a part in making the segments.
  var activeKeys: Set<String> { Set(model.recipe.keys(.active)) }
}
