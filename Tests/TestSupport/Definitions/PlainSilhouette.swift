/// The silhouette in literal loops and in the stated order of its sums: what `Silhouette` must equal
/// to the bit.
public enum PlainSilhouette {
  public static func values(_ x: [[Double]], _ labels: [Int]) -> [Double] {
    let clusters = Set(labels).sorted()
    return x.indices.map { i in
      var means: [Int: Double] = [:]
      for c in clusters {
        let others = labels.indices.count { labels[$0] == c && $0 != i }
        if others > 0 { means[c] = sum(x, labels, i, c) / Double(others) }
      }
      guard let a = means[labels[i]] else { return 0 }
      let b = means.filter { $0.key != labels[i] }.values.min() ?? 0
      return max(a, b) > 0 ? (b - a) / max(a, b) : 0
    }
  }

  /// Σ of distances from i to the members of a cluster: 64 observations make a block, 4 blocks a
  /// group; blocks ahead of i's, then those behind, each by their distance in groups on a ring.
  static func sum(_ x: [[Double]], _ labels: [Int], _ i: Int, _ cluster: Int) -> Double {
    let blockCount = (x.count + 63) / 64
    let groupCount = (blockCount + 3) / 4
    let own = i / 64
    func steps(from a: Int, to b: Int) -> Int { (b / 4 - a / 4 + groupCount) % groupCount }
    func isAhead(_ block: Int) -> Bool {
      let d = steps(from: own, to: block)
      if d == 0 { return block >= own }
      return 2 * d < groupCount || (2 * d == groupCount && own / 4 < block / 4)
    }
    func total(_ blocks: [Int], by distance: (Int) -> Int) -> Double {
      var total = 0.0
      for block in blocks.sorted(by: { (distance($0), $0) < (distance($1), $1) }) {
        var partial = 0.0
        for j in (64 * block)..<min(64 * block + 64, x.count) where labels[j] == cluster {
          partial += PlainLloyd.squaredDistance(x[i], x[j]).squareRoot()
        }
        total += partial
      }
      return total
    }
    let ahead = total((0..<blockCount).filter(isAhead)) { steps(from: own, to: $0) }
    let behind = total((0..<blockCount).filter { !isAhead($0) }) { steps(from: $0, to: own) }
    return ahead + behind
  }
}
