import Foundation

/// A straight map from values to pixels.
struct Scale: Sendable, Equatable {
  let domain: ClosedRange<Double>
  let from: Double
  let to: Double

  /// `values` are finite; an empty or single-valued domain is widened so that the map exists.
  init(covering values: [Double], from: Double, to: Double, margin: Double = 0) {
    let finite = values.filter(\.isFinite)
    var low = finite.min() ?? 0
    var high = finite.max() ?? 1
    if low == high {
      let half = max(abs(low) * 0.05, 0.5)
      (low, high) = (low - half, high + half)
    }
    let pad = (high - low) * margin
    self.domain = (low - pad)...(high + pad)
    self.from = from
    self.to = to
  }

  func callAsFunction(_ value: Double) -> Double {
    let width = domain.upperBound - domain.lowerBound
    return from + (value - domain.lowerBound) / width * (to - from)
  }
}

/// Round values on an axis: 1, 2, 2.5 or 5 times a power of ten apart.
package struct Ticks: Sendable, Equatable {
  package let values: [Double]
  package let step: Double

  /// At most `count` + 1 ticks within the domain. Source: P. Heckbert, "Nice numbers for graph
  /// labels", *Graphics Gems* (1990).
  package init(within domain: ClosedRange<Double>, count: Int) {
    let width = domain.upperBound - domain.lowerBound
    let rough = width / Double(max(count, 1))
    let magnitude = pow(10, floor(log10(rough)))
    let factors = [1, 2, 2.5, 5, 10]
    let step = (factors.first { $0 * magnitude >= rough * (1 - 1e-9) } ?? 10) * magnitude
    let first = Int((domain.lowerBound / step - 1e-9).rounded(.up))
    let last = Int((domain.upperBound / step + 1e-9).rounded(.down))
    self.step = step
    self.values = first <= last ? (first...last).map { Double($0) * step } : []
  }
}
