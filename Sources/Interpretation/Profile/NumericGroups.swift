import Statistics

/// A numeric column split by segment.
struct NumericGroups: Sendable {
  /// Observed values of each segment.
  let values: [[Double]]
  let summaries: [NumericSummary?]
  let overall: NumericSummary?
  let etaSquared: Double?

  init(_ column: [Double], part: LabelledRows, segmentCount: Int) {
    var groups = [[Double]](repeating: [], count: segmentCount)
    var all: [Double] = []
    all.reserveCapacity(part.rows.count)
    for (row, label) in zip(part.rows, part.labels) where !column[row].isNaN {
      groups[label].append(column[row])
      all.append(column[row])
    }
    // From a common origin, a constant column has moments of exactly 0.
    let origin = all.first ?? 0
    let moments = groups.map { Self.moments($0, origin: origin) }
    let total = Self.moments(all, origin: origin)
    values = groups
    summaries = zip(groups, moments).map { Self.summary($0, $1, origin: origin) }
    overall = Self.summary(all, total, origin: origin)
    etaSquared = Association.etaSquared(groups: moments, overall: total)
  }

  func vTest(_ segment: Int) -> Double? {
    guard let group = summaries[segment], let overall else { return nil }
    return VTest.numeric(
      segmentMean: group.mean, overallMean: overall.mean, overallDeviation: overall.deviation,
      segmentCount: group.count, overallCount: overall.count)
  }

  private static func moments(_ values: [Double], origin: Double) -> RunningMoments {
    values.reduce(into: RunningMoments()) { $0.add($1 - origin) }
  }

  private static func summary(
    _ values: [Double], _ moments: RunningMoments, origin: Double
  ) -> NumericSummary? {
    guard let median = Selection.median(values) else { return nil }
    return NumericSummary(
      count: values.count, mean: origin + moments.mean, median: median,
      deviation: moments.deviation)
  }
}

/// Which side of the portfolio's median a client stands on: the yes/no form of "high" and "low".
///
/// *Above* is strictly above, *below* strictly below; where nobody is strictly below (the median is
/// the minimum, as with mostly zero counts) *below* takes the median in, and likewise *above*.
enum MedianSide {
  struct Shares {
    let above: [TraitShare]
    let below: [TraitShare]
  }

  static func shares(of groups: NumericGroups, median: Double) -> Shares {
    let noneBelow = groups.values.allSatisfy { $0.allSatisfy { $0 >= median } }
    let noneAbove = groups.values.allSatisfy { $0.allSatisfy { $0 <= median } }
    return Shares(
      above: shares(groups) { $0 > median || (noneAbove && $0 == median) },
      below: shares(groups) { $0 < median || (noneBelow && $0 == median) })
  }

  private static func shares(
    _ groups: NumericGroups, _ hasTrait: (Double) -> Bool
  ) -> [TraitShare] {
    let counts = groups.values.map { $0.count(where: hasTrait) }
    let total = counts.reduce(0, +)
    return zip(groups.values, counts).map { values, count in
      TraitShare(
        coverage: values.isEmpty ? 0 : Double(count) / Double(values.count),
        exclusivity: total > 0 ? Double(count) / Double(total) : nil)
    }
  }
}

/// Order statistics without sorting.
enum Selection {
  /// The median, the mean of the two middle values when their number is even; `nil` when empty.
  static func median(_ values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    var work = values
    let middle = work.count / 2
    let upper = select(&work, middle)
    guard work.count % 2 == 0 else { return upper }
    let lower = work[..<middle].max() ?? upper
    return lower + (upper - lower) / 2
  }

  /// The value of rank `rank` (from 0); smaller or equal values end up before it.
  ///
  /// Hoare's quickselect on the median of three, O(n) on average.
  private static func select(_ work: inout [Double], _ rank: Int) -> Double {
    var (low, high) = (0, work.count - 1)
    while low < high {
      let pivot = medianOfThree(work[low], work[low + (high - low) / 2], work[high])
      var (i, j) = (low, high)
      while i <= j {
        while work[i] < pivot { i += 1 }
        while work[j] > pivot { j -= 1 }
        if i <= j {
          work.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if rank <= j { high = j } else if rank >= i { low = i } else { break }
    }
    return work[rank]
  }

  private static func medianOfThree(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
  }
}
