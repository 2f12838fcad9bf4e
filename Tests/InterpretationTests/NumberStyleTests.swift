import Interpretation
import Testing

@Suite struct NumberStyleTests {
  let french = NumberStyle(.french)
  let english = NumberStyle(.english)

  @Test(arguments: [
    (0.0, "0", "0"), (1234.0, "1\u{202F}234", "1,234"), (999.4, "999", "999"),
    (1_234_567.0, "1\u{202F}234\u{202F}567", "1,234,567"), (3.14, "3,1", "3.1"),
    (9.96, "10", "10"), (12.7, "13", "13"), (-4.25, "−4,2", "−4.2"), (-0.01, "0", "0"),
    (5.02, "5", "5"), (.nan, "–", "–"), (.infinity, "–", "–"),
  ])
  func decimals(value: Double, inFrench: String, inEnglish: String) {
    #expect(french.decimal(value) == inFrench)
    #expect(english.decimal(value) == inEnglish)
  }

  @Test func givenDigits() {
    #expect(french.decimal(1234.5, digits: 2) == "1\u{202F}234,50")
    #expect(english.decimal(1234.5, digits: 1) == "1,234.5")
    #expect(french.decimal(-0.04, digits: 1) == "0,0")
  }

  @Test(arguments: [
    (0.0, "0\u{202F}%", "0%"), (0.12, "12\u{202F}%", "12%"), (1.0, "100\u{202F}%", "100%"),
    (0.004, "moins de 1\u{202F}%", "under 1%"), (0.997, "plus de 99\u{202F}%", "over 99%"),
  ])
  func shares(value: Double, inFrench: String, inEnglish: String) {
    #expect(french.share(value) == inFrench)
    #expect(english.share(value) == inEnglish)
  }

  @Test func percentWithDigits() {
    #expect(french.percent(0.1234, digits: 1) == "12,3\u{202F}%")
    #expect(english.percent(0.1234, digits: 1) == "12.3%")
  }

  @Test(arguments: [
    (0.0, "0\u{202F}€", "€0"), (1200.0, "1\u{202F}200\u{202F}€", "€1,200"),
    (9_999.0, "9\u{202F}999\u{202F}€", "€9,999"), (9_999.6, "10\u{202F}k€", "€10k"),
    (45_300.0, "45\u{202F}k€", "€45k"), (999_499.0, "999\u{202F}k€", "€999k"),
    (999_501.0, "1,0\u{202F}M€", "€1.0m"), (1_260_000.0, "1,3\u{202F}M€", "€1.3m"),
    (123_400_000.0, "123\u{202F}M€", "€123m"), (-45_300.0, "−45\u{202F}k€", "−€45k"),
    (.nan, "–\u{202F}€", "€–"),
  ])
  func amounts(value: Double, inFrench: String, inEnglish: String) {
    #expect(french.amount(value) == inFrench)
    #expect(english.amount(value) == inEnglish)
  }

  @Test func exactAmounts() {
    #expect(french.exactAmount(45_312) == "45\u{202F}312\u{202F}€")
    #expect(english.exactAmount(-45_312) == "−€45,312")
  }

  @Test(arguments: [
    (0, "0\u{A0}client", "0 clients"), (1, "1\u{A0}client", "1 client"),
    (2, "2\u{A0}clients", "2 clients"), (1_500, "1\u{202F}500\u{A0}clients", "1,500 clients"),
  ])
  func counts(value: Int, inFrench: String, inEnglish: String) {
    #expect(french.count(value, "client", "clients") == inFrench)
    #expect(english.count(value, "client", "clients") == inEnglish)
  }

  @Test func frenchPluralBeginsAtTwo() {
    #expect(french.plural(1.9, "an", "ans") == "an")
    #expect(french.plural(2, "an", "ans") == "ans")
    #expect(english.plural(1.9, "year", "years") == "years")
    #expect(english.plural(0, "year", "years") == "years")
  }

  @Test func lists() {
    #expect(french.list([]) == "")
    #expect(french.list(["a"]) == "a")
    #expect(french.list(["a", "b"]) == "a et b")
    #expect(english.list(["a", "b", "c"]) == "a, b and c")
  }
}
