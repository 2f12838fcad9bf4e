import LinearAlgebra

/// Where things stand in a file: dialect, header, rows of data, and the rows that are none.
struct FileLayout: Sendable {
  let text: TextBuffer
  let dialect: Dialect
  let hasQuotes: Bool
  let header: [HeaderCell]
  let renamed: [RenamedHeader]
  /// The rows of data.
  private(set) var rows: [RowSpan]
  private(set) var headerLine: Int?
  private(set) var titleLines: [Int]
  private(set) var totalLines: [Int] = []
  private(set) var footerLines: [Int] = []
  private(set) var emptyLines: [Int] = []
  /// Numbers among the names of columns of numbers.
  private(set) var numericNameCount = 0

  init(_ source: TextBuffer, scan: TextScan, options: CSVOptions, parallelism: Parallelism)
    throws(TablesError)
  {
    var text = source
    dialect = DialectSniffer.sniff(text, forced: options.separator)
    text.start += dialect.preamble
    self.text = text
    hasQuotes = scan.hasQuotes
    let index = try RowIndex(
      text, dialect: dialect, scan: scan, chunkBytes: options.chunkBytes, parallelism: parallelism)
    guard let first = index.rows.first else { throw .emptyFile }
    let headerRow =
      dialect.headerRecord < index.rows.count ? index.rows[dialect.headerRecord] : first
    let names = HeaderNames.read(text, headerRow, dialect: dialect)
    let below = index.rows.dropFirst(dialect.headerRecord + 1)
    let evidence = HeaderEvidence(names, below: below, of: text, dialect: dialect)
    let isData =
      options.header == .absent || (options.header == .automatic && evidence.isData)
    numericNameCount = isData ? 0 : evidence.numericNameCount
    let named = isData ? HeaderRow(count: names.count) : HeaderRow(names: names)
    try Self.check(named.cells, options)
    header = named.cells
    renamed = named.renamed
    let titles = index.rows[..<min(dialect.headerRecord, index.rows.count)].map(\.start)
    titleLines = LineNumbers.lines(of: titles, in: text)
    let line = LineNumbers.line(of: headerRow.start, in: text)
    headerLine = isData ? nil : line
    let skipped = min(dialect.headerRecord + (isData ? 0 : 1), index.rows.count)
    rows = index.rows
    rows.removeFirst(skipped)
    dropFooters(index.emptyRows)
    dropTotals(parallelism)
    // Empty lines at the very end are a habit, not an accident.
    let lastRow = rows.last?.start ?? headerRow.start
    let empty = index.emptyRows.filter { $0 < lastRow }
    emptyLines = LineNumbers.lines(of: empty, in: text)
    if rows.isEmpty {
      throw .noRows(headerLine: line, emptyRows: index.emptyRows.count { $0 > headerRow.start })
    }
  }

  private static func check(_ header: [HeaderCell], _ options: CSVOptions) throws(TablesError) {
    if header.count > options.maximumColumns {
      throw .tooManyColumns(count: header.count, limit: options.maximumColumns)
    }
    for name in (Array(options.kinds.keys) + Array(options.units.keys)).sorted()
    where !header.contains(where: { $0.key == name || $0.name == name }) {
      throw .unknownColumn(name: name, known: header.map(\.name))
    }
  }

  private mutating func dropFooters(_ emptyRows: [Int]) {
    let footers = FooterRows(
      text: text, dialect: dialect, columnCount: header.count, emptyRows: emptyRows)
    let dropped = rows.suffix(footers.count(in: rows))
    footerLines = LineNumbers.lines(of: dropped.map(\.start), in: text)
    rows.removeLast(dropped.count)
  }

  /// Totals at the end of the file, and subtotals anywhere.
  private mutating func dropTotals(_ parallelism: Parallelism) {
    var starts: [Int] = []
    while let last = rows.last, rows.count > 1,
      let label = RowLabel.first(text, last, dialect: dialect), TotalRows.isTotal(label)
    {
      starts.append(last.start)
      rows.removeLast()
    }
    let subtotals = RowLabel.subtotals(text, rows, dialect: dialect, parallelism: parallelism)
    if !subtotals.isEmpty {
      starts += subtotals.map { rows[$0].start }
      let dropped = Set(subtotals)
      rows = rows.indices.filter { !dropped.contains($0) }.map { rows[$0] }
    }
    totalLines = LineNumbers.lines(of: starts.sorted(), in: text)
  }

  func describe(in report: inout ReadReport) {
    report.separator = dialect.separator
    report.hasQuotedFields = hasQuotes
    report.headerLine = headerLine
    report.titleLinesDropped = titleLines
    report.totalRowsDropped = totalLines
    report.footerRowsDropped = footerLines
    report.numericHeaderCount = numericNameCount
    report.emptyRowsDropped = emptyLines
    report.renamedHeaders = renamed
    report.rowsRead = rows.count
  }
}

extension FileLayout {
  /// Cells of a row of data that do not say that there is no value.
  func filledCellCount(row: Int) -> Int {
    HeaderNames.read(text, rows[row], dialect: dialect).count {
      !MissingTokens.contains(Array($0.utf8).span)
    }
  }
}

enum HeaderNames {
  /// The fields of one record as texts.
  static func read(_ text: TextBuffer, _ row: RowSpan, dialect: Dialect) -> [String] {
    let bytes = text.bytes[row.start..<row.end]
    let records = RecordSplitter.records(
      bytes, separator: dialect.separatorByte, limit: 1, isWhole: true)
    return (records.first ?? []).map { field in
      var cell = Array(bytes[field])
      if cell.first == 0x22 { cell = unquoted(cell) }
      return String(cell.span.extracting(Trim.range(of: cell.span)))
    }
  }

  private static func unquoted(_ cell: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var index = 1
    while index < cell.count {
      if cell[index] == 0x22 {
        if index + 1 < cell.count && cell[index + 1] == 0x22 {
          text.append(0x22)
          index += 1
        }
      } else {
        text.append(cell[index] == 0x0A || cell[index] == 0x0D ? 0x20 : cell[index])
      }
      index += 1
    }
    return text
  }
}

/// The first filled cell of a row.
private enum RowLabel {
  static func first(_ text: TextBuffer, _ row: RowSpan, dialect: Dialect) -> String? {
    let start = labelStart(text.bytes.span, row, dialect.separatorByte)
    var label: [UInt8] = []
    let span = text.bytes.span
    var index = start
    while index < row.end, span[index] != dialect.separatorByte, span[index] != 0x22,
      label.count < 64
    {
      label.append(span[index])
      index += 1
    }
    return label.isEmpty ? nil : String(label.span)
  }

  static func subtotals(
    _ text: TextBuffer, _ rows: [RowSpan], dialect: Dialect, parallelism: Parallelism
  ) -> [Int] {
    let size = 1 << 15
    let blocks = parallelism.map(count: (rows.count + size - 1) / size) { block -> [Int] in
      let span = text.bytes.span
      var found: [Int] = []
      for index in block * size..<min(rows.count, (block + 1) * size) {
        let row = rows[index]
        let start = labelStart(span, row, dialect.separatorByte)
        guard start + 8 < row.end, span[start] | 0x20 == 0x73 else { continue }
        let isCandidate = span[start + 1] | 0x20 == 0x6F || span[start + 1] | 0x20 == 0x75
        guard isCandidate, let label = first(text, row, dialect: dialect) else { continue }
        if HeaderKey.key(for: label).hasPrefix("sous_total") || TotalRows.isTotal(label) {
          found.append(index)
        }
      }
      return found
    }
    return Array(blocks.joined())
  }

  private static func labelStart(_ span: Span<UInt8>, _ row: RowSpan, _ separator: UInt8) -> Int {
    var index = row.start
    while index < row.end {
      let byte = span[index]
      if byte != separator && byte != 0x22 && byte > 0x20 { break }
      index += 1
    }
    return index
  }
}
