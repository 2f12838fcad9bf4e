/// Eight bytes looked at together.
enum Word {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let highBits: UInt64 = 0x8080_8080_8080_8080
  static let lowBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

  /// The byte in each of the eight places.
  @inline(__always)
  static func fill(_ byte: UInt8) -> UInt64 { UInt64(byte) &* ones }

  /// The high bit of each byte of `word` that equals the byte of `pattern`, and no other bit. No
  /// carry crosses bytes, so every place is exact.
  @inline(__always)
  static func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
    let difference = word ^ pattern
    return ~(((difference & lowBits) &+ lowBits) | difference) & highBits
  }
}
