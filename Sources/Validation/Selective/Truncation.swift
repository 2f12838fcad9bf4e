/// The values of φ that a selection event leaves open, gathered from the quadratic inequalities that
/// describe it.
///
/// Everything is a function of ψ = φ/φ₀ − 1, the move from the observed φ₀ as a share of it: ψ = 0 is
/// the data, ψ = −1 the smallest φ, 0. An inequality that holds at the data never excludes ψ = 0.
struct Truncation: Sendable {
  /// A closed interval of ψ; its upper end may be infinite.
  struct Interval: Sendable, Equatable {
    var lower: Double
    var upper: Double
  }

  /// All below it, and all above, is excluded.
  private(set) var lowest = -1.0
  private(set) var highest = Double.infinity
  /// Excluded between the two; they may overlap.
  private var holes: [Interval] = []

  /// Excludes `lower` < ψ < `upper`, an interval that does not contain 0.
  mutating func exclude(from lower: Double, to upper: Double) {
    if !(lower < upper) || upper <= lowest || lower >= highest { return }
    if upper <= 0 && lower <= lowest {
      lowest = upper
    } else if lower >= 0 && upper >= highest {
      highest = lower
    } else {
      holes.append(Interval(lower: lower, upper: upper))
    }
  }

  /// Requires aψ² + bψ + c ≥ 0, where c ≥ 0: a rounded c below 0 counts as 0.
  mutating func require(_ a: Double, _ b: Double, _ c: Double) {
    let c = max(c, 0)
    if a == 0 {
      if b > 0 { exclude(from: -.infinity, to: -c / b) }
      if b < 0 { exclude(from: -c / b, to: .infinity) }
      return
    }
    let product = 4 * a * c
    if a > 0 && b * b < product * (1 - 1e-12) { return }
    // b² − 4ac with the roundings of both products put back.
    let discriminant =
      (b * b - product) + ((-b * b).addingProduct(b, b) - (-product).addingProduct(4 * a, c))
    if discriminant <= 0, a > 0 { return }
    // The root of the larger numerator first, so that nothing cancels; a·r₁r₂ = c gives the other.
    let root = max(discriminant, 0).squareRoot()
    let numerator = b < 0 ? root - b : -root - b
    let first = numerator / (2 * a)
    let second = numerator == 0 ? first : 2 * c / numerator
    let (low, high) = (min(first, second), max(first, second))
    if a > 0 {
      exclude(from: low, to: high)
    } else {
      exclude(from: -.infinity, to: min(low, 0))
      exclude(from: max(high, 0), to: .infinity)
    }
  }

  /// Excludes what `other` excludes.
  mutating func formIntersection(_ other: Truncation) {
    lowest = max(lowest, other.lowest)
    highest = min(highest, other.highest)
    holes += other.holes
  }

  /// What is left, in order, no two touching.
  func intervals() -> [Interval] {
    var left: [Interval] = []
    var start = lowest
    for hole in holes.sorted(by: { $0.lower < $1.lower }) {
      if hole.lower >= highest { break }
      if hole.upper <= start { continue }
      // A hole that begins where another ends leaves no more than a point, which counts only where
      // it is the data.
      if hole.lower > start || (hole.lower == start && start == 0) {
        left.append(Interval(lower: start, upper: hole.lower))
      }
      start = hole.upper
    }
    if start <= highest { left.append(Interval(lower: start, upper: highest)) }
    return left
  }
}
