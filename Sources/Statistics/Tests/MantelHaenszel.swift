/// The weights of strata in a difference between two groups.
enum MantelHaenszel {
  /// w ∝ n₁n₀/(n₁ + n₀), of sum 1: the least variance where the spread is the same in all strata.
  /// Mantel & Haenszel 1959, doi:10.1093/jnci/22.4.719.
  ///
  /// - Parameter sizes: of both groups, positive.
  static func weights(_ sizes: [(test: Double, control: Double)]) -> [Double] {
    let raw = sizes.map { $0.test * $0.control / ($0.test + $0.control) }
    let total = raw.reduce(0, +)
    return raw.map { $0 / total }
  }
}
