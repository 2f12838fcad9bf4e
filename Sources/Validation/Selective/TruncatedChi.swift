import Statistics

/// P(χ ≥ t | χ ∈ S) for a χ with ν degrees of freedom, S a union of intervals around t.
///
/// In logarithms, the mass above t and the mass below each the sum of its intervals': digits are those
/// of χ² tails however far out S lies.
struct TruncatedChi: Sendable {
  let statistic: Double
  let degreesOfFreedom: Int

  /// - Parameter intervals: of ψ = χ/t − 1, in order.
  /// - Returns: `nil` where S has no mass above t to speak of.
  func logPValue(_ intervals: [Truncation.Interval]) -> Double? {
    let square = statistic * statistic
    let distribution = ChiSquaredDistribution(degreesOfFreedom: Double(degreesOfFreedom))
    var above = -Double.infinity
    var below = -Double.infinity
    for interval in intervals {
      let low = Swift.max(interval.lower, 0)
      if interval.upper > low {
        above = Self.logSum(above, mass(from: low, to: interval.upper, square, distribution))
      }
      let high = Swift.min(interval.upper, 0)
      if interval.lower < high {
        below = Self.logSum(below, mass(from: interval.lower, to: high, square, distribution))
      }
    }
    return above == -.infinity ? nil : above - Self.logSum(above, below)
  }

  private func mass(
    from low: Double, to high: Double, _ square: Double, _ distribution: ChiSquaredDistribution
  ) -> Double {
    let start = square * (1 + low) * (1 + low)
    // ((1 + high)² − (1 + low)²) without taking the two from each other.
    let width = square * (high - low) * (2 + low + high)
    return distribution.logProbability(from: start, width: width)
  }

  private static func logSum(_ a: Double, _ b: Double) -> Double {
    let larger = Swift.max(a, b)
    if larger == -.infinity { return larger }
    return larger + naturalLogarithm(exponential(a - larger) + exponential(b - larger))
  }
}
