import Tables
import Testing

/// What the fast way and the plain way make of a text, by their bits.
private func readings(_ text: String, _ mark: DecimalMark, shift: Int) -> (
  fast: UInt64?, plain: UInt64?
) {
  let bytes = Array(text.utf8)
  let padded = bytes + [UInt8](repeating: 0x37, count: 8)
  let fast = padded.withUnsafeBufferPointer { buffer in
    buffer.baseAddress.flatMap {
      PlainNumber(mark: mark, shift: shift).read($0, count: bytes.count)
    }
  }
  let plain = FrenchNumber(mark: mark).readPlain(bytes.span, shift: shift)
  return (fast?.bitPattern, plain?.bitPattern)
}

@Test func `the fast way reads every plain number, as the plain way does`() {
  var random = TestRandom(state: 11)
  for whole in 1...15 {
    for decimals in 0...(15 - whole) {
      for sign in ["", "-"] {
        for mark in [DecimalMark.comma, .point] {
          let digits = (0..<whole + decimals).map { _ in
            String(Int.random(in: 0...9, using: &random))
          }
          let fraction = decimals > 0 ? mark.rawValue + digits[whole...].joined() : ""
          let text = sign + digits[..<whole].joined() + fraction
          let (fast, plain) = readings(text, mark, shift: whole % 3 == 0 ? -2 : 0)
          #expect(fast != nil && fast == plain, "\(text)")
        }
      }
    }
  }
}

@Test func `the fast way takes nothing for a number that is none`() {
  var random = TestRandom(state: 12)
  let letters = Array("0123456789012345678901234567890,.-+ e:/")
  for _ in 0..<200_000 {
    let length = Int.random(in: 0...19, using: &random)
    let text = String(
      (0..<length).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] })
    let (fast, plain) = readings(text, .comma, shift: 0)
    #expect(fast == nil || fast == plain, "\(text)")
  }
  for text in ["", "-", ",", "-,", ",5", "1,2,3", "--5", "5-", "1 2", "12345678,", "é"] {
    let (fast, plain) = readings(text, .comma, shift: 0)
    #expect(fast == nil || fast == plain, "\(text)")
  }
}
