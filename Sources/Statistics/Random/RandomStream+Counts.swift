import CDistributions

extension RandomStream {
  /// Poisson of the given mean, 0 to about 2⁵³.
  ///
  /// Below mean 10 by inversion, term after term; from 10 on by Hörmann's transformed rejection
  /// PTRS (1993, doi:10.1016/0167-6687(93)90997-4).
  public mutating func poisson(mean: Double) -> Int {
    precondition(mean >= 0 && mean < 0x1p53, "a mean a Double counts exactly")
    return mean < 10 ? poissonByInversion(mean) : poissonByRejection(mean)
  }

  /// Counts of the given mean and variance mean + dispersion · mean²: a Poisson whose mean is drawn
  /// from a gamma of shape 1/dispersion. Dispersion 0 is Poisson's; R's `size` is 1/dispersion.
  public mutating func negativeBinomial(mean: Double, dispersion: Double) -> Int {
    precondition(mean >= 0 && dispersion >= 0, "mean and dispersion are not negative")
    if mean == 0 { return 0 }
    if dispersion == 0 { return poisson(mean: mean) }
    return poisson(mean: gamma(shape: 1 / dispersion, scale: mean * dispersion))
  }

  private mutating func poissonByInversion(_ mean: Double) -> Int {
    var remaining = uniform()
    var term = cd_exp(-mean)
    var count = 0
    // Terms vanish long before 200 for a mean below 10: the bound stops a remainder of rounding.
    while remaining >= term && count < 200 {
      remaining -= term
      count += 1
      term *= mean / Double(count)
    }
    return count
  }

  private mutating func poissonByRejection(_ mean: Double) -> Int {
    let b = 0.931 + 2.53 * mean.squareRoot()
    let a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
    let squeeze = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = openUniform() - 0.5
      let v = openUniform()
      let us = 0.5 - abs(u)
      let count = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
      if us >= 0.07 && v <= squeeze { return Int(count) }
      if count < 0 || (us < 0.013 && v > us) { continue }
      let logAcceptance = cd_log(v * inverseAlpha / (a / (us * us) + b))
      if logAcceptance <= count * cd_log(mean) - mean - cd_log_gamma(count + 1) {
        return Int(count)
      }
    }
  }
}
