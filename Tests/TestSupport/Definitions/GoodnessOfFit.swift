/// Distances between a sample and a distribution, as textbooks define them.
public enum GoodnessOfFit {
  /// Kolmogorov's √n · sup |Fₙ − F|. For a continuous F it exceeds 1.95 once in a thousand times.
  public static func kolmogorov(_ sample: [Double], cdf: (Double) -> Double) -> Double {
    let n = Double(sample.count)
    var largest = 0.0
    for (index, value) in sample.sorted().enumerated() {
      let expected = cdf(value)
      largest = max(
        largest, abs(Double(index + 1) / n - expected), abs(expected - Double(index) / n))
    }
    return n.squareRoot() * largest
  }

  /// Pearson's Σ (observed − expected)² / expected.
  public static func pearson(observed: [Int], expected: [Double]) -> Double {
    precondition(observed.count == expected.count, "one expectation for each count")
    return zip(observed, expected).reduce(0) { sum, pair in
      let difference = Double(pair.0) - pair.1
      return sum + difference * difference / pair.1
    }
  }
}
