import Statistics

/// The clients of a pilot that are judged together, by stratum.
struct PilotGroup {
  struct Stratum {
    let test: [String]
    let control: [String]
  }

  let name: String
  /// How much the group counts in the whole.
  let weight: Double
  let strata: [Stratum]
}

/// A group with its outcomes.
struct JudgedGroup {
  let group: PilotGroup
  let test: PilotArm
  let control: PilotArm
  /// `nil` where there is an obstacle.
  let estimate: PilotEstimate?
  let obstacle: PilotObstacle?
  /// Of the clients without an outcome; `nil` where there are none, or a group is empty.
  let missing: PilotEstimate?
  let estimateIfMissingAreNo: PilotEstimate?

  init(_ group: PilotGroup, _ results: PilotResults, isShare: Bool) {
    let outcomes = group.strata.map { stratum in
      PilotStratumOutcomes(
        test: stratum.test.compactMap { results.values[$0] },
        control: stratum.control.compactMap { results.values[$0] })
    }
    let tests = outcomes.flatMap(\.test)
    let controls = outcomes.flatMap(\.control)
    let drawn = group.strata.reduce(0) { $0 + $1.test.count }
    let drawnControls = group.strata.reduce(0) { $0 + $1.control.count }
    let obstacle = Self.obstacle(tests.count, controls.count, drawn: drawn + drawnControls)
    let estimate =
      obstacle == nil
      ? PilotEstimate(PilotStratumOutcomes.joined(outcomes), isShare: isShare) : nil
    self.group = group
    test = PilotArm(tests, drawn: drawn, isShare: isShare)
    control = PilotArm(controls, drawn: drawnControls, isShare: isShare)
    self.estimate = estimate
    self.obstacle = obstacle ?? (estimate == nil ? .noSpread : nil)
    let isComplete = tests.count == drawn && controls.count == drawnControls
    let canCompare = !isComplete && drawn > 0 && drawnControls > 0
    missing = canCompare ? Self.estimate(group) { results.values[$0] == nil ? 1 : 0 } : nil
    estimateIfMissingAreNo =
      canCompare && isShare && self.obstacle == nil
      ? Self.estimate(group) { results.values[$0] ?? 0 } : nil
  }

  private static func obstacle(_ tests: Int, _ controls: Int, drawn: Int) -> PilotObstacle? {
    if drawn == 0 { return .notInPilot }
    if tests == 0 { return .noTest }
    if controls == 0 { return .noControl }
    return min(tests, controls) < PilotSizing.smallestGroup ? .singleOutcome : nil
  }

  private static func estimate(
    _ group: PilotGroup, _ value: (String) -> Double
  ) -> PilotEstimate? {
    PilotEstimate(
      PilotStratumOutcomes.joined(
        group.strata.map {
          PilotStratumOutcomes(test: $0.test.map(value), control: $0.control.map(value))
        }), isShare: true)
  }
}

extension PilotArm {
  init(_ values: [Double], drawn: Int, isShare: Bool) {
    self.init(
      drawn: drawn, observed: values.count, mean: values.mean,
      standardDeviation: isShare ? nil : values.sampleStandardDeviation)
  }
}
