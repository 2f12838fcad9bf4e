import LinearAlgebra
import Statistics

/// How unevenly observations fill the plane of their first two principal axes: a quick hint, no test.
///
/// m places are drawn uniformly in the box of the plane's points, and m of the points. With u the
/// squared distance from a place to the nearest point, and w that from a point to the nearest other,
///
///     H = Σ u / (Σ u + Σ w)
///
/// about ½ where points are spread evenly, near 1 where they crowd. It does not tell groups from a
/// single dense cloud or a long tail, which is why it decides nothing; in more than two dimensions,
/// where its distances take the power p, any cloud is far from most of its box and H is 1.
///
/// - Complexity: O(*m·n*), and O(*n·p²*) for the axes.
/// - Source: Hopkins & Skellam 1954, doi:10.1093/oxfordjournals.aob.a083391.
package enum HopkinsStatistic {
  static let places = 100

  /// - Returns: `nil` below 10 observations, or where all are equal.
  package static func value(_ x: Matrix, seed: UInt64) throws -> Double? {
    guard x.rowCount >= 10 else { return nil }
    let principal = try PrincipalAxes(x)
    let scores = principal.scores
    let ranges = (0..<min(2, scores.columnCount)).map { j -> ClosedRange<Double> in
      let column = scores.column(j)
      return (column.min() ?? 0)...(column.max() ?? 0)
    }
    guard ranges.contains(where: { $0.lowerBound < $0.upperBound }) else { return nil }
    var stream = RandomStream(seed: seed, purpose: .hopkins)
    let count = min(places, x.rowCount / 2)
    let chosen = stream.sample(count, outOf: x.rowCount)
    var (empty, crowded) = (0.0, 0.0)
    for own in chosen {
      let place = ranges.map {
        $0.lowerBound + stream.uniform() * ($0.upperBound - $0.lowerBound)
      }
      empty += nearest(place, scores, except: nil)
      crowded += nearest(ranges.indices.map { scores[own, $0] }, scores, except: own)
    }
    return empty + crowded > 0 ? empty / (empty + crowded) : nil
  }

  /// The squared distance to the nearest point.
  private static func nearest(_ point: [Double], _ scores: Matrix, except: Int?) -> Double {
    var best = Double.infinity
    for i in 0..<scores.rowCount where i != except {
      var square = 0.0
      for (axis, value) in point.enumerated() {
        square += (value - scores[i, axis]) * (value - scores[i, axis])
      }
      best = min(best, square)
    }
    return best
  }
}
