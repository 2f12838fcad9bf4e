/// The range outside which a transformed value is brought back to the nearer bound.
///
/// Median ± c robust standard deviations of the training values. A gross error (annual for monthly,
/// euros for thousands) then pulls neither the mean nor an axis, and the client keeps its place at
/// the end of the scale. The cells brought back are counted.
public struct WinsorLimits: Codable, Sendable, Equatable {
  public let lower: Double
  public let upper: Double

  public func callAsFunction(_ x: Double) -> Double { min(max(x, lower), upper) }

  public func contains(_ x: Double) -> Bool { x >= lower && x <= upper }
}

extension WinsorLimits {
  /// `nil` when the spread is 0 or the bounds are beyond the numbers.
  init?(_ sample: SortedSample, deviations: Double) {
    guard !sample.isEmpty else { return nil }
    let centre = sample.median
    let reach = deviations * sample.robustScale
    guard reach > 0, (centre - reach).isFinite, (centre + reach).isFinite else { return nil }
    self.lower = centre - reach
    self.upper = centre + reach
  }
}
