import Tables

/// Why a table cannot be prepared. Facts only: columns by their key, never a client's value.
public enum PreparationError: Error, Equatable, Sendable {
  /// No row was given, or fewer than a factor space needs.
  case tooFewRows(found: Int, required: Int)
  /// Every candidate was screened out, or nothing in the table is a feature.
  case noActiveColumn(candidates: Int)
  /// A role was asked for a column that the table does not have.
  case unknownColumn(key: String)
  /// A personal identifier was asked for as a feature.
  case personalIdentifier(key: String, kind: PersonalDataKind)
  /// The table to transform lacks a column of the recipe.
  case missingColumn(key: String)
  /// A column no longer holds what the recipe learnt from it.
  case kindChanged(key: String, expected: ColumnContent, found: ColumnContent)
  /// The levels and quantities make more coded columns than a factor space is computed for.
  case tooManyCodedColumns(found: Int, limit: Int)
  /// The recipe was written by a version that this one does not read.
  case unsupportedVersion(found: Int, supported: Int)
  /// A column asked for as numbers holds something else.
  case notNumeric(key: String)
  /// A variable given to an analysis has no variance to speak of.
  case noFiniteVariance(variable: String, because: VarianceFault)
}

/// Why a variable has no variance.
public enum VarianceFault: Sendable, Equatable {
  /// Every value is missing.
  case noValue
  case constant
  /// Its values, or their range, are beyond what `Double` can square.
  case outOfRange
}

/// What a column holds, as far as a recipe cares.
public enum ColumnContent: String, Codable, Sendable, Equatable {
  case numbers, levels, sets, texts, dates
}
