import Foundation
import Statistics

/// How much of a variable the segments explain, between 0 and 1.
///
///     Effects.etaSquared([1, 1, 5, 5], labels: [0, 0, 1, 1])     // 1
///
/// Descriptive, like test values, where the variable made the segments.
public enum Effects {
  /// η² = Σq nq (x̄q − x̄)² / Σᵢ (xᵢ − x̄)², over observed values.
  ///
  /// Agrees with the `Eta2` of FactoMineR's `catdes` and R's `aov`.
  ///
  /// - Parameters:
  ///   - values: NaN is missing.
  ///   - labels: the segment of each value, 0…k−1.
  /// - Returns: `nil` where all observed values are equal or fewer than two segments are observed.
  public static func etaSquared(_ values: [Double], labels: [Int]) -> Double? {
    precondition(values.count == labels.count, "one label per value")
    let segmentCount = (labels.max() ?? -1) + 1
    var groups = [RunningMoments](repeating: RunningMoments(), count: segmentCount)
    var overall = RunningMoments()
    let origin = values.first { !$0.isNaN } ?? 0
    for (value, label) in zip(values, labels) where !value.isNaN {
      groups[label].add(value - origin)
      overall.add(value - origin)
    }
    return Association.etaSquared(groups: groups, overall: overall)
  }

  /// Cramér's V = √( χ² / (n · min(r − 1, c − 1)) ), χ² without continuity correction, r and c
  /// counting the rows and columns that are not empty.
  ///
  /// - Parameter contingency: segments × levels, counts of observed clients.
  /// - Returns: `nil` where fewer than two rows or two columns are filled.
  public static func cramersV(_ contingency: [[Int]]) -> Double? {
    Association.cramersV(contingency)
  }
}

/// |h| = |2 asin√p − 2 asin√q|, the distance between two shares on the scale where their variance
/// is constant (Cohen, *Statistical Power Analysis*, 1988).
func cohenH(_ p: Double, _ q: Double) -> Double {
  abs(2 * asin(p.squareRoot()) - 2 * asin(q.squareRoot()))
}
