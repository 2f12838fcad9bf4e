import CDistributions

/// Newton's method for quantiles on x > 0, in log x against the logarithm of the smaller tail.
///
/// A lower tail is nearly a power of x near 0, and so is a heavy upper tail: in these coordinates a
/// straight line, which Newton's method solves from a start that is wrong by many orders of
/// magnitude, as Boost's inverses are for probabilities below about 1e-100. From a good start one
/// step reaches the digits that the tail itself has.
enum QuantileSearch {
  /// The x with P(X ≤ x) = p, 0 < p < 1.
  static func refine<D: ContinuousDistribution>(
    _ start: Double, _ p: Double, in distribution: D
  ) -> Double {
    // 1 − p is exact from ½ on.
    p >= 0.5
      ? refine(start, upperTail: 1 - p, in: distribution)
      : solve(from: start, logTail: cd_log(p), sign: 1, distribution, distribution.cdf)
  }

  /// The x with P(X > x) = q, 0 < q < 1.
  static func refine<D: ContinuousDistribution>(
    _ start: Double, upperTail q: Double, in distribution: D
  ) -> Double {
    solve(from: start, logTail: cd_log(q), sign: -1, distribution, distribution.survival)
  }

  private static func solve<D: ContinuousDistribution>(
    from start: Double, logTail target: Double, sign: Double, _ distribution: D,
    _ tail: (Double) -> Double
  ) -> Double {
    var x = start > 0 && start.isFinite ? start : 1
    for _ in 0..<200 {
      let reached = tail(x)
      let slope = sign * distribution.density(x) * x / reached
      // Out of the range where the tail has digits: halve or double towards it.
      if !(reached > 0) || !slope.isFinite || slope == 0 {
        x *= sign > 0 ? 2 : 0.5
        continue
      }
      let step = max(-700, min(700, (target - cd_log(reached)) / slope))
      // log x changed by `step`; expm1's digits for the last, small ones.
      let next = abs(step) < 1e-4 ? x + x * step * (1 + step / 2) : x * cd_exp(step)
      // Newton's method squares the error: what a step of 1e-11 leaves is below rounding, whereas
      // waiting for a step of 0 would wait on the tail's own rounding.
      if abs(step) < 1e-11 || next == 0 || next == .infinity { return next }
      x = next
    }
    return x
  }
}
