/// A text that is not UTF-8 throughout, taken line by line: files put together from exports of several
/// tools hold lines in UTF-8 beside lines in one byte a letter.
///
/// A line is in UTF-8 when all its bytes are and one letter is one that French has there; damaged when
/// a stray byte stands beside such letters, or when a letter is cut (its first byte, `Ã` or `Â` in one
/// byte, is no letter of French); else in one byte a letter.
struct MixedText {
  /// A line without its line break.
  struct Line {
    let bytes: Range<Int>
    let form: Form
  }

  enum Form { case ascii, utf8, damaged, oneByte }

  /// The lines with bytes beyond ASCII.
  private(set) var lines: [Line] = []

  /// - Parameter isMostlyUTF8: whether letters of other scripts count as UTF-8 too.
  init(_ raw: TextBuffer, from start: Int, isMostlyUTF8: Bool) {
    var lower = start
    var hasHighBytes = false
    let span = raw.bytes.span
    for index in start..<raw.count + 1 {
      let byte = index < raw.count ? span[index] : 0x0A
      if byte >= 0x80 { hasHighBytes = true }
      guard byte == 0x0A || byte == 0x0D else { continue }
      if hasHighBytes {
        let form = Self.form(raw.bytes[lower..<index], isMostlyUTF8: isMostlyUTF8)
        lines.append(Line(bytes: lower..<index, form: form))
      }
      lower = index + 1
      hasHighBytes = false
    }
  }

  /// The lines in one byte a letter.
  var oneByteLines: [Line] { lines.filter { $0.form == .oneByte } }

  var isAllOneByte: Bool { lines.allSatisfy { $0.form == .oneByte } }

  private static func form(_ line: ArraySlice<UInt8>, isMostlyUTF8: Bool) -> Form {
    var french = 0
    var other = 0
    var invalid = 0
    var cut = 0
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      if byte < 0x80 {
        index += 1
        continue
      }
      let length = UTF8Repair.sequenceLength(line, at: index)
      let isFrench = byte == 0xC2 || byte == 0xC3 || byte == 0xC5 || byte == 0xE2
      if length == 0 {
        invalid += 1
        if byte == 0xC2 || byte == 0xC3 { cut += 1 }
      } else if isFrench {
        french += 1
      } else {
        other += 1
      }
      index += max(1, length)
    }
    if invalid == 0 { return french > 0 || isMostlyUTF8 ? .utf8 : .oneByte }
    return french + cut > 0 || (other > 0 && isMostlyUTF8) ? .damaged : .oneByte
  }
}
