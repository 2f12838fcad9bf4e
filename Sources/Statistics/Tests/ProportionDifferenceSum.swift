/// A weighted sum of independent differences of proportions, with the interval that their own
/// intervals make.
///
///     ProportionDifferenceSum(effects, weights: [0.7, 0.3]).interval(level: 0.95)
///
/// d = Σ wᵢ dᵢ lies between d − √Σ wᵢ²(dᵢ − lᵢ)² and d + √Σ wᵢ²(uᵢ − dᵢ)²: the variance is recovered from
/// the intervals, near each end apart (Zou & Donner 2008, doi:10.1002/sim.3095), as
/// ``ProportionDifference`` does with those of two proportions. `pValue` likewise.
public struct ProportionDifferenceSum: Sendable, Equatable {
  public let difference: Double
  private let parts: [ProportionDifference]
  private let weights: [Double]

  /// - Parameters:
  ///   - parts: at least one.
  ///   - weights: one for each part, not negative.
  public init(_ parts: [ProportionDifference], weights: [Double]) {
    precondition(!parts.isEmpty && parts.count == weights.count, "a weight for each part")
    precondition(weights.allSatisfy { $0 >= 0 }, "weights are not negative")
    self.parts = parts
    self.weights = weights
    difference = compensatedSum(of: zip(parts, weights).map { $0.difference * $1 })
  }

  /// - Parameter level: 0 < `level` < 1.
  public func interval(level: Double) -> ConfidenceInterval {
    precondition(level > 0 && level < 1, "a level between 0 and 1")
    return interval(z: NormalDistribution().quantile(1 - (1 - level) / 2))
  }

  public var pValue: Double { ReachOfZero.pValue(difference, interval(z:)) }

  private func interval(z: Double) -> ConfidenceInterval {
    var below = 0.0
    var above = 0.0
    for (part, weight) in zip(parts, weights) {
      let own = part.interval(z: z)
      let (low, high) = (part.difference - own.lower, own.upper - part.difference)
      below += weight * weight * low * low
      above += weight * weight * high * high
    }
    return ConfidenceInterval(
      lower: difference - below.squareRoot(), upper: difference + above.squareRoot())
  }
}
