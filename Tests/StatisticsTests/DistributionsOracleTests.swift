import Statistics
import TestSupport
import Testing

/// The distribution functions against R and against arithmetic of many digits, over thousands of
/// points and into the far tails.
@Suite struct DistributionsOracleTests {
  struct Stored: Decodable {
    let groups: [Group]
  }

  struct Group: Decodable {
    let distribution: String
    let parameters: [Double]
    let function: String
    let call: String
    let x: [Double]
    let values: [Double]
  }

  /// R's own error is up to 1.1e-12 in the hypergeometric's far tails (see the exact values).
  @Test func agreeWithR() throws {
    let groups = try Oracle.decode(Stored.self, from: "distributions.json").groups
    #expect(groups.reduce(0) { $0 + $1.values.count } > 3000)
    for group in groups { try check(group, tolerance: tolerance(of: group)) }
  }

  @Test func agreeWithManyDigits() throws {
    let groups = try Oracle.decode(Stored.self, from: "distributions-exact.json").groups
    #expect(groups.reduce(0) { $0 + $1.values.count } > 200)
    for group in groups { try check(group, tolerance: 5e-13) }
  }

  /// 1e-12, but where R is known to be the one that is off.
  private func tolerance(of group: Group) -> Double {
    group.distribution == "hypergeometric" && group.function == "survival" ? 2e-12 : 1e-12
  }

  private func check(_ group: Group, tolerance: Double) throws {
    try #require(group.x.count == group.values.count)
    for (x, expected) in zip(group.x, group.values) {
      let found = try value(group, x)
      let difference = relativeDifference(found, expected)
      #expect(
        difference <= tolerance, "\(group.call) at \(x): \(found) for \(expected), \(difference)")
    }
  }

  func value(_ group: Group, _ x: Double) throws -> Double {
    let p = group.parameters
    switch group.distribution {
    case "normal": return value(NormalDistribution(mean: p[0], sd: p[1]), group.function, x)
    case "student": return value(StudentDistribution(degreesOfFreedom: p[0]), group.function, x)
    case "chiSquared":
      return value(ChiSquaredDistribution(degreesOfFreedom: p[0]), group.function, x)
    case "f": return value(FDistribution(numerator: p[0], denominator: p[1]), group.function, x)
    case "beta": return value(BetaDistribution(alpha: p[0], beta: p[1]), group.function, x)
    case "hypergeometric":
      let distribution = HypergeometricDistribution(
        population: Int(p[0]), successes: Int(p[1]), draws: Int(p[2]))
      return value(distribution, group.function, Int(x), x)
    default:
      try #require(group.distribution == "binomial")
      let distribution = BinomialDistribution(trials: Int(p[0]), probability: p[1])
      return value(distribution, group.function, Int(x), x)
    }
  }

  private func value(
    _ distribution: some ContinuousDistribution, _ function: String, _ x: Double
  ) -> Double {
    switch function {
    case "density": distribution.density(x)
    case "cdf": distribution.cdf(x)
    case "survival": distribution.survival(x)
    default: distribution.quantile(x)
    }
  }

  private func value(
    _ distribution: some DiscreteDistribution, _ function: String, _ k: Int, _ p: Double
  ) -> Double {
    switch function {
    case "mass": distribution.mass(k)
    case "cdf": distribution.cdf(k)
    case "survival": distribution.survival(k)
    default: Double(distribution.quantile(p))
    }
  }
}
