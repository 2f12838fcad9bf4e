import Foundation
import Tables
import Testing

/// What the C library makes of a decimal.
private func reference(_ text: String) -> Double { strtod(text, nil) }

private func ours(_ text: String) -> Double? {
  let bytes = Array(text.utf8)
  let format = FrenchNumber(mark: .point)
  let plain = format.readPlain(bytes.span, shift: 0)
  let general = format.read(bytes.span)?.value
  // The quick way must agree with the general one wherever it answers.
  if let plain, plain.bitPattern != general?.bitPattern { return .nan }
  return general
}

private func expectEqual(_ text: String, _ failures: inout [String]) {
  if ours(text)?.bitPattern != reference(text).bitPattern { failures.append(text) }
}

private func digits(_ count: Int, _ random: inout TestRandom) -> String {
  String((0..<count).map { _ in Character(String(random.next() % 10)) })
}

@Test func `decimals of any length equal strtod bit by bit`() {
  var random = TestRandom(state: 1)
  var failures: [String] = []
  for _ in 0..<120_000 {
    var text = random.next() % 2 == 0 ? "-" : ""
    text += digits(1 + Int(random.next() % 24), &random)
    if random.next() % 4 > 0 { text += "." + digits(1 + Int(random.next() % 24), &random) }
    if random.next() % 3 == 0 { text += "e\(Int(random.next() % 700) - 350)" }
    expectEqual(text, &failures)
  }
  #expect(failures.isEmpty, "\(failures.prefix(5))")
}

@Test func `shortest and 17-digit decimals of random bits read back`() {
  var random = TestRandom(state: 2)
  var failures: [String] = []
  for _ in 0..<60_000 {
    let value = Double(bitPattern: random.next())
    if !value.isFinite { continue }
    expectEqual("\(value)", &failures)
    expectEqual(String(format: "%.17g", value), &failures)
    let near = Double(random.next() % 1_000_000_000) / 997
    expectEqual("\(near)", &failures)
  }
  #expect(failures.isEmpty, "\(failures.prefix(5))")
}

/// Decimal digits of (2m + 1) · 2^exponent, the point halfway between two neighbours, exactly; with
/// its last digit one up or down, or as it is.
private func halfway(_ m: UInt64, exponent: Int, nudge: Int) -> String {
  var number = String(2 * m + 1).compactMap(\.wholeNumberValue).reversed() as [Int]
  let factor = exponent < 0 ? 5 : 2
  for _ in 0..<abs(exponent) {
    var carry = 0
    for index in number.indices {
      let product = number[index] * factor + carry
      number[index] = product % 10
      carry = product / 10
    }
    while carry > 0 {
      number.append(carry % 10)
      carry /= 10
    }
  }
  // One more digit, so that a nudge is smaller than any unit in the last place.
  number.insert(nudge == 0 ? 0 : 5, at: 0)
  if nudge < 0 {
    var index = 1
    while index < number.count && number[index] == 0 {
      number[index] = 9
      index += 1
    }
    number[index] -= 1
  }
  let text = number.reversed().map(String.init).joined()
  return exponent < 0 ? "\(text)e\(exponent - 1)" : "\(text)e-1"
}

@Test func `halfway cases and their neighbours round to even as strtod does`() {
  var random = TestRandom(state: 3)
  var failures: [String] = []
  for _ in 0..<12_000 {
    let m = 1 << 52 | random.next() >> 12
    let exponent = Int(random.next() % 130) - 80
    for nudge in -1...1 { expectEqual(halfway(m, exponent: exponent, nudge: nudge), &failures) }
    // Halves just above 2^53 fit 64 bits: the exact integer ways.
    expectEqual(String(2 * m + 1), &failures)
    expectEqual("\(2 * m + 1)00", &failures)
    let tenths = (2 * m + 1) * 5
    expectEqual("\(tenths / 10).\(tenths % 10)", &failures)
    let hundredths = (2 * m + 1) * 25
    expectEqual("\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)", &failures)
  }
  #expect(failures.isEmpty, "\(failures.prefix(5))")
}

@Test func `a mantissa and an exponent convert without text`() {
  #expect(DecimalConversion.double(mantissa: 9_007_199_254_740_993, exponent: 0) == 0x1p53)
  #expect(DecimalConversion.double(mantissa: 9_007_199_254_740_995, exponent: 0) == 0x1p53 + 4)
  #expect(DecimalConversion.double(mantissa: .max, exponent: -19) == 1.8446744073709551615)
  #expect(DecimalConversion.double(mantissa: 0, exponent: 5) == 0)
}
