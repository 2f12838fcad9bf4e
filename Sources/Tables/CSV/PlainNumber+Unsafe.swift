/// Reads numbers in their plain form, `-1234,5`, sixteen digits and marks at most, without a step
/// that depends on where the digits end.
///
/// The cell is set right in eight bytes, or twice eight, with zeros before it; the mark is taken out
/// by moving up what stands before it; all bytes must then be digits, which three products put
/// together. Whatever is not plain is `nil`, for ``NumberCell`` to read; where there is a value it is
/// that of ``FrenchNumber/readPlain(_:shift:)``.
package struct PlainNumber {
  private let mark: UInt64
  private let shift: Int

  private static let zeros = Word.fill(0x30)

  package init(mark: DecimalMark, shift: Int) {
    self.mark = Word.fill(mark.byte)
    self.shift = shift
  }

  /// `nil` where a value alone does not say what it stands for.
  init?(_ plan: NumberPlan) {
    if plan.isMixedPercent { return nil }
    self.init(mark: plan.mark, shift: plan.shift)
  }

  /// - Parameter cell: followed by eight readable bytes.
  @inline(__always)
  package func read(_ cell: UnsafePointer<UInt8>, count: Int) -> Double? {
    if count <= 0 || count > 17 { return nil }
    let isNegative = cell[0] == 0x2D
    let start = isNegative ? cell + 1 : cell
    let length = isNegative ? count &- 1 : count
    if length == 0 || length > 16 { return nil }
    let magnitude = length <= 8 ? short(start, length) : long(start, length)
    return isNegative ? magnitude.map { -$0 } : magnitude
  }

  @inline(__always)
  private func short(_ start: UnsafePointer<UInt8>, _ length: Int) -> Double? {
    var word = Self.right(start, length)
    let marks = Word.matches(word, mark)
    var decimals = 0
    if marks != 0 {
      // A digit stands before the mark.
      if marks.trailingZeroBitCount >> 3 == 8 &- length { return nil }
      decimals = Self.takeOut(marks, from: &word, carry: 0x30)
    }
    guard Self.isDigits(word) else { return nil }
    return DecimalConversion.double(mantissa: Self.value(word), exponent: shift &- decimals)
  }

  private func long(_ start: UnsafePointer<UInt8>, _ length: Int) -> Double? {
    var high = Self.right(start, length &- 8)
    var low = UnsafeRawPointer(start + (length &- 8)).loadUnaligned(as: UInt64.self)
    let lowMarks = Word.matches(low, mark)
    let highMarks = Word.matches(high, mark)
    var decimals = 0
    if lowMarks != 0 {
      decimals = Self.takeOut(lowMarks, from: &low, carry: high >> 56)
      high = high << 8 | 0x30
    } else if highMarks != 0 {
      if highMarks.trailingZeroBitCount >> 3 == 16 &- length { return nil }
      decimals = 8 &+ Self.takeOut(highMarks, from: &high, carry: 0x30)
    }
    guard Self.isDigits(high), Self.isDigits(low) else { return nil }
    return DecimalConversion.double(
      mantissa: Self.value(high) &* 100_000_000 &+ Self.value(low), exponent: shift &- decimals)
  }

  /// One to eight bytes at the end of a word (the last byte is the highest), zeros before them.
  @inline(__always)
  private static func right(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    let word = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)
    let free = UInt64(truncatingIfNeeded: 64 &- 8 &* length)
    return word &<< free | zeros & ((1 &<< free) &- 1)
  }

  /// Takes the first marked byte out, and moves up by one the bytes before it.
  ///
  /// - Parameter carry: the byte that comes in at the beginning.
  /// - Returns: how many bytes stand after the mark.
  @inline(__always)
  private static func takeOut(_ marks: UInt64, from word: inout UInt64, carry: UInt64) -> Int {
    let bit = UInt64(truncatingIfNeeded: marks.trailingZeroBitCount &- 7)
    let before = (1 as UInt64 &<< bit) &- 1
    let after = ~(before &<< 8 | 0xFF)
    word = word & after | (word & before) &<< 8 | carry
    return Int(truncatingIfNeeded: 56 &- bit) >> 3
  }

  @inline(__always)
  private static func isDigits(_ word: UInt64) -> Bool {
    let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
    return word & high | ((word &+ Word.fill(6)) & high) >> 4 == 0x3333_3333_3333_3333
  }

  /// The number that eight digits make, the first byte the most significant: pairs, then fours, then
  /// all (D. Lemire, "Number parsing at a gigabyte per second", 2021, doi:10.1002/spe.2984).
  @inline(__always)
  private static func value(_ digits: UInt64) -> UInt64 {
    let single = digits &- zeros
    let pairs = single &* 10 &+ single >> 8
    let even = pairs & 0x0000_00FF_0000_00FF
    let odd = pairs >> 16 & 0x0000_00FF_0000_00FF
    return (even &* 0x000F_4240_0000_0064 &+ odd &* 0x0000_2710_0000_0001) >> 32
  }
}
