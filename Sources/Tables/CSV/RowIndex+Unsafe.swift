import LinearAlgebra

/// Where each record of a text begins and ends, line break excluded.
///
/// A record ends at LF, CR LF or CR. A quote opens a quoted field only at the beginning of a field
/// (RFC 4180); there, line breaks and separators are text and two quotes stand for one.
///
/// Chunks are scanned in parallel, each from a guess: the parity of the quotes before it says whether
/// it begins inside a quoted field. The guess may be wrong (a stray quote inside a field), so it is
/// proved: chunk *i* ends at the first record that begins at or after its limit, which must be where
/// chunk *i + 1* began; else that chunk is scanned again from there. Hence the rows are those of a
/// scan from the first byte to the last, whatever the chunks.
struct RowIndex: Sendable {
  private(set) var rows: [RowSpan] = []
  /// Beginnings of records without a value, left out of `rows`.
  private(set) var emptyRows: [Int] = []

  init(
    _ text: TextBuffer, dialect: Dialect, scan: TextScan, chunkBytes: Int, parallelism: Parallelism
  ) throws(TablesError) {
    let length = text.count - text.start
    let chunks = max(1, (length + chunkBytes - 1) / chunkBytes)
    var insideQuotes = [Bool](repeating: false, count: chunks)
    var quotes = 0
    for chunk in 1..<max(1, chunks) {
      quotes += scan.quotes[chunk - 1]
      insideQuotes[chunk] = quotes % 2 == 1
    }
    let guesses = insideQuotes
    var parts = parallelism.map(count: chunks) { chunk in
      let lower = text.start + chunk * chunkBytes
      return RowScanner.scan(
        text, dialect: dialect, hasQuotes: scan.hasQuotes, lower: lower,
        upper: min(lower + chunkBytes, text.count), insideQuotes: guesses[chunk], isGuess: chunk > 0
      )
    }
    for chunk in 1..<max(1, chunks) where parts[chunk].begin != parts[chunk - 1].end {
      let upper = min(text.start + (chunk + 1) * chunkBytes, text.count)
      parts[chunk] = RowScanner.scan(
        text, dialect: dialect, hasQuotes: scan.hasQuotes, lower: parts[chunk - 1].end,
        upper: upper, insideQuotes: false, isGuess: false)
    }
    for part in parts {
      if let opening = part.unclosedQuote {
        throw .unclosedQuote(line: LineNumbers.line(of: opening, in: text))
      }
    }
    let total = parts.reduce(0) { $0 + $1.rows.count }
    rows.reserveCapacity(total)
    rows.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      LargeMemory.expectWrites(at: base, byteCount: total * MemoryLayout<RowSpan>.stride)
    }
    for part in parts {
      rows.append(contentsOf: part.rows)
      emptyRows.append(contentsOf: part.emptyRows)
    }
  }
}

/// The bytes of one record.
struct RowSpan: Sendable, Equatable {
  var start: Int
  var end: Int
}

private struct RowScanner {
  struct Part: Sendable {
    var begin = 0
    var end = 0
    var rows: [RowSpan] = []
    var emptyRows: [Int] = []
    var unclosedQuote: Int?
  }

  let base: UnsafePointer<UInt8>
  let end: Int
  let origin: Int
  let separator: UInt8
  let isSingleColumn: Bool
  let hasQuotes: Bool

  /// The records that begin in `lower..<upper`; when `isGuess`, `lower` is an arbitrary byte and
  /// the first record is the one after the next line break.
  static func scan(
    _ text: TextBuffer, dialect: Dialect, hasQuotes: Bool, lower: Int, upper: Int,
    insideQuotes: Bool, isGuess: Bool
  ) -> Part {
    text.bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return Part() }
      let scanner = RowScanner(
        base: base, end: text.count, origin: text.start, separator: dialect.separatorByte,
        isSingleColumn: dialect.separator == nil, hasQuotes: hasQuotes)
      var start = lower
      if isGuess { start = scanner.firstRecord(from: lower, insideQuotes: insideQuotes) }
      return scanner.records(from: start, upper: upper)
    }
  }

  private func records(from start: Int, upper: Int) -> Part {
    var part = Part()
    part.begin = start
    part.rows.reserveCapacity(max(0, (upper - start) / 64))
    var index = start
    while index < upper {
      let stop = recordEnd(from: index, part: &part)
      if isEmpty(index, stop) {
        part.emptyRows.append(index)
      } else {
        part.rows.append(RowSpan(start: index, end: stop))
      }
      index = afterLineBreak(stop)
    }
    part.end = index
    return part
  }

  @inline(__always)
  private func afterLineBreak(_ stop: Int) -> Int {
    if stop >= end { return end }
    return base[stop] == 0x0D && stop + 1 < end && base[stop + 1] == 0x0A ? stop + 2 : stop + 1
  }

  /// The first line break outside quotes at or after `index`, or the end of the text.
  @inline(__always)
  private func recordEnd(from start: Int, part: inout Part) -> Int {
    let lf = Word.fill(0x0A)
    let cr = Word.fill(0x0D)
    let quote = Word.fill(0x22)
    var index = start
    while index < end {
      let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
      var hits = Word.matches(word, lf) | Word.matches(word, cr)
      if hasQuotes { hits |= Word.matches(word, quote) }
      if hits == 0 {
        index &+= 8
        continue
      }
      let hit = index &+ hits.trailingZeroBitCount >> 3
      if hit >= end { return end }
      if base[hit] != 0x22 { return hit }
      index = hit &+ 1
      if hit == start || base[hit &- 1] == separator {
        guard let close = closingQuote(from: index) else {
          if part.unclosedQuote == nil { part.unclosedQuote = hit }
          return end
        }
        index = close &+ 1
      }
    }
    return end
  }

  /// The quote that ends the field whose text begins at `start`.
  private func closingQuote(from start: Int) -> Int? {
    let quote = Word.fill(0x22)
    var index = start
    while index < end {
      let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
      let hits = Word.matches(word, quote)
      if hits == 0 {
        index &+= 8
        continue
      }
      let hit = index &+ hits.trailingZeroBitCount >> 3
      if hit >= end { return nil }
      if hit &+ 1 < end && base[hit &+ 1] == 0x22 {
        index = hit &+ 2
      } else {
        return hit
      }
    }
    return nil
  }

  private func firstRecord(from lower: Int, insideQuotes: Bool) -> Int {
    var index = lower
    if insideQuotes {
      guard let close = closingQuote(from: lower) else { return end }
      index = close + 1
    } else if lower > origin && (base[lower - 1] == 0x0A || base[lower - 1] == 0x0D) {
      // The chunk begins at a record, or between CR and LF.
      return base[lower - 1] == 0x0D && base[lower] == 0x0A ? lower + 1 : lower
    }
    var ignored = Part()
    return afterLineBreak(recordEnd(fromMiddle: index, part: &ignored))
  }

  /// As `recordEnd`, from inside a record: a quote at `index` itself is not taken as an opening one
  /// unless a separator stands before it.
  private func recordEnd(fromMiddle index: Int, part: inout Part) -> Int {
    let isOpening = index < end && base[index] == 0x22 && base[index - 1] != separator
    return recordEnd(from: isOpening ? index + 1 : index, part: &part)
  }

  /// Nothing but separators, spaces and pairs of quotes. A table of one column may hold an empty
  /// quoted field.
  @inline(__always)
  private func isEmpty(_ start: Int, _ stop: Int) -> Bool {
    if start == stop { return true }
    let first = base[start]
    if first != separator && first > 0x22 && !isSingleColumn { return false }
    return isBlank(start, stop)
  }

  private func isBlank(_ start: Int, _ stop: Int) -> Bool {
    var quotes = 0
    for index in start..<stop {
      let byte = base[index]
      if byte == 0x22 {
        quotes += 1
      } else if byte != separator && byte != 0x20 && byte != 0x09 {
        // A row of other separators holds nothing either.
        if !(isSingleColumn && (byte == 0x3B || byte == 0x2C || byte == 0x7C)) { return false }
      }
    }
    return quotes == 0 || (quotes % 2 == 0 && !isSingleColumn)
  }
}

/// Physical lines: 1 + the line breaks (LF, CR LF, CR) before a byte.
enum LineNumbers {
  static func line(of offset: Int, in text: TextBuffer) -> Int {
    lines(of: [offset], in: text).first ?? 1
  }

  /// The lines of ascending offsets, in one pass.
  static func lines(of offsets: [Int], in text: TextBuffer) -> [Int] {
    var lines: [Int] = []
    lines.reserveCapacity(offsets.count)
    var line = 1
    var index = 0
    let span = text.bytes.span
    for offset in offsets {
      while index < offset {
        let byte = span[index]
        if byte == 0x0A || (byte == 0x0D && span[index + 1] != 0x0A) { line += 1 }
        index += 1
      }
      lines.append(line)
    }
    return lines
  }
}
