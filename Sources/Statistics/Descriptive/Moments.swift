/// Means, variances and skewness of a sample. Values are finite; a number that is not defined (no
/// values, one value, no spread) is `nil`. Powers are of deviations from the mean, so that a large
/// common offset does not cancel the digits.
extension Array where Element == Double {
  /// x̄ = Σxᵢ / n by a compensated sum, which must not overflow; `nil` without values.
  public var mean: Double? {
    isEmpty ? nil : compensatedSum(of: self) / Double(count)
  }

  /// Σ(xᵢ − x̄)² / n; `nil` without values. FactoMineR's and NumPy's.
  public var populationVariance: Double? {
    sumOfSquaredDeviations.map { $0 / Double(count) }
  }

  /// Σ(xᵢ − x̄)² / (n − 1); `nil` below two values. R's `var`.
  public var sampleVariance: Double? {
    count < 2 ? nil : sumOfSquaredDeviations.map { $0 / Double(count - 1) }
  }

  /// √ of ``populationVariance``, in the units of the values.
  public var populationStandardDeviation: Double? { populationVariance?.squareRoot() }

  /// √ of ``sampleVariance``, in the units of the values.
  public var sampleStandardDeviation: Double? { sampleVariance?.squareRoot() }

  /// g₁ = m₃ / m₂^(3/2), mₖ = Σ(xᵢ − x̄)ᵏ / n; `nil` where all values are equal or there are none.
  /// SciPy's `skew`, and type 1 of R's e1071.
  public var skewness: Double? {
    guard let mean, let variance = populationVariance, !isConstant else { return nil }
    // Standardised first: a cube of the raw deviations could overflow or vanish.
    let sd = variance.squareRoot()
    if sd == 0 { return nil }
    let cubes = map { value in
      let z = (value - mean) / sd
      return z * z * z
    }
    return compensatedSum(of: cubes) / Double(count)
  }

  /// Whether no two values differ; true without values.
  public var isConstant: Bool { allSatisfy { $0 == first } }

  private var sumOfSquaredDeviations: Double? {
    guard let mean else { return nil }
    // Exactly 0 for equal values, whose mean may be off by an ulp.
    if isConstant { return 0 }
    return compensatedSum(of: map { ($0 - mean) * ($0 - mean) })
  }
}

/// Neumaier's sum: the rounding of each addition is added up apart.
/// Neumaier 1974, doi:10.1002/zamm.19740540106.
package func compensatedSum(of values: [Double]) -> Double {
  var sum = 0.0
  var compensation = 0.0
  for value in values {
    let next = sum + value
    compensation += abs(sum) >= abs(value) ? (sum - next) + value : (value - next) + sum
    sum = next
  }
  return sum + compensation
}
