import Tables

/// One client's values as bytes, column after column: what is whole takes few.
///
/// A number is a tag byte and what follows it: 0 missing; 1 a whole number; 2 a number of hundredths;
/// 3 eight bytes, little-endian. A level is its place plus one, 0 missing; a set the number of its members
/// plus one, 0 missing, then their places; a date its days, shifted so that 0 is missing. Whole numbers are
/// written seven bits at a time, lowest first, signs folded in: 0, −1, 1, −2 are 0, 1, 2, 3.
package struct FeatureWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func write(_ values: ColumnValues, row: Int) {
    switch values {
    case .numbers(let numbers): write(numbers[row])
    case .categories(let codes, _): write(unsigned: UInt64(Int64(codes[row]) + 1))
    case .sets(let members, _):
      guard let own = members[row] else { return write(unsigned: 0) }
      write(unsigned: UInt64(own.count) + 1)
      for member in own { write(unsigned: UInt64(member)) }
    case .dates(let days):
      write(unsigned: days[row] == .min ? 0 : Self.folded(Int64(days[row])) + 1)
    case .texts(let texts):
      guard let text = texts[row] else { return write(unsigned: 0) }
      write(unsigned: UInt64(text.utf8.count) + 1)
      bytes += Array(text.utf8)
    }
  }

  private mutating func write(_ number: Double) {
    if number.isNaN {
      bytes.append(0)
    } else if let whole = Self.whole(number) {
      bytes.append(1)
      write(unsigned: Self.folded(whole))
    } else if let hundredths = Self.whole((number * 100).rounded()),
      Double(hundredths) / 100 == number
    {
      bytes.append(2)
      write(unsigned: Self.folded(hundredths))
    } else {
      bytes.append(3)
      withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += Array($0) }
    }
  }

  /// Whole numbers whose value, and sign of zero, come back as they were.
  private static func whole(_ number: Double) -> Int64? {
    guard abs(number) < 0x1p52, let whole = Int64(exactly: number),
      whole != 0 || number.sign == .plus
    else { return nil }
    return whole
  }

  private static func folded(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: value << 1) ^ UInt64(bitPattern: value >> 63)
  }

  private mutating func write(unsigned value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// Reads what ``FeatureWriter`` wrote; `nil` wherever it did not.
package struct FeatureReader {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  package init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  package var isAtEnd: Bool { place == bytes.endIndex }

  package mutating func number() -> Double? {
    guard let tag = next() else { return nil }
    switch tag {
    case 0: return .nan
    case 1: return signed().map(Double.init)
    case 2: return signed().map { Double($0) / 100 }
    case 3:
      var pattern: UInt64 = 0
      for shift in stride(from: 0, to: 64, by: 8) {
        guard let byte = next() else { return nil }
        pattern |= UInt64(byte) << UInt64(shift)
      }
      return Double(bitPattern: pattern)
    default: return nil
    }
  }

  /// −1 is missing.
  package mutating func level(count: Int) -> Int32? {
    guard let code = unsigned(), code <= UInt64(count) else { return nil }
    return Int32(code) - 1
  }

  package mutating func members(count: Int) -> [Int32]?? {
    guard let size = unsigned(), size <= UInt64(count) + 1 else { return nil }
    if size == 0 { return .some(nil) }
    var members: [Int32] = []
    for _ in 1..<Int(size) {
      guard let member = unsigned(), member < UInt64(count) else { return nil }
      members.append(Int32(member))
    }
    return .some(members)
  }

  package mutating func day() -> Int32? {
    guard let code = unsigned() else { return nil }
    return code == 0 ? .min : Int32(exactly: Self.unfolded(code - 1))
  }

  package mutating func text() -> String?? {
    guard let size = unsigned() else { return nil }
    if size == 0 { return .some(nil) }
    let count = size - 1
    guard count <= UInt64(bytes.endIndex - place) else { return nil }
    defer { place += Int(count) }
    return .some(String(decoding: bytes[place..<(place + Int(count))], as: UTF8.self))
  }

  private mutating func next() -> UInt8? {
    guard place < bytes.endIndex else { return nil }
    defer { place += 1 }
    return bytes[place]
  }

  private mutating func signed() -> Int64? { unsigned().map(Self.unfolded) }

  private static func unfolded(_ code: UInt64) -> Int64 {
    Int64(bitPattern: code >> 1) ^ -Int64(bitPattern: code & 1)
  }

  private mutating func unsigned() -> UInt64? {
    var (value, shift): (UInt64, UInt64) = (0, 0)
    while let byte = next() {
      guard shift < 63 || byte <= 1 else { return nil }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }
}
