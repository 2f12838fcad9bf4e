/// Hartigan's dip: how far a sample is from having one mode.
///
///     let dip = DipStatistic(values)
///     dip.value          // 0.061
///     dip.pValue         // 0.004: a uniform sample seldom has so deep a valley
///
/// With F the empirical distribution function and U the unimodal ones (convex up to some mode, concave
/// beyond),
///
///     D = min over G ∈ U of sup |F − G|
///
/// between 1/(2n), which a sample without any valley has, and 1/4. The p-value is that among samples
/// of the uniform distribution, which of all unimodal ones has the largest dips: it is too large
/// rather than too small for any other. It is read in a table of quantiles of √n·D that was made by
/// simulation (``table``), and is never told below its last entry, ``smallestPValue``.
///
/// - Complexity: O(*n* log *n*).
/// - Source: Hartigan & Hartigan 1985, doi:10.1214/aos/1176346577. Agrees with R's `diptest::dip`.
public struct DipStatistic: Sendable, Equatable {
  public let value: Double
  public let count: Int

  /// - Parameter values: at least one, finite.
  public init(_ values: [Double]) {
    precondition(!values.isEmpty, "a sample")
    count = values.count
    let steps = Steps(values.sorted())
    value = steps.dip() / Double(2 * count)
  }
}

/// The empirical distribution function in counts, by distinct values.
private struct Steps {
  let places: [Double]
  /// How many values lie below each place, and up to it.
  let below: [Double]
  let upTo: [Double]

  init(_ sorted: [Double]) {
    var (places, below, upTo): ([Double], [Double], [Double]) = ([], [], [])
    for (rank, value) in sorted.enumerated() {
      if places.last == value {
        upTo[upTo.count - 1] = Double(rank + 1)
      } else {
        places.append(value)
        below.append(Double(rank))
        upTo.append(Double(rank + 1))
      }
    }
    (self.places, self.below, self.upTo) = (places, below, upTo)
  }

  /// 2·n·D. The modal interval shrinks from the whole range: between the greatest convex minorant and
  /// the least concave majorant inside it, the two are farthest apart where the next one begins or
  /// ends; what is left outside must be as close to its hull as the dip allows.
  func dip() -> Double {
    var interval = 0...(places.count - 1)
    var dip = 1.0
    while true {
      let minorant = Hull(places, below, over: interval, isConvex: true)
      let majorant = Hull(places, upTo, over: interval, isConvex: false)
      let widest = Hull.widestGap(minorant, majorant)
      if widest.gap <= dip { return dip }
      let inner = widest.interval
      // What stands at the ends of the modal interval may be the mode itself, however heavy.
      for i in interval.lowerBound..<inner.lowerBound { dip = max(dip, upTo[i] - minorant[i]) }
      for i in (inner.upperBound..<interval.upperBound).map({ $0 + 1 }) {
        dip = max(dip, majorant[i] - below[i])
      }
      if inner == interval { return dip }
      interval = inner
    }
  }
}

/// The convex minorant or the concave majorant of points over an interval of indices.
private struct Hull {
  private let first: Int
  let knots: [Int]
  private let values: [Double]

  subscript(index: Int) -> Double { values[index - first] }

  init(_ x: [Double], _ y: [Double], over interval: ClosedRange<Int>, isConvex: Bool) {
    var kept: [Int] = []
    for index in interval {
      while kept.count >= 2 {
        let (a, b) = (kept[kept.count - 2], kept[kept.count - 1])
        let turn = (y[b] - y[a]) * (x[index] - x[b]) - (y[index] - y[b]) * (x[b] - x[a])
        if isConvex ? turn >= 0 : turn <= 0 { kept.removeLast() } else { break }
      }
      kept.append(index)
    }
    var values = [Double](repeating: 0, count: interval.count)
    values[0] = y[interval.lowerBound]
    for (a, b) in zip(kept, kept.dropFirst()) {
      for i in (a + 1)...b {
        values[i - interval.lowerBound] =
          i == b ? y[b] : y[a] + (y[b] - y[a]) * ((x[i] - x[a]) / (x[b] - x[a]))
      }
    }
    first = interval.lowerBound
    knots = kept
    self.values = values
  }

  /// Where the hulls are farthest apart, at a knot of either, and the modal interval that it leaves:
  /// from a knot of the minorant to one of the majorant.
  static func widestGap(
    _ minorant: Hull, _ majorant: Hull
  ) -> (gap: Double, interval: ClosedRange<Int>) {
    var best = (gap: -Double.infinity, interval: minorant.first...minorant.first)
    for knot in minorant.knots where majorant[knot] - minorant[knot] > best.gap {
      let end = majorant.knots.first { $0 >= knot } ?? knot
      best = (majorant[knot] - minorant[knot], knot...end)
    }
    for knot in majorant.knots where majorant[knot] - minorant[knot] > best.gap {
      let start = minorant.knots.last { $0 <= knot } ?? knot
      best = (majorant[knot] - minorant[knot], start...knot)
    }
    return best
  }
}
