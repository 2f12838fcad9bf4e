import Tables
import Testing

private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

private func isMissing(_ text: String) -> Bool {
  let cell = bytes(text)
  return MissingTokens.contains(cell.span)
}

private func personalData(_ text: String) -> PersonalDataKind? {
  let cell = bytes(text)
  return PersonalData.kind(of: cell.span)
}

private func reading(_ text: String, _ order: DateOrder = .dayFirst) -> Dates.Reading {
  let cell = bytes(text)
  return Dates.read(cell.span, order: order)
}

@Test(
  arguments: [
    ("31/12/2025", Int32(20453)), ("1/2/2021", 18659), ("01-02-21", 18659), ("01.02.2021", 18659),
    ("2021-02-01", 18659), ("20210201", 18659), ("2021-02-01 00:00:00", 18659),
    ("2021-02-01T08:30:00Z", 18659), ("01/01/1970", 0), ("31/12/1969", -1), ("29/02/2000", 11016),
    ("1 février 2021", 18659), ("1er février 2021", nil), ("févr. 2021", 18659), ("déc.-25", 20423),
    ("12 janv. 2026", 20465), ("T3 2026", 20635), ("2026-T3", 20635), ("Feb 2021", 18659),
  ] as [(String, Int32?)])
func `a date reads as days since 1970`(_ text: String, _ expected: Int32?) {
  let wanted = expected.map(Dates.Reading.day) ?? .notDate
  #expect(reading(text) == wanted)
}

@Test func `dates that no calendar has are impossible, other things are no dates`() {
  for text in ["31/02/2026", "32/01/2026", "29/02/1900", "2026-13-01", "00/01/2026"] {
    #expect(reading(text) == .impossible, "\(text)")
  }
  for text in ["31/12", "1/2", "12,5", "75001", "abc", "1/2/3/4", "2026", "12/2026/01"] {
    #expect(reading(text) == .notDate, "\(text)")
  }
  #expect(reading("02/13/2026", .monthFirst) == .day(20497))
}

@Test func `day numbers run through every day of four centuries`() {
  var number = Dates.dayNumber(year: 1800, month: 1, day: 1)
  for year in 1800..<2200 {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    for month in 1...12 {
      let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      for day in 1...length {
        #expect(Dates.dayNumber(year: year, month: month, day: day) == number)
        let back = CalendarDay(number: number)
        #expect(back == CalendarDay(year: year, month: month, day: day))
        number += 1
      }
    }
  }
}

@Test func `SIREN and SIRET pass the Luhn check, La Poste its own`() {
  #expect(Siren.isValid(siren: "732829320"))
  #expect(!Siren.isValid(siren: "732829321"))
  #expect(!Siren.isValid(siren: "000000000"))
  #expect(!Siren.isValid(siren: "73282932"))
  #expect(Siren.isValid(siret: "73282932000074"))
  #expect(!Siren.isValid(siret: "73282932000075"))
  // 3+5+6+4+2 = 20, a multiple of 5, where the Luhn sum is 20 + … not one of 10.
  #expect(Siren.isValid(siret: "35600000000042"))
  #expect(!Siren.isValid(siret: "35600000000043"))
}

@Test(arguments: [
  ("  Chiffre d’affaires (HT) ", "chiffre_d_affaires_ht"), ("N° SIREN", "n_siren"),
  ("Téléphone", "telephone"), ("ÂGE_du dirigeant", "age_du_dirigeant"), ("Œuvre", "oeuvre"),
  ("e\u{301}tat", "etat"), ("Kunde Größe", "kunde_grosse"), ("%", ""), ("", ""), ("a--b", "a_b"),
])
func `a header becomes a key`(_ name: String, _ key: String) {
  #expect(HeaderKey.key(for: name) == key)
}

@Test func `missing tokens`() {
  for token in [
    "", "-", "–", "n.c.", "NC", "nr", "ND", "N/A", "#N/A", "Néant", "NÉANT", "?", "NULL", "NaN",
  ] {
    #expect(isMissing(token), "\(token)")
  }
  for value in ["0", "non", "aucun", "N", "--5", "nan1", "Nancy"] {
    #expect(!isMissing(value), "\(value)")
  }
}

@Test func `personal data is known by its form and its check digits`() {
  let kinds: [(String, PersonalDataKind?)] = [
    ("marie.durand@example.fr", .email), ("06 12 34 56 78", .phone), ("+33 6 12 34 56 78", .phone),
    ("FR76 3000 6000 0112 3456 7890 189", .bankAccount),
    ("FR76 3000 6000 0112 3456 7890 188", nil),
    // 2 69 05 49 588 157, key 97 − (2690549588157 mod 97) = 80.
    ("269054958815780", .socialSecurityNumber), ("269054958815781", nil),
    ("732829320", nil), ("73282932000074", nil), ("a@b", nil), ("1234567890123", nil),
  ]
  for (text, kind) in kinds { #expect(personalData(text) == kind, "\(text)") }
}

@Test func `words of one scale are put in order`() {
  #expect(OrderedLevels.order(of: ["Fort", "Faible", "Moyen"]) == [1, 2, 0])
  #expect(OrderedLevels.order(of: ["***", "*"]) == [1, 0])
  #expect(OrderedLevels.order(of: ["C", "A", "B"]) == [1, 2, 0])
  #expect(OrderedLevels.order(of: ["vert", "ROUGE", "Orange"]) == [1, 2, 0])
  #expect(OrderedLevels.order(of: ["Fort", "Vert"]) == nil)
  #expect(OrderedLevels.order(of: ["B", "C"]) == nil)
}

@Test func `labels of totals`() {
  for label in ["TOTAL", "Total général", "Sous-total", "Totaux", "Total (12)", "total clients"] {
    #expect(TotalRows.isTotal(label), "\(label)")
  }
  for label in ["Total Énergies", "Totalement", "Alpha", ""] {
    #expect(!TotalRows.isTotal(label), "\(label)")
  }
}
