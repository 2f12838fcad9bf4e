import Tables

/// The rows of two quarters one under the other, in the columns of both: what either model is asked of.
///
/// A column that one quarter lacks, or that holds something else there, is missing in its rows. Where the
/// quarters call or type a column otherwise, the one that prevails says how.
struct StackedQuarters {
  let table: Table
  let changes: ColumnChanges

  /// - Parameter prevailing: whose keys and types count.
  init(_ previous: Table, _ current: Table, prevailing: Prevailing) {
    let pairing = ColumnPairing(previous, current)
    let (before, after) = (previous.rowCount, current.rowCount)
    var columns: [Column] = []
    func add(_ model: Column, _ values: ColumnValues) {
      columns.append(
        Column(
          name: model.name, header: model.header, key: model.key, position: columns.count + 1,
          kind: model.kind, unit: model.unit, writtenUnit: model.writtenUnit, values: values))
    }
    for pair in pairing.pairs {
      let isSame = pair.previous.values.content == pair.current.values.content
      switch prevailing {
      case .previous:
        let rest = isSame ? pair.current.values : pair.previous.values.missing(count: after)
        add(pair.previous, pair.previous.values.followed(by: rest))
      case .current:
        let rest = isSame ? pair.previous.values : pair.current.values.missing(count: before)
        add(pair.current, rest.followed(by: pair.current.values))
      }
    }
    for column in pairing.removed {
      add(column, column.values.followed(by: column.values.missing(count: after)))
    }
    for column in pairing.added {
      add(column, column.values.missing(count: before).followed(by: column.values))
    }
    table = Table(columns: columns)
    changes = pairing.changes
  }

  enum Prevailing { case previous, current }
}

/// How the columns of a portfolio differ between two quarters, by header.
public struct ColumnChanges: Sendable, Equatable, Codable {
  public struct Renamed: Sendable, Equatable, Codable {
    public let previous: String
    public let current: String
  }
  public let added: [String]
  public let removed: [String]
  public let renamed: [Renamed]
  /// Columns that hold something else than they did: numbers that became words.
  public let retyped: [String]

  public var isEmpty: Bool {
    added.isEmpty && removed.isEmpty && renamed.isEmpty && retyped.isEmpty
  }
}

/// Which column of one quarter is which of another: by key, else as the same known column.
private struct ColumnPairing {
  struct Pair {
    let previous: Column
    let current: Column
  }
  private(set) var pairs: [Pair] = []
  private(set) var removed: [Column] = []
  private(set) var added: [Column] = []

  init(_ previous: Table, _ current: Table) {
    let previousKeys = Set(previous.columns.map(\.key))
    var taken: Set<String> = []
    for column in previous.columns {
      let same = current.columns.first { $0.key == column.key }
      let alias = current.columns.first {
        column.known != nil && $0.known == column.known && !previousKeys.contains($0.key)
          && !taken.contains($0.key)
      }
      if let found = same ?? alias {
        taken.insert(found.key)
        pairs.append(Pair(previous: column, current: found))
      } else {
        removed.append(column)
      }
    }
    added = current.columns.filter { !taken.contains($0.key) }
  }

  var changes: ColumnChanges {
    ColumnChanges(
      added: added.map(\.name), removed: removed.map(\.name),
      renamed: pairs.filter { $0.previous.key != $0.current.key }.map {
        ColumnChanges.Renamed(previous: $0.previous.name, current: $0.current.name)
      },
      retyped: pairs.filter { $0.previous.values.content != $0.current.values.content }
        .map { $0.current.name })
  }
}

// MARK: - Values one under the other

extension ColumnValues {
  enum Content { case numbers, categories, sets, texts, dates }

  var content: Content {
    switch self {
    case .numbers: .numbers
    case .categories: .categories
    case .sets: .sets
    case .texts: .texts
    case .dates: .dates
    }
  }

  /// As many rows without a value.
  func missing(count: Int) -> ColumnValues {
    switch self {
    case .numbers: .numbers([Double](repeating: .nan, count: count))
    case .categories(_, let levels):
      .categories(codes: [Int32](repeating: -1, count: count), levels: levels)
    case .sets(_, let levels):
      .sets(members: [[Int32]?](repeating: nil, count: count), levels: levels)
    case .texts: .texts([String?](repeating: nil, count: count))
    case .dates: .dates([Int32](repeating: .min, count: count))
    }
  }

  /// The rows of both; levels of the other that these do not have come after.
  func followed(by other: ColumnValues) -> ColumnValues {
    switch (self, other) {
    case (.numbers(let a), .numbers(let b)): return .numbers(a + b)
    case (.categories(let a, let levels), .categories(let b, let others)):
      let union = LevelUnion(levels, others)
      return .categories(
        codes: a + b.map { $0 < 0 ? -1 : union.code[Int($0)] }, levels: union.levels)
    case (.sets(let a, let levels), .sets(let b, let others)):
      let union = LevelUnion(levels, others)
      return .sets(
        members: a + b.map { $0.map { $0.map { union.code[Int($0)] } } }, levels: union.levels)
    case (.texts(let a), .texts(let b)): return .texts(a + b)
    case (.dates(let a), .dates(let b)): return .dates(a + b)
    default: preconditionFailure("columns of one content")
    }
  }

  /// Whether two rows say the same; nothing is the same as nothing.
  func isSame(_ a: Int, _ b: Int) -> Bool {
    switch self {
    case .numbers(let values): values[a] == values[b] || values[a].isNaN && values[b].isNaN
    case .categories(let codes, _): codes[a] == codes[b]
    case .sets(let members, _): members[a].map(Set.init) == members[b].map(Set.init)
    case .texts(let texts): texts[a] == texts[b]
    case .dates(let days): days[a] == days[b]
    }
  }
}

/// The levels of one column, then those that only another has.
private struct LevelUnion {
  private(set) var levels: [String]
  /// The place of each of the other's levels.
  let code: [Int32]

  init(_ levels: [String], _ others: [String]) {
    var union = levels
    var place = Dictionary(
      levels.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
    code = others.map { level in
      if let known = place[level] { return known }
      place[level] = Int32(union.count)
      union.append(level)
      return Int32(union.count - 1)
    }
    self.levels = union
  }
}
