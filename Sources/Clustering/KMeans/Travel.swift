/// How far centroids have gone, as ``ShortCentroids`` counts it: for each label, the sum over
/// iterations of the way of its own centroid and the longest way of another.
struct Travel: Sendable {
  private var lengths: [Double]

  init(clusterCount: Int) {
    lengths = [Double](repeating: 0, count: clusterCount)
  }

  /// Slacks are sums with the travel, in single precision: past this, in units of a spread of 1…2,
  /// they lose too many digits, and all labels had better be found anew.
  var isLong: Bool { !lengths.allSatisfy { $0 < 16 } }

  /// Rounded up, and filled up with zeros to a multiple of 16.
  var table: [Float] {
    var table = lengths.map { $0 == 0 ? 0 : Float($0 * (1 + 0x1p-40)).nextUp }
    table += [Float](repeating: 0, count: (table.count + 15) / 16 * 16 - table.count)
    return table
  }

  mutating func add(from old: [Double], to new: [Double], scale: Double) {
    let p = old.count / lengths.count
    let steps = lengths.indices.map { c in
      (0..<p).reduce(0) { sum, j in
        let step = (new[c * p + j] - old[c * p + j]) * scale
        return sum + step * step
      }.squareRoot() * (1 + 0x1p-30) + (0x1p-500)
    }
    let farthest = steps.indices.max { steps[$0] < steps[$1] } ?? 0
    let next = steps.indices.filter { $0 != farthest }.map { steps[$0] }.max() ?? 0
    for c in lengths.indices { lengths[c] += steps[c] + (c == farthest ? next : steps[farthest]) }
  }
}
