import Statistics

/// The range outside which a transformed value is brought back to the nearer bound.
///
/// A gross error (annual for monthly, euros for thousands) then pulls neither the mean nor an axis,
/// and the client keeps its place at the end of the scale. The cells brought back are counted.
public struct WinsorLimits: Codable, Sendable, Equatable {
  public let lower: Double
  public let upper: Double

  public func callAsFunction(_ x: Double) -> Double { min(max(x, lower), upper) }

  public func contains(_ x: Double) -> Bool { x >= lower && x <= upper }
}

extension WinsorLimits {
  /// The largest share of the values brought back on each side, one value being always allowed:
  /// limits are against errors, not against a tail that many clients share.
  static let largestShare = 0.01

  /// Median ± `deviations` · (1.4826 × median absolute deviation) of the training values, widened so
  /// that no more than ``largestShare`` of them lie beyond on either side.
  ///
  /// Where more than half of the values are equal (most clients have no pay slip), that spread is 0
  /// and says nothing of the others: median and deviation are then those of the other values, and the
  /// range is widened to hold the common one. `nil` when the others, too, are mostly equal, or the
  /// bounds are beyond the numbers.
  init?(_ sample: SortedSample, deviations: Double) {
    guard !sample.isEmpty else { return nil }
    let isPiled = sample.medianAbsoluteDeviation(around: sample.median) == 0
    let spread = isPiled ? sample.withoutMode : sample
    guard !spread.isEmpty else { return nil }
    let centre = spread.median
    let reach = deviations * spread.medianAbsoluteDeviation(around: centre)
    guard reach > 0, (centre - reach).isFinite, (centre + reach).isFinite else { return nil }
    let count = sample.values.count
    let beyond = min(max(1, Int(Self.largestShare * Double(count))), count - 1)
    self.lower = min(centre - reach, sample.values[beyond], sample.median)
    self.upper = max(centre + reach, sample.values[count - 1 - beyond], sample.median)
  }
}
