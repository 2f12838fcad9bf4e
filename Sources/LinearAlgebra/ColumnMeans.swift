extension Matrix {
  /// The mean of each column, Σᵢ wᵢxᵢⱼ / Σᵢ wᵢ.
  ///
  /// Two passes: the second adds the mean of the residuals to the first mean, which takes away the
  /// rounding of a large common offset. Without rows, or when all weights are 0, the means are
  /// undefined and NaN.
  ///
  /// - Parameter weights: one non-negative weight for each row; `nil` means all 1.
  /// - Complexity: O(*n·p*).
  public func columnMeans(weights: [Double]? = nil) -> [Double] {
    if let weights {
      precondition(weights.count == rowCount, "one weight for each row")
      precondition(weights.allSatisfy { $0 >= 0 && $0.isFinite }, "weights are not negative")
    }
    let total = weights?.reduce(0, +) ?? Double(rowCount)
    let first = weightedResidualSums(around: [Double](repeating: 0, count: columnCount), weights)
      .map { $0 / total }
    let correction = weightedResidualSums(around: first, weights)
    return zip(first, correction).map { $0 + $1 / total }
  }

  private func weightedResidualSums(around centre: [Double], _ weights: [Double]?) -> [Double] {
    var sums = [Double](repeating: 0, count: columnCount)
    for i in 0..<rowCount {
      let weight = weights.map { $0[i] } ?? 1
      let start = i * columnCount
      for j in 0..<columnCount { sums[j] += weight * (elements[start + j] - centre[j]) }
    }
    return sums
  }
}

extension Matrix {
  /// Of each column, the median of some hundred rows: a point that the bulk lies round, whatever
  /// lies far off.
  ///
  /// - Precondition: there are rows.
  public func middleOfSomeRows() -> [Double] {
    let step = max(1, rowCount / 101)
    return (0..<columnCount).map { j in
      let some = stride(from: 0, to: rowCount, by: step).map { self[$0, j] }.sorted()
      return some[some.count / 2]
    }
  }
}
