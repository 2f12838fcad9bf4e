import Interpretation
import Testing
import TestSupport

@Suite struct SegmentProfilerOracleTests {
  let oracle: CatdesOracle
  let profile: PortfolioProfile

  init() throws {
    oracle = try CatdesOracle.load()
    profile = SegmentProfiler().profile(
      of: oracle.columns, training: LabelledRows(labels: oracle.labels))
  }

  @Test func numericTraitsAreThoseOfCatdes() throws {
    #expect(oracle.quanti.count == 9)
    for expected in oracle.quanti {
      let segment = try #require(["a", "b", "c"].firstIndex(of: expected.group))
      let trait = try #require(
        profile.segments[segment].numeric.first { $0.variable.key == expected.variable })
      #expect(abs((trait.vTest ?? .nan) - expected.v) < 1e-9)
      #expect(abs(trait.segment.mean - expected.mean) < 1e-9)
      #expect(abs(trait.overall.mean - expected.overallMean) < 1e-9)
      #expect(abs(trait.segment.deviation - expected.sd) < 1e-9)
      #expect(abs(trait.overall.deviation - expected.overallSd) < 1e-9)
    }
  }

  @Test func categoryTraitsAreThoseOfCatdes() throws {
    #expect(oracle.category.count >= 15)
    for expected in oracle.category {
      let segment = try #require(["a", "b", "c"].firstIndex(of: expected.group))
      let trait = try #require(
        profile.segments[segment].categories.first {
          $0.variable.key == expected.variable && $0.level == expected.level
        })
      #expect(abs((trait.vTest ?? .nan) - expected.v) < 1e-9)
      #expect(abs(trait.inSegment - expected.inSegment) < 1e-12)
      #expect(abs(trait.ofLevel - expected.ofLevel) < 1e-12)
      #expect(abs(trait.overall - expected.overall) < 1e-12)
    }
  }

  @Test func effectsAreThoseOfR() throws {
    for (key, expected) in oracle.etaSquared.merging(oracle.cramersV, uniquingKeysWith: { $1 }) {
      let effect = try #require(profile.effects.first { $0.variable.key == key })
      #expect(abs((effect.value ?? .nan) - expected) < 1e-12)
    }
  }

  @Test func midPInFarTailsIsThatOfR() throws {
    struct Tables: Decodable {
      struct Row: Decodable {
        let both, segment, level, total: Int
        let v: Double
      }
      let tables: [Row]
    }
    let oracle = try Oracle.decode(Tables.self, from: "interpretation-midp.json")
    for row in oracle.tables {
      let v = try #require(
        VTest.category(
          segmentWithLevel: row.both, segmentCount: row.segment, overallWithLevel: row.level,
          overallCount: row.total))
      #expect(abs(v - row.v) < 1e-9 * max(1, abs(row.v)), "\(row)")
    }
  }
}
