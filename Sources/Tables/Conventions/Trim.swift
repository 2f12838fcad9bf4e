/// Spaces around a cell: U+0020, tab, line breaks, U+00A0, U+202F, U+2009 and U+FEFF.
enum Trim {
  @inline(__always)
  static func range(of cell: Span<UInt8>) -> Range<Int> { range(of: cell, in: 0..<cell.count) }

  static func range(of cell: Span<UInt8>, in bounds: Range<Int>) -> Range<Int> {
    var start = bounds.lowerBound
    var end = bounds.upperBound
    while start < end, let width = spaceWidth(cell, at: start), start + width <= end {
      start += width
    }
    while start < end {
      let last = cell[end - 1]
      if last <= 0x20 {
        guard isASCIISpace(last) else { break }
        end -= 1
      } else if last >= 0x80, end - start >= 2, spaceWidth(cell, at: end - 2) == 2 {
        end -= 2
      } else if last >= 0x80, end - start >= 3, spaceWidth(cell, at: end - 3) == 3 {
        end -= 3
      } else {
        break
      }
    }
    return start..<end
  }

  /// The number of bytes of the space that begins at `index`, `nil` when there is none.
  static func spaceWidth(_ cell: Span<UInt8>, at index: Int) -> Int? {
    let byte = cell[index]
    if byte < 0x80 { return isASCIISpace(byte) ? 1 : nil }
    if byte == 0xC2, index + 1 < cell.count, cell[index + 1] == 0xA0 { return 2 }
    guard index + 2 < cell.count else { return nil }
    let next = cell[index + 1]
    let last = cell[index + 2]
    if byte == 0xE2, next == 0x80, last == 0xAF || last == 0x89 { return 3 }
    return byte == 0xEF && next == 0xBB && last == 0xBF ? 3 : nil
  }

  private static func isASCIISpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }
}
