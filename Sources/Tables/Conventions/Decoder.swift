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
    case .windows1252, .latin9, .cp850:
      result.invalidSequences = Self.oneByte(raw.bytes[start..<raw.count], encoding, into: &bytes)
    }
    result.text = TextBuffer(padding: bytes)
    return result
  }

  /// Each line from its own encoding.
  func decode(
    _ raw: TextBuffer, from start: Int, _ mixed: MixedText, oneByte encoding: TextEncoding
  ) -> DecodedText {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.count + raw.count / 8)
    var invalid = 0
    var first: Int?
    var position = start
    for line in mixed.lines {
      bytes.append(contentsOf: raw.bytes[position..<line.bytes.lowerBound])
      if line.form == .oneByte {
        first = first ?? bytes.count
        invalid += Self.oneByte(raw.bytes[line.bytes], encoding, into: &bytes)
      } else {
        invalid += UTF8Repair.repair(raw.bytes[line.bytes], into: &bytes)
      }
      position = line.bytes.upperBound
    }
    bytes.append(contentsOf: raw.bytes[position..<raw.count])
    let others = mixed.oneByteLines.count
    var result = DecodedText(text: TextBuffer(padding: bytes), encoding: .utf8)
    result.invalidSequences = invalid
    result.other = OtherLines(encoding: encoding, count: others, first: first ?? 0)
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
    bytes.reserveCapacity(bytes.count + raw.count + raw.count / 8)
    let table = encoding == .cp850 ? cp850 : encoding == .latin9 ? latin9 : windows1252
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
  private static let cp850 = table([
    0x80: 0xC7, 0x81: 0xFC, 0x82: 0xE9, 0x83: 0xE2, 0x84: 0xE4, 0x85: 0xE0, 0x86: 0xE5, 0x87: 0xE7,
    0x88: 0xEA, 0x89: 0xEB, 0x8A: 0xE8, 0x8B: 0xEF, 0x8C: 0xEE, 0x8D: 0xEC, 0x8E: 0xC4, 0x8F: 0xC5,
    0x90: 0xC9, 0x91: 0xE6, 0x92: 0xC6, 0x93: 0xF4, 0x94: 0xF6, 0x95: 0xF2, 0x96: 0xFB, 0x97: 0xF9,
    0x98: 0xFF, 0x99: 0xD6, 0x9A: 0xDC, 0x9B: 0xF8, 0x9C: 0xA3, 0x9D: 0xD8, 0x9E: 0xD7, 0x9F: 0x192,
    0xA0: 0xE1, 0xA1: 0xED, 0xA2: 0xF3, 0xA3: 0xFA, 0xA4: 0xF1, 0xA5: 0xD1, 0xA6: 0xAA, 0xA7: 0xBA,
    0xA8: 0xBF, 0xA9: 0xAE, 0xAA: 0xAC, 0xAB: 0xBD, 0xAC: 0xBC, 0xAD: 0xA1, 0xAE: 0xAB, 0xAF: 0xBB,
    0xB0: 0x2591, 0xB1: 0x2592, 0xB2: 0x2593, 0xB3: 0x2502, 0xB4: 0x2524, 0xB5: 0xC1, 0xB6: 0xC2,
    0xB7: 0xC0, 0xB8: 0xA9, 0xB9: 0x2563, 0xBA: 0x2551, 0xBB: 0x2557, 0xBC: 0x255D, 0xBD: 0xA2,
    0xBE: 0xA5, 0xBF: 0x2510, 0xC0: 0x2514, 0xC1: 0x2534, 0xC2: 0x252C, 0xC3: 0x251C, 0xC4: 0x2500,
    0xC5: 0x253C, 0xC6: 0xE3, 0xC7: 0xC3, 0xC8: 0x255A, 0xC9: 0x2554, 0xCA: 0x2569, 0xCB: 0x2566,
    0xCC: 0x2560, 0xCD: 0x2550, 0xCE: 0x256C, 0xCF: 0xA4, 0xD0: 0xF0, 0xD1: 0xD0, 0xD2: 0xCA,
    0xD3: 0xCB, 0xD4: 0xC8, 0xD5: 0x131, 0xD6: 0xCD, 0xD7: 0xCE, 0xD8: 0xCF, 0xD9: 0x2518,
    0xDA: 0x250C, 0xDB: 0x2588, 0xDC: 0x2584, 0xDD: 0xA6, 0xDE: 0xCC, 0xDF: 0x2580, 0xE0: 0xD3,
    0xE1: 0xDF, 0xE2: 0xD4, 0xE3: 0xD2, 0xE4: 0xF5, 0xE5: 0xD5, 0xE6: 0xB5, 0xE7: 0xFE, 0xE8: 0xDE,
    0xE9: 0xDA, 0xEA: 0xDB, 0xEB: 0xD9, 0xEC: 0xFD, 0xED: 0xDD, 0xEE: 0xAF, 0xEF: 0xB4, 0xF0: 0xAD,
    0xF1: 0xB1, 0xF2: 0x2017, 0xF3: 0xBE, 0xF4: 0xB6, 0xF5: 0xA7, 0xF6: 0xF7, 0xF7: 0xB8,
    0xF8: 0xB0, 0xF9: 0xA8, 0xFA: 0xB7, 0xFB: 0xB9, 0xFC: 0xB3, 0xFD: 0xB2, 0xFE: 0x25A0,
    0xFF: 0xA0,
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
