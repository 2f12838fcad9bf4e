import Foundation

/// Definitions of comparisons of two groups, as they are written in books.
public enum TwoGroupDefinitions {
  /// Mantel and Haenszel's difference of proportions: Σ(x₁n₀ − x₀n₁)/N over Σ n₁n₀/N.
  public static func mantelHaenszel(_ strata: [[Int]]) -> Double {
    var top = 0.0
    var bottom = 0.0
    for s in strata {
      let (x1, n1, x0, n0) = (Double(s[0]), Double(s[1]), Double(s[2]), Double(s[3]))
      top += (x1 * n0 - x0 * n1) / (n1 + n0)
      bottom += n1 * n0 / (n1 + n0)
    }
    return top / bottom
  }

  /// The end of Wilson's interval by its equation, (p − P)² = z² P(1 − P)/n, on the side of `end`.
  public static func wilson(_ p: Double, size: Double, z: Double, towards end: Double) -> Double {
    var (inside, outside) = (p, end)
    for _ in 0..<200 {
      let middle = (inside + outside) / 2
      if (p - middle) * (p - middle) <= z * z * middle * (1 - middle) / size {
        inside = middle
      } else {
        outside = middle
      }
    }
    return inside
  }

  /// The least squares coefficient of the group where each stratum has a level of its own: the same
  /// spread for all, hence the weights n₁n₀/(n₁ + n₀).
  public static func withinStrata(_ strata: [([Double], [Double])]) -> Double {
    var top = 0.0
    var bottom = 0.0
    for (test, control) in strata {
      let all = test + control
      let share = Double(test.count) / Double(all.count)
      for (i, y) in all.enumerated() {
        let x = (i < test.count ? 1 : 0) - share
        top += x * y
        bottom += x * x
      }
    }
    return top / bottom
  }
}
