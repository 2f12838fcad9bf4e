import Segmentation
import Statistics
import Testing

/// Pilots with known effects, through the design and the evaluation. `benchmarks pilots` has more of them.
@Suite struct PilotCoverageTests {
  private static let draws = 600
  private static let effects = ["A": 0.1, "B": 0.25]

  private func held(
    _ plan: PilotPlan, _ outcome: (String, Bool, Int, inout RandomStream) -> Double
  ) throws -> [Double] {
    let design = try MadePilot.design(plan, MadePilot.clients([160, 90], strata: 3))
    var counts = [0.0, 0, 0]
    for draw in 0..<Self.draws {
      var stream = RandomStream(seed: 11, purpose: .example, replicate: draw)
      let results = MadePilot.results(design) { outcome($0, $1, $2, &stream) }
      let found = PilotEvaluator(design).evaluate(results)
      for (i, segment) in found.segments.enumerated() {
        let truth = Self.effects[segment.name] ?? 0
        if let e = segment.effect, e.lower <= truth, truth <= e.upper { counts[i] += 1 }
      }
      let overall = (0.1 * 160 + 0.25 * 90) / 250
      if let e = found.overall.effect, e.lower <= overall, overall <= e.upper { counts[2] += 1 }
    }
    return counts.map { $0 / Double(Self.draws) }
  }

  /// Within three standard errors (0.9 points) of 95 %.
  @Test func intervalsOfSharesHoldTheTruth() throws {
    let found = try held(MadePilot.share) { segment, isTest, _, stream in
      stream.bernoulli(0.3 + (isTest ? Self.effects[segment] ?? 0 : 0)) ? 1 : 0
    }
    #expect(found.allSatisfy { (0.923...0.977).contains($0) }, "\(found)")
  }

  @Test func intervalsOfMeansHoldTheTruth() throws {
    let found = try held(MadePilot.mean) { segment, isTest, _, stream in
      (isTest ? Self.effects[segment] ?? 0 : 0) + (isTest ? 2 : 1) * stream.normal()
    }
    #expect(found.allSatisfy { (0.923...0.977).contains($0) }, "\(found)")
  }
}
