import Interpretation
import LinearAlgebra
import Statistics
import Tables

/// Whether segments explain a column that had no part in making them.
///
///     let search = OutcomeEvaluation(table: table, rule: rule, seed: 2026)
///     search.evaluate(["resiliation"], training: made, heldOut: others)[0].heldOut?.value     // 0.31
///
/// η² of a quantity, Cramér's V of a category, over the clients with an observed value; on the
/// held-out clients, whose segments are known without them, and beside on those that made the
/// segments. The p-value permutes the outcome among the clients, segments fixed:
/// (1 + #{permutations that explain at least as much}) / (B + 1).
///
/// Of several outcomes one or another is explained by chance: `correctedPValue` is Holm's over those that
/// are tested together (``Statistics/HolmCorrection``).
///
/// `byChance` is the mean over the permutations: both measures are above 0 on anything, η² by about
/// (k − 1)/(n − 1). The same is told of the rule's column on the same held-out clients, and whether the
/// one explains more than the other (``OutcomeComparison``).
///
/// - Complexity: O(B · n), B = `permutations`.
struct OutcomeEvaluation: Sendable {
  let table: Table
  /// The firm's own segments, of the table's rows.
  let rule: SegmentedRows?
  let seed: UInt64
  var permutations = 999
  /// Samples of clients for the comparison with the rule.
  var bootstraps = 999

  /// Fewer observed values are no test of anything.
  static let minimumCount = 20
}

/// What segments, and the rule's column, explain of one outcome.
public struct OutcomeResult: Sendable, Codable, Equatable {
  public let key: String
  /// `nil` where it is not evaluated at all.
  public let measure: VariableEffect.Measure?
  public let heldOut: OutcomeEffect?
  /// On the clients that made the segments, whom they were fitted to.
  public let training: OutcomeEffect?
  public let rule: OutcomeEffect?
  /// Segments against rules on the same held-out clients; `nil` without rules, or with a reason.
  public let comparison: OutcomeComparison?
  public let notCompared: OutcomeRefusal?
  /// Why nothing is told of held-out clients; `nil` where something is.
  public let notEvaluated: OutcomeRefusal?
}

public struct OutcomeEffect: Sendable, Codable, Equatable {
  public let value: Double
  public let byChance: Double
  public let pValue: Double
  /// By Holm's method, over the outcomes tested on the same clients; `pValue` where there is one.
  public let correctedPValue: Double
  public let permutations: Int
  /// Clients with a segment and an observed value.
  public let count: Int
}

public enum OutcomeRefusal: String, Error, Sendable, Codable, Equatable {
  /// It names the clients, or is a text: every value is another.
  case identifier
  /// Dates and lists of several levels have no measure here.
  case kind
  /// No client has a value.
  case empty
  case constant
  /// All the clients are of one segment.
  case oneSegment
  /// One rule takes them all.
  case oneRule
  case tooFewValues
  case nobodyHeldOut
}

/// Clients and the segment of each.
struct LabelledClients: Sendable {
  let rows: [Int]
  let labels: [Int]

  init(rows: [Int], labels: [Int]) {
    self.rows = rows
    self.labels = labels
  }

  /// Those whose segment is known.
  init(_ clients: [(Int, Int?)]) {
    let known = clients.compactMap { row, label in label.map { (row, $0) } }
    self.init(rows: known.map(\.0), labels: known.map(\.1))
  }
}

extension OutcomeEvaluation {
  func evaluate(
    _ keys: [String], training: LabelledClients, heldOut: LabelledClients,
    parallelism: Parallelism = .serial
  ) -> [OutcomeResult] {
    let compared = keys.count { key in
      guard let values = table[key].flatMap(OutcomeValues.init) else { return false }
      return byRule(of: heldOut).flatMap { try? pairs(values, heldOut, byRule: $0) } != nil
    }
    let results = keys.map { key in
      evaluate(
        key, training: training, heldOut: heldOut, comparisons: max(1, compared), parallelism)
    }
    return OutcomeResult.corrected(results)
  }

  private func evaluate(
    _ key: String, training: LabelledClients, heldOut: LabelledClients, comparisons: Int,
    _ parallelism: Parallelism
  ) -> OutcomeResult {
    func refused(_ reason: OutcomeRefusal) -> OutcomeResult {
      OutcomeResult(
        key: key, measure: nil, heldOut: nil, training: nil, rule: nil, comparison: nil,
        notCompared: rule == nil ? nil : reason, notEvaluated: reason)
    }
    guard let column = table[key] else { return refused(.kind) }
    if column.hasNoValue { return refused(.empty) }
    if column.isConstant { return refused(.constant) }
    if column.kind == .identifier || column.kind == .text { return refused(.identifier) }
    guard let values = OutcomeValues(column) else { return refused(.kind) }
    func effect(_ clients: LabelledClients, item: Int) -> OutcomeEffect? {
      PermutationTest(values, clients)?.effect(
        permutations: permutations, seed: seed, item: 4 * (column.position - 1) + item,
        parallelism: parallelism)
    }
    let own = effect(heldOut, item: 0)
    let byRule = byRule(of: heldOut)
    let compared = byRule.map {
      comparison(
        values, heldOut, byRule: $0, item: column.position - 1, comparisons: comparisons,
        parallelism)
    }
    return OutcomeResult(
      key: key, measure: values.measure, heldOut: own, training: effect(training, item: 1),
      rule: byRule.flatMap {
        effect(LabelledClients(Array(zip(heldOut.rows, $0))), item: 2)
      },
      comparison: try? compared?.get(), notCompared: compared?.refusal,
      notEvaluated: own == nil ? refusal(values, heldOut, training) : nil)
  }

  private func comparison(
    _ values: OutcomeValues, _ clients: LabelledClients, byRule rules: [Int?], item: Int,
    comparisons: Int, _ parallelism: Parallelism
  ) -> Result<OutcomeComparison, OutcomeRefusal> {
    do throws(OutcomeRefusal) {
      return .success(
        try pairs(values, clients, byRule: rules).comparison(
          replicates: bootstraps, comparisons: comparisons, seed: seed, item: item,
          parallelism: parallelism))
    } catch {
      return .failure(error)
    }
  }

  private func pairs(
    _ values: OutcomeValues, _ clients: LabelledClients, byRule rules: [Int?]
  ) throws(OutcomeRefusal) -> PairedClients {
    try PairedClients(values, rows: clients.rows, segments: clients.labels, rules: rules)
  }

  private func refusal(
    _ values: OutcomeValues, _ clients: LabelledClients, _ training: LabelledClients
  ) -> OutcomeRefusal {
    if clients.rows.isEmpty {
      // Of one segment nothing is explained, whoever is held out.
      return Set(training.labels).count < 2 ? .oneSegment : .nobodyHeldOut
    }
    let present = clients.rows.compactMap { values[$0] }
    if present.count < Self.minimumCount { return .tooFewValues }
    return Set(clients.labels).count < 2 ? .oneSegment : .constant
  }

  /// The rule's label of the same clients.
  private func byRule(of clients: LabelledClients) -> [Int?]? {
    guard let texts = rule?.texts else { return nil }
    let names = Set(clients.rows.compactMap { texts[$0] }).sorted()
    let labelOf = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    return clients.rows.map { row in texts[row].flatMap { labelOf[$0] } }
  }
}

extension OutcomeResult {
  /// P-values corrected for the number of outcomes: of the held-out clients, of the training ones, of
  /// the rules, each a family.
  static func corrected(_ results: [OutcomeResult]) -> [OutcomeResult] {
    func family(_ effect: (OutcomeResult) -> OutcomeEffect?) -> [OutcomeEffect?] {
      let effects = results.map(effect)
      return zip(effects, HolmCorrection.corrected(effects.map { $0?.pValue })).map {
        $0?.corrected($1)
      }
    }
    let (heldOut, training, rule) = (family(\.heldOut), family(\.training), family(\.rule))
    return results.enumerated().map { index, result in
      OutcomeResult(
        key: result.key, measure: result.measure, heldOut: heldOut[index],
        training: training[index], rule: rule[index], comparison: result.comparison,
        notCompared: result.notCompared, notEvaluated: result.notEvaluated)
    }
  }
}

extension OutcomeEffect {
  fileprivate func corrected(_ p: Double?) -> OutcomeEffect {
    OutcomeEffect(
      value: value, byChance: byChance, pValue: pValue, correctedPValue: p ?? pValue,
      permutations: permutations, count: count)
  }
}

/// An outcome's values by row: quantities, or levels by number.
package struct OutcomeValues: Sendable {
  package let measure: VariableEffect.Measure
  private let values: [Double]

  /// `nil` for what has no measure: texts, dates, lists.
  package init?(_ column: Column) {
    switch column.values {
    case .numbers(let numbers):
      measure = .etaSquared
      values = numbers
    case .categories(let codes, _):
      measure = .cramersV
      values = codes.map { $0 < 0 ? .nan : Double($0) }
    case .sets, .texts, .dates: return nil
    }
  }

  subscript(row: Int) -> Double? { values[row].isFinite ? values[row] : nil }
}

extension Result<OutcomeComparison, OutcomeRefusal> {
  fileprivate var refusal: OutcomeRefusal? {
    if case .failure(let reason) = self { return reason }
    return nil
  }
}

extension Column {
  /// Whether its observed values are all the same, or there is none.
  var isConstant: Bool {
    switch values {
    case .numbers(let numbers): Set(numbers.filter(\.isFinite)).count <= 1
    case .categories(let codes, _): Set(codes.filter { $0 >= 0 }).count <= 1
    case .sets(let members, _): Set(members.compactMap { $0 }).count <= 1
    case .texts(let texts): Set(texts.compactMap { $0 }).count <= 1
    case .dates(let days): Set(days.filter { $0 != .min }).count <= 1
    }
  }
}

/// The measure of some outcome by some segments, on the data and with the outcome permuted.
struct PermutationTest: Sendable {
  private let measure: VariableEffect.Measure
  /// Quantities about their mean, or levels counted from 0.
  private let values: [Double]
  private let labels: [Int]
  private let sizes: [Int]
  private let levelCount: Int
  private let total: Double

  /// `nil` where there are too few values, or one, or one segment.
  init?(_ values: OutcomeValues, _ clients: LabelledClients) {
    let present = zip(clients.rows, clients.labels).compactMap { row, label in
      values[row].map { (value: $0, label: label) }
    }
    guard present.count >= OutcomeEvaluation.minimumCount else { return nil }
    let order = Set(present.map(\.label)).sorted()
    let levels = Set(present.map(\.value)).sorted()
    guard order.count >= 2, levels.count >= 2 else { return nil }
    let labelOf = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
    let labels = present.map { labelOf[$0.label, default: 0] }
    self.labels = labels
    sizes = order.indices.map { group in labels.count { $0 == group } }
    measure = values.measure
    if measure == .etaSquared {
      let mean = present.reduce(0) { $0 + $1.value } / Double(present.count)
      self.values = present.map { $0.value - mean }
    } else {
      let codeOf = Dictionary(uniqueKeysWithValues: zip(levels, levels.indices))
      let codes = present.map { codeOf[$0.value, default: 0] }
      self.values = codes.map(Double.init)
    }
    levelCount = levels.count
    total = self.values.reduce(0) { $0 + $1 * $1 }
  }

  func effect(
    permutations: Int, seed: UInt64, item: Int, parallelism: Parallelism
  ) -> OutcomeEffect {
    let observed = measured(values)
    let drawn = parallelism.map(count: permutations) { replicate -> Double in
      var stream = RandomStream(
        seed: seed, purpose: .outcomePermutation, replicate: replicate, item: item)
      return measured(stream.permutation(of: values.count).map { values[$0] })
    }
    // Sums in another order differ in the last bits.
    let asGood = drawn.count { $0 >= observed * (1 - 1e-12) }
    let p = Double(1 + asGood) / Double(permutations + 1)
    return OutcomeEffect(
      value: observed, byChance: drawn.reduce(0, +) / Double(max(permutations, 1)),
      pValue: p, correctedPValue: p, permutations: permutations, count: values.count)
  }

  private func measured(_ values: [Double]) -> Double {
    measure == .etaSquared ? etaSquared(values) : cramersV(values)
  }

  private func etaSquared(_ values: [Double]) -> Double {
    var sums = [Double](repeating: 0, count: sizes.count)
    for (value, label) in zip(values, labels) { sums[label] += value }
    return Association.etaSquared(centredSums: sums, sizes: sizes, total: total)
  }

  private func cramersV(_ codes: [Double]) -> Double {
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: levelCount), count: sizes.count)
    for (code, label) in zip(codes, labels) { counts[label][Int(code)] += 1 }
    return Association.cramersV(counts) ?? 0
  }
}
