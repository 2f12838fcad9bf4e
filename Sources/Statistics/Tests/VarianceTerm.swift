/// One of several independent estimates of variance that are added up.
struct VarianceTerm: Equatable {
  let variance: Double
  let degreesOfFreedom: Double

  /// Of their sum: (ΣV)² / Σ(V²/ν). Satterthwaite 1946, doi:10.2307/3002019.
  static func degreesOfFreedom(_ terms: [VarianceTerm]) -> Double {
    // Relative to the largest, so that a square neither overflows nor vanishes.
    let largest = terms.map(\.variance).max() ?? 1
    let shares = terms.map { $0.variance / largest }
    let total = shares.reduce(0, +)
    let bottom = zip(shares, terms).reduce(0) { $0 + $1.0 * $1.0 / $1.1.degreesOfFreedom }
    return total * total / bottom
  }
}
