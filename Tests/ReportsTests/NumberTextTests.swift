import Interpretation
import Reports
import Testing

@Suite struct NumberTextTests {
  let french = NumberText(.french)
  let english = NumberText(.english)

  @Test func numbersAreWrittenAsTheLanguageDoes() {
    #expect(french.decimal(1234567.891, digits: 2) == "1\u{202F}234\u{202F}567,89")
    #expect(english.decimal(1234567.891, digits: 2) == "1,234,567.89")
    #expect(french.integer(999) == "999" && french.integer(1000) == "1\u{202F}000")
    #expect(french.percent(0.274) == "27\u{202F}%" && english.percent(0.274, digits: 1) == "27.4%")
  }

  @Test func signsAreTrueMinusesAndZeroHasNone() {
    #expect(french.signed(-3.26, digits: 1) == "\u{2212}3,3")
    #expect(french.signed(3.26, digits: 1) == "+3,3")
    #expect(french.signed(-0.04, digits: 1) == "0,0" && french.signed(0.04, digits: 1) == "0,0")
    #expect(french.decimal(-0.0, digits: 0) == "0")
  }

  @Test func whatIsNotANumberIsADash() {
    for value in [Double.nan, .infinity, -.infinity] {
      #expect(french.decimal(value, digits: 2) == "–")
      #expect(french.signed(value, digits: 2) == "–" && french.percent(value) == "–")
    }
  }

  @Test func ticksKeepTheDecimalsOfTheirStep() {
    #expect(french.tick(0.75, step: 0.25) == "0,75")
    #expect(french.tick(0.3, step: 0.1) == "0,3")
    #expect(french.tick(200, step: 50) == "200")
    #expect(french.tick(0.0025, step: 0.0005) == "0,0025")
  }
}

@Suite struct TypographyTests {
  @Test func frenchSpacesDoNotBreak() {
    let text = Typography.spaced("« Oui » : 27 % ; non ! 55 factures", .french)
    #expect(
      text == "«\u{A0}Oui\u{A0}»\u{A0}: 27\u{202F}%\u{202F}; non\u{202F}! 55\u{A0}factures")
  }

  @Test func englishIsLeftAlone() {
    #expect(Typography.spaced("27 % ; no", .english) == "27 % ; no")
  }

  /// A value short of a threshold never reads as the threshold.
  @Test func aValueBelowABoundReadsBelowIt() {
    let style = NumberStyle(.french)
    #expect(style.decimal(0.397, digits: 2, apartFrom: 0.4) == "0,397")
    #expect(style.decimal(0.39996, digits: 2, apartFrom: 0.4) == "0,39996")
    #expect(style.decimal(0.31, digits: 2, apartFrom: 0.4) == "0,31")
  }
}
