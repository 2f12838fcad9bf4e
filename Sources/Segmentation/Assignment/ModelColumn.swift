import Preparation
import Tables

/// How a column that the recipe needs was read.
public struct ModelColumn: Sendable, Codable, Equatable {
  public let key: String
  /// As the file wrote it.
  public let header: String
  public let kind: ColumnKind
  public let writtenUnit: WrittenUnit
  /// The unit that the run's configuration gave it; `nil` where reading found it out.
  public let statedUnit: WrittenUnit?
}

extension ModelColumn {
  /// The columns that a recipe needs, as a table has them.
  ///
  /// - Parameter units: those that the configuration gives, by key or by header.
  static func needed(
    by recipe: Recipe, in table: Table, units: [String: WrittenUnit]
  ) -> [ModelColumn] {
    let keys = Set(recipe.activeKeys)
    return table.columns.filter { keys.contains($0.key) }.map { column in
      ModelColumn(
        key: column.key, header: column.header, kind: column.kind,
        writtenUnit: column.writtenUnit, statedUnit: units[column.key] ?? units[column.name])
    }
  }
}
