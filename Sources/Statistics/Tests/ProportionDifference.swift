/// How much larger a proportion is in one group than in the other: Newcombe's hybrid score interval,
/// within strata where there are any.
///
///     let effect = ProportionDifference([.init(test: .init(56, of: 70), control: .init(48, of: 80))])
///     effect.difference                  // 0.2
///     effect.interval(level: 0.95)       // 0.0524 … 0.3339
///     effect.pValue                      // 0.0079: the interval at 99.21 % ends at 0
///
/// *Without strata* d = p₁ − p₀ lies between d − √((p₁ − l₁)² + (u₀ − p₀)²) and
/// d + √((u₁ − p₁)² + (p₀ − l₀)²), with (l, u) Wilson's interval of each proportion: Newcombe 1998,
/// method 10, doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
///
/// *With strata* p₁ and p₀ are means of the strata's proportions under Mantel and Haenszel's weights
/// w ∝ n₁n₀/(n₁ + n₀), and Wilson's intervals are those of effective sizes 1/Σw²/n, as in Yan & Su 2010,
/// doi:10.1198/sbr.2009.0049. That takes the proportions of the strata as equal; where they differ, the
/// effective size is divided by the ratio of the variance within strata to that of the whole, at most 1
/// (the design effect of a stratified sample).
///
/// `pValue` is 1 − the level at which the interval reaches 0, two-sided: test and interval never
/// contradict each other.
public struct ProportionDifference: Sendable, Equatable {
  /// p₁ and p₀, weighted where there are strata.
  public let testShare: Double
  public let controlShare: Double
  private let testSize: Double
  private let controlSize: Double
  /// Test, then control.
  private let terms: [VarianceTerm]

  /// - Parameter strata: at least one; those in which a group is empty carry no weight, and at least
  ///   one has both groups.
  public init(_ strata: [TwoProportions]) {
    let usable = strata.filter { $0.test.size > 0 && $0.control.size > 0 }
    precondition(!usable.isEmpty, "a stratum with both groups")
    let weights = MantelHaenszel.weights(
      usable.map { (test: Double($0.test.size), control: Double($0.control.size)) })
    let test = StratifiedProportion(usable.map(\.test), weights: weights)
    let control = StratifiedProportion(usable.map(\.control), weights: weights)
    testShare = test.share
    controlShare = control.share
    testSize = test.effectiveSize
    controlSize = control.effectiveSize
    terms = [test.term, control.term]
  }

  /// p₁ − p₀.
  public var difference: Double { testShare - controlShare }

  /// - Parameter level: 0 < `level` < 1.
  public func interval(level: Double) -> ConfidenceInterval {
    precondition(level > 0 && level < 1, "a level between 0 and 1")
    return interval(z: NormalDistribution().quantile(1 - (1 - level) / 2))
  }

  public var pValue: Double { ReachOfZero.pValue(difference, interval(z:)) }

  /// Of the difference, for comparing it with others: p̃(1 − p̃)/(n − 1) for each group, within strata as
  /// in the interval, with p̃ = (x + ½)/(n + 1), so that a group without a success does not weigh
  /// infinitely.
  public var variance: Double { terms[0].variance + terms[1].variance }

  /// Of that variance, by Satterthwaite.
  public var degreesOfFreedom: Double { VarianceTerm.degreesOfFreedom(terms) }

  func interval(z: Double) -> ConfidenceInterval {
    let test = WilsonInterval(share: testShare, size: testSize, z: z)
    let control = WilsonInterval(share: controlShare, size: controlSize, z: z)
    let below = Self.hypotenuse(testShare - test.lower, control.upper - controlShare)
    let above = Self.hypotenuse(test.upper - testShare, controlShare - control.lower)
    return ConfidenceInterval(lower: difference - below, upper: difference + above)
  }

  private static func hypotenuse(_ a: Double, _ b: Double) -> Double {
    (a * a + b * b).squareRoot()
  }
}

/// How many of how many.
public struct Proportion: Sendable, Equatable {
  public let count: Int
  public let size: Int

  /// - Parameter count: 0…`size`.
  public init(_ count: Int, of size: Int) {
    precondition(count >= 0 && count <= size, "a part of a whole")
    self.count = count
    self.size = size
  }
}

/// The two groups of one stratum.
public struct TwoProportions: Sendable, Equatable {
  public let test: Proportion
  public let control: Proportion

  public init(test: Proportion, control: Proportion) {
    self.test = test
    self.control = control
  }
}

/// One group's proportion over strata, and the size of a plain sample that would know it as well.
private struct StratifiedProportion {
  let share: Double
  let effectiveSize: Double
  private let total: Int
  private let strataCount: Int

  init(_ strata: [Proportion], weights: [Double]) {
    let shares = strata.map { Double($0.count) / Double($0.size) }
    let mean = compensatedSum(of: zip(shares, weights).map { $0 * $1 })
    // Rounding of the weights must not take a share out of its range.
    share = min(1, max(0, mean))
    let plain = zip(strata, weights).reduce(0) { $0 + $1.1 * $1.1 / Double($1.0.size) }
    effectiveSize = 1 / (plain * Self.designEffect(strata, shares, weights, mean: mean))
    total = strata.reduce(0) { $0 + $1.size }
    strataCount = strata.count
  }

  /// What the group adds to the variance of a difference.
  var term: VarianceTerm {
    let n = Double(total)
    let shrunk = (share * n + 0.5) / (n + 1)
    let unbiased = n / max(1, n - 1)
    return VarianceTerm(
      variance: shrunk * (1 - shrunk) / effectiveSize * unbiased,
      degreesOfFreedom: Double(max(1, total - strataCount)))
  }

  /// The unbiased variance within strata over that without them; 1 where a stratum of one client says
  /// nothing of its variance.
  private static func designEffect(
    _ strata: [Proportion], _ shares: [Double], _ weights: [Double], mean: Double
  ) -> Double {
    let total = strata.reduce(0) { $0 + $1.size }
    guard strata.count > 1, strata.allSatisfy({ $0.size > 1 }), total > 1 else { return 1 }
    var within = 0.0
    var plain = 0.0
    for (stratum, (share, weight)) in zip(strata, zip(shares, weights)) {
      within += weight * weight * share * (1 - share) / Double(stratum.size - 1)
      plain += weight * weight / Double(stratum.size)
    }
    let whole = plain * mean * (1 - mean) * Double(total) / Double(total - 1)
    guard within > 0, whole > 0 else { return 1 }
    return min(1, within / whole)
  }
}
