/// How much larger a mean is in one group than in the other: Welch's interval and test, within strata
/// where there are any.
///
///     let effect = MeanDifference([TwoSamples(test: [5, 7, 9], control: [1, 2, 4])])
///     effect?.difference                  // 4.666…
///     effect?.interval(level: 0.95)       // t with Welch's degrees of freedom
///
/// *Without strata* d = x̄₁ − x̄₀ with variance s₁²/n₁ + s₀²/n₀ and Welch and Satterthwaite's degrees of
/// freedom: Welch 1947, doi:10.1093/biomet/34.1-2.28; R's `t.test`. *With strata* d is the mean of the
/// strata's differences under Mantel and Haenszel's weights w ∝ n₁n₀/(n₁ + n₀); each group's s² is
/// that around its strata's means, on N − H degrees of freedom for N values in H strata, so that
/// V = s₁² Σw²/n₁ + s₀² Σw²/n₀. One stratum is Welch's case.
public struct MeanDifference: Sendable, Equatable {
  /// In the units of the values.
  public let difference: Double
  /// Of the difference, positive.
  public let variance: Double
  public let degreesOfFreedom: Double

  /// - Parameter strata: those in which a group is empty carry no weight.
  /// - Returns: `nil` where no stratum has both groups, where a group has no stratum of two values, and
  ///   where nothing varies.
  public init?(_ strata: [TwoSamples]) {
    let usable = strata.filter { !$0.test.isEmpty && !$0.control.isEmpty }
    guard let test = Spread(usable.map(\.test)), let control = Spread(usable.map(\.control)) else {
      return nil
    }
    let weights = MantelHaenszel.weights(
      usable.map { (test: Double($0.test.count), control: Double($0.control.count)) })
    let differences = zip(test.means, control.means).map { $0 - $1 }
    difference = compensatedSum(of: zip(differences, weights).map { $0 * $1 })
    let terms = [
      VarianceTerm(variance: test.variance(weights), degreesOfFreedom: test.degreesOfFreedom),
      VarianceTerm(variance: control.variance(weights), degreesOfFreedom: control.degreesOfFreedom),
    ]
    variance = terms.reduce(0) { $0 + $1.variance }
    guard variance > 0, variance.isFinite else { return nil }
    degreesOfFreedom = VarianceTerm.degreesOfFreedom(terms)
  }

  /// Σ wᵢ dᵢ of independent differences; degrees of freedom by Satterthwaite.
  /// - Parameters:
  ///   - parts: at least one.
  ///   - weights: one for each part, not all 0.
  public init(_ parts: [MeanDifference], weights: [Double]) {
    precondition(!parts.isEmpty && parts.count == weights.count, "a weight for each part")
    difference = compensatedSum(of: zip(parts, weights).map { $0.difference * $1 })
    let terms = zip(parts, weights).map {
      VarianceTerm(variance: $1 * $1 * $0.variance, degreesOfFreedom: $0.degreesOfFreedom)
    }
    variance = terms.reduce(0) { $0 + $1.variance }
    degreesOfFreedom = VarianceTerm.degreesOfFreedom(terms)
  }

  /// - Parameter level: 0 < `level` < 1.
  public func interval(level: Double) -> ConfidenceInterval {
    precondition(level > 0 && level < 1, "a level between 0 and 1")
    let t = StudentDistribution(degreesOfFreedom: degreesOfFreedom)
      .quantile(1 - (1 - level) / 2)
    let half = t * variance.squareRoot()
    return ConfidenceInterval(lower: difference - half, upper: difference + half)
  }

  /// Two-sided.
  public var pValue: Double {
    let t = abs(difference) / variance.squareRoot()
    return min(1, 2 * StudentDistribution(degreesOfFreedom: degreesOfFreedom).survival(t))
  }

  /// One group over strata: the means, and the spread around them.
  private struct Spread {
    let means: [Double]
    let sizes: [Double]
    let squareSum: Double
    let degreesOfFreedom: Double

    /// `nil` where no stratum has two values.
    init?(_ strata: [[Double]]) {
      let count = strata.reduce(0) { $0 + $1.count }
      guard count > strata.count else { return nil }
      means = strata.map { $0.mean ?? 0 }
      sizes = strata.map { Double($0.count) }
      squareSum = strata.reduce(0) {
        $0 + ($1.sampleVariance ?? 0) * Double($1.count - 1)
      }
      degreesOfFreedom = Double(count - strata.count)
    }

    /// s² Σ w²/n.
    func variance(_ weights: [Double]) -> Double {
      let factor = zip(weights, sizes).reduce(0) { $0 + $1.0 * $1.0 / $1.1 }
      return squareSum / degreesOfFreedom * factor
    }
  }
}

/// The values of the two groups of one stratum, finite.
public struct TwoSamples: Sendable, Equatable {
  public let test: [Double]
  public let control: [Double]

  public init(test: [Double], control: [Double]) {
    self.test = test
    self.control = control
  }
}
