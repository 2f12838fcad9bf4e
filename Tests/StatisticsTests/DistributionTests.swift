import Statistics
import TestSupport
import Testing

/// Values by hand, ends of the supports, and the laws that bind the functions of a distribution.
@Suite struct DistributionTests {
  static let continuous: [any ContinuousDistribution] = [
    NormalDistribution(mean: 2, sd: 3), StudentDistribution(degreesOfFreedom: 4),
    StudentDistribution(degreesOfFreedom: 1), ChiSquaredDistribution(degreesOfFreedom: 3),
    ChiSquaredDistribution(degreesOfFreedom: 5000), FDistribution(numerator: 3, denominator: 20),
    FDistribution(numerator: 1, denominator: 1), BetaDistribution(alpha: 2, beta: 5),
    BetaDistribution(alpha: 0.5, beta: 0.5), BetaDistribution(alpha: 400, beta: 30),
  ]
  static let discrete: [any DiscreteDistribution] = [
    HypergeometricDistribution(population: 30, successes: 11, draws: 14),
    HypergeometricDistribution(population: 1000, successes: 990, draws: 60),
    BinomialDistribution(trials: 25, probability: 0.3),
    BinomialDistribution(trials: 300, probability: 0.999),
  ]

  @Test func byHand() {
    #expect(NormalDistribution(mean: 5, sd: 2).cdf(5) == 0.5)
    // Cauchy: ½ + arctan(1)/π.
    #expect(relativeDifference(StudentDistribution(degreesOfFreedom: 1).cdf(1), 0.75) < 1e-15)
    // χ² with 2 degrees of freedom is exponential: median 2 log 2.
    let exponential = ChiSquaredDistribution(degreesOfFreedom: 2)
    #expect(relativeDifference(exponential.quantile(0.5), 1.3862943611198906) < 1e-15)
    #expect(BetaDistribution(alpha: 1, beta: 1).cdf(0.3) == 0.3)
    #expect(relativeDifference(BetaDistribution(alpha: 3, beta: 1).cdf(0.5), 0.125) < 1e-15)
    // F with 2 and 2: x/(1 + x).
    #expect(relativeDifference(FDistribution(numerator: 2, denominator: 2).cdf(3), 0.75) < 1e-15)
    // One of the C(5, 2) = 10 draws takes both successes.
    let urn = HypergeometricDistribution(population: 5, successes: 2, draws: 2)
    #expect(relativeDifference(urn.mass(2), 0.1) < 1e-14)
    #expect(relativeDifference(urn.mass(1), 0.6) < 1e-14)
    let coins = BinomialDistribution(trials: 3, probability: 0.5)
    #expect(relativeDifference(coins.mass(1), 0.375) < 1e-14)
    #expect(relativeDifference(coins.survival(1), 0.5) < 1e-14)
  }

  @Test(arguments: 0..<continuous.count)
  func tailsAddUpAndQuantilesInvert(index: Int) {
    let distribution = DistributionTests.continuous[index]
    for step in 1...99 {
      let p = Double(step) / 100
      let x = distribution.quantile(p)
      #expect(relativeDifference(distribution.cdf(x), p) < 1e-13)
      #expect(abs(distribution.cdf(x) + distribution.survival(x) - 1) < 1e-15)
    }
    // The slope of the cdf is the density.
    let x = distribution.quantile(0.3)
    let h = abs(x) * 1e-4
    let slope = (distribution.cdf(x + h) - distribution.cdf(x - h)) / (2 * h)
    #expect(relativeDifference(slope, distribution.density(x)) < 1e-4)
  }

  @Test(arguments: 0..<continuous.count)
  func endsOfTheSupport(index: Int) {
    let distribution = DistributionTests.continuous[index]
    #expect(distribution.cdf(-.infinity) == 0 && distribution.cdf(.infinity) == 1)
    #expect(distribution.survival(-.infinity) == 1 && distribution.survival(.infinity) == 0)
    #expect(distribution.density(.infinity) == 0 && distribution.density(-.infinity) == 0)
    #expect(distribution.cdf(distribution.quantile(0)) == 0)
    #expect(distribution.survival(distribution.quantile(1)) == 0)
  }

  @Test func densitiesAtTheEdge() {
    #expect(ChiSquaredDistribution(degreesOfFreedom: 1).density(0) == .infinity)
    #expect(ChiSquaredDistribution(degreesOfFreedom: 2).density(0) == 0.5)
    #expect(ChiSquaredDistribution(degreesOfFreedom: 3).density(0) == 0)
    #expect(FDistribution(numerator: 2, denominator: 9).density(0) == 1)
    #expect(BetaDistribution(alpha: 1, beta: 4).density(0) == 4)
    #expect(BetaDistribution(alpha: 4, beta: 0.5).density(1) == .infinity)
  }

  @Test(arguments: 0..<discrete.count)
  func massesAddUpToTheTails(index: Int) {
    let distribution = DistributionTests.discrete[index]
    let support = distribution.support
    var below = 0.0
    for k in support {
      below += distribution.mass(k)
      #expect(abs(distribution.cdf(k) - below) < 1e-13)
      #expect(abs(distribution.cdf(k) + distribution.survival(k) - 1) < 1e-14)
    }
    #expect(abs(below - 1) < 1e-13)
    #expect(distribution.mass(support.lowerBound - 1) == 0)
    #expect(distribution.mass(support.upperBound + 1) == 0)
    #expect(distribution.cdf(support.lowerBound - 1) == 0)
    #expect(distribution.survival(support.upperBound) == 0)
  }

  @Test(arguments: 0..<discrete.count)
  func quantileIsTheSmallestThatReaches(index: Int) {
    let distribution = DistributionTests.discrete[index]
    for step in 0...1000 {
      let p = Double(step) / 1000
      let k = distribution.quantile(p)
      #expect(distribution.cdf(k) >= p * (1 - 1e-13))
      #expect(k == distribution.support.lowerBound || distribution.cdf(k - 1) < p)
    }
    // Up to rounding of the cdf, quantiles give back where it was taken.
    for k in distribution.support where distribution.mass(k) > 1e-12 {
      #expect(distribution.quantile(distribution.cdf(k)) == k)
    }
  }

  @Test func oneValueOnly() {
    let urn = HypergeometricDistribution(population: 7, successes: 7, draws: 3)
    #expect(urn.support == 3...3 && urn.mass(3) == 1 && urn.quantile(0.2) == 3)
    let empty = HypergeometricDistribution(population: 0, successes: 0, draws: 0)
    #expect(empty.mass(0) == 1 && empty.cdf(0) == 1)
    #expect(BinomialDistribution(trials: 9, probability: 0).cdf(0) == 1)
    #expect(BinomialDistribution(trials: 9, probability: 1).quantile(0.5) == 9)
    #expect(BinomialDistribution(trials: 0, probability: 0.5).mass(0) == 1)
  }
}
