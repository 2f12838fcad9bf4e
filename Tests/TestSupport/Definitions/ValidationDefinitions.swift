import Foundation

/// The criteria of a clustering, each written as its paper writes it, on rows of plain numbers.
public enum ValidationDefinitions {
  public static func distance(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for j in a.indices { sum += (a[j] - b[j]) * (a[j] - b[j]) }
    return sum.squareRoot()
  }

  public static func naturalLogarithm(_ x: Double) -> Double { log(x) }

  public static func silhouette(_ x: [[Double]], _ labels: [Int]) -> [Double] {
    x.indices.map { i in
      let own = x.indices.filter { labels[$0] == labels[i] && $0 != i }
      if own.isEmpty { return 0 }
      let a = own.reduce(0) { $0 + distance(x[i], x[$1]) } / Double(own.count)
      let b =
        Set(labels).subtracting([labels[i]]).map { other in
          let members = x.indices.filter { labels[$0] == other }
          return members.reduce(0) { $0 + distance(x[i], x[$1]) } / Double(members.count)
        }.min() ?? 0
      return a == b ? 0 : (b - a) / max(a, b)
    }
  }

  /// Σ over clusters of (1 / 2n_r) Σ over ordered pairs of squared distances.
  public static func inertia(_ x: [[Double]], _ labels: [Int]) -> Double {
    Set(labels).reduce(0) { total, label in
      let members = x.indices.filter { labels[$0] == label }
      var sum = 0.0
      for i in members {
        for j in members { sum += distance(x[i], x[j]) * distance(x[i], x[j]) }
      }
      return total + sum / (2 * Double(members.count))
    }
  }

  /// Gap and s for each k, from the inertias of the data and of given reference sets.
  public static func gap(
    inertias: [Double], references: [[Double]]
  ) -> (gap: [Double], error: [Double], choice: Int) {
    let b = Double(references.count)
    var gap: [Double] = []
    var error: [Double] = []
    for k in inertias.indices {
      let logs = references.map { log($0[k]) }
      let mean = logs.reduce(0, +) / b
      gap.append(mean - log(inertias[k]))
      let deviation = (logs.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / b).squareRoot()
      error.append(deviation * (1 + 1 / b).squareRoot())
    }
    for k in 0..<(gap.count - 1) where gap[k] >= gap[k + 1] - error[k + 1] {
      return (gap, error, k + 1)
    }
    return (gap, error, gap.count)
  }

  /// min over clusters of the share of ordered pairs of its members that `assigned` puts together;
  /// singletons have no pair.
  public static func predictionStrength(_ clusters: [Int], _ assigned: [Int]) -> Double? {
    Set(clusters).compactMap { label -> Double? in
      let members = clusters.indices.filter { clusters[$0] == label }
      if members.count < 2 { return nil }
      var together = 0
      for i in members {
        for j in members where j != i && assigned[i] == assigned[j] { together += 1 }
      }
      return Double(together) / Double(members.count * (members.count - 1))
    }.min()
  }

  /// The share of the n² ordered pairs on which two labellings disagree.
  public static func instability(_ first: [Int], _ second: [Int]) -> Double {
    var disagreeing = 0
    for i in first.indices {
      for j in first.indices
      where (first[i] == first[j]) != (second[i] == second[j]) { disagreeing += 1 }
    }
    return Double(disagreeing) / Double(first.count * first.count)
  }

  /// For each original cluster, the largest |A ∩ B| / |A ∪ B| with a cluster of a sample, among the
  /// observations drawn, each counted once.
  public static func bestJaccard(
    _ original: [Int], drawn: [Int], labels: [Int], clusterCount: Int
  ) -> [Double] {
    let rows = Set(drawn)
    return (0..<clusterCount).map { cluster in
      let a = rows.filter { original[$0] == cluster }
      return Set(labels).map { label -> Double in
        let b = Set(zip(drawn, labels).filter { $0.1 == label }.map { $0.0 })
        let union = a.union(b).count
        return union == 0 ? 0 : Double(a.intersection(b).count) / Double(union)
      }.max() ?? 0
    }
  }
}
