import Foundation

/// Descriptions of groups as textbooks write them.
public enum InterpretationDefinitions {
  /// C(n, k) by Pascal's triangle: exact while it fits a `Double`.
  public static func binomial(_ n: Int, _ k: Int) -> Double {
    if k < 0 || k > n { return 0 }
    if k == 0 || k == n { return 1 }
    var row = [1.0]
    for _ in 0..<n {
      var next = [1.0]
      for j in 1..<max(1, row.count) { next.append(row[j - 1] + row[j]) }
      next.append(1)
      row = next
    }
    return row[k]
  }

  /// P(X = x) of `draws` among `population` of which `successes` count.
  public static func hypergeometricMass(
    _ x: Int, population: Int, successes: Int, draws: Int
  ) -> Double {
    binomial(successes, x) * binomial(population - successes, draws - x)
      / binomial(population, draws)
  }

  /// min( 2·P(X < x) + P(X = x), 2·P(X > x) + P(X = x) ).
  public static func midP(_ x: Int, population: Int, successes: Int, draws: Int) -> Double {
    var below = 0.0
    var above = 0.0
    for other in 0...draws {
      let mass = hypergeometricMass(
        other, population: population, successes: successes, draws: draws)
      if other < x { below += mass }
      if other > x { above += mass }
    }
    let mass = hypergeometricMass(x, population: population, successes: successes, draws: draws)
    return min(2 * below + mass, 2 * above + mass)
  }

  /// The v ≥ 0 with 2·(1 − Φ(v)) = p, by bisection.
  public static func normalMagnitude(ofTwoSided p: Double) -> Double {
    var (low, high) = (0.0, 40.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if erfc(middle / 2.0.squareRoot()) > p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// (x̄q − x̄) / √( (s²/nq)·(N − nq)/(N − 1) ) over the values that are not NaN.
  public static func numericVTest(_ values: [Double], labels: [Int], group: Int) -> Double {
    var all: [Double] = []
    var own: [Double] = []
    for i in values.indices where !values[i].isNaN {
      all.append(values[i])
      if labels[i] == group { own.append(values[i]) }
    }
    let n = Double(all.count)
    let nq = Double(own.count)
    var mean = 0.0
    for value in all { mean += value / n }
    var ownMean = 0.0
    for value in own { ownMean += value / nq }
    var variance = 0.0
    for value in all { variance += (value - mean) * (value - mean) / n }
    return (ownMean - mean) / (variance / nq * (n - nq) / (n - 1)).squareRoot()
  }

  /// 1 − (sum of squares within groups) / (total sum of squares).
  public static func etaSquared(_ values: [Double], labels: [Int]) -> Double {
    var all: [Double] = []
    for value in values where !value.isNaN { all.append(value) }
    let mean = all.reduce(0, +) / Double(all.count)
    var total = 0.0
    for value in all { total += (value - mean) * (value - mean) }
    var within = 0.0
    for group in Set(labels) {
      var own: [Double] = []
      for i in values.indices where labels[i] == group && !values[i].isNaN {
        own.append(values[i])
      }
      let ownMean = own.reduce(0, +) / Double(own.count)
      for value in own { within += (value - ownMean) * (value - ownMean) }
    }
    return 1 - within / total
  }

  /// √( φ² / min(r − 1, c − 1) ), φ² = Σ nᵢⱼ²/(nᵢ·n·ⱼ) − 1; every row and column filled.
  public static func cramersV(_ table: [[Int]]) -> Double {
    var phiSquared = -1.0
    for i in table.indices {
      for j in table[i].indices {
        let row = Double(table[i].reduce(0, +))
        let column = Double(table.reduce(0) { $0 + $1[j] })
        phiSquared += Double(table[i][j] * table[i][j]) / (row * column)
      }
    }
    return (phiSquared / Double(min(table.count, table[0].count) - 1)).squareRoot()
  }
}
