import LinearAlgebra
import Preparation
import Segmentation
import Tables

/// What each of two models says of the clients of both quarters.
struct FrozenComparison {
  let previous: RecordedRun
  let current: RecordedRun
  private let beforeStack: StackedQuarters
  private let afterStack: StackedQuarters
  private let parallelism: Parallelism

  init(_ previous: RecordedRun, _ current: RecordedRun, parallelism: Parallelism) {
    self.previous = previous
    self.current = current
    self.parallelism = parallelism
    beforeStack = StackedQuarters(previous.table, current.table, prevailing: .previous)
    let needsOther = !beforeStack.changes.renamed.isEmpty || !beforeStack.changes.retyped.isEmpty
    afterStack =
      needsOther
      ? StackedQuarters(previous.table, current.table, prevailing: .current) : beforeStack
  }

  var changes: ColumnChanges { beforeStack.changes }
  /// Both quarters' rows, as the earlier calls and types its columns.
  var table: Table { beforeStack.table }

  func newRow(_ row: Int) -> Int { previous.identifiers.count + row }

  /// The earlier model on rows of the stack.
  func byEarlierModel(_ rows: [Int]) throws -> [FrozenPlace] {
    try places(previous.model, beforeStack.table, rows)
  }

  /// The new model on rows of the stack.
  func byNewModel(_ rows: [Int]) throws -> [FrozenPlace] {
    try places(current.model, afterStack.table, rows)
  }

  /// The rows in the space of the new model.
  func inNewSpace(_ rows: [Int]) throws -> Matrix {
    try current.model.transform(afterStack.table, rows: rows, parallelism: parallelism).scores
  }

  private func places(
    _ model: SegmentationModel, _ table: Table, _ rows: [Int]
  ) throws -> [FrozenPlace] {
    try FrozenSegments(model).places(
      of: model.transform(table, rows: rows, parallelism: parallelism), parallelism: parallelism)
  }
}

extension FrozenComparison {
  /// A client whose new data the earlier model puts elsewhere.
  struct Crossing {
    let previousRow: Int
    /// Of the stack.
    let newRow: Int
    let from: Int
    let to: Int
  }

  /// For each crossing, the columns whose earlier value alone would take the client back, the strongest
  /// first, at most `limit`.
  ///
  /// The margin of a client is how much nearer it is to the segment it came to than to the one it came
  /// from; the effect of a column is how much of it is lost when its earlier value stands beside the new
  /// values of all others.
  func movingFeatures(_ crossings: [Crossing], limit: Int) throws -> [[MovingFeature]] {
    guard !crossings.isEmpty else { return [] }
    let model = previous.model
    let stack = beforeStack.table
    let keys = Set(model.columns.map(\.key))
    let columns = stack.columns.filter { keys.contains($0.key) }
    let margins = try margins(crossings, in: stack, rows: crossings.map(\.newRow))
    var features = [[MovingFeature]](repeating: [], count: crossings.count)
    for column in columns {
      let changed = crossings.indices.filter {
        !column.values.isSame(crossings[$0].previousRow, crossings[$0].newRow)
      }
      if changed.isEmpty { continue }
      let own = changed.map { crossings[$0] }
      let replaced = Table(
        columns: columns.map { other in
          other.key == column.key
            ? other.taking(other.values.taking(own.map(\.previousRow)))
            : other.taking(other.values.taking(own.map(\.newRow)))
        })
      let back = try self.margins(own, in: replaced, rows: Array(own.indices))
      for (place, index) in changed.enumerated() where margins[index] > back[place] {
        features[index].append(
          MovingFeature(
            key: column.key, header: column.name, effect: margins[index] - back[place]))
      }
    }
    return features.map { list in
      Array(
        list.sorted { ($1.effect, $0.key) < ($0.effect, $1.key) }.prefix(limit))
    }
  }

  private func margins(
    _ crossings: [Crossing], in table: Table, rows: [Int]
  ) throws -> [Double] {
    let prepared = try previous.model.transform(table, rows: rows, parallelism: parallelism)
    let distances = try previous.model.placement.distances(
      prepared.scores, parallelism: parallelism)
    return crossings.indices.map {
      distances[$0, crossings[$0].from] - distances[$0, crossings[$0].to]
    }
  }
}
