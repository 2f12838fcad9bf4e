import Foundation

/// Splits of a node as textbooks write them: every half is tried.
public enum PlainSplits {
  /// −n · Σ p log p (entropy) or n · (1 − Σ p²) (Gini) of the labels.
  public static func impurity(_ labels: [Int], entropy: Bool) -> Double {
    let n = Double(labels.count)
    let shares = Set(labels).map { label in Double(labels.count { $0 == label }) / n }
    return entropy
      ? -n * shares.reduce(0) { $0 + $1 * log($1) } : n * (1 - shares.reduce(0) { $0 + $1 * $1 })
  }

  public static func gain(_ labels: [Int], first: [Bool], entropy: Bool) -> Double {
    let a = zip(labels, first).filter(\.1).map(\.0)
    let b = zip(labels, first).filter { !$0.1 }.map(\.0)
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    return impurity(labels, entropy: entropy) - impurity(a, entropy: entropy)
      - impurity(b, entropy: entropy)
  }

  /// Every way to send bins to the first side: of ordered bins those below a boundary, of others any
  /// subset; the last bin, for missing values, either way.
  public static func halves(binCount: Int, isOrdered: Bool) -> [[Bool]] {
    var known: [[Bool]] = []
    if isOrdered {
      for boundary in 0...binCount { known.append((0..<binCount).map { $0 < boundary }) }
    } else {
      for set in 0..<(1 << binCount) {
        known.append((0..<binCount).map { bin in (set >> bin) % 2 == 1 })
      }
    }
    return known.flatMap { half in [half + [false], half + [true]] }
  }
}
