/// Pearson's χ² that two samples have the same shares, without correction: R's
/// `chisq.test(correct = FALSE)` on the 2 × k table of levels that occur.
public struct ChiSquaredHomogeneity: Sendable, Equatable {
  public let statistic: Double
  public let degreesOfFreedom: Int
  /// √(χ² / n): the smaller dimension is 2.
  public let cramersV: Double
  public let pValue: Double

  /// `nil` with fewer than two levels, or an empty sample.
  public init?(_ first: [Int], _ second: [Int]) {
    precondition(first.count == second.count, "the same levels")
    guard let test = Association.chiSquared([first, second]) else { return nil }
    statistic = test.value
    degreesOfFreedom = test.degreesOfFreedom
    cramersV = test.cramersV
    pValue = ChiSquaredDistribution(degreesOfFreedom: Double(test.degreesOfFreedom))
      .survival(test.value)
  }
}
