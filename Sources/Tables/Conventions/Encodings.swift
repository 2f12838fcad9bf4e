import LinearAlgebra

/// The encodings in which tables travel.
public enum TextEncoding: String, Sendable, Codable, Equatable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case windows1252 = "Windows-1252"
  case latin9 = "ISO-8859-15"
}

/// A text brought to UTF-8, and what it was.
struct DecodedText {
  var text: TextBuffer
  var encoding: TextEncoding
  var hasByteOrderMark = false
  var invalidSequences = 0
  /// The look that proved the text to be UTF-8, when it was taken.
  var scan: TextScan?
}

/// Recognises the encoding: a byte order mark; else the pattern of NUL bytes of UTF-16; else strict
/// UTF-8; else mostly valid UTF-8, its stray bytes replaced by U+FFFD; else one of the two one-byte
/// encodings of French, told apart by the bytes they read differently.
enum Encodings {
  static func decode(_ raw: TextBuffer, options: CSVOptions, parallelism: Parallelism)
    -> DecodedText
  {
    let decoder = Decoder(chunkBytes: options.chunkBytes, parallelism: parallelism)
    let forced = options.encoding
    if let marked = byteOrderMark(raw), forced == nil || forced == marked.encoding {
      return decoder.decode(raw, from: marked.length, as: marked.encoding, marked: true)
    }
    let encoding = forced ?? utf16Evidence(raw)
    if let encoding {
      return decoder.decode(raw, from: 0, as: encoding)
    }
    let scan = TextScan(raw, from: 0, chunkBytes: options.chunkBytes, parallelism: parallelism)
    if scan.isValidUTF8 { return DecodedText(text: raw, encoding: .utf8, scan: scan) }
    let sequences = UTF8Repair.survey(raw.bytes[..<raw.count])
    if sequences.valid > 4 * sequences.invalid {
      return decoder.decode(raw, from: 0, as: .utf8)
    }
    return decoder.decode(raw, from: 0, as: oneByteEncoding(raw))
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

  /// Bytes 0x80–0x9F are letters and signs in Windows-1252 and control codes in ISO-8859-15. Without
  /// them: 0xA4 is `€` against the unused `¤`; 0xBC, 0xBD are `Œ`, `œ` against `¼`, `½` when they touch
  /// a letter.
  private static func oneByteEncoding(_ raw: TextBuffer) -> TextEncoding {
    var isLatin9 = false
    for index in 0..<raw.count where raw.bytes[index] >= 0x80 {
      let byte = raw.bytes[index]
      if byte < 0xA0 { return .windows1252 }
      if byte == 0xA4 { isLatin9 = true }
      if byte == 0xBC || byte == 0xBD {
        let before = index > 0 ? raw.bytes[index - 1] | 0x20 : 0
        let after = index + 1 < raw.count ? raw.bytes[index + 1] | 0x20 : 0
        if (97...122).contains(before) || (97...122).contains(after) { isLatin9 = true }
      }
    }
    return isLatin9 ? .latin9 : .windows1252
  }
}
