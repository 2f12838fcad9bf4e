import Segmentation
import Statistics

/// A pilot whose effects are known: what is drawn, and the outcome of each client.
struct PilotScenario {
  enum Law {
    /// Yes or no; the probability in each stratum without the action.
    case share([Double])
    /// Normal, of these levels by stratum and this spread in the control and in the test group.
    case normal(levels: [Double], control: Double, test: Double)
    /// exp of a normal of this spread, less its mean: skewed, of mean 0.
    case skewed(sigma: Double)
  }

  let name: String
  let law: Law
  /// In each segment: clients who may be drawn, and the true effect.
  let segments: [Segment]
  /// In each group of each segment.
  let groupSize: Int

  struct Segment {
    let clients: Int
    let effect: Double
  }

  private var strata: Int {
    switch law {
    case .share(let shares): shares.count
    case .normal(let levels, _, _): levels.count
    case .skewed: 1
    }
  }

  /// What the action would do if it were done everywhere.
  var overallEffect: Double {
    let all = Double(segments.reduce(0) { $0 + $1.clients })
    return segments.reduce(0) { $0 + $1.effect * Double($1.clients) / all }
  }

  func design() throws -> PilotDesign {
    let outcome: PilotOutcome
    switch law {
    case .share(let shares): outcome = .share(baseline: shares[0])
    case .normal, .skewed: outcome = .mean(standardDeviation: 1)
    }
    let clients = segments.enumerated().flatMap { index, segment in
      (0..<segment.clients).map { client in
        PilotClient(
          identifier: "\(index)-\(client)", segment: "S\(index)",
          stratum: strata > 1 ? ["\(client % strata)"] : [])
      }
    }
    // An effect too small for the clients there are: the largest size allowed decides.
    return try PilotDesigner(
      PilotPlan(outcome: outcome, effect: 0.01, maximumGroupSize: groupSize)
    ).design(PilotClients(clients: clients))
  }

  func results(_ design: PilotDesign, draw: Int, seed: UInt64) -> PilotResults {
    var stream = RandomStream(seed: seed, purpose: .example, replicate: draw)
    var values: [String: Double] = [:]
    for segment in design.segments {
      let effect = segments[Int(segment.name.dropFirst()) ?? 0].effect
      for stratum in segment.strata {
        let place = stratum.values.first.flatMap { Int($0) } ?? 0
        for client in stratum.test {
          values[client] = outcome(place, isTest: true, effect: effect, &stream)
        }
        for client in stratum.control {
          values[client] = outcome(place, isTest: false, effect: 0, &stream)
        }
      }
    }
    return PilotResults(values: values)
  }

  private func outcome(
    _ stratum: Int, isTest: Bool, effect: Double, _ stream: inout RandomStream
  ) -> Double {
    switch law {
    case .share(let shares):
      return stream.bernoulli(min(1, max(0, shares[stratum] + effect))) ? 1 : 0
    case .normal(let levels, let control, let test):
      return levels[stratum] + effect + (isTest ? test : control) * stream.normal()
    case .skewed(let sigma):
      let mean = LogNormalMean.of(sigma: sigma)
      return stream.logNormal(median: 1, sigma: sigma) - mean + effect
    }
  }
}
