/// Why a file cannot be read as a table. Facts only: no case carries the content of a cell.
public enum TablesError: Error, Equatable, Sendable {
  /// Nothing at this path.
  case fileNotFound
  /// The path names a directory.
  case isDirectory
  /// The system refused to open or read the file; `errno` as the system gave it.
  case unreadable(errno: Int32)
  /// More bytes than the options allow.
  case fileTooLarge(bytes: Int, limit: Int)
  /// No byte, or only white space.
  case emptyFile
  /// A header and no row of data below it; rows without a value are counted.
  case noRows(headerLine: Int, emptyRows: Int)
  /// Not a text file, or a text that is another format.
  case binaryFile(BinaryFormat)
  /// A text with NUL bytes; the line of the first.
  case nulByte(line: Int)
  /// A quoted field that the file never closes; the line where it opens.
  case unclosedQuote(line: Int)
  /// A field longer than the options allow.
  case fieldTooLong(line: Int, column: Int, limit: Int)
  /// More columns than the options allow.
  case tooManyColumns(count: Int, limit: Int)
  /// Too many rows whose number of fields is not the header's; the first of them.
  case raggedRows(firstLine: Int, expected: Int, found: Int, count: Int, rows: Int)
  /// The options name a column that the file does not have; the headers it has.
  case unknownColumn(name: String, known: [String])
  /// A column holds too many values that are not what its header or the options say.
  case unexpectedContent(UnexpectedContent)
}

/// What a file that is no text, or no table, appears to be from its first bytes.
public enum BinaryFormat: String, Sendable, Codable, Equatable {
  /// A ZIP archive: XLSX, ODS.
  case zip
  /// The older Office container: XLS.
  case compoundDocument
  /// A web page: what some software writes under the name of a workbook or a CSV file.
  case html
  case json
  case gzip, pdf, sqlite, parquet, unknown
}
