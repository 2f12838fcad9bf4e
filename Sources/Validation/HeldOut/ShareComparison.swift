import Statistics

/// Whether held-out observations spread over the segments as the training ones do.
///
///     ShareComparison(heldOut: [30, 10], training: [60, 60])?.cramersV      // 0.22
///
/// χ² of the table of two rows (held-out, training) and one column a segment, without continuity
/// correction; empty columns are left out. `cramersV` = √(χ² / n), since the smaller dimension is 2:
/// 0 where the shares are equal, 0.1 small, 0.3 medium (Cohen 1988). The p-value is the asymptotic
/// one, of this comparison alone: of several, see ``HeldOutSummary/shareTestPValues``. Held-out observations are placed by the segments' own centroids while training ones made
/// them, so a small difference is to be expected near the borders.
///
/// A difference is no fault of the segments: an office may have other clients. It says that the
/// segments' shares do not carry over.
public struct ShareComparison: Sendable, Codable, Equatable {
  public let chiSquared: Double
  public let degreesOfFreedom: Int
  public let pValue: Double
  public let cramersV: Double

  /// `nil` where fewer than two segments, or one of the rows, has observations.
  public init?(heldOut: [Int], training: [Int]) {
    precondition(heldOut.count == training.count, "the same segments")
    guard let test = ChiSquaredHomogeneity(heldOut, training) else { return nil }
    chiSquared = test.statistic
    degreesOfFreedom = test.degreesOfFreedom
    pValue = test.pValue
    cramersV = test.cramersV
  }
}
