import CDistributions

/// The beta distribution on 0…1, of density x^(α−1) (1−x)^(β−1) / B(α, β).
///
/// ``IncompleteBeta``; the quantile is Boost's, refined. Measured, shapes 0.1 to 1e5, tails from
/// 1e-200: worst relative error 2e-13 against 50 digits and 9e-13 against R, whose own it is; 4e-14
/// of the quantile.
public struct BetaDistribution: ContinuousDistribution, Equatable {
  public let alpha: Double
  public let beta: Double

  /// - Parameters:
  ///   - alpha: positive.
  ///   - beta: positive.
  public init(alpha: Double, beta: Double) {
    precondition(alpha > 0 && alpha.isFinite && beta > 0 && beta.isFinite, "positive shapes")
    self.alpha = alpha
    self.beta = beta
  }

  public func density(_ x: Double) -> Double {
    if x < 0 || x > 1 { return 0 }
    if x == 0 { return alpha < 1 ? .infinity : alpha == 1 ? beta : 0 }
    if x == 1 { return beta < 1 ? .infinity : beta == 1 ? alpha : 0 }
    return IncompleteBeta.powerTerm(x, 1 - x, alpha, beta) / x / (1 - x)
  }

  public func cdf(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    return x >= 1 ? 1 : IncompleteBeta.lower(x, 1 - x, alpha, beta)
  }

  public func survival(_ x: Double) -> Double {
    if x <= 0 { return 1 }
    return x >= 1 ? 0 : IncompleteBeta.lower(1 - x, x, beta, alpha)
  }

  public func quantile(_ p: Double) -> Double {
    precondition(p >= 0 && p <= 1, "a probability")
    if p == 0 || p == 1 { return p }
    return min(QuantileSearch.refine(cd_beta_quantile(alpha, beta, p), p, in: self), 1)
  }
}
