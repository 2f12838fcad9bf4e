import Foundation
import Segmentation
import Tables
import Testing

@Suite struct ReformReaderTests {
  private func day(_ iso: String) throws -> CalendarDay { try #require(CalendarDay(iso: iso)) }

  @Test func theStandardReformIsTheLawAsRead() throws {
    let reform = try Reform.standard()
    let calendar = reform.calendar
    #expect(reform.asOf == (try day("2026-02-20")))
    #expect(calendar.reception.from == (try day("2026-09-01")))
    #expect(
      try [SizeCategory.ge, .eti].allSatisfy {
        calendar.issuing($0).from == (try day("2026-09-01"))
      })
    #expect(
      try [SizeCategory.pme, .micro].allSatisfy {
        calendar.issuing($0).from == (try day("2027-09-01"))
      })
    #expect(calendar.issuingVATGroup.from == (try day("2026-09-01")))
    #expect(calendar.reception.latest == (try day("2026-12-01")))
    #expect(calendar.issuingMicro.latest == (try day("2027-12-01")))
    #expect(reform.size.assessed == (try day("2025-01-01")))
    let penalties = reform.penalties
    #expect(penalties.perInvoice == 50 && penalties.invoicesYearlyCap == 15_000)
    #expect(penalties.perTransmission == 500 && penalties.transmissionsYearlyCap == 15_000)
    #expect(penalties.receptionFirst == 500 && penalties.receptionNext == 1_000)
    // Every three months: four fines, all of them the later ones at worst.
    #expect(penalties.receptionYearlyMost == 4_000 && penalties.yearlyMost == 34_000)
    let sources =
      [calendar.reception, calendar.issuingGE, calendar.issuingETI, calendar.issuingPME].map(
        \.source)
      + [reform.size.source, penalties.issuingSource, penalties.receptionSource]
    #expect(sources.allSatisfy { $0.count > 10 })
    let frequencies = Dictionary(
      uniqueKeysWithValues: reform.regimes.map { ($0.code, $0.transmissionsPerYear) })
    #expect(
      frequencies == [
        "RN_M": 36, "RN_T": 12, "RN": nil, "RS": 12, "FB": 6, "EXO": nil, "HORS": nil, "AU": 36,
      ])
    #expect(reform.regimes.first { $0.code == "RS" }?.ends == (try day("2027-01-01")))
  }

  @Test(arguments: [
    ("RN-M", "RN_M"), ("CA3M", "RN_M"), ("Réel normal mensuel", "RN_M"), ("CA3T", "RN_T"),
    ("ca12", "RS"), ("Franchise en base", "FB"), ("NA", "HORS"), ("Non assujetti", "HORS"),
    ("EX", "EXO"), ("Exonéré", "EXO"), ("assujetti unique", "AU"), ("RS", "RS"), ("RN", "RN"),
  ])
  func spellingsOfRegimes(word: String, code: String) throws {
    let vocabulary = ReformVocabulary(try .standard())
    #expect(vocabulary.regimes[HeaderKey.key(for: word)]?.code == code)
  }

  /// No spelling stands for two things.
  @Test func spellingsAreTold() throws {
    let reform = try Reform.standard()
    for words in [
      reform.regimes.map { [$0.code] + $0.spellings }, reform.size.spellings.map(\.words),
      reform.activities.map(\.sectors), reform.activities.map(\.nafPrefixes),
    ] {
      let keys = words.flatMap { Set($0.map { HeaderKey.key(for: $0) }) }
      #expect(Set(keys).count == keys.count)
    }
  }

  @Test(arguments: [
    ("86.21Z", ActivityOperations.exempt), ("8621Z", .exempt), ("8559A", .unsettled),
    ("8531Z", .exempt), ("6420Z", .unsettled), ("6419Z", .exempt), ("6820A", .unsettled),
    ("68.31Z", .taxed), ("4520A", .taxed), ("9499Z", .nonProfit), ("62", .taxed),
  ])
  func activitiesOfCodes(code: String, operations: ActivityOperations) throws {
    let vocabulary = ReformVocabulary(try .standard())
    #expect(vocabulary.naf(HeaderKey.key(for: code)) == operations)
  }

  @Test func whatIsNoCodeSaysNothing() throws {
    let vocabulary = ReformVocabulary(try .standard())
    for word in ["", "x", "a86", "8"] { #expect(vocabulary.naf(word) == nil) }
    #expect(vocabulary.sector("sante") == .exempt && vocabulary.sector("btp") == .taxed)
    #expect(
      vocabulary.legalForm("9220") == .nonProfit && vocabulary.legalForm("5710") == .enterprise)
    #expect(vocabulary.legalForm("association") == .nonProfit)
    #expect(vocabulary.legalForm("particulier") == .individual)
  }

  @Test func aFileChangesWhatItNames() throws {
    let reform = try Reform.read(
      over: """
        as-of: 2026-11-02
        calendar:
          issuing:
            MICRO: {from: 2027-12-01}
        penalties: {issuing: {per-invoice: 60}}
        vat-regimes:
          RN_M: {transmissions: 12}
          MIXTE: {operations: taxed, spellings: [mixte]}
        activities:
          pharmacies: {operations: taxed, source: ours, sectors: [pharmacie], naf: ["8690"]}
        """)
    let standard = try Reform.standard()
    #expect(reform.asOf == (try day("2026-11-02")))
    #expect(reform.calendar.issuingMicro.from == (try day("2027-12-01")))
    #expect(reform.calendar.issuingMicro.source == standard.calendar.issuingMicro.source)
    #expect(reform.calendar.issuingPME == standard.calendar.issuingPME)
    #expect(reform.penalties.perInvoice == 60 && reform.penalties.invoicesYearlyCap == 15_000)
    #expect(reform.regimes[0].transmissionsPerYear == 12)
    #expect(reform.regimes[0].spellings == standard.regimes[0].spellings)
    #expect(reform.regimes.last?.code == "MIXTE")
    #expect(ReformVocabulary(reform).naf("8690f") == .taxed)
    for empty in ["", "---\n", "# nothing\n"] { #expect(try Reform.read(over: empty) == standard) }
  }

  private func failure(_ text: String) -> ConfigurationError? {
    do {
      _ = try Reform.read(over: text)
      return nil
    } catch { return error as? ConfigurationError }
  }

  @Test func mistakesAreToldWithTheirPlace() {
    #expect(
      failure("calendar:\n  reception: {from: 2026-02-30}\n")
        == .wrongValue(Place(line: 2, column: 21, key: "from"), expected: .day))
    #expect(
      failure("size:\n  MICRO: {effectif: 10}\n")
        == .unknownKey(
          Place(line: 2, column: 11, key: "effectif"),
          known: ["headcount", "turnover", "balance-sheet"]))
    #expect(
      failure("penalties:\n  issuing:\n    per-invoice: -5\n")
        == .wrongValue(Place(line: 3, column: 18, key: "per-invoice"), expected: .amount))
    #expect(
      failure("vat-regimes:\n  X: {operations: taxed}\n")
        == .missingKey(Place(line: 2, column: 6, key: "X"), missing: "spellings"))
    #expect(
      failure("vat-regimes: {RS: {operations: simple}}")
        == .wrongValue(
          Place(line: 1, column: 32, key: "operations"),
          expected: .oneOf(["taxed", "franchise", "exempt", "outside"])))
    #expect(failure("a: [") == .notYAML(line: 1, column: 5) || failure("a: [") != nil)
    #expect(failure("- a\n") == .wrongValue(Place(line: 1, column: 1, key: ""), expected: .mapping))
    #expect(
      failure("size: 3\n")
        == .wrongValue(Place(line: 1, column: 7, key: "size"), expected: .mapping))
  }

  @Test(arguments: [
    "a: 1", "calendar: {b: 1}", "calendar: {issuing: {TPE: {from: 2026-09-01}}}",
    "size: {spellings: {XS: [a]}}", "size: {spellings: {GE: [[a]]}}", "size: {PME: {headcount: x}}",
    "penalties: {other: 1}", "penalties: {reception: {notice-months: 0}}",
    "penalties: {reception: {notice-months: 1.5}}", "penalties: {e-reporting: {x: 1}}",
    "vat-regimes: {RS: {vat-group: maybe}}", "vat-regimes: {RS: {ends: never}}",
    "vat-regimes: {RS: 3}", "activities: {health: {operations: none}}",
    "activities: {health: {source: }}", "legal-forms: {other: {}}",
    "legal-forms: {individual: {a: 1}}",
    "platform: {a: 1}", "clientele: {negligible-share: 2}", "clientele: {share: 0}",
    "as-of: 1\nas-of: 2",
    "calendar: {reception: {from: .inf}}", "penalties: {issuing: {yearly-cap: .inf}}",
    "penalties: {issuing: {yearly-cap: 1e13}}",
  ])
  func everyOtherMistakeIsOneToo(text: String) { #expect(failure(text) != nil) }

  @Test func isStoredAndReadBack() throws {
    let reform = try Reform.standard()
    let coded = try JSONEncoder().encode(reform)
    #expect(try JSONDecoder().decode(Reform.self, from: coded) == reform)
  }
}
