import CDistributions

/// The largest distance between the distribution functions of two samples.
///
///     D = maxₓ |F₁(x) − F₂(x)|
///
/// Its p-value is the asymptotic one, Q(√(nm/(n + m)) · D) with Kolmogorov's
/// Q(λ) = 2 Σ (−1)^{j−1} exp(−2 j² λ²), as R's `ks.test(exact = FALSE)` and SciPy's `ks_2samp(method =
/// "asymp")`; ties make it conservative. Values that are not finite are left out.
///
/// Smirnov 1948, doi:10.1214/aoms/1177730256.
public struct KolmogorovSmirnov: Sendable, Equatable {
  public let distance: Double
  public let pValue: Double

  /// `nil` where either sample has no value.
  public init?(_ first: [Double], _ second: [Double]) {
    let (a, b) = (first.filter(\.isFinite).sorted(), second.filter(\.isFinite).sorted())
    guard !a.isEmpty, !b.isEmpty else { return nil }
    var (i, j, largest) = (0, 0, 0.0)
    while i < a.count, j < b.count {
      let x = min(a[i], b[j])
      while i < a.count, a[i] == x { i += 1 }
      while j < b.count, b[j] == x { j += 1 }
      largest = max(largest, abs(Double(i) / Double(a.count) - Double(j) / Double(b.count)))
    }
    distance = largest
    let (n, m) = (Double(a.count), Double(b.count))
    pValue = Self.survival((n * m / (n + m)).squareRoot() * largest)
  }

  /// Kolmogorov's Q; below 1 by the other form of the series, which converges there.
  static func survival(_ lambda: Double) -> Double {
    if lambda <= 0 { return 1 }
    if lambda < 1 {
      // 1 − √(2π)/λ Σ exp(−(2j − 1)² π² / (8 λ²))
      let step = -Double.pi * Double.pi / (8 * lambda * lambda)
      let sum = [1.0, 3, 5, 7].reduce(0) { $0 + cd_exp(step * $1 * $1) }
      return min(1, max(0, 1 - (2 * Double.pi).squareRoot() / lambda * sum))
    }
    var (sum, sign) = (0.0, 1.0)
    for j in 1...100 {
      let term = cd_exp(-2 * Double(j * j) * lambda * lambda)
      sum += sign * term
      if term < 1e-17 { break }
      sign = -sign
    }
    return min(1, max(0, 2 * sum))
  }
}
