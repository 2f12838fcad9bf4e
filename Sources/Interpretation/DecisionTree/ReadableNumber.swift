import Foundation

/// The number a person would write between two others.
package enum ReadableNumber {
  /// The middle of `low` and `high` rounded to the fewest significant digits that keep it above `low`
  /// and not above `high`.
  ///
  ///     ReadableNumber.between(148_210, 161_950)     // 160000, of 155080
  ///     ReadableNumber.between(3, 4)                 // 4
  ///
  /// Of so many digits, no number but the one nearest the middle need be tried: the middle is as far from
  /// both ends. Where `low` and `high` are neighbours, it is `high`.
  ///
  /// - Precondition: low < high, both finite.
  package static func between(_ low: Double, _ high: Double) -> Double {
    precondition(low < high && low.isFinite && high.isFinite, "two numbers in order")
    let middle = low / 2 + high / 2
    for digits in 1...17 {
      let text = String(format: "%.\(digits - 1)e", middle)
      guard let value = Double(text) else { break }
      if value > low && value <= high { return value == 0 ? 0 : value }
    }
    return high
  }
}
