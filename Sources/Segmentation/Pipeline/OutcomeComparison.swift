import Interpretation
import LinearAlgebra
import Statistics

/// Whether segments explain an outcome better than the firm's rules do, on the same held-out clients.
///
/// `segments` and `rules` are the shares explained freed from chance (ε² of a quantity, the corrected V
/// of a category): as many groups as one likes explain something, and nine segments beside four rules
/// would win by their number. `difference` is the one less the other; `lower` and `upper` enclose it
/// with confidence `level`, by a bootstrap of clients (pairs of labels stay together): with Δ* the
/// difference of the freed shares of a sample, D the difference of the plain shares, which is the
/// sampled clients' true one, and q the quantiles of Δ* − D,
///
///     [difference − q((1 + level)/2), difference − q((1 − level)/2)].
///
/// Where m outcomes are compared, `level` is 1 − 0.05/m and m times as many samples are drawn: all m
/// intervals hold theirs together with confidence 95 % (Bonferroni).
///
/// Quantiles of the plain differences themselves would find a difference in all of 500 made portfolios
/// where segments only cut the rules in two; this interval found one in 1 of them, and held the true
/// difference in 89 to 100 % of 250 draws of ten kinds of portfolios, of 60 and 200 clients.
public struct OutcomeComparison: Sendable, Codable, Equatable {
  public enum Conclusion: String, Sendable, Codable {
    case segments, rules, noDifference
  }

  public let segments: Double
  public let rules: Double
  public let difference: Double
  public let lower: Double
  public let upper: Double
  public let level: Double
  public let replicates: Int
  /// Held-out clients with a segment, a rule and an observed value.
  public let count: Int

  public var conclusion: Conclusion {
    lower > 0 ? .segments : upper < 0 ? .rules : .noDifference
  }
}

/// The values of some clients, with two labels each.
package struct PairedClients: Sendable {
  private let measure: VariableEffect.Measure
  /// Quantities, or levels counted from 0.
  private let values: [Double]
  private let levelCount: Int
  private let sides: [[Int]]
  private let groupCounts: [Int]

  /// - Parameters:
  ///   - segments, rules: of the same rows, `nil` where the client has none.
  /// - Throws: why the two are not compared.
  package init(
    _ values: OutcomeValues, rows: [Int], segments: [Int], rules: [Int?]
  ) throws(OutcomeRefusal) {
    var kept: [(value: Double, segment: Int, rule: Int)] = []
    for (position, row) in rows.enumerated() {
      guard let value = values[row], let rule = rules[position] else { continue }
      kept.append((value, segments[position], rule))
    }
    guard !rows.isEmpty else { throw .nobodyHeldOut }
    guard kept.count >= OutcomeEvaluation.minimumCount else { throw .tooFewValues }
    let levels = Set(kept.map(\.value)).sorted()
    guard levels.count >= 2 else { throw .constant }
    let sides = [kept.map(\.segment), kept.map(\.rule)].map(Self.counted)
    guard sides[0].count >= 2 else { throw .oneSegment }
    guard sides[1].count >= 2 else { throw .oneRule }
    measure = values.measure
    levelCount = levels.count
    if measure == .etaSquared {
      self.values = kept.map(\.value)
    } else {
      let codeOf = Dictionary(uniqueKeysWithValues: zip(levels, levels.indices))
      self.values = kept.map { Double(codeOf[$0.value, default: 0]) }
    }
    self.sides = sides.map(\.labels)
    groupCounts = sides.map(\.count)
  }

  private static func counted(_ labels: [Int]) -> (labels: [Int], count: Int) {
    let order = Set(labels).sorted()
    let placeOf = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
    return (labels.map { placeOf[$0, default: 0] }, order.count)
  }

  package func comparison(
    replicates: Int, comparisons: Int = 1, seed: UInt64, item: Int, parallelism: Parallelism
  ) -> OutcomeComparison {
    let count = values.count
    let level = 1 - 0.05 / Double(comparisons)
    let replicates = replicates * comparisons
    let own = sides.indices.map { share(side: $0, of: Array(0..<count)) }
    let plain = own[0].plain - own[1].plain
    let difference = own[0].freed - own[1].freed
    let errors = parallelism.map(count: replicates) { replicate -> Double in
      var stream = RandomStream(
        seed: seed, purpose: .outcomeBootstrap, replicate: replicate, item: item)
      let drawn = (0..<count).map { _ in stream.integer(below: count) }
      return share(side: 0, of: drawn).freed - share(side: 1, of: drawn).freed - plain
    }.sorted()
    return OutcomeComparison(
      segments: own[0].freed, rules: own[1].freed, difference: difference,
      lower: difference - (errors.quantileOfSorted((1 + level) / 2) ?? 0),
      upper: difference - (errors.quantileOfSorted((1 - level) / 2) ?? 0), level: level,
      replicates: replicates, count: count)
  }

  /// A share explained, and the same freed from chance; 0 where the clients do not differ, or are of one
  /// group.
  private struct Share {
    var plain = 0.0
    var freed = 0.0
  }

  private func share(side: Int, of drawn: [Int]) -> Share {
    measure == .etaSquared
      ? ofQuantity(sides[side], groupCounts[side], drawn)
      : ofLevels(sides[side], groupCounts[side], drawn)
  }

  private func ofQuantity(_ labels: [Int], _ groupCount: Int, _ drawn: [Int]) -> Share {
    let mean = drawn.reduce(0) { $0 + values[$1] } / Double(drawn.count)
    var sums = [Double](repeating: 0, count: groupCount)
    var sizes = [Int](repeating: 0, count: groupCount)
    var total = 0.0
    for index in drawn {
      let step = values[index] - mean
      sums[labels[index]] += step
      sizes[labels[index]] += 1
      total += step * step
    }
    let filled = sizes.indices.filter { sizes[$0] > 0 }
    guard total > 0, filled.count >= 2 else { return Share() }
    let eta = Association.etaSquared(
      centredSums: filled.map { sums[$0] }, sizes: filled.map { sizes[$0] }, total: total)
    let freed = Association.epsilonSquared(
      etaSquared: eta, groupCount: filled.count, count: drawn.count)
    return Share(plain: eta, freed: freed ?? 0)
  }

  private func ofLevels(_ labels: [Int], _ groupCount: Int, _ drawn: [Int]) -> Share {
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: levelCount), count: groupCount)
    for index in drawn { counts[labels[index]][Int(values[index])] += 1 }
    guard let test = Association.chiSquared(counts) else { return Share() }
    return Share(plain: test.cramersV, freed: test.correctedCramersV)
  }
}
