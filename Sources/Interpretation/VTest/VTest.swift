import Foundation
import Statistics

/// Test values: how far a segment stands from the portfolio on one variable, in standard normal
/// units, so that numeric variables and category levels can be sorted together.
///
///     VTest.numeric(segmentMean: 5, overallMean: 3, overallDeviation: 2, segmentCount: 10, overallCount: 50)
///     VTest.category(segmentWithLevel: 8, segmentCount: 10, overallWithLevel: 15, overallCount: 50)
///
/// They are *descriptive* when the clusters were made from the same data: large values are then the
/// rule, not evidence. The same numbers on held-out clients are evidence.
///
/// Source: Lebart, Morineau, Piron, *Statistique exploratoire multidimensionnelle*; the values are
/// those of FactoMineR's `catdes` where nothing is missing. With missing values FactoMineR keeps
/// counting every row; here only observed rows count, which gives slightly smaller |v|.
public enum VTest {
  /// v = (x̄q − x̄) / √( (s²/nq) · (N − nq)/(N − 1) ): the mean of the segment against that of nq
  /// clients drawn without replacement.
  ///
  /// - Parameters:
  ///   - overallDeviation: s, dividing by N.
  ///   - segmentCount: nq, the segment's clients with an observed value.
  ///   - overallCount: N, all clients with an observed value.
  /// - Returns: `nil` where the drawing has no variance: s = 0, nq = 0, nq = N.
  public static func numeric(
    segmentMean: Double, overallMean: Double, overallDeviation: Double,
    segmentCount: Int, overallCount: Int
  ) -> Double? {
    guard overallDeviation > 0, segmentCount > 0, segmentCount < overallCount else { return nil }
    let (n, total) = (Double(segmentCount), Double(overallCount))
    let drawing = ((total - n) / (total - 1)).squareRoot()
    return (segmentMean - overallMean) / overallDeviation * n.squareRoot() / drawing
  }

  /// With X hypergeometric (N clients, nk with the level, nq drawn) and x of the segment's clients
  /// with the level, p = min( 2·P(X < x) + P(X = x), 2·P(X > x) + P(X = x) ), the two-sided
  /// *mid-p*, and v = ±Φ⁻¹(1 − p/2), positive where the level is more frequent in the segment than
  /// in the portfolio.
  ///
  /// Everything is done on log p, so v is finite and accurate where p itself underflows
  /// (log p ≪ −745): there is no clamp.
  ///
  /// - Returns: `nil` where X cannot vary: a margin is 0 or N.
  /// - Complexity: O(√N) terms at worst, a handful in the tails.
  public static func category(
    segmentWithLevel: Int, segmentCount: Int, overallWithLevel: Int, overallCount: Int
  ) -> Double? {
    precondition(
      segmentWithLevel >= 0 && segmentWithLevel <= min(segmentCount, overallWithLevel)
        && segmentCount + overallWithLevel - segmentWithLevel <= overallCount,
      "the counts make a 2 × 2 table")
    guard
      segmentCount > 0, segmentCount < overallCount,
      overallWithLevel > 0, overallWithLevel < overallCount
    else { return nil }
    let drawing = HypergeometricDistribution(
      population: overallCount, successes: overallWithLevel, draws: segmentCount)
    let magnitude = NormalDistribution().quantile(
      logSurvival: min(0, drawing.logTwoSidedMidP(segmentWithLevel)) - log(2))
    let (observed, expected) = (
      segmentWithLevel * overallCount, segmentCount * overallWithLevel
    )
    return observed > expected ? magnitude : 0 - magnitude
  }
}
