import Statistics

/// Non-negative weights over the levels of a category; levels not named weigh 0.
///
///     let tools: Weights<InvoicingTool> = [.saas: 68, .officeSuite: 14, .localSoftware: 18]
///
/// Stored in the order of `allCases`, so that nothing depends on a dictionary's order.
package struct Weights<Level: CaseIterable & Equatable & Sendable>: Sendable {
  package let values: [Double]

  init(values: [Double]) {
    precondition(values.count == Level.allCases.count, "one weight a level")
    self.values = values
  }

  package subscript(level: Level) -> Double {
    zip(Level.allCases, values).first { $0.0 == level }?.1 ?? 0
  }

  /// The weights divided by their sum.
  package var probabilities: [Double] {
    let total = values.reduce(0, +)
    return values.map { $0 / total }
  }

  /// A level by its probability.
  func draw(_ stream: inout RandomStream) -> Level {
    level(at: stream.weightedIndex(values))
  }

  /// The level at quantile `u` of the levels in order: a high `u` gives a late level.
  func level(atQuantile u: Double) -> Level {
    let probabilities = probabilities
    var remaining = u
    for (index, probability) in probabilities.enumerated() where probability > 0 {
      remaining -= probability
      if remaining < 0 { return level(at: index) }
    }
    return level(at: probabilities.lastIndex { $0 > 0 } ?? 0)
  }

  private func level(at index: Int) -> Level {
    Level.allCases[Level.allCases.index(Level.allCases.startIndex, offsetBy: index)]
  }

  /// Σ cₜ pₜ over probabilities, negative results set to 0.
  static func combination(_ coefficients: [Double], of weights: [Weights]) -> Weights {
    var values = [Double](repeating: 0, count: Level.allCases.count)
    for (coefficient, weight) in zip(coefficients, weights) {
      for (index, probability) in weight.probabilities.enumerated() {
        values[index] += coefficient * probability
      }
    }
    return Weights(values: values.map { max(0, $0) })
  }
}

extension Weights: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (Level, Double)...) {
    self.init(
      values: Level.allCases.map { level in elements.first { $0.0 == level }?.1 ?? 0 })
  }
}
