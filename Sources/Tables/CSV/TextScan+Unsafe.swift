import LinearAlgebra

/// A first look at all bytes: is it UTF-8, has it NUL bytes, how many quotes stand in each chunk.
struct TextScan: Sendable {
  private(set) var isValidUTF8 = true
  private(set) var firstNul: Int?
  /// Quotes in each chunk of `chunkBytes`.
  private(set) var quotes: [Int] = []
  private(set) var hasQuotes = false

  init(_ text: TextBuffer, from start: Int, chunkBytes: Int = 1 << 20, parallelism: Parallelism) {
    let length = text.count - start
    let chunks = (length + chunkBytes - 1) / chunkBytes
    let parts = parallelism.map(count: chunks) { index in
      let lower = start + index * chunkBytes
      let upper = min(lower + chunkBytes, text.count)
      return text.bytes.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map {
          Part(base: $0, lower: lower, upper: upper, origin: start, end: text.count)
        } ?? Part()
      }
    }
    for part in parts {
      isValidUTF8 = isValidUTF8 && part.isValid
      firstNul = firstNul ?? part.firstNul
      hasQuotes = hasQuotes || part.quotes > 0
    }
    quotes = parts.map(\.quotes)
  }
}

private struct Part: Sendable {
  var isValid = true
  var firstNul: Int?
  var quotes = 0

  init() {}

  /// Looks at the bytes `lower..<upper`; a character belongs to the part where it begins.
  init(base: UnsafePointer<UInt8>, lower: Int, upper: Int, origin: Int, end: Int) {
    var index = lower
    if lower > origin { index = min(upper, lower + Self.overhang(base, lower, origin, end)) }
    let quote = Word.fill(0x22)
    while index < upper {
      if index + 8 <= upper {
        let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
        let nuls = Word.matches(word, 0)
        if word & Word.highBits == 0 && nuls == 0 {
          quotes &+= Word.matches(word, quote).nonzeroBitCount
          index &+= 8
          continue
        }
      }
      let byte = base[index]
      if byte < 0x80 {
        if byte == 0x22 { quotes &+= 1 }
        if byte == 0 && firstNul == nil { firstNul = index }
        index &+= 1
      } else {
        let length = isValid ? Self.sequence(base, index, end) : 1
        if length == 0 { isValid = false }
        index &+= max(1, length)
      }
    }
  }

  @inline(__always)
  private static func sequence(_ base: UnsafePointer<UInt8>, _ index: Int, _ end: Int) -> Int {
    // The two-byte letters of French, without the call.
    let lead = base[index]
    if lead >= 0xC2 && lead <= 0xDF {
      return index + 1 < end && base[index + 1] & 0xC0 == 0x80 ? 2 : 0
    }
    return longSequence(base, index, end)
  }

  private static func longSequence(_ base: UnsafePointer<UInt8>, _ index: Int, _ end: Int) -> Int {
    UTF8Repair.sequenceLength(UnsafeBufferPointer(start: base, count: end), at: index)
  }

  /// Bytes at `lower` that belong to a character begun before it.
  private static func overhang(
    _ base: UnsafePointer<UInt8>, _ lower: Int, _ origin: Int, _ end: Int
  ) -> Int {
    for back in 1...3 where lower - back >= origin {
      let byte = base[lower - back]
      if byte < 0x80 { return 0 }
      if byte >= 0xC0 { return max(0, longSequence(base, lower - back, end) - back) }
    }
    return 0
  }
}
