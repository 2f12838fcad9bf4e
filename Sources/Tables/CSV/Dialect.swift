/// How a text separates its fields.
struct Dialect: Sendable, Equatable {
  /// `nil`: one column.
  var separator: FieldSeparator?
  /// 0-based record of the header, records without a value not counted.
  var headerRecord = 0
  /// Bytes of a first line `sep=;`, to be skipped.
  var preamble = 0

  /// NUL never stands in a text that is read, so a table of one column has no separator to find.
  var separatorByte: UInt8 { separator?.byte ?? 0 }
}

/// Finds the separator: the one under which most records have as many fields as the header, and
/// the header more than one. Rows above the header with at most one filled cell are titles.
///
/// A comma inside decimals is told from a separating comma by the header, which has no decimals, and
/// by all records of the sample together, never by one cell.
struct DialectSniffer {
  static let sampleBytes = 1 << 18
  static let sampleRecords = 200

  static func sniff(_ text: TextBuffer, forced: FieldSeparator?) -> Dialect {
    let upper = min(text.count, text.start + sampleBytes)
    let sample = text.bytes[text.start..<upper]
    let preamble = preamble(sample)
    let candidates = forced.map { [$0] } ?? preamble.separator.map { [$0] }
    let separators = candidates ?? [.semicolon, .tab, .comma, .pipe]
    var best: Candidate?
    for separator in separators {
      let records = RecordSplitter.records(
        sample.dropFirst(preamble.length), separator: separator.byte, limit: sampleRecords,
        isWhole: upper == text.count)
      guard let candidate = Candidate(records, separator) else { continue }
      if best.map({ candidate.isBetter(than: $0) }) ?? true { best = candidate }
    }
    guard let best else { return Dialect(separator: candidates?.first, preamble: preamble.length) }
    return Dialect(
      separator: best.separator, headerRecord: best.headerRecord, preamble: preamble.length)
  }

  private struct Preamble {
    var separator: FieldSeparator?
    var length = 0
  }

  /// The line `sep=;` that spreadsheets write and read.
  private static func preamble(_ sample: ArraySlice<UInt8>) -> Preamble {
    let head = Array(sample.prefix(8))
    let word = Array(head.prefix(4))
    guard head.count >= 6, ASCIIFold.lowercased(word.span) == Array("sep=".utf8),
      let separator = FieldSeparator.allCases.first(where: { $0.byte == head[4] }),
      head[5] == 0x0A || head[5] == 0x0D
    else { return Preamble() }
    let isPair = head.count > 6 && head[5] == 0x0D && head[6] == 0x0A
    return Preamble(separator: separator, length: isPair ? 7 : 6)
  }

  private struct Candidate {
    let separator: FieldSeparator
    let headerRecord: Int
    let fieldCount: Int
    let share: Double

    init?(_ records: [[Range<Int>]], _ separator: FieldSeparator) {
      if records.isEmpty { return nil }
      var frequency: [Int: Int] = [:]
      for record in records { frequency[record.count, default: 0] += 1 }
      // The most frequent count, and among equals the header's own.
      let first = records[0].count
      guard
        let mode = frequency.max(by: {
          ($0.value, $0.key == first ? 1 : 0, $0.key) < ($1.value, $1.key == first ? 1 : 0, $1.key)
        })
      else { return nil }
      let header = Self.header(records, mode: mode.key)
      let count = records[header].count
      if count < 2 { return nil }
      let body = records.dropFirst(header)
      self.separator = separator
      headerRecord = header
      fieldCount = count
      share = Double(body.count { $0.count == count }) / Double(body.count)
      let wide = Double(body.count { $0.count > 1 }) / Double(body.count)
      // One lone comma in one column of text is not a separator.
      if share < 0.5 && wide < 0.8 { return nil }
    }

    /// The first record as wide as most, when all above it are titles; else the first record.
    private static func header(_ records: [[Range<Int>]], mode: Int) -> Int {
      if mode < 3 { return 0 }
      for (index, record) in records.prefix(11).enumerated() {
        let filled = record.count { !$0.isEmpty }
        if record.count == mode && filled > 1 { return index }
        if filled > 1 { return 0 }
      }
      return 0
    }

    /// Fewer titles first: under a wrong separator the header itself passes for a title and the
    /// first decimals for a header.
    func isBetter(than other: Candidate) -> Bool {
      if headerRecord != other.headerRecord { return headerRecord < other.headerRecord }
      if abs(share - other.share) > 0.02 { return share > other.share }
      return fieldCount > other.fieldCount
    }
  }
}

/// The fields of the first records of a text, found one byte at a time.
enum RecordSplitter {
  private static func trimmed(_ bytes: ArraySlice<UInt8>, _ field: Range<Int>) -> Range<Int> {
    var lower = field.lowerBound
    var upper = field.upperBound
    while lower < upper && bytes[lower] <= 0x20 { lower += 1 }
    while lower < upper && bytes[upper - 1] <= 0x20 { upper -= 1 }
    return lower..<upper
  }

  /// - Parameter isWhole: whether the bytes end where the text ends; if not, the last record may be
  ///   cut and is left out.
  /// - Returns: for each record with a value, the bounds of its fields, quotes included, trimmed.
  static func records(
    _ bytes: ArraySlice<UInt8>, separator: UInt8, limit: Int, isWhole: Bool
  ) -> [[Range<Int>]] {
    var records: [[Range<Int>]] = []
    var fields: [Range<Int>] = []
    var start = bytes.startIndex
    var quoted = false
    var isQuotedField = false
    var index = start
    func close(_ end: Int) {
      fields.append(trimmed(bytes, start..<end))
      isQuotedField = false
    }
    func finish() {
      let filled = fields.contains { field in bytes[field].contains { $0 != 0x22 } }
      if filled { records.append(fields) }
      fields = []
    }
    while index < bytes.endIndex && records.count < limit {
      let byte = bytes[index]
      if quoted {
        if byte == 0x22 { quoted = false }
      } else if byte == 0x22 && (index == start || (isQuotedField && bytes[index - 1] == 0x22)) {
        quoted = true
        isQuotedField = true
      } else if byte == separator || byte == 0x0A || byte == 0x0D {
        close(index)
        if byte != separator { finish() }
        start = index + 1
      }
      index += 1
    }
    if isWhole && records.count < limit {
      close(bytes.endIndex)
      finish()
    } else if records.isEmpty {
      close(index)
      finish()
    }
    return records
  }
}
