import LinearAlgebra

/// The encodings in which tables travel.
public enum TextEncoding: String, Sendable, Codable, Equatable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case windows1252 = "Windows-1252"
  case latin9 = "ISO-8859-15"
  case cp850 = "CP850"
}

/// A text brought to UTF-8, and what it was.
struct DecodedText {
  var text: TextBuffer
  var encoding: TextEncoding
  var hasByteOrderMark = false
  var invalidSequences = 0
  /// Lines in another encoding than most.
  var other: OtherLines?
  /// The look that proved the text to be UTF-8, when it was taken.
  var scan: TextScan?
}

struct OtherLines {
  let encoding: TextEncoding
  let count: Int
  /// Where the first of them begins in the text brought to UTF-8.
  let first: Int
}

/// Recognises the encoding: a byte order mark; else the pattern of NUL bytes of UTF-16; else strict
/// UTF-8; else line by line (``MixedText``): UTF-8, its stray bytes replaced by U+FFFD, or one of the
/// one-byte encodings of French, told apart by the bytes they read differently
/// (``OneByteEvidence``).
enum Encodings {
  static func decode(_ raw: TextBuffer, options: CSVOptions, parallelism: Parallelism)
    -> DecodedText
  {
    let decoder = Decoder(chunkBytes: options.chunkBytes, parallelism: parallelism)
    let forced = options.encoding
    let mark = byteOrderMark(raw).flatMap { forced == nil || forced == $0.encoding ? $0 : nil }
    if let mark, mark.encoding != .utf8 || forced != nil {
      return decoder.decode(raw, from: mark.length, as: mark.encoding, marked: true)
    }
    if let encoding = forced ?? utf16Evidence(raw) {
      return decoder.decode(raw, from: 0, as: encoding)
    }
    let start = mark?.length ?? 0
    let scan = TextScan(raw, from: start, chunkBytes: options.chunkBytes, parallelism: parallelism)
    var decoded: DecodedText
    if scan.isValidUTF8 {
      decoded = DecodedText(text: raw, encoding: .utf8, scan: scan)
      decoded.text.start = start
    } else {
      decoded = lineByLine(raw, from: start, decoder)
    }
    decoded.hasByteOrderMark = mark != nil
    return decoded
  }

  private static func lineByLine(
    _ raw: TextBuffer, from start: Int, _ decoder: Decoder
  ) -> DecodedText {
    let sequences = UTF8Repair.survey(raw.bytes[start..<raw.count])
    let mixed = MixedText(
      raw, from: start, isMostlyUTF8: sequences.valid > 4 * sequences.invalid)
    var evidence = OneByteEvidence()
    let oneByte = mixed.oneByteLines
    for line in oneByte { evidence.add(raw.bytes, in: line.bytes) }
    if oneByte.isEmpty { return decoder.decode(raw, from: start, as: .utf8) }
    if mixed.isAllOneByte { return decoder.decode(raw, from: start, as: evidence.encoding) }
    return decoder.decode(raw, from: start, mixed, oneByte: evidence.encoding)
  }

  private struct Mark {
    let encoding: TextEncoding
    let length: Int
  }

  private static func byteOrderMark(_ raw: TextBuffer) -> Mark? {
    let head = Array(raw.bytes[..<min(3, raw.count)])
    if head == [0xEF, 0xBB, 0xBF] { return Mark(encoding: .utf8, length: 3) }
    if head.starts(with: [0xFF, 0xFE]) { return Mark(encoding: .utf16LittleEndian, length: 2) }
    if head.starts(with: [0xFE, 0xFF]) { return Mark(encoding: .utf16BigEndian, length: 2) }
    return nil
  }

  /// UTF-16 without a mark: Latin text has a NUL in every second byte.
  private static func utf16Evidence(_ raw: TextBuffer) -> TextEncoding? {
    let length = min(raw.count, 4096) & ~1
    if length < 8 { return nil }
    var zeros = [0, 0]
    for index in 0..<length where raw.bytes[index] == 0 { zeros[index & 1] += 1 }
    let half = length / 2
    if zeros[1] * 10 >= half * 7 && zeros[0] * 20 <= half { return .utf16LittleEndian }
    if zeros[0] * 10 >= half * 7 && zeros[1] * 20 <= half { return .utf16BigEndian }
    return nil
  }
}
