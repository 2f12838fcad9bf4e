import Interpretation
import Testing
import TestSupport

@Suite struct VTestPropertyTests {
  @Test func everySmallTableAgreesWithTheDefinition() throws {
    for total in 2...11 {
      for segment in 1..<total {
        for level in 1..<total {
          for both in max(0, segment + level - total)...min(segment, level) {
            let v = try #require(
              VTest.category(
                segmentWithLevel: both, segmentCount: segment, overallWithLevel: level,
                overallCount: total))
            let p = InterpretationDefinitions.midP(
              both, population: total, successes: level, draws: segment)
            let magnitude = InterpretationDefinitions.normalMagnitude(ofTwoSided: min(1, p))
            #expect(abs(abs(v) - magnitude) < 1e-9, "\(both) \(segment) \(level) \(total)")
            #expect((v > 0) == (both * total > segment * level) || abs(v) < 1e-9)
          }
        }
      }
    }
  }

  @Test func segmentAndLevelPlayTheSamePart() throws {
    for both in 20...120 {
      let v = try #require(
        VTest.category(
          segmentWithLevel: both, segmentCount: 130, overallWithLevel: 300, overallCount: 800))
      let exchanged = try #require(
        VTest.category(
          segmentWithLevel: both, segmentCount: 300, overallWithLevel: 130, overallCount: 800))
      #expect(abs(v - exchanged) < 1e-10 * max(1, abs(v)))
    }
  }

  @Test func increasesWithTheCount() throws {
    let values = try (0...500).map { both in
      try #require(
        VTest.category(
          segmentWithLevel: both, segmentCount: 500, overallWithLevel: 4_000,
          overallCount: 20_000))
    }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
    #expect(values.allSatisfy { $0.isFinite })
  }
}
