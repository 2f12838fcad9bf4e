import Foundation

/// Tails of the hypergeometric distribution on a logarithmic scale.
///
/// The mass is Loader's saddle-point form, *Fast and accurate computation of binomial
/// probabilities* (2000), which R's `dhyper` uses too: the error of log P(X = x) is of the order of
/// the unit roundoff whatever the population, where differences of log-factorials lose
/// log₁₀(N log N) digits. A tail is the mass times Σ of products of successive ratios.
struct HypergeometricTail {
  let population: Int
  let successes: Int
  let draws: Int

  private var lowest: Int { max(0, draws + successes - population) }
  private var highest: Int { min(draws, successes) }

  /// log of min( 2·P(X < x) + P(X = x), 2·P(X > x) + P(X = x) ).
  func logTwoSidedMidP(_ x: Int) -> Double {
    // The side away from the mean is summed; the other follows from 1, which loses digits only
    // where it is not the smaller one.
    let upper = x * population >= draws * successes
    let logMass = logMass(x)
    let ratio = tailOverMass(x, upper: upper)
    let near = logMass + log1p(2 * ratio)
    let mass = exp(logMass)
    let far = log(max(0, 2 - (2 * ratio + 1) * mass))
    return min(near, far)
  }

  /// log P(X = x).
  func logMass(_ x: Int) -> Double {
    let p = Double(draws) / Double(population)
    let q = Double(population - draws) / Double(population)
    return Self.logBinomialMass(x, trials: successes, p: p, q: q)
      + Self.logBinomialMass(draws - x, trials: population - successes, p: p, q: q)
      - Self.logBinomialMass(draws, trials: population, p: p, q: q)
  }

  /// P(X > x) / P(X = x), or P(X < x) / P(X = x): terms decrease away from the mean.
  private func tailOverMass(_ x: Int, upper: Bool) -> Double {
    var term = 1.0
    var sum = 0.0
    var at = x
    while upper ? at < highest : at > lowest {
      if upper {
        term *= Double(successes - at) * Double(draws - at)
        term /= Double(at + 1) * Double(population - successes - draws + at + 1)
        at += 1
      } else {
        term *= Double(at) * Double(population - successes - draws + at)
        term /= Double(successes - at + 1) * Double(draws - at + 1)
        at -= 1
      }
      sum += term
      if term < sum * 1e-18 { break }
    }
    return sum
  }
}

extension HypergeometricTail {
  /// log of the binomial mass, p + q = 1 given apart so that neither is rounded.
  private static func logBinomialMass(_ x: Int, trials: Int, p: Double, q: Double) -> Double {
    let (k, n) = (Double(x), Double(trials))
    if x == 0 { return p < 0.1 ? -deviance(n, n * q) - n * p : n * log(q) }
    if x == trials { return q < 0.1 ? -deviance(n, n * p) - n * q : n * log(p) }
    let saddle =
      stirlingError(n) - stirlingError(k) - stirlingError(n - k)
      - deviance(k, n * p) - deviance(n - k, n * q)
    return saddle - 0.5 * (log(2 * Double.pi) + log(k) + log1p(-k / n))
  }

  /// x·log(x/m) + m − x, by a series where x and m are close and the difference would cancel.
  private static func deviance(_ x: Double, _ m: Double) -> Double {
    guard x > 0 else { return m }
    guard abs(x - m) < 0.1 * (x + m) else { return x * log(x / m) + m - x }
    let v = (x - m) / (x + m)
    var sum = (x - m) * v
    var term = 2 * x * v
    for j in 1..<1000 {
      term *= v * v
      let next = sum + term / Double(2 * j + 1)
      if next == sum { break }
      sum = next
    }
    return sum
  }

  /// log n! − log( √(2πn) (n/e)ⁿ ).
  private static func stirlingError(_ n: Double) -> Double {
    if n <= 15 {
      guard n > 0 else { return 0 }
      let factorial = (1...Int(n)).reduce(1.0) { $0 * Double($1) }
      return log(factorial) - (n + 0.5) * log(n) + n - 0.5 * log(2 * Double.pi)
    }
    let square = n * n
    return
      (1.0 / 12
      - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square)
        / square)
      / n
  }
}
