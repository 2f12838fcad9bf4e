import LinearAlgebra

/// A text of separated values whose layout is known, kept to be read again.
///
///     let text = try CSVReader().open(bytes: bytes)
///     let reading = try text.read()
///     let honest = try text.read(typedOn: trainingRows)
public struct CSVText: Sendable {
  let layout: FileLayout
  let options: CSVOptions
  let parallelism: Parallelism
  /// What the layout told.
  let report: ReadReport

  /// How many rows of data there are: those of the tables that are read.
  public var rowCount: Int { layout.rows.count }

  /// The table, typed on all rows.
  ///
  /// - Throws: ``TablesError``, as ``CSVReader/read(bytes:)``.
  public func read() throws(TablesError) -> TableReading {
    try reader(options).read()
  }

  /// All rows, read as some of them say that the columns are: kinds, units, decimal mark, order of
  /// day and month, order of levels, and what takes sets apart are learnt from `rows` alone, as if
  /// the others had not been there. What does not fit in the others is missing, and told; it does not
  /// refuse the file.
  ///
  /// - Parameter rows: rows of the table, increasing.
  /// - Throws: ``TablesError``, as ``CSVReader/read(bytes:)``.
  public func read(typedOn rows: [Int]) throws(TablesError) -> TableReading {
    var lenient = options
    lenient.refusesMisfits = false
    return try reader(lenient).read(typedOn: rows)
  }

  func reader(_ options: CSVOptions) -> TableReader {
    TableReader(layout: layout, options: options, parallelism: parallelism, report: report)
  }
}
