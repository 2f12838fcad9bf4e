import Foundation
import LinearAlgebra
import Segmentation

/// Simulated pilots with known effects: how often the intervals hold them, how often a pilot without any
/// effect finds one, and how often segments that do not differ are said to.
///
///     benchmarks pilots DRAWS THREADS [SEED]
enum PilotBenchmark {
  static func run(_ arguments: [String]) throws {
    guard arguments.count >= 2, let draws = Int(arguments[0]), draws > 0,
      let threads = Int(arguments[1]), threads > 0
    else {
      print("usage: benchmarks pilots DRAWS THREADS [SEED]")
      return
    }
    let seed = arguments.count > 2 ? UInt64(arguments[2]) ?? 2026 : 2026
    print("scenario | group | segments | in each segment | over all | any 'works' | differ")
    for scenario in PilotScenario.all {
      let tally = try tally(scenario, draws: draws, seed: seed, threads: threads)
      print(line(scenario, tally))
    }
  }

  /// Of all draws.
  struct Tally {
    var segments = 0
    var segmentsHeld = 0
    var draws = 0
    var held = 0
    var falseWorks = 0
    var differ = 0
  }

  private static func tally(
    _ scenario: PilotScenario, draws: Int, seed: UInt64, threads: Int
  ) throws -> Tally {
    let design = try scenario.design()
    let tallies = Parallelism(threads: threads).map(count: draws) { draw in
      judge(scenario, design, scenario.results(design, draw: draw, seed: seed))
    }
    return tallies.reduce(into: Tally()) { sum, one in
      sum.segments += one.segments
      sum.segmentsHeld += one.segmentsHeld
      sum.draws += one.draws
      sum.held += one.held
      sum.falseWorks += one.falseWorks
      sum.differ += one.differ
    }
  }

  private static func judge(
    _ scenario: PilotScenario, _ design: PilotDesign, _ results: PilotResults
  ) -> Tally {
    let found = PilotEvaluator(design).evaluate(results)
    var tally = Tally()
    for segment in found.segments {
      guard let effect = segment.effect else { continue }
      let truth = scenario.segments[Int(segment.name.dropFirst()) ?? 0].effect
      tally.segments += 1
      tally.segmentsHeld += effect.lower <= truth && truth <= effect.upper ? 1 : 0
    }
    if let effect = found.overall.effect {
      tally.draws = 1
      let truth = scenario.overallEffect
      tally.held = effect.lower <= truth && truth <= effect.upper ? 1 : 0
    }
    tally.falseWorks = found.segments.contains { $0.conclusion == .works } ? 1 : 0
    tally.differ = (found.heterogeneity?.pValue ?? 1) <= 0.05 ? 1 : 0
    return tally
  }

  private static func line(_ scenario: PilotScenario, _ tally: Tally) -> String {
    func percent(_ part: Int, _ whole: Int) -> String {
      whole == 0 ? "–" : String(format: "%.1f", 100 * Double(part) / Double(whole))
    }
    let hasNoEffect = scenario.segments.allSatisfy { $0.effect == 0 }
    let isOne = Set(scenario.segments.map(\.effect)).count == 1 && scenario.segments.count > 1
    return [
      scenario.name, String(scenario.groupSize), String(scenario.segments.count),
      percent(tally.segmentsHeld, tally.segments), percent(tally.held, tally.draws),
      hasNoEffect ? percent(tally.falseWorks, tally.draws) : "–",
      isOne ? percent(tally.differ, tally.draws) : "–",
    ].joined(separator: " | ")
  }
}
