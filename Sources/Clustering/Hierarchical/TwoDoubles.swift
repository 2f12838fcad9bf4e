/// A number as the sum of two doubles, `low` at most half an ulp of `high`.
struct TwoDoubles: Sendable, Equatable {
  let high: Double
  let low: Double

  /// The difference, to about 2⁻⁵² of itself.
  static func - (a: TwoDoubles, b: TwoDoubles) -> Double { (a.high - b.high) + (a.low - b.low) }

  /// Sums whose rounding is kept: Knuth's, The Art of Computer Programming 2, 4.2.2.
  static func + (a: TwoDoubles, b: Double) -> TwoDoubles {
    let sum = TwoDoubles(exactSumOf: a.high, b)
    return TwoDoubles(exactSumOf: sum.high, a.low + sum.low)
  }

  private init(exactSumOf a: Double, _ b: Double) {
    high = a + b
    let partOfB = high - a
    low = (a - (high - partOfB)) + (b - partOfB)
  }

  init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }
}
