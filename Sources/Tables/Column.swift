/// One column of a table: what the file called it, what it was found to be, and its values.
public struct Column: Sendable, Equatable {
  /// What the column is called: its header, trimmed; its key where it has none, or where a column
  /// before it has the same.
  public let name: String
  /// The header as written in the file, trimmed.
  public let header: String
  /// The header in lower case, without accents, runs of other characters as `_`: `ca_annuel_ht`.
  public let key: String
  /// 1-based position in the file.
  public let position: Int
  public let kind: ColumnKind
  public let unit: ColumnUnit
  /// The unit of the numbers as the file writes them, which reading brought to `unit`.
  public let writtenUnit: WrittenUnit
  public let values: ColumnValues
  /// What was not certain when the column was typed, for `inspect`.
  public internal(set) var doubts: [ColumnDoubt]
  /// Whether another column of the table is the known column that this one's header names too, so
  /// that its header alone tells it from that one.
  public internal(set) var isNamesake = false

  public init(
    name: String, header: String? = nil, key: String, position: Int, kind: ColumnKind,
    unit: ColumnUnit = .none, writtenUnit: WrittenUnit? = nil, values: ColumnValues,
    doubts: [ColumnDoubt] = []
  ) {
    self.name = name
    self.header = header ?? name
    self.key = key
    self.position = position
    self.kind = kind
    self.unit = unit
    self.writtenUnit = writtenUnit ?? WrittenUnit(unit)
    self.values = values
    self.doubts = doubts
  }
}

public enum ColumnKind: String, Sendable, Codable, Equatable, CaseIterable {
  /// Names a row: unique or nearly so (client code, SIREN). Kept as text.
  case identifier
  /// Free text, names: never a feature.
  case text
  /// A quantity, a count, a percentage (as a fraction of 1: 12,5 % is 0.125).
  case numeric
  /// Few ordered levels: scores 1–5 (values are numbers), Faible/Moyen/Fort (values are
  /// categories whose levels stand in increasing order).
  case ordinal
  /// Unordered levels.
  case category
  /// Two levels, in the order no, yes.
  case yesNo
  /// Several levels at once (`tenue+fiscal+social`).
  case set
  case date
}

public enum ColumnUnit: String, Sendable, Codable, Equatable {
  case none, euro, percent, hours, days, years, euroPerHour
}

public enum ColumnValues: Sendable, Equatable {
  /// NaN is missing.
  case numbers([Double])
  /// Indices into `levels`; −1 is missing.
  case categories(codes: [Int32], levels: [String])
  /// Indices into `levels` of each row's members; `nil` is missing, an empty list is "none".
  case sets(members: [[Int32]?], levels: [String])
  /// `nil` is missing.
  case texts([String?])
  /// Days since 1970-01-01 (proleptic Gregorian); `Int32.min` is missing.
  case dates([Int32])
}

extension Column {
  /// The known column of an accounting firm's portfolio that the header names.
  public var known: KnownColumn? { KnownColumn(key: key, header: header) }

  /// The personal data that the column holds, if any.
  public var personalData: PersonalDataKind? {
    for case .personalData(let kind) in doubts { return kind }
    return nil
  }

  /// The same column holding other values of its kind.
  package func taking(_ values: ColumnValues) -> Column {
    var column = Column(
      name: name, header: header, key: key, position: position, kind: kind, unit: unit,
      writtenUnit: writtenUnit, values: values, doubts: doubts)
    column.isNamesake = isNamesake
    return column
  }

  /// How many values are missing.
  public var missingCount: Int {
    switch values {
    case .numbers(let values): values.count { $0.isNaN }
    case .categories(let codes, _): codes.count { $0 < 0 }
    case .sets(let members, _): members.count { $0 == nil }
    case .texts(let values): values.count { $0 == nil }
    case .dates(let values): values.count { $0 == .min }
    }
  }
}

extension ColumnValues {
  public var count: Int {
    switch self {
    case .numbers(let values): values.count
    case .categories(let codes, _): codes.count
    case .sets(let members, _): members.count
    case .texts(let values): values.count
    case .dates(let values): values.count
    }
  }
}
