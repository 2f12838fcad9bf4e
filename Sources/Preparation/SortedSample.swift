/// Observed values in increasing order: one sort serves the quantiles, the robust scale and, a
/// monotone transform keeping the order, those of the transformed values.
struct SortedSample {
  let values: [Double]

  /// NaN and infinities are left out.
  init(_ values: [Double]) { self.values = values.filter(\.isFinite).sorted() }

  /// - Parameter increasing: already in increasing order, finite.
  init(increasing values: [Double]) { self.values = values }

  var isEmpty: Bool { values.isEmpty }

  /// R's type 7: linear between order statistics. Values of opposite signs near the largest double
  /// are averaged by halves, so that nothing overflows. The sample is not empty.
  func quantile(_ probability: Double) -> Double {
    let position = probability * Double(values.count - 1)
    let lower = Int(position)
    let upper = min(lower + 1, values.count - 1)
    let weight = position - Double(lower)
    return values[lower] * (1 - weight) + values[upper] * weight
  }

  var median: Double { quantile(0.5) }

  /// 1.4826 · median |xᵢ − m|: the standard deviation of a normal sample, to 1e-4.
  ///
  /// The deviations below and above the median are two increasing runs, merged up to their middle.
  func medianAbsoluteDeviation(around centre: Double) -> Double {
    var below = values.partitioningIndex { $0 > centre } - 1
    var above = below + 1
    var previous = 0.0
    var current = 0.0
    for _ in 0...(values.count / 2) {
      previous = current
      if above >= values.count || (below >= 0 && centre - values[below] <= values[above] - centre) {
        current = centre - values[below]
        below -= 1
      } else {
        current = values[above] - centre
        above += 1
      }
    }
    let isOdd = values.count % 2 == 1
    return 1.4826 * (isOdd ? current : previous / 2 + current / 2)
  }

  /// A robust standard deviation: from the median absolute deviation; where half of the values are
  /// equal, from the interquartile range; where that is 0 too, the standard deviation.
  var robustScale: Double {
    let deviation = medianAbsoluteDeviation(around: median)
    if deviation > 0 { return deviation }
    let range = (quantile(0.75) - quantile(0.25)) / 1.3489795003921634
    return range > 0 ? range : Moments(values).standardDeviation
  }

  /// The share of the commonest value.
  var modeShare: Double {
    var longest = 0
    var start = 0
    for i in values.indices where i + 1 == values.count || values[i + 1] != values[i] {
      longest = max(longest, i + 1 - start)
      start = i + 1
    }
    return Double(longest) / Double(values.count)
  }

  /// Moment coefficient of skewness m₃ / m₂^{3/2} of the values brought between their 1 % and 99 %
  /// quantiles: a single wrong amount must not decide that a column is skewed. 0 where all are equal.
  var clampedSkewness: Double {
    let (low, high) = (quantile(0.01), quantile(0.99))
    let largest = max(abs(low), abs(high))
    guard largest > 0, low < high else { return 0 }
    let clamped = values.map { min(max($0, low), high) / largest }
    let centre = clamped.reduce(0, +) / Double(clamped.count)
    var second = 0.0
    var third = 0.0
    for value in clamped {
      let residual = value - centre
      second += residual * residual
      third += residual * residual * residual
    }
    let count = Double(clamped.count)
    let variance = second / count
    return variance > 0 ? third / count / (variance * variance.squareRoot()) : 0
  }
}

/// Mean and standard deviation (÷ N) of values of which NaN are skipped; without values both are NaN.
///
/// Two passes; the mean of the residuals is added to the first mean, which takes away the rounding
/// of a large common offset.
struct Moments {
  let mean: Double
  let standardDeviation: Double
  let isConstant: Bool

  init(_ values: some Collection<Double>) {
    var count = 0.0
    var sum = 0.0
    var smallest = Double.infinity
    var largest = -Double.infinity
    for value in values where !value.isNaN {
      count += 1
      sum += value
      smallest = min(smallest, value)
      largest = max(largest, value)
    }
    let first = sum / count
    var residuals = 0.0
    var squares = 0.0
    for value in values where !value.isNaN {
      let residual = value - first
      residuals += residual
      squares += residual * residual
    }
    let shift = residuals / count
    self.mean = first + shift
    self.standardDeviation = max(squares / count - shift * shift, 0).squareRoot()
    self.isConstant = smallest >= largest
  }
}

extension Array {
  /// The first index whose element satisfies `belongsInSecondPartition`, the elements that do being
  /// last.
  func partitioningIndex(where belongsInSecondPartition: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if belongsInSecondPartition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
