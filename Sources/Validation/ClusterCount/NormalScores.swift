import Statistics

/// A column seen as a standard normal quantity that was cut, rounded or stretched: each observation's
/// expected latent value, E[z | its value], and how the cutting blurs an association.
///
/// Values in the order of the column take equal slices of the normal distribution; tied values share
/// theirs. With s(z) the score of the slice that z falls in, and h₁, h₂, … the orthonormal Hermite
/// polynomials,
///
///     aₙ = E[s(z) hₙ(z)],     E[s(z) t(z′)] = Σₙ aₙ bₙ rⁿ
///
/// where r is the correlation of z and z′ (Mehler's expansion). The latent correlation of two columns
/// is the r at which that sum is the covariance of their scores: the polychoric correlation, by
/// moments.
///
/// - Source: Olsson 1979, doi:10.1007/BF02296207, for the model; Kendall & Stuart for the expansion.
struct NormalScores: Sendable {
  /// NaN where the value is missing.
  let scores: [Double]
  let coefficients: [Double]

  static let order = 24

  /// - Parameters:
  ///   - values: NaN is missing.
  ///   - ranking: the observed positions by increasing value.
  init(_ values: [Double], ranking: [Int]) {
    let sorted = ranking.map { values[$0] }
    var scores = [Double](repeating: .nan, count: values.count)
    var coefficients = [Double](repeating: 0, count: NormalScores.order)
    let normal = NormalDistribution()
    let total = Double(ranking.count)
    var lower = Slice(at: -.infinity, normal)
    for run in TiedRuns(sorted).ranges {
      let end = Double(run.upperBound) / total
      let upper = Slice(
        at: run.upperBound == ranking.count ? .infinity : normal.quantile(end), normal)
      let score = (lower.density - upper.density) * total / Double(run.count)
      for position in run { scores[ranking[position]] = score }
      for n in coefficients.indices {
        coefficients[n] += score * (lower.moments[n] - upper.moments[n])
      }
      lower = upper
    }
    self.scores = scores
    self.coefficients = coefficients
  }

  /// A bound between two slices: hₙ₋₁ φ / √n there, whose difference over a slice is ∫ hₙ φ.
  private struct Slice {
    let density: Double
    let moments: [Double]

    init(at bound: Double, _ normal: NormalDistribution) {
      guard bound.isFinite else {
        density = 0
        moments = [Double](repeating: 0, count: NormalScores.order)
        return
      }
      density = normal.density(bound)
      var (previous, current) = (0.0, 1.0)
      var moments: [Double] = []
      for n in 1...NormalScores.order {
        moments.append(current * density / Double(n).squareRoot())
        let next =
          (bound * current - Double(n - 1).squareRoot() * previous) / Double(n).squareRoot()
        (previous, current) = (current, next)
      }
      self.moments = moments
    }
  }
}

extension NormalScores {
  /// The correlation of the two latent quantities, within ±`bound`; 0 where no row has both.
  static func latentCorrelation(_ first: NormalScores, _ second: NormalScores) -> Double {
    let bound = 0.999
    guard let covariance = covariance(first.scores, second.scores) else { return 0 }
    let products = zip(first.coefficients, second.coefficients).map { $0 * $1 }
    func expected(_ r: Double) -> Double { products.reversed().reduce(0) { ($0 + $1) * r } }
    var (low, high) = (-bound, bound)
    if expected(low) >= covariance { return low }
    if expected(high) <= covariance { return high }
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if expected(middle) < covariance { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Over the rows that have both.
  private static func covariance(_ first: [Double], _ second: [Double]) -> Double? {
    var (count, a, b, products) = (0.0, 0.0, 0.0, 0.0)
    for (x, y) in zip(first, second) where !x.isNaN && !y.isNaN {
      count += 1
      a += x
      b += y
      products += x * y
    }
    guard count > 2 else { return nil }
    return products / count - (a / count) * (b / count)
  }
}
