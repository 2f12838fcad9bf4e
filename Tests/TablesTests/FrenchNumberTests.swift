import Tables
import Testing

private func value(_ text: String, _ mark: DecimalMark = .comma) -> Double? {
  let cell = Array(text.utf8)
  return FrenchNumber(mark: mark).read(cell.span)?.value
}

@Test(arguments: [
  ("1234,56", 1234.56), ("-1234,56", -1234.56), ("+5", 5), ("1 234,56", 1234.56),
  ("1\u{A0}234,56", 1234.56), ("1\u{202F}234\u{202F}567,8", 1_234_567.8), ("1.234,56", 1234.56),
  ("1.234.567", 1_234_567), ("1'234,5", 1234.5), ("1’234’567", 1_234_567), ("12,5 %", 0.125),
  ("12,3%", 0.123), ("1 200 €", 1200), ("€ 1 200", 1200), ("1 200 EUR", 1200), ("1,2 k€", 1200),
  ("1,2 K€", 1200), ("3,05 M€", 3_050_000), ("(150,00)", -150), ("( 1 150,00 € )", -1150),
  ("150,00-", -150), ("-1 200 €", -1200), ("−3,5", -3.5), (",5", 0.5), ("5,", 5), ("1e3", 1000),
  ("1,5E-2", 0.015), ("0", 0), ("007", 7), ("1e308", 1e308), ("  42 ", 42),
])
func `a decimal comma reads`(_ text: String, _ expected: Double) {
  #expect(value(text) == expected)
}

@Test(arguments: [
  ("1,234.56", 1234.56), ("1,234,567", 1_234_567), ("1'234.5", 1234.5), ("12.5%", 0.125),
  ("1 234.5", 1234.5), ("-0.25", -0.25),
])
func `a decimal point reads`(_ text: String, _ expected: Double) {
  #expect(value(text, .point) == expected)
}

@Test(arguments: [
  "", " ", "-", "€", "%", "abc", "12a", "1,2,3", "1.23,4", "12 34", "1 23 456", "06 12 34 56 78",
  "1234 567", "1 2345", "0.123.456", "1.234 567", "--5", "-5-", "(-5)", "12:30", "1/2", "NaN",
  "inf", "Infinity", "0x10", "1e", "e5", "1,5e", "12 %%", "5 €%", "2026-03-31",
])
func `other things are no number`(_ text: String) {
  #expect(value(text) == nil)
}

@Test func `minus zero keeps its sign and an overflow is infinite`() {
  #expect(value("-0")?.sign == .minus)
  #expect(value("1e999") == .infinity)
  #expect(value("1e-999") == 0)
}

@Test func `the same digits are one decimal under a comma and another under a point`() {
  #expect(value("1,234", .comma) == 1.234)
  #expect(value("1,234", .point) == 1234)
  #expect(value("12,34", .point) == nil)
}
