/// Mean and standard deviation (÷ N) of values of which NaN are skipped; without values both are NaN.
///
/// Two passes; the mean of the residuals is added to the first mean, which takes away the rounding
/// of a large common offset.
package struct ObservedMoments {
  package let mean: Double
  package let standardDeviation: Double
  package let isConstant: Bool

  package init(_ values: some Collection<Double>) {
    var count = 0.0
    var sum = 0.0
    var smallest = Double.infinity
    var largest = -Double.infinity
    for value in values where !value.isNaN {
      count += 1
      sum += value
      smallest = min(smallest, value)
      largest = max(largest, value)
    }
    let first = sum / count
    var residuals = 0.0
    var squares = 0.0
    for value in values where !value.isNaN {
      let residual = value - first
      residuals += residual
      squares += residual * residual
    }
    let shift = residuals / count
    self.mean = first + shift
    self.standardDeviation = max(squares / count - shift * shift, 0).squareRoot()
    self.isConstant = smallest >= largest
  }
}
