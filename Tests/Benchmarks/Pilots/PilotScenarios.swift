import Foundation

extension PilotScenario {
  /// Shares from rare to even, small groups to large, with strata that differ and without; means with
  /// equal and unequal spreads, skewed, with strata; several segments.
  static let all: [PilotScenario] = shares + means + several

  private static func one(
    _ name: String, _ law: Law, effect: Double, _ groupSize: Int
  ) -> PilotScenario {
    PilotScenario(
      name: name, law: law,
      segments: [Segment(clients: 4 * groupSize, effect: effect)], groupSize: groupSize)
  }

  private static let shares: [PilotScenario] =
    [12, 25, 50, 163].flatMap { size in
      [
        one("share 10 %, no effect", .share([0.1]), effect: 0, size),
        one("share 30 %, +15 points", .share([0.3]), effect: 0.15, size),
        one("share 60 %, +20 points", .share([0.6]), effect: 0.2, size),
      ]
    }
    + [24, 80].flatMap { size in
      [
        one("share in alike strata, +15", .share([0.3, 0.3, 0.3, 0.3]), effect: 0.15, size),
        one("share in unlike strata, +10", .share([0.1, 0.3, 0.5, 0.8]), effect: 0.1, size),
      ]
    }

  private static let means: [PilotScenario] = [6, 20, 60].flatMap { size in
    [
      one("mean, equal spreads", .normal(levels: [0], control: 1, test: 1), effect: 0.5, size),
      one("mean, spreads 1 and 3", .normal(levels: [0], control: 1, test: 3), effect: 0.5, size),
      one("mean, skewed", .skewed(sigma: 0.6), effect: 0.5, size),
      one(
        "mean in unlike strata", .normal(levels: [0, 3, 6], control: 1, test: 1.5), effect: 0.5,
        size),
    ]
  }

  private static let several: [PilotScenario] = [
    make("shares, no effect", .share([0.3]), [0, 0, 0, 0, 0, 0], 40),
    make("shares, one effect", .share([0.3]), [0.15, 0.15, 0.15, 0.15, 0.15, 0.15], 40),
    make("shares, effects differ", .share([0.3]), [0, 0.05, 0.1, 0.2, 0.3, -0.1], 40),
    make(
      "shares, strata, no effect", .share([0.2, 0.4, 0.7]), [0, 0, 0, 0, 0, 0], 40),
    make("means, no effect", .normal(levels: [0], control: 1, test: 2), [0, 0, 0, 0, 0, 0], 12),
    make("means, effects differ", .skewed(sigma: 0.6), [0, 0.2, 0.5, 1, 0.1, -0.3], 30),
    make(
      "means, strata, no effect", .normal(levels: [0, 2, 4], control: 1, test: 1),
      [0, 0, 0, 0, 0, 0], 12),
  ]

  private static func make(
    _ name: String, _ law: Law, _ effects: [Double], _ groupSize: Int
  ) -> PilotScenario {
    PilotScenario(
      name: name, law: law,
      segments: effects.enumerated().map { index, effect in
        Segment(clients: 2 * groupSize + 40 * index, effect: effect)
      }, groupSize: groupSize)
  }
}

enum LogNormalMean {
  /// exp(σ²/2), of median 1.
  static func of(sigma: Double) -> Double { exp(sigma * sigma / 2) }
}
