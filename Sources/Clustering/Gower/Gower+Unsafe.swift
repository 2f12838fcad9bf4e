extension Gower {
  /// Adds one variable's terms to the sums of w δ d and w δ.
  func add(
    _ variable: Int, _ value: Double, _ others: [Double], _ numerator: inout [Double],
    _ denominator: inout [Double]
  ) {
    let weight = weights[variable]
    let scale = scale(of: variable)
    let bothAbsentIsNothing = isAsymmetric(variable) && value == 0
    others.withUnsafeBufferPointer { others in
      numerator.withUnsafeMutableBufferPointer { numerator in
        denominator.withUnsafeMutableBufferPointer { denominator in
          for j in others.indices {
            let other = others[j]
            let counts = other == other && !(bothAbsentIsNothing && other == 0)
            // A scale of 0: equal or not.
            let apart = scale > 0 ? min(abs(value - other) / scale, 1) : (value == other ? 0 : 1)
            numerator[j] += counts ? weight * apart : 0
            denominator[j] += counts ? weight : 0
          }
        }
      }
    }
  }
}
