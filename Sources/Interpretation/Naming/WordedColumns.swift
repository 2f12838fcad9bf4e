import Tables

/// The columns that can be told in words: the part of the lexicon that does not depend on the
/// language. Which header is which column is said by `KnownColumn`; a firm's own columns can be
/// added under the keys of their headers.
///
///     WordedColumns.accountingFirm.column(variable)?.theme   // "size"
public struct WordedColumns: Sendable, Codable, Equatable {
  public let columns: [WordedColumn]

  public init(columns: [WordedColumn]) { self.columns = columns }

  /// What is known of a variable: under its own key, else as the known column that it is.
  public func column(_ variable: ProfiledVariable) -> WordedColumn? {
    if variable.namesake != nil { return nil }
    let known = variable.known?.rawValue
    return columns.first { $0.key == variable.key } ?? columns.first { $0.key == known }
  }
}

/// How one column is told.
public struct WordedColumn: Sendable, Codable, Equatable {
  /// The raw value of a `KnownColumn`, or the key of a column of the firm's own.
  public let key: String
  /// What the column is about: a name or a paragraph does not say the same thing twice.
  public let theme: String
  public let format: ValueFormat
  /// The statistic that tells the column best.
  public let statistic: Statistic
  public let levels: [WordedLevel]

  public init(
    key: String, theme: String, format: ValueFormat = .number, statistic: Statistic = .median,
    levels: [WordedLevel] = []
  ) {
    self.key = key
    self.theme = theme
    self.format = format
    self.statistic = statistic
    self.levels = levels
  }

  init(
    _ column: KnownColumn, theme: String, format: ValueFormat = .number,
    statistic: Statistic = .median, levels: [WordedLevel] = []
  ) {
    self.init(
      key: column.rawValue, theme: theme, format: format, statistic: statistic, levels: levels)
  }

  /// The level that a file writes `text`, or of which it writes all of several pooled ones
  /// (``WordedLevel/pooledName(_:)``).
  public func level(_ text: String) -> WordedLevel? {
    if let level = plainLevel(text) { return level }
    let parts = WordedLevel.pooledParts(text)
    guard parts.count > 1, let first = plainLevel(parts[0]) else { return nil }
    return parts.allSatisfy { plainLevel($0)?.key == first.key } ? first : nil
  }

  private func plainLevel(_ text: String) -> WordedLevel? {
    let key = HeaderKey.key(for: text)
    return levels.first { level in
      level.key == key
        || level.patterns.contains { $0.hasSuffix("*") ? key.hasPrefix($0.dropLast()) : key == $0 }
    }
  }
}

/// One level that can be told, and the ways in which files write it; a final `*` stands for any
/// ending.
public struct WordedLevel: Sendable, Codable, Equatable {
  public let key: String
  public let patterns: [String]

  public init(_ key: String, _ patterns: [String] = []) {
    self.key = key
    self.patterns = patterns
  }
}

extension WordedLevel {
  private static let pooled = " + "

  /// Several levels of a file as one.
  static func pooledName(_ levels: [String]) -> String { levels.joined(separator: pooled) }

  static func pooledParts(_ name: String) -> [String] {
    var parts: [String] = []
    var rest = name[...]
    while let range = rest.firstRange(of: pooled) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}

public enum Statistic: String, Sendable, Codable { case mean, median }

/// How a variable's values are written.
public enum ValueFormat: Sendable, Codable, Equatable {
  case number
  case amount
  /// A fraction of 1.
  case percent
  /// A mark on a scale ending at `outOf`.
  case score(outOf: Int)
  case days
  case years
  case hours
  case euroPerHour
  /// A year of the calendar, whose thousands are not set apart: `1957`.
  case year

  /// What a column's unit says.
  init(_ unit: ColumnUnit) {
    switch unit {
    case .none: self = .number
    case .euro: self = .amount
    case .percent: self = .percent
    case .hours: self = .hours
    case .days: self = .days
    case .years: self = .years
    case .euroPerHour: self = .euroPerHour
    }
  }
}
