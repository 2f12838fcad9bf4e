import Tables

/// One column against the segments: what ``SegmentProfiler`` gathers before sorting by segment.
struct ColumnProfile: Sendable {
  /// One per segment, `nil` where the segment has no observed value; empty for other kinds.
  private(set) var numeric: [NumericTrait?] = []
  /// Per segment, one per level; empty for other kinds.
  private(set) var categories: [[CategoryTrait]] = []
  private(set) var effects: [VariableEffect] = []

  init(_ column: Column, training: LabelledRows, heldOut: LabelledRows?, segmentCount: Int) {
    let variable = ProfiledVariable(column)
    switch (column.kind, column.values) {
    case (.identifier, _), (.text, _), (.date, _), (_, .texts), (_, .dates):
      return
    case (_, .numbers(let values)):
      describe(
        variable, values: values, training: training, heldOut: heldOut,
        segmentCount: segmentCount)
    case (_, .categories(let codes, let levels)):
      describe(
        variable, levels: levels,
        training: LevelCounts(codes: codes, levels: levels, part: training, segmentCount),
        heldOut: heldOut.map {
          LevelCounts(codes: codes, levels: levels, part: $0, segmentCount)
        })
    case (_, .sets(let members, let levels)):
      describe(
        variable, levels: levels,
        training: LevelCounts(members: members, levels: levels, part: training, segmentCount),
        heldOut: heldOut.map {
          LevelCounts(members: members, levels: levels, part: $0, segmentCount)
        })
    }
  }
}

extension ColumnProfile {
  private mutating func describe(
    _ variable: ProfiledVariable, values: [Double], training: LabelledRows,
    heldOut: LabelledRows?, segmentCount: Int
  ) {
    let fitted = NumericGroups(values, part: training, segmentCount: segmentCount)
    let tested = heldOut.map { NumericGroups(values, part: $0, segmentCount: segmentCount) }
    guard let overall = fitted.overall else { return }
    let effect = fitted.etaSquared
    let sides = MedianSide.shares(of: fitted, median: overall.median)
    numeric = (0..<segmentCount).map { segment in
      guard let summary = fitted.summaries[segment] else { return nil }
      let gap = tested.flatMap {
        HeldOutGap.of($0.vTest(segment), count: $0.values[segment].count)
      }
      return NumericTrait(
        variable: variable, segment: summary, overall: overall, vTest: fitted.vTest(segment),
        effect: effect, above: sides.above[segment], below: sides.below[segment],
        heldOut: tested.flatMap { groups in
          guard let part = groups.summaries[segment], let whole = groups.overall else {
            return nil
          }
          return HeldOutNumericTrait(
            segment: part, overall: whole, vTest: gap == nil ? groups.vTest(segment) : nil)
        }, heldOutGap: gap)
    }
    effects = [
      VariableEffect(
        variable: variable, level: nil, measure: .etaSquared, value: effect,
        heldOut: tested?.etaSquared)
    ]
  }

  private mutating func describe(
    _ variable: ProfiledVariable, levels: [String], training: LevelCounts, heldOut: LevelCounts?
  ) {
    let told =
      variable.kind == .yesNo && levels.count == 2 ? [1] : Array(levels.indices)
    let isSet = variable.kind == .set
    let common = isSet ? nil : Effects.cramersV(training.contingency)
    let memberEffects = levels.indices.map {
      isSet ? Effects.cramersV(training.table(ofMember: $0)) : common
    }
    categories = training.contingency.indices.map { segment in
      told.map { level in
        let counts = training.counts(segment: segment, level: level)
        let tested = heldOut?.counts(segment: segment, level: level)
        let value = tested?.vTest
        let gap = tested.flatMap { HeldOutGap.of(value, count: $0.segment) }
        return CategoryTrait(
          variable: variable, level: levels[level], counts: counts, vTest: counts.vTest,
          effect: memberEffects[level],
          heldOut: tested.map {
            HeldOutCategoryTrait(counts: $0, vTest: gap == nil ? value : nil)
          }, heldOutGap: gap)
      }
    }
    if isSet {
      effects = levels.indices.map {
        VariableEffect(
          variable: variable, level: levels[$0], measure: .cramersV, value: memberEffects[$0],
          heldOut: heldOut?.memberEffect($0))
      }
    } else {
      effects = [
        VariableEffect(
          variable: variable, level: nil, measure: .cramersV, value: common,
          heldOut: heldOut.flatMap { Effects.cramersV($0.contingency) })
      ]
    }
  }
}

/// Counts of levels by segment among the clients with an observed value.
struct LevelCounts: Sendable {
  /// Segments × levels. For a set, a client counts once per member.
  private(set) var contingency: [[Int]]
  /// Clients with an observed value, per segment.
  private(set) var observed: [Int]
  private let levelTotals: [Int]
  private let total: Int

  init(codes: [Int32], levels: [String], part: LabelledRows, _ segmentCount: Int) {
    var table = Self.empty(segmentCount, levels.count)
    var observed = [Int](repeating: 0, count: segmentCount)
    for (row, label) in zip(part.rows, part.labels) where codes[row] >= 0 {
      table[label][Int(codes[row])] += 1
      observed[label] += 1
    }
    self.init(contingency: table, observed: observed)
  }

  init(members: [[Int32]?], levels: [String], part: LabelledRows, _ segmentCount: Int) {
    var table = Self.empty(segmentCount, levels.count)
    var observed = [Int](repeating: 0, count: segmentCount)
    for (row, label) in zip(part.rows, part.labels) {
      guard let list = members[row] else { continue }
      for member in Set(list) { table[label][Int(member)] += 1 }
      observed[label] += 1
    }
    self.init(contingency: table, observed: observed)
  }

  private init(contingency: [[Int]], observed: [Int]) {
    self.contingency = contingency
    self.observed = observed
    let width = contingency.first?.count ?? 0
    levelTotals = (0..<width).map { level in contingency.reduce(0) { $0 + $1[level] } }
    total = observed.reduce(0, +)
  }

  private static func empty(_ segmentCount: Int, _ levelCount: Int) -> [[Int]] {
    [[Int]](repeating: [Int](repeating: 0, count: levelCount), count: segmentCount)
  }

  func counts(segment: Int, level: Int) -> CategoryCounts {
    CategoryCounts(
      both: contingency[segment][level], segment: observed[segment], level: levelTotals[level],
      total: total)
  }

  /// Segments × (without, with) the member.
  func table(ofMember level: Int) -> [[Int]] {
    zip(contingency, observed).map { [$1 - $0[level], $0[level]] }
  }

  func memberEffect(_ level: Int) -> Double? { Effects.cramersV(table(ofMember: level)) }
}
