/// Wilson's score interval of one proportion: the values that its own standard error puts within z of
/// what was observed.
///
/// The roots P of (p − P)² = z² P(1 − P)/n. Wilson 1927, doi:10.1080/01621459.1927.10502953; R's
/// `prop.test(x, n, correct = FALSE)$conf.int`.
struct WilsonInterval {
  let lower: Double
  let upper: Double

  /// - Parameters:
  ///   - share: p, 0…1.
  ///   - size: n > 0; an effective size need not be whole.
  ///   - z: a normal quantile, not negative.
  init(share: Double, size: Double, z: Double) {
    let weight = z * z / size
    let centre = share + weight / 2
    let half = (share * (1 - share) * weight + weight * weight / 4).squareRoot()
    // Exact ends, which rounding would miss by an ulp.
    lower = share == 0 ? 0 : max(0, (centre - half) / (1 + weight))
    upper = share == 1 ? 1 : min(1, (centre + half) / (1 + weight))
  }
}
