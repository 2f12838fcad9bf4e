import Statistics

/// The outcomes of one stratum of a pilot.
package struct PilotStratumOutcomes {
  package private(set) var test: [Double]
  package private(set) var control: [Double]

  package init(test: [Double] = [], control: [Double] = []) {
    self.test = test
    self.control = control
  }

  var hasBoth: Bool { !test.isEmpty && !control.isEmpty }
  var count: Int { test.count + control.count }

  mutating func append(_ other: PilotStratumOutcomes) {
    test += other.test
    control += other.control
  }

  /// Strata whose outcomes are all of one group, which would carry no weight, put together, and where
  /// that leaves a group out, put to the largest of the others.
  package static func joined(_ strata: [PilotStratumOutcomes]) -> [PilotStratumOutcomes] {
    var whole = strata.filter(\.hasBoth)
    var rest = PilotStratumOutcomes()
    for stratum in strata where !stratum.hasBoth { rest.append(stratum) }
    if rest.hasBoth || whole.isEmpty { return whole + [rest] }
    if rest.count > 0, let largest = whole.indices.max(by: { whole[$0].count < whole[$1].count }) {
      whole[largest].append(rest)
    }
    return whole
  }
}

/// An effect of either kind of outcome, estimated within strata.
enum PilotEstimate {
  case share(ProportionDifference)
  case mean(MeanDifference)

  /// - Parameter strata: with both groups; `nil` where nothing varies.
  init?(_ strata: [PilotStratumOutcomes], isShare: Bool) {
    if isShare {
      self = .share(ProportionDifference(strata.map(Self.counts)))
      return
    }
    let samples = strata.map { TwoSamples(test: $0.test, control: $0.control) }
    let whole = TwoSamples(test: samples.flatMap(\.test), control: samples.flatMap(\.control))
    // Strata of one client a group say nothing of the spread: without them, then.
    guard let found = MeanDifference(samples) ?? MeanDifference([whole]) else { return nil }
    self = .mean(found)
  }

  private static func counts(_ outcomes: PilotStratumOutcomes) -> TwoProportions {
    func proportion(_ values: [Double]) -> Proportion {
      Proportion(values.count { $0 != 0 }, of: values.count)
    }
    return TwoProportions(test: proportion(outcomes.test), control: proportion(outcomes.control))
  }

  func effect(level: Double) -> PilotEffect {
    switch self {
    case .share(let found):
      PilotEffect(found.difference, found.interval(level: level), pValue: found.pValue)
    case .mean(let found):
      PilotEffect(found.difference, found.interval(level: level), pValue: found.pValue)
    }
  }

  /// Estimates of one kind, weighted.
  static func sum(_ parts: [PilotEstimate], weights: [Double], level: Double) -> PilotEffect? {
    guard !parts.isEmpty else { return nil }
    let shares = parts.compactMap { if case .share(let found) = $0 { found } else { nil } }
    if shares.count == parts.count {
      let found = ProportionDifferenceSum(shares, weights: weights)
      return PilotEffect(found.difference, found.interval(level: level), pValue: found.pValue)
    }
    let means = parts.compactMap { if case .mean(let found) = $0 { found } else { nil } }
    let found = MeanDifference(means, weights: weights)
    return PilotEffect(found.difference, found.interval(level: level), pValue: found.pValue)
  }

  /// Whether effects differ.
  static func heterogeneity(_ parts: [PilotEstimate]) -> EffectHeterogeneity? {
    EffectHeterogeneity(
      effects: parts.map(\.difference), variances: parts.map(\.variance),
      degreesOfFreedom: parts.map(\.degreesOfFreedom))
  }

  private var difference: Double {
    switch self {
    case .share(let found): found.difference
    case .mean(let found): found.difference
    }
  }

  private var variance: Double {
    switch self {
    case .share(let found): found.variance
    case .mean(let found): found.variance
    }
  }

  private var degreesOfFreedom: Double {
    switch self {
    case .share(let found): found.degreesOfFreedom
    case .mean(let found): found.degreesOfFreedom
    }
  }
}

extension PilotEffect {
  init(_ difference: Double, _ interval: ConfidenceInterval, pValue: Double) {
    self.init(
      difference: difference, lower: interval.lower, upper: interval.upper, pValue: pValue)
  }
}
