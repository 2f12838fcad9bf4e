import Foundation
import Statistics
import TestSupport
import Testing

/// Draws against the distributions they are drawn from. 20 000 each, fixed seeds; Kolmogorov's
/// statistic is below 1.95 with probability 0.999.
@Suite struct RandomDrawsTests {
  private func draws(
    _ replicate: Int, _ draw: (inout RandomStream) -> Double
  ) -> [Double] {
    var stream = RandomStream(seed: 7, purpose: .example, replicate: replicate)
    return (0..<20_000).map { _ in draw(&stream) }
  }

  @Test func normal() {
    let sample = draws(1) { $0.normal() }
    #expect(GoodnessOfFit.kolmogorov(sample, cdf: NormalDistribution().cdf) < 1.95)
    // One word a draw.
    var first = RandomStream(seed: 7, purpose: .example)
    var second = first
    _ = first.normal()
    _ = second.next()
    #expect(first.next() == second.next())
  }

  @Test func logNormal() {
    let sample = draws(2) { $0.logNormal(median: 40, sigma: 0.5) }
    #expect(
      GoodnessOfFit.kolmogorov(sample) { NormalDistribution().cdf(log($0 / 40) / 0.5) } < 1.95)
  }

  @Test(arguments: [0.05, 0.5, 1, 2.5, 30])
  func gamma(shape: Double) {
    let sample = draws(3) { $0.gamma(shape: shape, scale: 3) }
    let chiSquared = ChiSquaredDistribution(degreesOfFreedom: 2 * shape)
    #expect(GoodnessOfFit.kolmogorov(sample) { chiSquared.cdf($0 / 1.5) } < 1.95)
  }

  @Test(arguments: [[0.2, 0.3], [0.5, 0.5], [1, 1], [0.3, 2], [2, 5], [40, 3]])
  func beta(shapes: [Double]) {
    let sample = draws(4) { $0.beta(shapes[0], shapes[1]) }
    #expect(sample.allSatisfy { $0 >= 0 && $0 <= 1 })
    let distribution = BetaDistribution(alpha: shapes[0], beta: shapes[1])
    #expect(GoodnessOfFit.kolmogorov(sample, cdf: distribution.cdf) < 1.95)
  }

  /// P(X ≤ k) of a Poisson is the upper tail of a χ² with 2(k + 1) degrees of freedom at 2μ.
  @Test(arguments: [0.01, 1, 9.99, 10, 47.3, 5000])
  func poisson(mean: Double) {
    checkCounts(draws(5) { Double($0.poisson(mean: mean)) }, mean: mean) { k in
      ChiSquaredDistribution(degreesOfFreedom: 2 * (Double(k) + 1)).survival(2 * mean)
    }
  }

  /// P(X ≤ k) of a negative binomial of size r and probability p = r/(r + μ) is I_p(r, k + 1).
  @Test(arguments: [[4, 0.5], [0.8, 2], [60, 0.1], [3, 1e-6]])
  func negativeBinomial(meanAndDispersion: [Double]) {
    let (mean, dispersion) = (meanAndDispersion[0], meanAndDispersion[1])
    let sample = draws(6) {
      Double($0.negativeBinomial(mean: mean, dispersion: dispersion))
    }
    checkCounts(sample, mean: mean) { k in
      BetaDistribution(alpha: 1 / dispersion, beta: Double(k) + 1)
        .cdf(1 / (1 + mean * dispersion))
    }
  }

  @Test func degenerateCounts() {
    var stream = RandomStream(seed: 7, purpose: .example)
    #expect(stream.poisson(mean: 0) == 0)
    #expect(stream.negativeBinomial(mean: 0, dispersion: 2) == 0)
    #expect(stream.logNormal(median: 5, sigma: 0) == 5)
    var twin = stream
    #expect(stream.negativeBinomial(mean: 6, dispersion: 0) == twin.poisson(mean: 6))
  }

  /// Pearson's statistic over cells of at least 50 expected, below its 99.9 % point.
  private func checkCounts(_ sample: [Double], mean: Double, cdf: (Int) -> Double) {
    let n = Double(sample.count)
    var observed: [Int] = []
    var expected: [Double] = []
    var lower = 0
    var below = 0.0
    for k in 0..<Int(mean * 3 + 60) {
      let cumulative = cdf(k)
      if n * (cumulative - below) < 50 || n * (1 - cumulative) < 50 { continue }
      observed.append(sample.count { $0 >= Double(lower) && $0 <= Double(k) })
      expected.append(n * (cumulative - below))
      below = cumulative
      lower = k + 1
    }
    observed.append(sample.count { $0 >= Double(lower) })
    expected.append(n * (1 - below))
    #expect(observed.reduce(0, +) == sample.count && observed.count >= 2)
    let limit = ChiSquaredDistribution(degreesOfFreedom: Double(observed.count - 1)).quantile(0.999)
    #expect(GoodnessOfFit.pearson(observed: observed, expected: expected) < limit)
  }
}
