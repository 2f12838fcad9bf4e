import CDistributions

extension RandomStream {
  /// Standard normal, by inversion: one word a draw, so the k-th draw of a stream is the k-th word.
  /// Values reach ±8.2.
  public mutating func normal() -> Double {
    cd_normal_quantile(openUniform())
  }

  /// exp of a normal of mean log(`median`) and standard deviation `sigma`.
  public mutating func logNormal(median: Double, sigma: Double) -> Double {
    precondition(median > 0 && sigma >= 0, "a positive median, a spread that is not negative")
    return median * cd_exp(sigma * normal())
  }

  /// Gamma of mean shape · scale and variance shape · scale².
  ///
  /// Marsaglia & Tsang 2000, doi:10.1145/358407.358414: d(1 + cZ)³ with d = shape − ⅓ and
  /// c = 1/√(9d), accepted in about 96 cases of 100. Below shape 1, a draw of shape + 1 times
  /// U^(1/shape); it may underflow to 0 for a tiny shape.
  public mutating func gamma(shape: Double, scale: Double) -> Double {
    precondition(shape > 0 && scale > 0, "positive shape and scale")
    if shape < 1 {
      let boosted = gamma(shape: shape + 1, scale: scale)
      return boosted * cd_pow(openUniform(), 1 / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let z = normal()
      let root = 1 + c * z
      if root <= 0 { continue }
      let cube = root * root * root
      if cd_log(openUniform()) < 0.5 * z * z + d * (1 - cube + cd_log(cube)) {
        return d * cube * scale
      }
    }
  }

  /// Beta of mean alpha / (alpha + beta): X / (X + Y) for two gammas.
  ///
  /// Where both shapes are at most 1 the gammas may underflow together; Jöhnk's method then:
  /// U^(1/α) / (U^(1/α) + V^(1/β)) given that the sum is at most 1, in logarithms.
  public mutating func beta(_ alpha: Double, _ beta: Double) -> Double {
    precondition(alpha > 0 && beta > 0, "positive shapes")
    if alpha > 1 || beta > 1 {
      let x = gamma(shape: alpha, scale: 1)
      let y = gamma(shape: beta, scale: 1)
      return x / (x + y)
    }
    while true {
      let logX = cd_log(openUniform()) / alpha
      let logY = cd_log(openUniform()) / beta
      let larger = max(logX, logY)
      let logSum = larger + cd_log(cd_exp(logX - larger) + cd_exp(logY - larger))
      if logSum <= 0 { return cd_exp(logX - logSum) }
    }
  }
}
