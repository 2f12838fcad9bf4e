import Tables
import Testing

@Suite struct VATNumberTests {
  /// 732829320 = 97 · 7554941 + 43, and 12 + 3 · 43 = 141 = 97 + 44. The second and the third are
  /// numbers that large companies publish.
  @Test(arguments: [
    ("732829320", "FR44732829320"), ("443061841", "FR64443061841"), ("552081317", "FR03552081317"),
  ])
  func keyOfTheSiren(siren: String, number: String) {
    #expect(VATNumber.french(siren: siren) == number)
    #expect(VATNumber.isValid(number))
  }

  @Test func spacesAndCaseDoNotCount() {
    #expect(VATNumber.isValid(" fr 44 732 829 320 ") && VATNumber.isValid("FR44.732.829.320"))
    #expect(VATNumber.key(siren: "732829320") == 44 && VATNumber.key(siren: "552081317") == 3)
  }

  @Test(arguments: [
    "", "FR", "FR45732829320", "44732829320", "FR44732829321", "FRFR44732829320", "BE44732829320",
    "FR447328293200", "FR44", "732829320",
  ])
  func otherNumbersAreRefused(text: String) { #expect(!VATNumber.isValid(text)) }

  @Test func noKeyForWhatIsNoSiren() {
    for siren in ["732829321", "73282932", "000000000", "73282932a", ""] {
      #expect(VATNumber.key(siren: siren) == nil && VATNumber.french(siren: siren) == nil)
    }
  }
}
