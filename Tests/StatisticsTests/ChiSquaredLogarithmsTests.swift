import Statistics
import TestSupport
import Testing

@Suite struct ChiSquaredLogarithmsTests {
  struct Stored: Decodable {
    /// Degrees of freedom, x, log P(X ≤ x), log P(X > x).
    let tails: [[Double]]
    /// Degrees of freedom, the lower end, the width, log P.
    let intervals: [[Double]]
  }

  /// Of a logarithm, an error of so much is one of as much of the probability itself, relatively.
  private func isNear(_ found: Double, _ expected: Double, _ tolerance: Double) -> Bool {
    abs(found - expected) <= tolerance + 4 * Double.ulpOfOne * abs(expected)
  }

  @Test func tailsAgreeWithManyDigits() throws {
    let stored = try Oracle.decode(Stored.self, from: "chi-squared-logs.json")
    #expect(stored.tails.count == 80)
    for row in stored.tails {
      let distribution = ChiSquaredDistribution(degreesOfFreedom: row[0])
      #expect(isNear(distribution.logCDF(row[1]), row[2], 4e-13), "cdf \(row)")
      #expect(isNear(distribution.logSurvival(row[1]), row[3], 4e-13), "survival \(row)")
    }
  }

  @Test func intervalsAgreeWithManyDigits() throws {
    let stored = try Oracle.decode(Stored.self, from: "chi-squared-logs.json")
    #expect(stored.intervals.count == 480)
    for row in stored.intervals {
      let distribution = ChiSquaredDistribution(degreesOfFreedom: row[0])
      let found = distribution.logProbability(from: row[1], width: row[2])
      #expect(isNear(found, row[3], 4e-13), "\(row): \(found), \(found - row[3])")
    }
  }

  @Test func endsOfTheSupport() {
    let distribution = ChiSquaredDistribution(degreesOfFreedom: 2)
    #expect(distribution.logCDF(0) == -.infinity)
    #expect(distribution.logCDF(-1) == -.infinity)
    #expect(distribution.logCDF(.infinity) == 0)
    #expect(distribution.logSurvival(0) == 0)
    #expect(distribution.logSurvival(.infinity) == -.infinity)
    #expect(distribution.logProbability(from: 3, width: 0) == -.infinity)
    #expect(distribution.logProbability(from: 0, width: .infinity) == 0)
    // Two degrees of freedom: an exponential of mean 2.
    #expect(abs(distribution.logSurvival(5000) + 2500) < 1e-9)
    #expect(abs(distribution.logProbability(from: 5000, width: .infinity) + 2500) < 1e-9)
  }
}
