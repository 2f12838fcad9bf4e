/// What the caller knows of a file, and the limits beyond which it is not a table. Whatever is
/// `nil` is recognised from the file.
public struct CSVOptions: Sendable, Codable, Equatable {
  public enum Header: String, Sendable, Codable {
    /// The first row is the header unless all its cells are numbers.
    case automatic
    case present, absent
  }

  public var separator: FieldSeparator?
  public var decimalMark: DecimalMark?
  public var dateOrder: DateOrder?
  public var encoding: TextEncoding?
  public var header = Header.automatic
  /// Kinds the caller imposes, by key or by header.
  public var kinds: [String: ColumnKind] = [:]
  /// The units in which columns are written, by key or by header; such a column holds numbers.
  public var units: [String: WrittenUnit] = [:]

  /// Values that do not fit a column are missing as long as they are at most `misfitCount`, or at
  /// most `misfitShare` of its values. Beyond, the file is refused where the name of a known column
  /// or `kinds` says what the column holds; elsewhere the column is read as categories or text.
  public var misfitShare = 0.05
  public var misfitCount = 3
  /// Whether misfits can refuse a file: not for those who want to see what is wrong with it.
  public var refusesMisfits = true
  /// Columns that nobody uses, by key or by header: whatever they hold, they refuse no file.
  public var unusedColumns: Set<String> = []
  /// Ragged rows are completed or cut under the same double limit; beyond, the file is refused.
  public var raggedShare = 0.05
  public var raggedCount = 3
  /// How many cell problems, ragged rows and duplicates are listed; all are counted.
  public var reportLimit = 1000
  public var maximumFieldBytes = 1 << 20
  public var maximumColumns = 16_384
  public var maximumFileBytes = 1 << 34
  /// Rows from which types are first inferred: the first quarter, then rows spread evenly.
  public var sampleRows = 4096
  /// Bytes a thread scans at a time. The result does not depend on it.
  public var chunkBytes = 1 << 20

  public init() {}
}
