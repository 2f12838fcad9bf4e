import Tables
import Testing

private func repeated(_ cells: [String], _ times: Int) -> [String] {
  Array(repeatElement(cells, count: times).joined())
}

@Test func `the whole column decides between a decimal comma and thousands`() throws {
  let decimals = try column("solde", ["1,234", "2,5", "3,125"])
  #expect(decimals.numbers == [1.234, 2.5, 3.125])
  #expect(decimals.doubts.isEmpty)
  let thousands = try column("solde", ["1,234", "1,234,567", "3,125"])
  #expect(thousands.numbers == [1234, 1_234_567, 3125])
  #expect(thousands.doubts.isEmpty)
}

@Test
func `a column that proves nothing follows the file, and the doubt is told when nothing decides`()
  throws
{
  let proven = try read("a;b\n1,234;0,5\n2,345;0,25\n4,125;1\n")
  #expect(proven.table["a"]?.numbers == [1.234, 2.345, 4.125])
  #expect(proven.table["a"]?.doubts == [])
  let undecided = try read("a;b\n1,234;x\n2,345;y\n4,125;z\n")
  #expect(undecided.table["a"]?.numbers == [1.234, 2.345, 4.125])
  #expect(
    undecided.table["a"]?.doubts == [
      .decimalSeparatorUndecided(mark: .comma, isDecimal: true, count: 3)
    ])
  let points = try read("a;b\n1.234;x\n2.345;y\n4.125;z\n")
  #expect(points.table["a"]?.numbers == [1234, 2345, 4125])
  #expect(
    points.table["a"]?.doubts == [
      .decimalSeparatorUndecided(mark: .point, isDecimal: false, count: 3)
    ])
  let quoted = try read("a,b\n\"1,234\",x\n\"2,345\",y\n\"4,125\",z\n")
  #expect(quoted.table["a"]?.numbers == [1234, 2345, 4125])
  #expect(
    quoted.table["a"]?.doubts == [
      .decimalSeparatorUndecided(mark: .comma, isDecimal: false, count: 3)
    ])
}

@Test func `a proof far below the sample still decides`() throws {
  var lines = ["a;b"]
  for row in 0..<3000 { lines.append("\(row % 7),\(100 + row % 800);x") }
  // Not one of the rows that a sample of 64 takes.
  lines[2001] = "2,25;x"
  let reading = try read(lines.joined(separator: "\n")) { $0.sampleRows = 64 }
  #expect(reading.table["a"]?.doubts == [])
  #expect(reading.table["a"]?.numbers[2000] == 2.25)
}

@Test func `percentages become fractions, whatever their scale`() throws {
  #expect(try column("part_b2b", ["12,5", "80", "0,5"]).numbers == [0.125, 0.8, 0.005])
  #expect(try column("part_b2b", ["0,125", "0,8", "1"]).numbers == [0.125, 0.8, 1])
  let signed = try column("x", ["12,5 %", "80 %"])
  #expect(signed.numbers == [0.125, 0.8])
  #expect(signed.unit == .percent)
  let mixed = try column("x", ["12,5 %", "0,8", "30"])
  #expect(mixed.numbers == [0.125, 0.8, 0.3])
  #expect(mixed.doubts == [.percentScaleMixed])
  let scales = try column("part_b2b", ["12", "80", "0,3", "0,4", "0,25"])
  #expect(scales.doubts == [.percentScaleMixed])
}

@Test func `thousands of euros are brought to euros`() throws {
  let header = try column("CA (k€)", ["12,5", "80"])
  #expect(header.numbers == [12_500, 80_000])
  #expect(header.unit == .euro)
  let mixed = try column("honoraires", ["1 200 €", "1,3 k€", "900", "1 100"])
  #expect(mixed.numbers == [1200, 1300, 900, 1100])
  #expect(mixed.doubts == [.unitsMixed(count: 1)])
  #expect(try column("ca", ["1 200", "2"]).unit == .euro)
  #expect(header.writtenUnit == .kiloEuro && header.writtenUnit.isConverted)
  #expect(mixed.writtenUnit == .euro)
  let cells = try column("honoraires", ["1,2 k€", "1,3 k€", ""])
  #expect(cells.writtenUnit == .kiloEuro && cells.doubts.isEmpty)
  #expect(cells.numbers.prefix(2) == [1200, 1300])
  let euros = try column("CA (k€)", ["12,5", "80", "1 200 €"])
  #expect(euros.numbers == [12_500, 80_000, 1200] && euros.doubts == [.unitsMixed(count: 1)])
}

@Test func `an imposed unit is obeyed, and makes a column of numbers`() throws {
  let text = "a;part_b2b;CA (k€)\n12,5;12;3\n80;0,5;4\n7;1;5\n"
  let reading = try read(text) {
    $0.units = ["a": .megaEuro, "part_b2b": .fraction, "CA (k€)": .euro]
  }
  #expect(reading.table["a"]?.numbers == [12_500_000, 80_000_000, 7_000_000])
  #expect(reading.table["a"]?.unit == .euro)
  #expect(reading.table["part_b2b"]?.numbers == [12, 0.5, 1])
  #expect(reading.table["part_b2b"]?.unit == .percent)
  #expect(reading.table["CA (k€)"]?.numbers == [3, 4, 5])
  let percent = try read("a;b\n0,5;x\n0,25;y\n1 %;z\n") { $0.units = ["a": .percent] }
  #expect(percent.table["a"]?.numbers == [0.005, 0.0025, 0.01])
  let hours = try read("a;b\n1;x\n2;y\n1;z\n") { $0.units = ["a": .hours] }
  #expect(hours.table["a"]?.kind == .numeric && hours.table["a"]?.unit == .hours)
}

@Test func `units are known by what people type`() {
  for (text, unit) in [
    ("€", WrittenUnit.euro), ("K€", .kiloEuro), ("keur", .kiloEuro), ("%", .percent),
    ("Heures", .hours), ("ans", .years), ("€/h", .euroPerHour), ("aucune", .none),
  ] { #expect(WrittenUnit(typed: text) == unit, "\(text)") }
  for unit in WrittenUnit.allCases { #expect(WrittenUnit(typed: unit.rawValue) == unit) }
  #expect(WrittenUnit(typed: "livres") == nil && WrittenUnit(typed: "") == nil)
}

@Test func `yes and no`() throws {
  #expect(try column("a", ["oui", "NON", "Oui", "n.c."]).labels == ["oui", "non", "oui", nil])
  #expect(try column("a", ["O", "N", "O"]).labels == ["O", "N", "O"])
  #expect(try column("a", ["VRAI", "FAUX"]).labels == ["vrai", "faux"])
  #expect(try column("a", ["yes", "no"]).labels == ["yes", "no"])
  #expect(try column("a", ["1", "0", "1"]).labels == ["1", "0", "1"])
  let marks = try column("a", ["X", "", "x", ""])
  #expect(marks.labels == ["oui", "non", "oui", "non"])
  #expect(marks.kind == .yesNo)
  #expect(try column("a", ["✔", ""]).labels == ["oui", "non"])
  #expect(try column("a", ["1", "1"]).kind == .numeric)
}

@Test func `codes are not quantities`() throws {
  #expect(try column("cp", ["75001", "69002", "75001"]).labels == ["75001", "69002", "75001"])
  #expect(try column("x", ["01000", "69002", "01000"]).labels == ["01000", "69002", "01000"])
  #expect(try column("naf", ["4520A", "45.20A", "4520A"]).kind == .category)
  let siren = try column("x", ["732829320", "552100554", "552032534", "542065479", "542107651"])
  #expect(siren.kind == .identifier)
  #expect(siren.texts.first == "732829320")
  let spaced = try column("siren", ["732 829 320", "73282932000074", "552100554", "7,32829E+08"])
  #expect(spaced.texts == ["732829320", "732829320", "552100554", nil])
  #expect(
    spaced.doubts == [
      .lostDigits(count: 1, firstLine: 5), .notOneRowPerClient(count: 1, rows: 4),
    ])
  // 005 580 113 … a spreadsheet keeps seven digits; the check says how many zeros to put back.
  #expect(try column("siren", ["5580121", "732829320"]).texts[0]?.count == 9)
}

/// However many fail the check: a column that a header calls SIREN or SIRET holds the firm's keys.
@Test(arguments: [(1, 9), (6, 4), (9, 0)])
func `keys of a named column are checked`(wrong: Int, right: Int) throws {
  for (name, valid) in [("siren", "732829320"), ("siret", "73282932000074")] {
    // Of ten last digits one passes.
    let failing = (0...9).map { String(valid.dropLast()) + String($0) }.filter { $0 != valid }
    let read = try column(
      name, Array(failing.prefix(wrong)) + [String](repeating: valid, count: right))
    #expect(read.kind == .identifier && read.texts.count == wrong + right)
    #expect(read.doubts.contains(.invalidIdentifiers(count: wrong)), "\(name), \(read.doubts)")
  }
}

@Test func `few distinct integers are an ordinal, with the doubt`() throws {
  let scores = try column("note", repeated(["1", "2", "3", "4", "5"], 8))
  #expect(scores.kind == .ordinal)
  #expect(scores.numbers[..<5] == [1, 2, 3, 4, 5])
  #expect(scores.doubts == [.fewDistinctNumbers(count: 5)])
  #expect(try column("note", repeated(["1", "2", "12"], 20)).kind == .numeric)
  #expect(try column("effectif", repeated(["0", "1", "2"], 20)).kind == .numeric)
}

@Test func `ordered words, categories, sets, text and identifiers`() throws {
  let ordered = try column("niveau", ["Fort", "Faible", "Moyen", "Fort"])
  #expect(ordered.kind == .ordinal)
  #expect(
    ordered.values == .categories(codes: [2, 0, 1, 2], levels: ["Faible", "Moyen", "Fort"]))
  let set = try column("missions", ["tenue+fiscal", "tenue", "aucune", ""])
  #expect(set.values == .sets(members: [[0, 1], [1], [], nil], levels: ["fiscal", "tenue"]))
  let unnamed = try column("x", repeated(["a, b", "b, c", "a, c", "c"], 5))
  #expect(unnamed.kind == .set)
  let slash = try column("x", repeated(["BTP / Gros œuvre", "Conseil", "Santé / Social"], 5))
  #expect(slash.kind == .category)
  // Both delimiters; each part stands by itself somewhere, or the column is known to hold missions.
  let cells = ["tenue + fiscal", "révision/audit", "tenue", "audit", "révision + fiscal"]
  let levels = ["audit", "fiscal", "révision", "tenue"]
  let members: [[Int32]?] = [[1, 3], [0, 2], [3], [0], [1, 2]]
  #expect(try column("prestations", cells).values == .sets(members: members, levels: levels))
  #expect(try column("Missions", cells).values == .sets(members: members, levels: levels))
  let both = try column("type_mission", ["tenue, fiscal", "social / paie", "conseil+tenue"])
  #expect(
    both.values
      == .sets(
        members: [[1, 4], [2, 3], [0, 4]],
        levels: ["conseil", "fiscal", "paie", "social", "tenue"]))
  let whole = try column(
    "x", repeated(["BTP / Gros œuvre + vente", "vente", "BTP / Gros œuvre", "vente + étude"], 5))
  #expect(
    whole.values
      == .sets(
        members: (0..<20).map { [[0, 1], [1], [0], [1, 2]][$0 % 4] },
        levels: ["BTP / Gros œuvre", "vente", "étude"]))
  let names = (0..<30).map { "Société du quartier \($0)" }
  #expect(try column("nom", names).kind == .text)
  #expect(try column("code", (0..<30).map { "C\($0)" }).kind == .identifier)
  #expect(try column("x", (0..<30).map { "Z-\($0)" }).kind == .identifier)
}

@Test func `personal data is kept as text and told`() throws {
  let mails = try column("contact", (0..<6).map { "p\($0)@example.fr" })
  #expect(mails.kind == .text)
  #expect(mails.personalData == .email)
  #expect(try column("tel", ["0612345678", "0698765432"]).personalData == .phone)
  #expect(
    try column("num", ["269054958815780", "269054958815780"]).personalData
      == .socialSecurityNumber)
  #expect(try column("ca", ["12", "13"]).personalData == nil)
}

@Test
func `values that do not fit are missing and told up to the limit, then the column falls back`()
  throws
{
  var cells = (0..<100).map { "\($0),5" }
  for row in [10, 20, 30, 40, 50] { cells[row] = "voir note" }
  let fitting = try column("x", cells)
  #expect(fitting.kind == .numeric)
  #expect(fitting.doubts == [.valuesNotFitting(count: 5)])
  #expect(fitting.numbers[10].isNaN && fitting.numbers[11] == 11.5)
  cells[60] = "voir note"
  let failing = try column("x", cells)
  #expect(failing.kind == .text)
  #expect(failing.doubts == [.mixedContent(of: .numeric, fitting: 94, notFitting: 6)])
  let days = (0..<20).map { $0 % 4 == 0 ? "plus tard \($0)" : "1\($0 % 9)/0\(1 + $0 % 9)/2026" }
  #expect(
    try column("x", days).doubts == [.mixedContent(of: .date, fitting: 15, notFitting: 5)])
}

@Test func `each misfit is reported with its line, its column and what was found`() throws {
  let text = """
    nom;montant;date
    "deux
    lignes";1,5;01/02/2026
    b;inf;31/02/2026
    c;#REF!;15/03/2026
    d;2;16/03/2026
    e;3;17/03/2026
    f;4;18/03/2026
    g;05/06/2026;19/03/2026
    h;5;20/03/2026
    i;6;21/03/2026
    """
  let report = try read(text).report
  #expect(report.cellProblemCount == 4)
  #expect(report.cellProblems.map(\.line) == [4, 4, 5, 9])
  #expect(report.cellProblems.map(\.column) == [2, 3, 2, 2])
  #expect(report.cellProblems.map(\.columnName) == ["montant", "date", "montant", "montant"])
  #expect(
    report.cellProblems.map(\.found) == [.notFinite, .impossibleDate, .spreadsheetError, .date])
  #expect(report.cellProblems.map(\.expected) == [.numeric, .date, .numeric, .numeric])
}

@Test func `dates whose order nothing decides are read day first, with the doubt`() throws {
  #expect(try column("d", ["01/02/2026", "03/04/2026"]).doubts == [.dayMonthUndecided])
  let american = try column("d", ["01/02/2026", "03/24/2026"])
  #expect(american.days == [20455, 20536])
  #expect(american.doubts.isEmpty)
}

@Test func `days and months without a year are dates where the header says dates`() throws {
  let closing = try column(
    "Date de clôture", ["31/12", "30/06", "31/12", "1/3", "n.c.", "31/12/2025"])
  #expect(closing.kind == .date)
  #expect(closing.labels == ["31/12", "30/06", "31/12", "01/03", nil, "31/12"])
  guard case .categories(_, let levels) = closing.values else {
    Issue.record("levels in the order of the calendar")
    return
  }
  #expect(levels == ["01/03", "30/06", "31/12"])
  #expect(closing.doubts == [.datesWithoutYear(count: 4)])
  #expect(
    try column("cloture", ["29/02", "30-06", "31.12"]).labels == ["29/02", "30/06", "31/12"])
  // Fractions, classes and codes.
  #expect(try column("part", ["1/2", "1/3", "1/2", "1/4"]).kind == .category)
  #expect(try column("tranche", ["1-2", "3-5", "1-2", "6-9"]).kind == .category)
  // Nothing is lost where years are the rule.
  let dated = try column("cloture", [String](repeating: "31/12/2025", count: 40) + ["30/06"])
  #expect(dated.days.count == 41 && dated.doubts == [.valuesNotFitting(count: 1)])
  let impossible = try column("cloture", [String](repeating: "31/12", count: 40) + ["31/02"])
  #expect(impossible.labels.last == .some(nil))
  #expect(impossible.doubts == [.datesWithoutYear(count: 40), .valuesNotFitting(count: 1)])
}

@Test func `yes and no said in several ways are one answer`() throws {
  let mixed = try column("a", ["oui", "non", "O", "N", "Oui", "1", "non", "n.c."])
  #expect(mixed.kind == .yesNo)
  #expect(mixed.labels == ["oui", "non", "oui", "non", "oui", "oui", "non", nil])
  #expect(mixed.doubts == [.answersMixed(count: 3)])
  #expect(
    try column("a", ["yes", "no", "Y", "N", "no"]).labels == ["yes", "no", "yes", "no", "no"])
  // A pair alone is not mixed, and letters alone are codes.
  #expect(try column("a", ["Y", "N", "Y"]).doubts.isEmpty)
  #expect(
    try column("a", [[String]](repeating: ["O", "N", "X"], count: 9).flatMap { $0 }).kind
      == .category)
  #expect(try column("a", ["oui", "O", "oui", "O"]).kind != .yesNo)
}

@Test func `spellings of one level are one level`() throws {
  let cells = ["SARL", "S.A.R.L.", "sarl", "SARL", "SAS", "s.a.s.", "SAS", "EI", "EI", "SARL"]
  let form = try column("forme", cells + cells)
  #expect(form.kind == .category)
  #expect(form.labels.prefix(7) == ["SARL", "SARL", "SARL", "SARL", "SAS", "SAS", "SAS"])
  guard case .categories(_, let levels) = form.values else {
    Issue.record("levels")
    return
  }
  #expect(levels == ["EI", "SARL", "SAS"] && form.doubts == [.spellingsMerged(count: 6)])
  let words = [
    "Île-de-France", "ile de france", "Île de France", "Bretagne", "BRETAGNE", "Bretagne",
  ]
  #expect(Set(try column("region", words + words).labels).count == 2)
  let scale = try column("niveau", ["Faible", "faible", "Moyen", "FORT", "Fort", "moyen", "Fort"])
  guard case .categories(let codes, let steps) = scale.values else {
    Issue.record("a scale of words")
    return
  }
  #expect(scale.kind == .ordinal && steps == ["Faible", "Moyen", "Fort"])
  #expect(codes == [0, 0, 1, 2, 2, 1, 2])
  // What tells levels apart.
  let grades = ["A+", "A", "A-", "B", "1.1", "11", "<10", ">10", "A.1", "A1"]
  let kept = try column("rubrique", grades + grades)
  #expect(
    Set(kept.labels).count == grades.count
      && !kept.doubts.contains { doubt in
        if case .spellingsMerged = doubt { return true }
        return false
      })
}

/// The key byte by byte is the key letter by letter.
@Test func `keys of spellings in ASCII are those of any text`() {
  var random = TestRandom(state: 11)
  let alphabet = Array("aBcZ019 \t_-.'+<&/")
  for _ in 0..<20_000 {
    let length = Int(random.next() % 9)
    let text = String(
      (0..<length).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
    #expect(LevelSpelling.key(for: text) == LevelSpelling.keyOfAny(text), "\(text)")
  }
  #expect(LevelSpelling.key(for: "S.A.R.L. Énergie-du_Sud") == "sarl_energie_du_sud")
}

@Test func `an imposed kind is obeyed`() throws {
  let reading = try read("a;b\n1;2\n3;4\n") { $0.kinds = ["a": .category] }
  #expect(reading.table["a"]?.labels == ["1", "3"])
  #expect(throws: TablesError.unknownColumn(name: "zz", known: ["a", "b"])) {
    try read("a;b\n1;2\n") { $0.kinds = ["zz": .category] }
  }
  #expect(throws: TablesError.unknownColumn(name: "zz", known: ["a", "b"])) {
    try read("a;b\n1;2\n") { $0.units = ["zz": .euro] }
  }
  let scale = try read("a;b\nhaut;x\nbas;x\nau milieu;x\n") { $0.kinds = ["a": .ordinal] }
  #expect(scale.table["a"]?.kind == .ordinal && scale.table["a"]?.doubts == [.levelOrderUnknown])
  let mail = try read("a;b\np@exemple.fr;1\nq@exemple.fr;2\n") { $0.kinds = ["a": .category] }
  #expect(mail.table["a"]?.personalData == .email)
}

@Test func `two integers that are not 0 and 1 are codes`() throws {
  let channel = try column("Channel", repeated(["1", "2", "2"], 20))
  #expect(channel.kind == .category)
  #expect(channel.doubts == [.fewDistinctNumbers(count: 2)])
  guard case .categories(let codes, let levels) = channel.values else {
    Issue.record("not levels")
    return
  }
  #expect(levels == ["1", "2"])
  #expect(Array(codes.prefix(3)) == [0, 1, 1])
  #expect(try column("x", repeated(["0", "1"], 30)).kind == .yesNo)
  #expect(try column("Region", repeated(["1", "2", "3"], 20)).kind == .ordinal)
  #expect(try column("niveau_organisation", repeated(["1", "2"], 30)).kind == .ordinal)
  #expect(try column("effectif", repeated(["1", "2"], 30)).kind == .numeric)
}

@Test func `dates that a spreadsheet has turned into numbers are dates`() throws {
  let days = (0..<60).map { $0 % 5 == 0 ? "45658" : "0\(1 + $0 % 9)/01/2025" }
  let entry = try column("date_entree", days)
  #expect(entry.kind == .date && entry.missingCount == 0)
  #expect(entry.days[0] == entry.days[9])
  #expect(entry.days[0] == Dates.dayNumber(year: 2025, month: 1, day: 1))
  #expect(entry.doubts.contains(.serialDates(count: 12)))
  // The values prove it too where the header says nothing; numbers alone do not.
  #expect(try column("jalon", days).kind == .date)
  #expect(try column("montant", (0..<60).map { "\(40_000 + 97 * $0)" }).kind == .numeric)
  let serials = try column("date_entree", (0..<60).map { "\(45_000 + $0)" })
  #expect(serials.kind == .date && serials.doubts == [.serialDates(count: 60)])
}

@Test func `letters are a scale only where the header says so`() throws {
  let letters = (0..<60).map { ["a", "b", "c"][$0 % 3] }
  #expect(try column("secteur", letters).kind == .category)
  #expect(try column("secteur", letters).doubts.isEmpty)
  #expect(try column("zone", letters).kind == .category)
  #expect(try column("zone", letters).doubts == [.letterLevels])
  for header in ["classe_abc", "note", "Niveau de risque"] {
    #expect(try column(header, letters).kind == .ordinal, "\(header)")
  }
}
