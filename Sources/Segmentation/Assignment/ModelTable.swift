import LinearAlgebra
import Preparation
import Tables

/// A column that a file calls otherwise than the model.
public struct RenamedColumn: Sendable, Equatable {
  /// What the model calls it.
  public let expected: String
  /// What the file calls it.
  public let found: String
}

extension SegmentationModel {
  /// The model's columns in a table.
  ///
  /// - Throws: ``ModelError/missingColumns(_:known:)``.
  func matching(_ table: Table) throws(ModelError) -> [ColumnMatch] {
    let keys = Set(columns.map(\.key))
    var matches: [ColumnMatch] = []
    var missing: [String] = []
    for column in columns {
      if let same = table.columns.first(where: { $0.key == column.key }) {
        matches.append(ColumnMatch(model: column, found: same))
      } else if let known = KnownColumn(key: column.key, header: column.header),
        let alias = table.columns.first(where: { $0.known == known && !keys.contains($0.key) })
      {
        matches.append(ColumnMatch(model: column, found: alias))
      } else {
        missing.append(column.header)
      }
    }
    guard missing.isEmpty else {
      throw .missingColumns(missing, known: table.columns.map(\.name))
    }
    return matches
  }

  /// Rows of a table that is read already, in the model's space.
  ///
  /// - Throws: ``ModelError/missingColumns(_:known:)``, ``Preparation/PreparationError``.
  package func transform(
    _ table: Table, rows: [Int], parallelism: Parallelism = .serial
  ) throws -> PreparedRows {
    try recipe.transform(
      self.table(of: matching(table), in: table), rows: rows, parallelism: parallelism)
  }

  /// How newcomers' columns are to be read, by the keys of their file, so that a few rows mean what
  /// they would among many.
  func kinds(for matches: [ColumnMatch]) -> [String: ColumnKind] {
    let quantities = Set(
      recipe.variables.filter { if case .quantity = $0.encoding { true } else { false } }.map(\.key)
    )
    return Dictionary(
      matches.map { match in
        (match.found.key, quantities.contains(match.model.key) ? .numeric : match.model.kind)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The units that only the run knows of, for columns under the header that they had: those that its
  /// configuration gave, and the scale of shares, as few rows do not tell 0.8 % from 80 %.
  ///
  /// - Parameter matches: read without them.
  func units(for matches: [ColumnMatch]) -> [String: WrittenUnit] {
    let scales: Set<WrittenUnit> = [.percent, .fraction]
    var units: [String: WrittenUnit] = [:]
    for match in matches where match.found.header == match.model.header {
      let (found, learnt) = (match.found.writtenUnit, match.model.writtenUnit)
      if let stated = match.model.statedUnit {
        units[match.found.key] = stated
      } else if found != learnt, scales.isSuperset(of: [found, learnt]) {
        units[match.found.key] = learnt
      }
    }
    return units
  }

  /// The matched columns under the model's keys, levels spelt as the model spells them.
  func table(of matches: [ColumnMatch], in table: Table) -> Table {
    let known = knownLevels
    return Table(
      columns: matches.map { match in
        let column = table.columns.first { $0.key == match.found.key } ?? match.found
        return Column(
          name: column.name, header: column.header, key: match.model.key,
          position: column.position, kind: column.kind, unit: column.unit,
          writtenUnit: column.writtenUnit,
          values: column.values.respelt(as: known[match.model.key] ?? []), doubts: column.doubts)
      })
  }

  /// The levels that the recipe knows, by column.
  private var knownLevels: [String: [String]] {
    var levels: [String: [String]] = [:]
    for variable in recipe.variables {
      switch variable.encoding {
      case .quantity: break
      case .ranks(let known), .member(_, let known): levels[variable.key] = known
      case .levels(let grouping): levels[variable.key] = grouping.kept + grouping.pooled
      }
    }
    return levels
  }
}

/// A column of the model and the one of a file that stands for it.
struct ColumnMatch {
  let model: ModelColumn
  let found: Column

  var isRenamed: Bool { model.key != found.key }
}

extension ColumnValues {
  /// The same with levels that differ from a known one by their spelling alone written as it is.
  fileprivate func respelt(as known: [String]) -> ColumnValues {
    let spelling = Dictionary(
      known.map { (LevelSpelling.key(for: $0), $0) }, uniquingKeysWith: { first, _ in first })
    let isKnown = Set(known)
    func respelt(_ levels: [String]) -> [String] {
      levels.map { isKnown.contains($0) ? $0 : spelling[LevelSpelling.key(for: $0)] ?? $0 }
    }
    switch self {
    case .categories(let codes, let levels):
      return .categories(codes: codes, levels: respelt(levels))
    case .sets(let members, let levels): return .sets(members: members, levels: respelt(levels))
    case .numbers, .texts, .dates: return self
    }
  }
}
