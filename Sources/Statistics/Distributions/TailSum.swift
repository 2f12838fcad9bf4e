/// A distribution on integers whose masses rise to a mode and fall after it.
protocol UnimodalDistribution: DiscreteDistribution {
  var mode: Int { get }
  /// P(X = k + 1) / P(X = k), for k and k + 1 in the support.
  func ratioAbove(_ k: Int) -> Double
}

/// Tail probabilities by summing masses outwards, away from the mode: terms fall, and the sum keeps
/// the digits of its first term, in the far tails too, which `1 − cdf` would lose.
///
/// The other side of the mode is the complement, which is then not small: a tail that holds the mode
/// of a binomial or a hypergeometric has a probability of the order of one half or more.
enum TailSum {
  /// P(X ≤ k).
  static func lower<D: UnimodalDistribution>(_ distribution: D, _ k: Int) -> Double {
    let support = distribution.support
    if k < support.lowerBound { return 0 }
    if k >= support.upperBound { return 1 }
    return k <= distribution.mode ? downwards(distribution, k) : 1 - upwards(distribution, k + 1)
  }

  /// P(X > k).
  static func upper<D: UnimodalDistribution>(_ distribution: D, _ k: Int) -> Double {
    let support = distribution.support
    if k < support.lowerBound { return 1 }
    if k >= support.upperBound { return 0 }
    return k + 1 >= distribution.mode
      ? upwards(distribution, k + 1) : 1 - downwards(distribution, k)
  }

  /// P(X ≥ k) / P(X = k), or P(X ≤ k) / P(X = k): finite however small the mass.
  static func overMass<D: UnimodalDistribution>(
    _ distribution: D, _ k: Int, upwards: Bool
  ) -> Double {
    upwards
      ? sum(steps: distribution.support.upperBound - k) { distribution.ratioAbove(k + $0) }
      : sum(steps: k - distribution.support.lowerBound) { 1 / distribution.ratioAbove(k - $0 - 1) }
  }

  private static func upwards<D: UnimodalDistribution>(_ distribution: D, _ k: Int) -> Double {
    outwards(from: distribution.mass(k), steps: distribution.support.upperBound - k) { step in
      distribution.ratioAbove(k + step)
    }
  }

  private static func downwards<D: UnimodalDistribution>(_ distribution: D, _ k: Int) -> Double {
    outwards(from: distribution.mass(k), steps: k - distribution.support.lowerBound) { step in
      1 / distribution.ratioAbove(k - step - 1)
    }
  }

  /// `first` · (1 + r₀ + r₀r₁ + …) over at most `steps` ratios, each below the one before.
  private static func outwards(
    from first: Double, steps: Int, ratio: (Int) -> Double
  ) -> Double {
    // Rounding may lift a sum of all the masses above 1.
    first == 0 ? 0 : min(first * sum(steps: steps, ratio: ratio), 1)
  }

  /// 1 + r₀ + r₀r₁ + … over at most `steps` ratios.
  private static func sum(steps: Int, ratio: (Int) -> Double) -> Double {
    var term = 1.0
    var sum = 1.0
    for step in 0..<steps {
      let factor = ratio(step)
      term *= factor
      sum += term
      // All that is left is below term · factor / (1 − factor), the ratios being decreasing.
      if term * factor < 0x1p-55 * sum * (1 - factor) { break }
    }
    return sum
  }
}
