/// The unimodal distribution closest to some values, with their variance: what is left of a margin
/// when its groups are taken away.
///
/// The closest unimodal distribution function with a given mode is the greatest convex minorant of
/// the empirical one on the left of the mode and its least concave majorant on the right, as in
/// Hartigan & Hartigan's dip; the mode is the one, among `candidateModes` quantiles, where the two
/// functions differ least. It is kept as the knots of that piecewise linear function.
///
/// - Complexity: O(*n*·(log *n* + candidate modes)).
/// - Source: Hartigan & Hartigan 1985, doi:10.1214/aos/1176346577.
struct UnimodalMargin: Sendable {
  private static let candidateModes = 63

  private let positions: [Double]
  private let cumulative: [Double]
  private let shift: Double
  private let scale: Double

  /// - Parameter values: at least one finite value.
  init(_ values: [Double]) {
    let sorted = values.sorted()
    let last = sorted.count - 1
    var best = (distance: Double.infinity, knots: [0, last])
    for candidate in 1...UnimodalMargin.candidateModes {
      let mode = candidate * last / (UnimodalMargin.candidateModes + 1)
      let knots = UnimodalMargin.knots(sorted, mode: mode)
      let distance = UnimodalMargin.distance(sorted, knots: knots)
      if distance < best.distance { best = (distance, knots) }
    }
    positions = best.knots.map { sorted[$0] }
    cumulative = best.knots.map { Double($0) / Double(max(last, 1)) }
    let moments = UnimodalMargin.moments(positions, cumulative)
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    scale = moments.variance > 0 ? (variance / moments.variance).squareRoot() : 1
    shift = mean - scale * moments.mean
  }

  /// - Parameter u: from 0 to 1.
  func quantile(_ u: Double) -> Double {
    var (low, high) = (0, cumulative.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if cumulative[middle] <= u { low = middle } else { high = middle }
    }
    let rise = cumulative[high] - cumulative[low]
    let within = rise > 0 ? (u - cumulative[low]) / rise : 0
    return shift + scale * (positions[low] + within * (positions[high] - positions[low]))
  }
}

extension UnimodalMargin {
  /// The convex minorant up to the mode, then the concave majorant, of the points
  /// (sorted[i], i / last), as indices.
  private static func knots(_ sorted: [Double], mode: Int) -> [Int] {
    let left = hull(sorted, 0...mode, isConvex: true)
    let right = hull(sorted, mode...(sorted.count - 1), isConvex: false)
    return left + right.dropFirst()
  }

  private static func hull(_ sorted: [Double], _ range: ClosedRange<Int>, isConvex: Bool) -> [Int] {
    var kept: [Int] = []
    for index in range {
      while kept.count >= 2 {
        let (a, b) = (kept[kept.count - 2], kept[kept.count - 1])
        // The sign of slope(a, b) − slope(b, index), without dividing: ties in x have no slope.
        let turn =
          Double(b - a) * (sorted[index] - sorted[b]) - Double(index - b) * (sorted[b] - sorted[a])
        if isConvex ? turn >= 0 : turn <= 0 { kept.removeLast() } else { break }
      }
      kept.append(index)
    }
    return kept
  }

  /// The largest vertical distance, in ranks, between the empirical function and its replacement.
  private static func distance(_ sorted: [Double], knots: [Int]) -> Double {
    var largest = 0.0
    for (a, b) in zip(knots, knots.dropFirst()) {
      let width = sorted[b] - sorted[a]
      guard width > 0 else { continue }
      for i in a...b {
        let fitted = Double(a) + Double(b - a) * (sorted[i] - sorted[a]) / width
        largest = max(largest, abs(fitted - Double(i)))
      }
    }
    return largest
  }

  private static func moments(
    _ positions: [Double], _ cumulative: [Double]
  ) -> (mean: Double, variance: Double) {
    var (mean, square) = (0.0, 0.0)
    let origin = positions[0]
    for i in 1..<max(positions.count, 1) where i < positions.count {
      let mass = cumulative[i] - cumulative[i - 1]
      let (a, b) = (positions[i - 1] - origin, positions[i] - origin)
      mean += mass * (a + b) / 2
      square += mass * (a * a + a * b + b * b) / 3
    }
    return (origin + mean, max(0, square - mean * mean))
  }
}
