/// Halving an interval until its ends are neighbours.
enum Bisection {
  /// The end of the last interval on which `function` is not negative, for a function that is negative
  /// near `low` and not at `high`, and changes sign once; `high` may be the smaller number.
  static func root(
    between low: Double, and high: Double, _ function: (Double) -> Double
  ) -> Double {
    var (low, high) = (low, high)
    // 2⁻²⁰⁰ of any interval is below the spacing of its numbers.
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      if middle == low || middle == high { break }
      if function(middle) >= 0 { high = middle } else { low = middle }
    }
    return high
  }
}
