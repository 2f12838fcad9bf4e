/// How much of a variable some groups explain, between 0 and 1.
///
///     Association.cramersV([[30, 10], [60, 60]])      // 0.22
package enum Association {
  /// η² = Σ_q n_q (x̄_q − x̄)² / Σᵢ (xᵢ − x̄)²: the `Eta2` of FactoMineR's `catdes` and R's `aov`.
  ///
  /// - Returns: `nil` where all values are equal or fewer than two groups have one.
  package static func etaSquared(groups: [RunningMoments], overall: RunningMoments) -> Double? {
    let total = overall.squares
    guard groups.filter({ $0.count > 0 }).count >= 2, total > 0 else { return nil }
    let between = groups.reduce(0.0) { sum, group in
      let difference = group.mean - overall.mean
      return group.count > 0 ? sum + Double(group.count) * difference * difference : sum
    }
    return min(1, between / total)
  }

  /// The same from the sums S_q of values about their mean, Σ_q S_q²/n_q / Σᵢ xᵢ²: what a permutation
  /// of the values changes is the S_q alone.
  ///
  /// - Parameters:
  ///   - sizes: all positive.
  ///   - total: Σᵢ xᵢ², positive.
  package static func etaSquared(centredSums: [Double], sizes: [Int], total: Double) -> Double {
    let between = zip(centredSums, sizes).reduce(0) { $0 + $1.0 * $1.0 / Double($1.1) }
    return min(1, between / total)
  }

  /// χ² without continuity correction, over the rows and columns that are not empty.
  ///
  /// - Parameter contingency: groups × levels, counts.
  /// - Returns: `nil` where fewer than two rows or two columns are filled.
  package static func chiSquared(_ contingency: [[Int]]) -> ChiSquared? {
    let rowSums = contingency.map { $0.reduce(0, +) }
    let width = contingency.first?.count ?? 0
    let columnSums = (0..<width).map { j in contingency.reduce(0) { $0 + $1[j] } }
    let total = Double(rowSums.reduce(0, +))
    let (rows, columns) = (rowSums.count { $0 > 0 }, columnSums.count { $0 > 0 })
    guard rows >= 2, columns >= 2 else { return nil }
    var value = 0.0
    for (row, rowSum) in zip(contingency, rowSums) where rowSum > 0 {
      for (count, columnSum) in zip(row, columnSums) where columnSum > 0 {
        let expected = Double(rowSum) * Double(columnSum) / total
        let difference = Double(count) - expected
        value += difference * difference / expected
      }
    }
    return ChiSquared(value: value, rows: rows, columns: columns, total: total)
  }

  /// Cramér's V; `nil` as ``chiSquared(_:)``.
  package static func cramersV(_ contingency: [[Int]]) -> Double? {
    chiSquared(contingency)?.cramersV
  }

  package struct ChiSquared: Sendable {
    package let value: Double
    /// Those that are not empty.
    package let rows: Int
    package let columns: Int
    package let total: Double

    package var degreesOfFreedom: Int { (rows - 1) * (columns - 1) }
    /// V = √( χ² / (n · min(r − 1, c − 1)) ).
    package var cramersV: Double {
      min(1, (value / (total * Double(min(rows, columns) - 1))).squareRoot())
    }
  }
}
