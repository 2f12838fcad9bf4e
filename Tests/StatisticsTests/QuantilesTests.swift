import Statistics
import TestSupport
import Testing

@Suite struct QuantilesTests {
  /// 10, 20, 30, 40: at p = 0.4 the position is 1.2, hence 20 + 0.2 · 10.
  @Test func byHand() {
    let values: [Double] = [40, 10, 30, 20]
    #expect(values.quantile(0.4).map { abs($0 - 22) < 1e-14 } == true)
    #expect(values.quantile(0) == 10 && values.quantile(1) == 40)
    #expect(values.median == 25)
    #expect([3.0, 9, 1].median == 3)
    #expect([7.0].quantile(0.3) == 7)
    #expect([Double]().median == nil && [Double]().medianAbsoluteDeviation == nil)
    #expect([1.0, 2, 4].quantileOfSorted(0.75) == 3)
  }

  /// 1, 1, 2, 2, 4, 6, 9: median 2, deviations 1, 1, 0, 0, 2, 4, 7, whose median is 1.
  @Test func medianAbsoluteDeviationByHand() {
    #expect([1.0, 1, 2, 2, 4, 6, 9].medianAbsoluteDeviation == 1.4826)
    #expect([5.0, 5, 5, 9].medianAbsoluteDeviation == 0)
  }

  /// An observation beyond every bound moves the robust scale by one rank only.
  @Test func robustScale() {
    let values: [Double] = [1, 1, 2, 2, 4, 6, 9]
    #expect(values.robustScale == 1.4826)
    #expect([1.0, 1, 2, 2, 4, 6, 1e12].robustScale == 1.4826)
    // More than half are equal: the interquartile range, 3 at the quartiles 5 and 8, over 1.349.
    let tied: [Double] = [5, 5, 5, 5, 5, 8, 8, 8, 8]
    #expect(tied.medianAbsoluteDeviation == 0)
    #expect(tied.robustScale == 3 / 1.3489795003921634)
    // The quartiles are equal too: the standard deviation.
    let spike: [Double] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 10]
    #expect(spike.robustScale == spike.populationStandardDeviation)
    #expect([3.0, 3].robustScale == nil && [Double]().robustScale == nil)
  }

  @Test func extremesDoNotOverflow() {
    let values = [-Double.greatestFiniteMagnitude, Double.greatestFiniteMagnitude]
    #expect(values.median == 0)
    let half = 0.5 * Double.greatestFiniteMagnitude
    #expect(values.quantile(0.75).map { relativeDifference($0, half) < 1e-15 } == true)
  }

  /// The empirical quantile never decreases in p and stays within the sample.
  @Test func monotone() {
    var generator = TestGenerator(seed: 3)
    let values = (0..<101).map { _ in Double.random(in: -5...5, using: &generator) }
    let quantiles = (0...200).compactMap { values.quantile(Double($0) / 200) }
    #expect(quantiles.count == 201)
    #expect(zip(quantiles, quantiles.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(quantiles.first == values.min() && quantiles.last == values.max())
  }
}
