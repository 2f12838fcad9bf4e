import CDistributions

/// Probabilities far below the smallest double, as logarithms.
///
///     let h = HypergeometricDistribution(population: 1_000_000, successes: 500_000, draws: 500_000)
///     h.logTwoSidedMidP(500_000)       // −693 139.9…
extension HypergeometricDistribution {
  /// log P(X = k); −∞ outside the support.
  package func logMass(_ k: Int) -> Double {
    if !support.contains(k) { return -.infinity }
    return support.lowerBound == support.upperBound ? 0 : product(k).logarithm
  }

  /// log of min( 2·P(X < k) + P(X = k), 2·P(X > k) + P(X = k) ), for k in the support.
  package func logTwoSidedMidP(_ k: Int) -> Double {
    // The side away from the mean is summed; the other follows from 1, which loses digits only
    // where it is not the smaller one.
    let isAbove = k * population >= draws * successes
    let logMass = logMass(k)
    let near = 2 * TailSum.overMass(self, k, upwards: isAbove) - 1
    let far = max(0, 2 - near * cd_exp(logMass))
    return min(logMass + cd_log(near), cd_log(far))
  }
}
