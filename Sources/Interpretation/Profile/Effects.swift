import Foundation

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
    var groups = [Moments](repeating: Moments(), count: segmentCount)
    var overall = Moments()
    let origin = values.first { !$0.isNaN } ?? 0
    for (value, label) in zip(values, labels) where !value.isNaN {
      groups[label].add(value - origin)
      overall.add(value - origin)
    }
    return etaSquared(groups: groups, overall: overall)
  }

  static func etaSquared(groups: [Moments], overall: Moments) -> Double? {
    let total = overall.squares
    guard groups.filter({ $0.count > 0 }).count >= 2, total > 0 else { return nil }
    let between = groups.reduce(0.0) { sum, group in
      let difference = group.mean - overall.mean
      return group.count > 0 ? sum + Double(group.count) * difference * difference : sum
    }
    return min(1, between / total)
  }

  /// Cramér's V = √( χ² / (n · min(r − 1, c − 1)) ), χ² without continuity correction, r and c
  /// counting the rows and columns that are not empty.
  ///
  /// - Parameter contingency: segments × levels, counts of observed clients.
  /// - Returns: `nil` where fewer than two rows or two columns are filled.
  public static func cramersV(_ contingency: [[Int]]) -> Double? {
    let rowSums = contingency.map { $0.reduce(0, +) }
    let width = contingency.first?.count ?? 0
    let columnSums = (0..<width).map { j in contingency.reduce(0) { $0 + $1[j] } }
    let total = Double(rowSums.reduce(0, +))
    let freedom = min(
      rowSums.filter { $0 > 0 }.count - 1, columnSums.filter { $0 > 0 }.count - 1)
    guard freedom >= 1 else { return nil }
    var chiSquared = 0.0
    for (row, rowSum) in zip(contingency, rowSums) where rowSum > 0 {
      for (count, columnSum) in zip(row, columnSums) where columnSum > 0 {
        let expected = Double(rowSum) * Double(columnSum) / total
        let difference = Double(count) - expected
        chiSquared += difference * difference / expected
      }
    }
    return min(1, (chiSquared / (total * Double(freedom))).squareRoot())
  }
}

/// Count, mean and sum of squared deviations of a stream (Welford 1962,
/// doi:10.1080/00401706.1962.10490022): equal values give squares of exactly 0.
struct Moments {
  private(set) var count = 0
  private(set) var mean = 0.0
  private(set) var squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    let difference = value - mean
    mean += difference / Double(count)
    squares += difference * (value - mean)
  }

  /// Dividing by n.
  var deviation: Double { count > 0 ? (squares / Double(count)).squareRoot() : 0 }
}

/// |h| = |2 asin√p − 2 asin√q|, the distance between two shares on the scale where their variance
/// is constant (Cohen, *Statistical Power Analysis*, 1988).
func cohenH(_ p: Double, _ q: Double) -> Double {
  abs(2 * asin(p.squareRoot()) - 2 * asin(q.squareRoot()))
}
