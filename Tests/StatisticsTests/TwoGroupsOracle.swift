import TestSupport

/// R's answers about two groups, in `pilots.json`.
struct TwoGroupsOracle: Decodable {
  struct ProportionSize: Decodable {
    let control, test, alpha, power, size, powerAt40: Double
  }
  struct SeenProportion: Decodable {
    let control, groupSize, alpha, power, test: Double
  }
  struct MeanSize: Decodable {
    let ratio, alpha, power, size, powerAt12: Double
  }
  struct SeenMean: Decodable {
    let groupSize, standardDeviation, alpha, power, difference: Double
  }
  struct Noncentral: Decodable {
    let df, noncentrality, x, cdf: Double
  }
  struct Newcombe: Decodable {
    let count, size, controls, controlSize: Int
    let level, lower, upper: Double
  }
  struct Welch: Decodable {
    let test, control: [Double]
    let difference, degreesOfFreedom, lower, upper, pValue: Double
  }
  struct Cochran: Decodable {
    let effects, variances: [Double]
    let common, q, pValue, inconsistency: Double
  }
  struct OneWay: Decodable {
    let groups: [[Double]]
    let pValue: Double
  }
  struct Holm: Decodable {
    let p, adjusted: [Double]
  }

  let proportions: [ProportionSize]
  let seenProportions: [SeenProportion]
  let means: [MeanSize]
  let seenMeans: [SeenMean]
  let noncentral: [Noncentral]
  let newcombe: [Newcombe]
  let welch: [Welch]
  let cochran: [Cochran]
  let oneway: OneWay
  let holm: Holm

  static func read() throws -> TwoGroupsOracle {
    try Oracle.decode(TwoGroupsOracle.self, from: "pilots.json")
  }
}
