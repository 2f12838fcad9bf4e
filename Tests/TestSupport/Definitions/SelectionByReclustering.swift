/// Whether other data lead to the same clusters, by making the clusters anew: what a truncation set must
/// agree with at every point.
public enum SelectionByReclustering {
  /// x′(φ) = x + (ν/‖ν‖²)(φ/‖xᵀν‖ − 1)(xᵀν)ᵀ, for the difference of the means of rows `a` and `b`.
  ///
  /// - Parameter share: φ/‖xᵀν‖.
  public static func moved(
    _ x: [[Double]], _ a: [Int], _ b: [Int], share: Double
  ) -> [[Double]] {
    let difference = difference(x, a, b)
    let (na, nb) = (Double(a.count), Double(b.count))
    let squaredNorm = 1 / na + 1 / nb
    var moved = x
    for j in difference.indices {
      for i in a { moved[i][j] += 1 / na / squaredNorm * (share - 1) * difference[j] }
      for i in b { moved[i][j] -= 1 / nb / squaredNorm * (share - 1) * difference[j] }
    }
    return moved
  }

  /// The mean of rows `a` less that of rows `b`.
  public static func difference(_ x: [[Double]], _ a: [Int], _ b: [Int]) -> [Double] {
    x[0].indices.map { j in
      a.reduce(0) { $0 + x[$1][j] } / Double(a.count)
        - b.reduce(0) { $0 + x[$1][j] } / Double(b.count)
    }
  }

  /// Whether both sets of rows are clusters of labels.
  public static func areClusters(_ a: [Int], _ b: [Int], of labels: [Int]) -> Bool {
    [a, b].allSatisfy { set in
      labels.indices.filter { labels[$0] == labels[set[0]] } == set.sorted()
    }
  }

  /// Labels after each assignment of Lloyd's iteration until one changes nothing; `nil` where a
  /// cluster loses all its observations.
  public static func assignments(
    _ x: [[Double]], from start: [[Double]], atMost limit: Int = 300
  ) -> [[Int]]? {
    var centroids = start
    var path: [[Int]] = []
    while path.count < limit {
      let labels = x.map { point in
        let distances = centroids.map { PlainLloyd.squaredDistance(point, $0) }
        return distances.indices.min { distances[$0] < distances[$1] } ?? 0
      }
      path.append(labels)
      for c in centroids.indices {
        let members = labels.indices.filter { labels[$0] == c }
        if members.isEmpty { return nil }
        centroids[c] = mean(x, members)
      }
      if path.count > 1 && path[path.count - 2] == labels { break }
    }
    return path
  }

  public static func mean(_ x: [[Double]], _ members: [Int]) -> [Double] {
    x[0].indices.map { j in members.reduce(0) { $0 + x[$1][j] } / Double(members.count) }
  }
}
