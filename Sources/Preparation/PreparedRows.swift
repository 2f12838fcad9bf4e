import LinearAlgebra

/// Rows of a table in the space that is clustered, and what had to be filled in to put them there.
public struct PreparedRows: Sendable, Equatable {
  /// Rows of the table, in the order of `scores`.
  public let rows: [Int]
  /// n × axes.
  public let scores: Matrix
  /// Missing variables of each row, which were rebuilt.
  public let missingCellCounts: [Int]
  /// Cells whose level the training rows did not have: they take the average profile.
  public let unseenLevelCount: Int
  /// The same by column, those without any left out, in the order of the recipe.
  public let unseenLevels: [UnseenLevels]
  /// Quantities brought back to the bounds of their column.
  public let winsorisedCellCount: Int
  /// Positions in `rows` of the rows without any active value: they stand at the average profile.
  public let rowsWithoutData: [Int]

  public var imputedCellCount: Int { missingCellCounts.reduce(0, +) }
}

/// Cells of a column whose level the training rows did not have.
public struct UnseenLevels: Sendable, Equatable {
  public let key: String
  public let count: Int

  public init(key: String, count: Int) {
    self.key = key
    self.count = count
  }
}
