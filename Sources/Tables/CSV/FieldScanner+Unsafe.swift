/// Where a field's text stands. `isEscaped`: quotes stand inside and must be taken out to read it.
struct FieldSpan: Sendable {
  var start: Int
  /// Twice the end, plus one when the field is escaped: one store for each field found.
  private var packed: Int

  @inline(__always)
  init(start: Int, end: Int, isEscaped: Bool = false) {
    self.start = start
    packed = end << 1 | (isEscaped ? 1 : 0)
  }

  @inline(__always) var end: Int { packed >> 1 }
  @inline(__always) var isEscaped: Bool { packed & 1 == 1 }
}

/// Splits records into fields.
struct FieldScanner {
  let base: UnsafePointer<UInt8>
  let separator: UInt8
  let hasQuotes: Bool
  /// Fields kept of each record.
  let columnCount: Int

  /// Writes `columnCount` fields at `fields`, empty ones for those the record lacks.
  ///
  /// - Returns: how many fields the record has; empty ones beyond the last column do not count.
  @inline(__always)
  func split(_ row: RowSpan, into fields: UnsafeMutablePointer<FieldSpan>) -> Int {
    hasQuotes ? splitQuoted(row, into: fields) : splitPlain(row, into: fields)
  }

  @inline(__always)
  private func splitPlain(_ row: RowSpan, into fields: UnsafeMutablePointer<FieldSpan>) -> Int {
    let pattern = Word.fill(separator)
    var found = 0
    var start = row.start
    var surplus = 0
    var index = row.start
    while index < row.end {
      var hits = Word.matches(
        UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self), pattern)
      while hits != 0 {
        let hit = index &+ hits.trailingZeroBitCount >> 3
        if hit >= row.end { break }
        if found < columnCount {
          fields[found] = FieldSpan(start: start, end: hit)
        } else if hit > start {
          surplus = found &+ 1
        }
        found &+= 1
        start = hit &+ 1
        hits &= hits &- 1
      }
      index &+= 8
    }
    return finish(found, start, row, surplus, isEscaped: false, fields)
  }

  @inline(__always)
  private func finish(
    _ found: Int, _ start: Int, _ row: RowSpan, _ surplus: Int, isEscaped: Bool,
    _ fields: UnsafeMutablePointer<FieldSpan>
  ) -> Int {
    if found < columnCount {
      fields[found] = FieldSpan(start: start, end: row.end, isEscaped: isEscaped)
      for missing in found &+ 1..<max(found &+ 1, columnCount) {
        fields[missing] = FieldSpan(start: row.end, end: row.end)
      }
      return found &+ 1
    }
    if row.end > start { return found &+ 1 }
    return max(columnCount, surplus)
  }

  private func splitQuoted(_ row: RowSpan, into fields: UnsafeMutablePointer<FieldSpan>) -> Int {
    var found = 0
    var start = row.start
    var surplus = 0
    while true {
      let field = self.field(from: start, to: row.end)
      let isLast = field.next > row.end
      if found < columnCount {
        fields[found] = field.span
      } else if field.span.end > field.span.start {
        surplus = found + 1
      }
      found += 1
      start = field.next
      if isLast { break }
    }
    if found < columnCount {
      for missing in found..<columnCount {
        fields[missing] = FieldSpan(start: row.end, end: row.end)
      }
      return found
    }
    return max(columnCount, surplus)
  }

  private struct Field {
    let span: FieldSpan
    /// Where the next field begins; beyond the end of the record for the last.
    let next: Int
  }

  @inline(__always)
  private func field(from start: Int, to end: Int) -> Field {
    if start < end && base[start] == 0x22 { return quotedField(from: start, to: end) }
    let stop = nextSeparator(from: start, to: end)
    return Field(span: FieldSpan(start: start, end: stop), next: stop &+ 1)
  }

  @inline(__always)
  private func nextSeparator(from start: Int, to end: Int) -> Int {
    let pattern = Word.fill(separator)
    var index = start
    while index < end {
      let hits = Word.matches(
        UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self), pattern)
      if hits != 0 { return min(end, index &+ hits.trailingZeroBitCount >> 3) }
      index &+= 8
    }
    return end
  }

  /// From the opening quote to the closing one; text after the closing quote, up to the separator,
  /// belongs to the field.
  private func quotedField(from start: Int, to end: Int) -> Field {
    var index = start + 1
    var hasInnerQuotes = false
    while index < end {
      if base[index] != 0x22 {
        index += 1
      } else if index + 1 < end && base[index + 1] == 0x22 {
        hasInnerQuotes = true
        index += 2
      } else {
        break
      }
    }
    let close = min(index, end)
    let after = min(close + 1, end)
    if after == end || base[after] == separator {
      let span =
        hasInnerQuotes
        ? FieldSpan(start: start, end: after, isEscaped: true)
        : FieldSpan(start: start + 1, end: close)
      return Field(span: span, next: after + 1)
    }
    let stop = nextSeparator(from: after, to: end)
    return Field(span: FieldSpan(start: start, end: stop, isEscaped: true), next: stop + 1)
  }

  /// The text of an escaped field: the opening quote dropped, doubled quotes single, the closing
  /// one dropped, the rest as it stands.
  func unescape(_ span: FieldSpan, into scratch: inout [UInt8]) {
    scratch.removeAll(keepingCapacity: true)
    var quoted = true
    var index = span.start + 1
    while index < span.end {
      let byte = base[index]
      if quoted && byte == 0x22 {
        if index + 1 < span.end && base[index + 1] == 0x22 {
          scratch.append(0x22)
          index += 2
          continue
        }
        quoted = false
      } else {
        scratch.append(byte)
      }
      index += 1
    }
  }
}
