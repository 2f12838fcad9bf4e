import Statistics
import TestSupport
import Testing

@Suite struct MomentsTests {
  /// 1, 2, 3, 6: mean 3, deviations −2, −1, 0, 3, their squares 14 and cubes 18.
  @Test func byHand() throws {
    let values: [Double] = [1, 2, 3, 6]
    #expect(values.mean == 3)
    #expect(values.populationVariance == 3.5)
    #expect(values.sampleVariance == 14.0 / 3)
    #expect(values.populationStandardDeviation == 3.5.squareRoot())
    #expect(values.sampleStandardDeviation == (14.0 / 3).squareRoot())
    let skewness = try #require(values.skewness)
    #expect(relativeDifference(skewness, 4.5 / (3.5 * 3.5.squareRoot())) < 1e-15)
  }

  @Test func undefinedIsNil() {
    let none: [Double] = []
    #expect(none.mean == nil && none.populationVariance == nil && none.skewness == nil)
    #expect([4.0].mean == 4 && [4.0].populationVariance == 0)
    #expect([4.0].sampleVariance == nil && [4.0].skewness == nil)
  }

  /// The mean of equal values is not always exact, but their variance is 0 and they have no skewness.
  @Test(arguments: [0.1, 1e300, -7.3e-12])
  func constantValues(value: Double) {
    let values = [Double](repeating: value, count: 17)
    #expect(values.mean.map { relativeDifference($0, value) < 1e-15 } == true)
    #expect(values.populationVariance == 0 && values.sampleVariance == 0)
    #expect(values.skewness == nil && values.isConstant)
  }

  /// 1e15 + {0, 1, 2}: the offset is exact, so moments are those of {0, 1, 2}.
  @Test func aHugeOffsetCostsNoDigits() throws {
    let values = (0..<30_000).map { 1e15 + Double($0 % 3) }
    #expect(values.mean == 1e15 + 1)
    let variance = try #require(values.populationVariance)
    #expect(relativeDifference(variance, 2.0 / 3) < 1e-15)
    #expect(values.skewness == 0)
  }

  /// 1, 1e100, 1, −1e100: a plain sum gives 0.
  @Test func sumsCancelWithoutLoss() {
    #expect([1, 1e100, 1, -1e100].mean == 0.5)
  }

  @Test func symmetricAndMirrored() throws {
    let values: [Double] = [0, 0, 0, 1, 5]
    let skewness = try #require(values.skewness)
    let mirrored = try #require(values.map { -$0 }.skewness)
    #expect(skewness > 0 && relativeDifference(skewness, -mirrored) < 1e-15)
    #expect([-3.0, 0, 3].skewness == 0)
  }
}
