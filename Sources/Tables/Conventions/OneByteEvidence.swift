/// Which encoding of one byte a letter a text is in, by its bytes beyond ASCII: those of Windows and
/// of ISO-8859-15 have the accented letters from 0xC0 on, that of DOS has them from 0x80 on, where
/// Windows has signs that do not stand inside words.
struct OneByteEvidence {
  /// Letters as DOS writes them, and as the others do.
  private var dos = 0
  private var windows = 0
  private var hasControls = false
  private var isLatin9 = false

  /// `ç ê ë è ï î ô û ù â`, and `é à` apart: `…` stands at the end of words as `à` does.
  private static let dosLetters: Set<UInt8> = [
    0x82, 0x83, 0x85, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x93, 0x96, 0x97,
  ]

  mutating func add(_ bytes: [UInt8], in range: Range<Int>) {
    for index in range where bytes[index] >= 0x80 {
      let byte = bytes[index]
      let before = index > range.lowerBound && Self.isLetter(bytes[index - 1])
      let after = index + 1 < range.upperBound && Self.isLetter(bytes[index + 1])
      addLetter(byte, before: before, after: after)
      if byte < 0xA0 { hasControls = true }
      if byte == 0xA4 { isLatin9 = true }
      if (byte == 0xBC || byte == 0xBD) && (before || after) { isLatin9 = true }
    }
  }

  private mutating func addLetter(_ byte: UInt8, before: Bool, after: Bool) {
    switch byte {
    case 0xC0...:
      if before || after { windows += 1 }
    // The apostrophe and `œ`: `Æ` and `£` in DOS.
    case 0x92, 0x9C:
      if before && after { windows += 1 }
    case 0x82:
      if before || after { dos += 1 }
    default:
      if Self.dosLetters.contains(byte), before, after { dos += 1 }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }

  /// Bytes 0x80–0x9F are letters and signs in Windows-1252 and control codes in ISO-8859-15. Without
  /// them: 0xA4 is `€` against the unused `¤`; 0xBC, 0xBD are `Œ`, `œ` against `¼`, `½` when they
  /// touch a letter.
  var encoding: TextEncoding {
    if dos > windows { return .cp850 }
    return isLatin9 && !hasControls ? .latin9 : .windows1252
  }
}
