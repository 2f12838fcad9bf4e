/// Whether effects differ between groups more than chance makes them.
///
///     let found = EffectHeterogeneity(effects: [0.12, 0.02], variances: [0.002, 0.003])
///     found?.statistic, found?.pValue, found?.inconsistency
///
/// With weights w = 1/V and d̄ = Σwd/Σw, Cochran's Q = Σ w(d − d̄)² follows χ² with k − 1 degrees of freedom
/// where all effects are one (Cochran 1954, doi:10.2307/3001666), and I² = (Q − (k − 1))/Q, at least 0, is
/// the share of the differences that chance does not make (Higgins & Thompson 2002,
/// doi:10.1002/sim.1186). Where variances are themselves estimates, on ν degrees of freedom, Welch's
/// F = Q/(k − 1) / (1 + 2(k − 2)Λ/(k² − 1)), Λ = Σ(1 − w/Σw)²/ν, on k − 1 and (k² − 1)/(3Λ) degrees of
/// freedom, gives the p-value instead: Welch 1951, doi:10.1093/biomet/38.3-4.330; R's `oneway.test`.
public struct EffectHeterogeneity: Sendable, Codable, Equatable {
  /// d̄, the mean under inverse variances.
  public let commonEffect: Double
  /// Q.
  public let statistic: Double
  /// k − 1.
  public let degreesOfFreedom: Int
  public let pValue: Double
  /// I², 0…1.
  public let inconsistency: Double

  /// - Parameters:
  ///   - effects: d, one a group.
  ///   - variances: V of each, positive.
  ///   - degreesOfFreedom: ν of each variance; `nil` where variances are as good as known.
  /// - Returns: `nil` with fewer than two groups.
  public init?(effects: [Double], variances: [Double], degreesOfFreedom: [Double]? = nil) {
    precondition(effects.count == variances.count, "a variance for each effect")
    precondition(variances.allSatisfy { $0 > 0 && $0.isFinite }, "positive variances")
    guard effects.count >= 2 else { return nil }
    let weights = variances.map { 1 / $0 }
    let total = compensatedSum(of: weights)
    let mean = compensatedSum(of: zip(effects, weights).map { $0 * $1 }) / total
    let q = compensatedSum(of: zip(effects, weights).map { $1 * ($0 - mean) * ($0 - mean) })
    let freedom = effects.count - 1
    commonEffect = mean
    statistic = q
    self.degreesOfFreedom = freedom
    inconsistency = q > Double(freedom) ? (q - Double(freedom)) / q : 0
    if let degreesOfFreedom {
      precondition(degreesOfFreedom.count == effects.count, "degrees of freedom for each effect")
      pValue = Self.welch(q, shares: weights.map { $0 / total }, degreesOfFreedom)
    } else {
      pValue = ChiSquaredDistribution(degreesOfFreedom: Double(freedom)).survival(q)
    }
  }

  private static func welch(_ q: Double, shares: [Double], _ freedoms: [Double]) -> Double {
    let k = Double(shares.count)
    let lambda = zip(shares, freedoms).reduce(0) { $0 + (1 - $1.0) * (1 - $1.0) / $1.1 }
    let f = q / (k - 1) / (1 + 2 * (k - 2) * lambda / (k * k - 1))
    return FDistribution(numerator: k - 1, denominator: (k * k - 1) / (3 * lambda)).survival(f)
  }
}
