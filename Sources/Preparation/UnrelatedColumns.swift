import LinearAlgebra
import Statistics

/// Candidate columns that have nothing to do with those that may tell groups, and show none themselves:
/// each adds as much distance between clients as a column that tells groups, and axes of about the
/// average inertia among which those of the groups are lost.
///
/// Groups show in two ways: columns depend on each other, be it without any correlation (three groups on
/// the corners of a triangle), or a column has several modes. Columns that depend on each other, directly
/// or through others, make a *block*; two do where one of their two tables, quantities cut at their
/// quarters and at their median, has a χ² whose p-value is at most `level` over the number of tables
/// (Bonferroni). A block is left out when
///
/// - it has *one mode*: quantities alone, no axis of whose principal components has a
///   ``Statistics/DipStatistic`` with a p-value at or under `level` over the number of axes of all blocks;
///   or a single category, which has no modes. Values that repeat make dips, so counts and ratings mostly
///   stay, as do categories bound to other columns;
/// - another block *may tell groups*: it has not one mode, and is of two columns or more, or of one
///   quantity whose values seldom repeat; or, where no block is such, it is the only one of two columns
///   or more;
/// - together with the others so left out it carries `shareLimit` of the inertia: a few columns beside
///   many make no difference, and stay.
///
/// Beyond 2048 training rows, 2048 of them at equal steps serve. Two columns are compared where both are
/// observed.
///
/// - Complexity: O(c²·n + c³) for c columns, n at most 2048.
struct UnrelatedColumns {
  /// 0 leaves no column out.
  let level: Double
  let shareLimit: Double

  private static let largestSample = 2048

  /// The decisions, for columns in order.
  /// - Throws: ``LinearAlgebraError``.
  func decisions(among candidates: [Screening.Candidate]) throws -> [ScreeningDecision] {
    guard level > 0, candidates.count > 1 else { return [] }
    let columns = candidates.map { SampledColumn($0, largestSample: Self.largestSample) }
    let blocks = try blocks(of: columns).map { members in
      try Block(
        members, of: columns,
        level: level / Double(columns.reduce(0) { $0 + $1.variables.count }))
    }
    guard let left = left(blocks) else { return [] }
    let total = columns.reduce(0) { $0 + $1.dimension }
    let carried = left.reduce(0) { $0 + columns[$1].dimension }
    guard Double(carried) >= shareLimit * Double(total) else { return [] }
    return left.sorted().map {
      ScreeningDecision(key: candidates[$0].column.key, reason: .unrelated)
    }
  }

  /// The columns to leave out; `nil` where nothing says which others to go by.
  private func left(_ blocks: [Block]) -> [Int]? {
    let tellers = blocks.filter(\.tellsGroups)
    if tellers.isEmpty {
      let related = blocks.filter { $0.members.count > 1 }
      guard related.count == 1 else { return nil }
      return blocks.filter { $0.members.count == 1 && $0.hasOneMode }.flatMap(\.members)
    }
    return blocks.filter(\.hasOneMode).flatMap(\.members)
  }

  /// Columns that depend on each other, directly or through others.
  private func blocks(of columns: [SampledColumn]) -> [[Int]] {
    let pairs = columns.count * (columns.count - 1) / 2
    var block = Array(columns.indices)
    for j in columns.indices {
      for i in 0..<j where block[i] != block[j] {
        if columns[i].depends(on: columns[j], level: level / Double(2 * pairs)) {
          let (kept, merged) = (min(block[i], block[j]), max(block[i], block[j]))
          for index in block.indices where block[index] == merged { block[index] = kept }
        }
      }
    }
    return Set(block).sorted().map { number in block.indices.filter { block[$0] == number } }
  }
}

extension UnrelatedColumns {
  private struct Block {
    let members: [Int]
    let hasOneMode: Bool
    let tellsGroups: Bool

    init(_ members: [Int], of columns: [SampledColumn], level: Double) throws {
      self.members = members
      let variables = members.flatMap { columns[$0].variables }
      let quantities = variables.filter(\.isQuantity)
      if quantities.count < variables.count {
        hasOneMode = members.count == 1
        tellsGroups = !hasOneMode
        return
      }
      hasOneMode = try Block.hasOneMode(variables.map(\.values), level: level)
      tellsGroups = !hasOneMode && (members.count > 1 || variables.allSatisfy(\.seldomRepeats))
    }

    private static func hasOneMode(_ quantities: [MixedValues], level: Double) throws -> Bool {
      let data = MixedData(quantities.map { MixedVariable(name: "", values: $0) })
      guard data.rowCount >= 3, let factors = try? MixedDataFactors.fit(data) else { return false }
      let scores = factors.project(data).scores
      return (0..<scores.columnCount).allSatisfy { DipStatistic(scores.column($0)).pValue > level }
    }
  }
}

/// A column on the rows that are looked at.
private struct SampledColumn {
  let variables: [Variable]
  /// Axes that it may have inertia on.
  let dimension: Int

  init(_ candidate: Screening.Candidate, largestSample: Int) {
    variables = candidate.encoded.map { Variable($0.values, largestSample: largestSample) }
    dimension = candidate.encoded.reduce(0) { sum, encoded in
      if case .levels(_, let count) = encoded.values { return sum + count - 1 }
      return sum + 1
    }
  }

  /// A column of several variables, the members of a set, has as many chances.
  func depends(on other: SampledColumn, level: Double) -> Bool {
    let level = level / Double(variables.count * other.variables.count)
    return variables.contains { first in
      other.variables.contains { second in
        first.pValue(with: second, \.quarters) <= level
          || first.pValue(with: second, \.halves) <= level
      }
    }
  }

  struct Variable {
    let values: MixedValues
    let isQuantity: Bool
    /// Whether half of the values or more are distinct.
    let seldomRepeats: Bool
    /// Classes of the values, −1 where they are missing; of a category its levels.
    let quarters: [Int]
    let halves: [Int]

    init(_ all: MixedValues, largestSample: Int) {
      let step = max(1, (all.count + largestSample - 1) / largestSample)
      let places = stride(from: 0, to: all.count, by: step)
      switch all {
      case .levels(let codes, let count):
        values = .levels(places.map { codes[$0] }, count: count)
        isQuantity = false
        seldomRepeats = false
        quarters = places.map { Int(max(codes[$0], -1)) }
        halves = quarters
      case .numbers(let numbers):
        let sample = places.map { numbers[$0] }
        let sorted = SortedSample(sample)
        values = .numbers(sample)
        isQuantity = true
        seldomRepeats = 2 * Set(sorted.values).count >= sorted.values.count
        quarters = Self.cut(sample, at: [0.25, 0.5, 0.75].map { sorted.quantile($0) })
        halves = Self.cut(sample, at: [sorted.quantile(0.5)])
      }
    }

    private static func cut(_ values: [Double], at bounds: [Double]) -> [Int] {
      values.map { value in value.isNaN ? -1 : bounds.count { value > $0 } }
    }

    /// Of the χ² of the two variables' table; 1 where either has but one class.
    func pValue(with other: Variable, _ classes: KeyPath<Variable, [Int]>) -> Double {
      let (a, b) = (self[keyPath: classes], other[keyPath: classes])
      var table = [[Int]](
        repeating: [Int](repeating: 0, count: (b.max() ?? 0) + 1), count: (a.max() ?? 0) + 1)
      for (x, y) in zip(a, b) where x >= 0 && y >= 0 { table[x][y] += 1 }
      guard let test = Association.chiSquared(table) else { return 1 }
      return ChiSquaredDistribution(degreesOfFreedom: Double(test.degreesOfFreedom))
        .survival(test.value)
    }
  }
}
