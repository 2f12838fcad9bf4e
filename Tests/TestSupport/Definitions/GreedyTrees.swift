import Clustering

/// Trees as the textbooks grow them.
public enum GreedyTrees {
  /// Ward's: the pair that raises the inertia least is merged, n − 1 times; centroids are kept in two
  /// doubles as the product keeps them, so that equal arithmetic gives equal bytes. Clusters stand in
  /// the order of their first members, and of equal pairs the first met is merged. ``ExactWard``
  /// has arithmetic of its own.
  public static func ward(_ x: [[Double]]) -> [Merge] {
    var clusters = x.indices.map { i in
      Cluster(number: i, centroid: x[i], rest: x[i].map { _ in 0 }, size: 1)
    }
    return (0..<(x.count - 1)).map { m in
      var best = (a: 0, b: 1, cost: Double.infinity)
      for a in clusters.indices {
        for b in clusters.indices where b > a {
          let cost = clusters[a].cost(clusters[b])
          if cost < best.cost { best = (a, b, cost) }
        }
      }
      let (a, b) = (clusters[best.a], clusters[best.b])
      clusters.remove(at: best.b)
      clusters[best.a] = a.joined(b, number: x.count + m)
      return Merge(
        first: min(a.number, b.number), second: max(a.number, b.number),
        height: (2 * best.cost).squareRoot(), size: a.size + b.size)
    }
  }

  private struct Cluster {
    let number: Int
    let centroid: [Double]
    /// What rounding left out of each coordinate.
    let rest: [Double]
    let size: Int

    func difference(_ other: Cluster, _ j: Int) -> Double {
      (other.centroid[j] - centroid[j]) + (other.rest[j] - rest[j])
    }

    func cost(_ other: Cluster) -> Double {
      centroid.indices.reduce(0) { $0 + difference(other, $1) * difference(other, $1) }
        / (1 / Double(size) + 1 / Double(other.size))
    }

    func joined(_ other: Cluster, number: Int) -> Cluster {
      let share = Double(other.size) / (Double(size) + Double(other.size))
      var (mean, rests) = (centroid, rest)
      for j in centroid.indices {
        let (sum, lost) = added(centroid[j], share * difference(other, j))
        (mean[j], rests[j]) = added(sum, rest[j] + lost)
      }
      return Cluster(number: number, centroid: mean, rest: rests, size: size + other.size)
    }

    /// a + b, and what rounding left out of it.
    private func added(_ a: Double, _ b: Double) -> (sum: Double, lost: Double) {
      let sum = a + b
      let (partOfA, partOfB) = (sum - (sum - a), sum - a)
      return (sum, (a - partOfA) + (b - partOfB))
    }
  }

  /// Complete, average and mcquitty linkage from dissimilarities; ties as in ``ward(_:)``.
  public static func reducible(_ linkage: Linkage, _ dissimilarities: [[Double]]) -> [Merge] {
    var matrix = LanceWilliams(linkage, dissimilarities: dissimilarities)
    var standing = dissimilarities.indices.map { (number: $0, size: 1) }
    return (0..<(standing.count - 1)).map { m in
      var best = (a: 0, b: 1, height: Double.infinity)
      for a in standing.indices {
        for b in standing.indices where b > a {
          let height = matrix.height(standing[a].number, standing[b].number)
          if height < best.height { best = (a, b, height) }
        }
      }
      let (a, b) = (standing[best.a], standing.remove(at: best.b))
      matrix.merge(a.number, b.number)
      standing[best.a] = (number: dissimilarities.count + m, size: a.size + b.size)
      return Merge(
        first: min(a.number, b.number), second: max(a.number, b.number), height: best.height,
        size: a.size + b.size)
    }
  }

  /// Single linkage by Kruskal: every pair in order of (length, smaller row, larger row) joins what it
  /// does not find joined.
  public static func single(_ x: [[Double]]) -> [Merge] {
    let pairs = x.indices.flatMap { j in
      (0..<j).map { i in (length: PlainLloyd.squaredDistance(x[i], x[j]), low: i, high: j) }
    }
    let ordered = pairs.sorted { ($0.length, $0.low, $0.high) < ($1.length, $1.low, $1.high) }
    var number = Array(x.indices)
    var merges: [Merge] = []
    for pair in ordered where number[pair.low] != number[pair.high] {
      let (a, b) = (number[pair.low], number[pair.high])
      let members = number.indices.filter { number[$0] == a || number[$0] == b }
      for i in members { number[i] = x.count + merges.count }
      merges.append(
        Merge(
          first: min(a, b), second: max(a, b), height: pair.length.squareRoot(),
          size: members.count))
    }
    return merges
  }
}
