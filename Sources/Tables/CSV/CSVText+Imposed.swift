extension CSVText {
  /// The table with some columns read as the caller says, by key or by header; what does not fit is
  /// missing, and refuses nothing.
  ///
  /// - Throws: ``TablesError/unknownColumn(name:known:)``.
  package func read(
    as kinds: [String: ColumnKind], units: [String: WrittenUnit] = [:]
  ) throws(TablesError) -> TableReading {
    var imposed = options
    imposed.kinds.merge(kinds) { $1 }
    imposed.units.merge(units) { $1 }
    imposed.refusesMisfits = false
    return try reader(imposed).read()
  }

  /// The same, where no cell of those columns may be anything else; the other columns refuse nothing.
  ///
  /// - Parameter kinds: by key.
  /// - Throws: ``TablesError/unexpectedContent(_:)`` for the first column that holds something else.
  package func readStrictly(_ kinds: [String: ColumnKind]) throws(TablesError) -> TableReading {
    var imposed = options
    imposed.kinds = kinds
    imposed.units = [:]
    imposed.misfitCount = 0
    imposed.misfitShare = 0
    imposed.unusedColumns = Set(layout.header.map(\.key)).subtracting(kinds.keys)
    return try reader(imposed).read()
  }

  /// The line of the file on which each row begins, from 1.
  ///
  /// - Parameter rows: rows of the table, increasing.
  package func lines(ofRows rows: [Int]) -> [Int] {
    LineNumbers.lines(of: rows.map { layout.rows[$0].start }, in: layout.text)
  }
}
