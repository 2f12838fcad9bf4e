/// A table with the account of how it was read.
public struct TableReading: Sendable, Equatable {
  public let table: Table
  public let report: ReadReport
  /// Rows whose identifier (`ReadReport.identifierColumn`) an earlier row carries, in order: all of
  /// them.
  public let repeatedRows: [RepeatedRow]

  public init(table: Table, report: ReadReport, repeatedRows: [RepeatedRow] = []) {
    self.table = table
    self.report = report
    self.repeatedRows = repeatedRows
  }
}

/// A row that repeats the identifier of an earlier one. Rows count from 0 in the table, lines from 1
/// in the file.
public struct RepeatedRow: Sendable, Codable, Equatable {
  public let row: Int
  public let line: Int
  public let firstRow: Int
  public let firstLine: Int
  /// How many more of its cells say something than of the earlier row's, whatever they are read as.
  public let furtherCells: Int

  public init(row: Int, line: Int, firstRow: Int, firstLine: Int, furtherCells: Int) {
    self.row = row
    self.line = line
    self.firstRow = firstRow
    self.firstLine = firstLine
    self.furtherCells = furtherCells
  }
}

/// What was recognised, corrected and left out while reading. Lines are 1-based lines of the file,
/// line breaks inside quoted fields counted. No content of any cell stands here.
public struct ReadReport: Sendable, Codable, Equatable {
  public var encoding: TextEncoding = .utf8
  public var hasByteOrderMark = false
  /// Bytes or code units that are no character in `encoding`, each now U+FFFD.
  public var invalidSequencesReplaced = 0
  /// Lines in another encoding, read in it.
  public var otherEncoding: OtherEncoding?
  /// `nil` for a file of one column.
  public var separator: FieldSeparator?
  public var hasQuotedFields = false
  /// What the numbers of the file use, `nil` when no number has a decimal part.
  public var decimalMark: DecimalMark?
  /// Line of the header, `nil` when the file has none.
  public var headerLine: Int?
  /// Names of columns that are numbers over numbers: the header may be a row of data.
  public var numericHeaderCount = 0
  public var rowsRead = 0
  /// Lines above the header with at most one cell filled.
  public var titleLinesDropped: [Int] = []
  public var totalRowsDropped: [Int] = []
  /// Last rows that are remarks on the table rather than clients.
  public var footerRowsDropped: [Int] = []
  public var emptyRowsDropped: [Int] = []
  public var raggedRows: [RaggedRow] = []
  /// All ragged rows, those beyond the reporting limit included.
  public var raggedRowCount = 0
  /// Headers that were empty or already taken, and what they became.
  public var renamedHeaders: [RenamedHeader] = []
  /// Positions of columns without a header and without a value.
  public var emptyColumnsDropped: [Int] = []
  /// Values that do not fit their column, in file order up to the reporting limit.
  public var cellProblems: [CellProblem] = []
  /// All of them.
  public var cellProblemCount = 0
  /// The column whose repeated values `duplicatedIdentifierRows` lists.
  public var identifierColumn: String?
  /// Lines of rows, beyond the first, that carry an identifier already seen, up to the reporting
  /// limit.
  public var duplicatedIdentifierRows: [Int] = []
  /// All of them.
  public var duplicatedIdentifierRowCount = 0

  public init() {}

  /// Takes over what another reading of the same file tells of the identifiers.
  public mutating func keepIdentity(of other: ReadReport) {
    identifierColumn = other.identifierColumn
    duplicatedIdentifierRows = other.duplicatedIdentifierRows
    duplicatedIdentifierRowCount = other.duplicatedIdentifierRowCount
  }
}

extension ReadReport {
  /// Rows that repeat an identifier are copies of a client as long as they are at most this share of
  /// the rows; beyond, the column does not name clients, or clients have several rows by design.
  public static let copiedRowShare = 0.05

  public var repeatsAreCopies: Bool {
    Double(duplicatedIdentifierRowCount) <= Self.copiedRowShare * Double(rowsRead)
  }
}

public enum FieldSeparator: String, Sendable, Codable, Equatable, CaseIterable {
  case semicolon = ";"
  case comma = ","
  case tab = "\t"
  case pipe = "|"

  var byte: UInt8 {
    switch self {
    case .semicolon: UInt8(ascii: ";")
    case .comma: UInt8(ascii: ",")
    case .tab: 9
    case .pipe: UInt8(ascii: "|")
    }
  }
}

/// Lines of a file that are not in its encoding.
public struct OtherEncoding: Sendable, Codable, Equatable {
  public let encoding: TextEncoding
  public let lineCount: Int
  public let firstLine: Int

  public init(encoding: TextEncoding, lineCount: Int, firstLine: Int) {
    self.encoding = encoding
    self.lineCount = lineCount
    self.firstLine = firstLine
  }
}

public struct RaggedRow: Sendable, Codable, Equatable {
  public let line: Int
  public let expected: Int
  public let found: Int

  public init(line: Int, expected: Int, found: Int) {
    self.line = line
    self.expected = expected
    self.found = found
  }
}

public struct RenamedHeader: Sendable, Codable, Equatable {
  public let position: Int
  public let wasEmpty: Bool
  public let key: String

  public init(position: Int, wasEmpty: Bool, key: String) {
    self.position = position
    self.wasEmpty = wasEmpty
    self.key = key
  }
}

/// A value that does not fit its column and became missing.
public struct CellProblem: Sendable, Codable, Equatable {
  public let line: Int
  /// 1-based position in the file.
  public let column: Int
  public let columnName: String
  public let found: CellContent
  public let expected: ColumnKind

  public init(
    line: Int, column: Int, columnName: String, found: CellContent, expected: ColumnKind
  ) {
    self.line = line
    self.column = column
    self.columnName = columnName
    self.found = found
    self.expected = expected
  }
}

/// What kind of thing a cell holds.
public enum CellContent: String, Sendable, Codable, Equatable {
  case text, number, date
  /// Infinity, or a number beyond the range of `Double`.
  case notFinite
  /// A date that is in no calendar, such as 31/02/2026.
  case impossibleDate
  /// `#REF!`, `#DIV/0!`, `#VALEUR!`.
  case spreadsheetError
  /// Digits lost by a spreadsheet: `7,32829E+13` in a column of identifiers.
  case lostDigits
}
