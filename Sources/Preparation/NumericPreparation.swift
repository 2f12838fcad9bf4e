import LinearAlgebra
import Statistics
import Tables

/// How plain quantities are brought to one scale.
public enum NumericScale: String, Codable, Sendable, Equatable, CaseIterable {
  case none
  /// (x − mean)/sd, sd ÷ N: scikit-learn's `StandardScaler`.
  case standard
  /// (x − median)/(1.4826 · median absolute deviation); where that is 0, the interquartile range
  /// / 1.349, then the standard deviation.
  case robust
  /// (x − min)/(max − min): scikit-learn's `MinMaxScaler`.
  case minmax
}

/// Chosen columns of quantities as a matrix, for `clientele cluster` and `choose`.
///
///     let preparation = try NumericPreparation.fit(table, scale: .standard)
///     let x = try preparation.transform(table).matrix
///
/// A constant column is centred and divided by 1. A missing cell takes the column's centre (the mean;
/// the median when robust) and is counted.
public struct NumericPreparation: Codable, Sendable, Equatable {
  public let scale: NumericScale
  /// Keys of the columns, in the order of the matrix.
  public let keys: [String]
  /// What a missing cell takes, in the column's units.
  public let centres: [Double]
  /// Subtracted, then divided by.
  public let origins: [Double]
  public let scales: [Double]
}

/// A matrix of prepared quantities.
public struct NumericRows: Sendable, Equatable {
  public let matrix: Matrix
  public let missingCellCount: Int
}

extension NumericPreparation {
  /// - Parameters:
  ///   - columns: keys or headers; `nil` takes every column that holds numbers and does not name
  ///     rows.
  ///   - rows: the rows that are read; `nil` takes all.
  /// - Throws: ``PreparationError/unknownColumn(key:)``, ``PreparationError/notNumeric(key:)``,
  ///   ``PreparationError/noActiveColumn(candidates:)``,
  ///   ``PreparationError/tooFewRows(found:required:)`` without rows,
  ///   ``PreparationError/noFiniteVariance(variable:because:)`` where a column has no value, or its range is
  ///   beyond the numbers.
  public static func fit(
    _ table: Table, columns: [String]? = nil, scale: NumericScale = .standard, rows: [Int]? = nil
  ) throws -> NumericPreparation {
    let rows = rows ?? Array(0..<table.rowCount)
    guard !rows.isEmpty else { throw PreparationError.tooFewRows(found: 0, required: 1) }
    let selected = try selection(table, columns)
    guard !selected.isEmpty else {
      throw PreparationError.noActiveColumn(candidates: table.columns.count)
    }
    let fits = try selected.map { column in
      try ColumnScale(numbers(of: column, rows: rows), scale, key: column.key)
    }
    return NumericPreparation(
      scale: scale, keys: selected.map(\.key), centres: fits.map(\.centre),
      origins: fits.map(\.origin), scales: fits.map(\.scale))
  }

  /// - Throws: ``PreparationError/missingColumn(key:)``, ``PreparationError/notNumeric(key:)``.
  public func transform(_ table: Table, rows: [Int]? = nil) throws -> NumericRows {
    let rows = rows ?? Array(0..<table.rowCount)
    var elements = [Double](repeating: 0, count: rows.count * keys.count)
    var missing = 0
    for (j, key) in keys.enumerated() {
      guard let column = table[key] else { throw PreparationError.missingColumn(key: key) }
      let values = try NumericPreparation.numbers(of: column, rows: rows)
      for (i, value) in values.enumerated() {
        if !value.isFinite { missing += 1 }
        let filled = value.isFinite ? value : centres[j]
        elements[i * keys.count + j] = (filled - origins[j]) / scales[j]
      }
    }
    return NumericRows(
      matrix: Matrix(rowCount: rows.count, columnCount: keys.count, elements: elements),
      missingCellCount: missing)
  }

  private static func selection(_ table: Table, _ columns: [String]?) throws -> [Column] {
    guard let columns else {
      return table.columns.filter { column in
        guard case .numbers = column.values else { return false }
        return column.kind != .identifier
      }
    }
    return try columns.map { name in
      guard let column = table[name] else { throw PreparationError.unknownColumn(key: name) }
      return column
    }
  }

  private static func numbers(of column: Column, rows: [Int]) throws -> [Double] {
    guard case .numbers(let values) = column.values else {
      throw PreparationError.notNumeric(key: column.key)
    }
    return rows.map { values[$0] }
  }

  private struct ColumnScale {
    let centre: Double
    let origin: Double
    let scale: Double

    init(_ values: [Double], _ method: NumericScale, key: String) throws {
      let sample = SortedSample(values)
      let moments = ObservedMoments(sample.values)
      guard let smallest = sample.values.first, let largest = sample.values.last else {
        throw PreparationError.noFiniteVariance(variable: key, because: .noValue)
      }
      guard (largest - smallest).isFinite, moments.mean.isFinite else {
        throw PreparationError.noFiniteVariance(variable: key, because: .outOfRange)
      }
      var scale: Double
      switch method {
      case .none: (self.centre, self.origin, scale) = (moments.mean, 0, 1)
      case .standard:
        (self.centre, self.origin, scale) = (moments.mean, moments.mean, moments.standardDeviation)
      case .robust:
        (self.centre, self.origin, scale) = (sample.median, sample.median, sample.robustScale)
      case .minmax: (self.centre, self.origin, scale) = (moments.mean, smallest, largest - smallest)
      }
      if moments.isConstant { scale = 1 }
      guard scale > 0, scale.isFinite else {
        throw PreparationError.noFiniteVariance(variable: key, because: .outOfRange)
      }
      self.scale = scale
    }
  }
}
