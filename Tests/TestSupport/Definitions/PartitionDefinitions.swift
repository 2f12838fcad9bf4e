import Foundation

/// Agreement of partitions as the textbooks write it: by looking at every pair, every table, every
/// assignment.
public enum PartitionDefinitions {
  /// Counts of unordered pairs: together in both, left only, right only, neither.
  public static func pairs(_ left: [Int], _ right: [Int]) -> (Int, Int, Int, Int) {
    var counts = (0, 0, 0, 0)
    for i in left.indices {
      for j in left.indices where j > i {
        switch (left[i] == left[j], right[i] == right[j]) {
        case (true, true): counts.0 += 1
        case (true, false): counts.1 += 1
        case (false, true): counts.2 += 1
        case (false, false): counts.3 += 1
        }
      }
    }
    return counts
  }

  /// 2(ad − bc) / ((a + b)(b + d) + (a + c)(c + d)), Hubert & Arabie by pair counts.
  public static func adjustedRand(_ left: [Int], _ right: [Int]) -> Double {
    let (a, b, c, d) = pairs(left, right)
    if b == 0 && c == 0 { return 1 }
    let denominator = (a + b) * (b + d) + (a + c) * (c + d)
    return 2 * Double(a * d - b * c) / Double(denominator)
  }

  public static func entropy(_ labels: [Int]) -> Double {
    let n = Double(labels.count)
    return Set(labels).reduce(0) { sum, label in
      let p = Double(labels.filter { $0 == label }.count) / n
      return sum - p * log(p)
    }
  }

  public static func mutualInformation(_ left: [Int], _ right: [Int]) -> Double {
    let joint = zip(left, right).map { $0 * 1000 + $1 }
    return entropy(left) + entropy(right) - entropy(joint)
  }

  /// The mean mutual information over every permutation of the right labels.
  public static func expectedMutualInformation(_ left: [Int], _ right: [Int]) -> Double {
    let all = permutations(right.count)
    return all.reduce(0) { sum, order in
      sum + mutualInformation(left, order.map { right[$0] })
    } / Double(all.count)
  }

  /// The largest total of a one-to-one assignment of the rows of a square table.
  public static func largestAssignment(_ gains: [[Double]]) -> Double {
    permutations(gains.count).map { order in
      order.enumerated().reduce(0) { $0 + gains[$1.offset][$1.element] }
    }.max() ?? 0
  }

  public static func permutations(_ count: Int) -> [[Int]] {
    if count == 0 { return [[]] }
    return permutations(count - 1).flatMap { shorter in
      (0...shorter.count).map { position in
        var longer = shorter
        longer.insert(count - 1, at: position)
        return longer
      }
    }
  }
}
