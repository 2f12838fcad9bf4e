/// Observed values in increasing order: one sort serves the quantiles, the robust scale and, a
/// monotone transform keeping the order, those of the transformed values.
package struct SortedSample {
  package let values: [Double]

  /// NaN and infinities are left out.
  package init(_ values: [Double]) { self.values = values.filter(\.isFinite).sorted() }

  /// - Parameter increasing: already in increasing order, finite.
  package init(increasing values: [Double]) { self.values = values }

  package var isEmpty: Bool { values.isEmpty }

  /// The quantile of R's type 7, also NumPy's "linear": with h = (n − 1)p, the linear interpolation
  /// between the order statistics ⌊h⌋ and ⌊h⌋ + 1, counted from 0. The sample is not empty.
  ///
  /// Hyndman & Fan 1996, doi:10.2307/2684934.
  package func quantile(_ probability: Double) -> Double {
    precondition(probability >= 0 && probability <= 1, "a probability")
    let position = probability * Double(values.count - 1)
    let below = Int(position)
    let fraction = position - Double(below)
    if fraction == 0 || values[below] == values[below + 1] { return values[below] }
    // Two products instead of a difference, which could overflow.
    return (1 - fraction) * values[below] + fraction * values[below + 1]
  }

  package var median: Double { quantile(0.5) }

  /// 1.4826 · median |xᵢ − m|: the standard deviation of a normal sample, to 1e-4.
  ///
  /// The deviations below and above the median are two increasing runs, merged up to their middle.
  package func medianAbsoluteDeviation(around centre: Double) -> Double {
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

  /// A standard deviation that a few extreme values do not move; 0 where all values are equal.
  ///
  /// The first of these that is not 0, each consistent with σ for normal values: the median absolute
  /// deviation × 1.4826; the interquartile range / 1.34898 (2Φ⁻¹(¾)), where more than half of the values are
  /// equal; the standard deviation (÷ n), where more than three quarters are.
  package var robustScale: Double {
    let deviation = medianAbsoluteDeviation(around: median)
    if deviation > 0 { return deviation }
    let range = (quantile(0.75) - quantile(0.25)) / 1.3489795003921634
    return range > 0 ? range : values.populationStandardDeviation ?? 0
  }

  /// The commonest value, the lowest where several are, and how often it stands.
  private var mode: (value: Double, range: Range<Int>) {
    var longest = 0..<0
    var start = 0
    for i in values.indices where i + 1 == values.count || values[i + 1] != values[i] {
      if i + 1 - start > longest.count { longest = start..<(i + 1) }
      start = i + 1
    }
    return (values.isEmpty ? .nan : values[longest.lowerBound], longest)
  }

  /// The share of the commonest value.
  package var modeShare: Double { Double(mode.range.count) / Double(values.count) }

  /// The values without the commonest one.
  package var withoutMode: SortedSample {
    let range = mode.range
    return SortedSample(
      increasing: Array(values[..<range.lowerBound] + values[range.upperBound...]))
  }

  /// Moment coefficient of skewness m₃ / m₂^{3/2} of the values brought between their 1 % and 99 %
  /// quantiles: a single wrong amount must not decide that a column is skewed. 0 where all are equal.
  package var clampedSkewness: Double {
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

extension Array {
  /// The first index whose element satisfies `belongsInSecondPartition`, the elements that do being
  /// last.
  package func partitioningIndex(where belongsInSecondPartition: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if belongsInSecondPartition(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
