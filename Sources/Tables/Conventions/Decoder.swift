import LinearAlgebra

/// Brings a text from a known encoding to UTF-8.
struct Decoder {
  let chunkBytes: Int
  let parallelism: Parallelism

  func decode(
    _ raw: TextBuffer, from start: Int, as encoding: TextEncoding, marked: Bool = false
  ) -> DecodedText {
    var result = DecodedText(text: raw, encoding: encoding, hasByteOrderMark: marked)
    var bytes: [UInt8] = []
    switch encoding {
    case .utf8:
      let scan = TextScan(raw, from: start, chunkBytes: chunkBytes, parallelism: parallelism)
      if scan.isValidUTF8 {
        result.text.start = start
        result.scan = scan
        return result
      }
      result.invalidSequences = UTF8Repair.repair(raw.bytes[start..<raw.count], into: &bytes)
    case .utf16LittleEndian, .utf16BigEndian:
      result.invalidSequences = Self.utf16(
        raw.bytes[start..<raw.count], bigEndian: encoding == .utf16BigEndian, into: &bytes)
    case .windows1252, .latin9:
      result.invalidSequences = Self.oneByte(raw.bytes[start..<raw.count], encoding, into: &bytes)
    }
    result.text = TextBuffer(copying: bytes)
    return result
  }

  private static func utf16(
    _ raw: ArraySlice<UInt8>, bigEndian: Bool, into bytes: inout [UInt8]
  ) -> Int {
    bytes.reserveCapacity(raw.count)
    var invalid = raw.count & 1
    var decoder = UTF16()
    let high = bigEndian ? 0 : 1
    var units = stride(from: raw.startIndex, to: raw.endIndex - 1, by: 2).lazy.map {
      UInt16(raw[$0 + high]) << 8 | UInt16(raw[$0 + 1 - high])
    }.makeIterator()
    while true {
      switch decoder.decode(&units) {
      case .scalarValue(let scalar): bytes.append(contentsOf: Array(String(scalar).utf8))
      case .error:
        invalid += 1
        bytes.append(contentsOf: UTF8Repair.replacement)
      case .emptyInput: return invalid
      }
    }
  }

  private static func oneByte(
    _ raw: ArraySlice<UInt8>, _ encoding: TextEncoding, into bytes: inout [UInt8]
  ) -> Int {
    bytes.reserveCapacity(raw.count + raw.count / 8)
    let table = encoding == .windows1252 ? windows1252 : latin9
    var invalid = 0
    for byte in raw {
      if byte < 0x80 {
        bytes.append(byte)
      } else {
        let encoded = table[Int(byte) - 0x80]
        if encoded == UTF8Repair.replacement { invalid += 1 }
        bytes.append(contentsOf: encoded)
      }
    }
    return invalid
  }

  private static let windows1252 = table([
    0x80: 0x20AC, 0x81: 0xFFFD, 0x82: 0x201A, 0x83: 0x192, 0x84: 0x201E, 0x85: 0x2026,
    0x86: 0x2020, 0x87: 0x2021, 0x88: 0x2C6, 0x89: 0x2030, 0x8A: 0x160, 0x8B: 0x2039, 0x8C: 0x152,
    0x8D: 0xFFFD, 0x8E: 0x17D, 0x8F: 0xFFFD, 0x90: 0xFFFD, 0x91: 0x2018, 0x92: 0x2019,
    0x93: 0x201C, 0x94: 0x201D, 0x95: 0x2022, 0x96: 0x2013, 0x97: 0x2014, 0x98: 0x2DC,
    0x99: 0x2122, 0x9A: 0x161, 0x9B: 0x203A, 0x9C: 0x153, 0x9D: 0xFFFD, 0x9E: 0x17E, 0x9F: 0x178,
  ])
  private static let latin9 = table([
    0xA4: 0x20AC, 0xA6: 0x160, 0xA8: 0x161, 0xB4: 0x17D, 0xB8: 0x17E, 0xBC: 0x152, 0xBD: 0x153,
    0xBE: 0x178,
  ])

  /// UTF-8 of the bytes 0x80–0xFF: ISO-8859-1 but for `changes`.
  private static func table(_ changes: [UInt32: UInt32]) -> [[UInt8]] {
    (0x80...0xFF).map { (code: UInt32) -> [UInt8] in
      let scalar = Unicode.Scalar(changes[code] ?? code) ?? "\u{FFFD}"
      return Array(String(scalar).utf8)
    }
  }
}

/// UTF-8 with bytes that do not belong.
enum UTF8Repair {
  static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  struct Survey {
    var valid = 0
    var invalid = 0
  }

  /// Sequences of two bytes or more, and ill-formed ones.
  static func survey(_ bytes: ArraySlice<UInt8>) -> Survey {
    var survey = Survey()
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      let length = sequenceLength(bytes, at: index)
      if length == 0 { survey.invalid += 1 } else { survey.valid += 1 }
      index += max(1, length)
    }
    return survey
  }

  /// Appends `bytes` with each stray byte replaced; returns how many were.
  static func repair(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) -> Int {
    output.reserveCapacity(bytes.count)
    var invalid = 0
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let length = bytes[index] < 0x80 ? 1 : sequenceLength(bytes, at: index)
      if length == 0 {
        invalid += 1
        output.append(contentsOf: replacement)
        index += 1
      } else {
        output.append(contentsOf: bytes[index..<index + length])
        index += length
      }
    }
    return invalid
  }

  /// Length of the well-formed sequence of two to four bytes at `index` (Unicode, table 3-7), 0 when
  /// there is none.
  static func sequenceLength<Bytes: RandomAccessCollection<UInt8>>(
    _ bytes: Bytes, at index: Int
  ) -> Int where Bytes.Index == Int {
    let lead = bytes[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(lead), index + length <= bytes.endIndex else { return 0 }
    let second = bytes[index + 1]
    let low: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
    let high: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
    guard second >= low && second <= high else { return 0 }
    for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
