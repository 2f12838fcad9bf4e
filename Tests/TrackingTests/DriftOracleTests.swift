import Statistics
import TestSupport
import Testing
import Tracking

/// SciPy's numbers, and the index by its definition.
@Suite struct DriftOracleTests {
  private struct Stored: Decodable {
    struct Numbers: Decodable {
      let name: String
      let reference: [Double]
      let sample: [Double]
      let psi: Double
      let ks: Double
      let p: Double
    }
    struct Levels: Decodable {
      let first: [Int]
      let second: [Int]
      let statistic: Double
      let degrees: Int
      let p: Double
    }
    let numbers: [Numbers]
    let levels: [Levels]
  }

  private let stored: Stored

  init() throws { stored = try Oracle.decode(Stored.self, from: "drift.json") }

  @Test func distancesAreSciPys() throws {
    #expect(stored.numbers.count == 7)
    for one in stored.numbers {
      let found = try #require(KolmogorovSmirnov(one.reference, one.sample))
      #expect(abs(found.distance - one.ks) < 1e-12, "\(one.name)")
      #expect(abs(found.pValue - one.p) < 1e-10 + 1e-9 * one.p, "\(one.name)")
    }
  }

  @Test func indicesAreThoseOfTheDefinition() throws {
    for one in stored.numbers {
      let found = try #require(
        PopulationStability.index(reference: one.reference, sample: one.sample))
      #expect(abs(found - one.psi) < 1e-10 * max(1, one.psi), "\(one.name)")
    }
  }

  @Test func chiSquaredIsSciPys() throws {
    for one in stored.levels {
      let found = try #require(ChiSquaredHomogeneity(one.first, one.second))
      #expect(abs(found.statistic - one.statistic) < 1e-9 * max(1, one.statistic))
      #expect(found.degreesOfFreedom == one.degrees)
      #expect(abs(found.pValue - one.p) < 1e-9)
    }
  }

  /// By hand: shares ½, ½ against ¾, ¼: ¼ ln 3/2 + (−¼) ln ½ = 0.27465307216702745.
  @Test func byHand() throws {
    let found = try #require(PopulationStability.index([5, 5], [3, 1]))
    #expect(abs(found - 0.27465307216702745) < 1e-15)
    // A level that comes up counts with the floor.
    let new = try #require(PopulationStability.index([10, 0], [5, 5]))
    let expected = 0.5 * 0.6931471805599453 + (0.5 - 1e-4) * 8.517193191416238
    #expect(abs(new - expected) < 1e-12)
    #expect(PopulationStability.index([0, 0], [1, 2]) == nil)
    #expect(PopulationStability.index(reference: [.nan], sample: [1]) == nil)
    #expect(PopulationStability.index(reference: [1, 2, 3], sample: [3, 2, 1]) == 0)
    let ks = try #require(KolmogorovSmirnov([1, 2], [2, 3]))
    #expect(ks.distance == 0.5)
    #expect(KolmogorovSmirnov([], [1]) == nil && ChiSquaredHomogeneity([3, 0], [2, 0]) == nil)
  }
}
