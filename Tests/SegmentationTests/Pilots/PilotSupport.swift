import Segmentation

/// Made clients of pilots.
enum MadePilot {
  static let share = PilotPlan(outcome: .share(baseline: 0.3), effect: 0.15)
  static let mean = PilotPlan(outcome: .mean(standardDeviation: 10), effect: 5)

  /// Segments of these sizes, `A`, `B`, …; clients `A-0`, `A-1`, …; strata by turns.
  static func clients(
    _ sizes: [Int], strata: Int = 1, excluded: (Int) -> Bool = { _ in false }
  ) -> [PilotClient] {
    sizes.enumerated().flatMap { index, size in
      (0..<size).map { client in
        let name = String(UnicodeScalar(UInt8(65 + index)))
        return PilotClient(
          identifier: "\(name)-\(client)", segment: name,
          stratum: strata > 1 ? ["s\(client % strata)"] : [], isExcluded: excluded(client))
      }
    }
  }

  static func design(
    _ plan: PilotPlan, _ clients: [PilotClient], seed: UInt64 = 2026
  ) throws -> PilotDesign {
    try PilotDesigner(plan, seed: seed).design(PilotClients(clients: clients))
  }

  /// Everybody's outcome, by group.
  static func results(
    _ design: PilotDesign, _ outcome: (_ segment: String, _ isTest: Bool, _ place: Int) -> Double?
  ) -> PilotResults {
    var values: [String: Double] = [:]
    for segment in design.segments {
      for (isTest, clients) in [
        (true, segment.strata.flatMap(\.test)), (false, segment.strata.flatMap(\.control)),
      ] {
        for (place, client) in clients.enumerated() {
          values[client] = outcome(segment.name, isTest, place)
        }
      }
    }
    return PilotResults(values: values)
  }
}
