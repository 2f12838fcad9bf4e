import Tables
import Testing

/// 100 amounts, `junk` of which are words; the first of them on line 12.
private func amounts(junk: Int, junkText: (Int) -> String = { "voir note \($0)" }) -> [String] {
  (0..<100).map { row in
    row >= 10 && row < 10 + junk ? junkText(row) : "\(row * 7 + 3),5"
  }
}

private func table(_ header: String, _ cells: [String]) -> String {
  "rang;\(header)\n" + cells.enumerated().map { "k\($0.offset)x;\($0.element)\n" }.joined()
}

private func content(
  _ header: String, _ expected: ColumnKind, line: Int, _ count: Int, of present: Int
) -> UnexpectedContent {
  UnexpectedContent(
    columnName: header, position: 2, expected: expected, firstLine: line, count: count,
    present: present, limitCount: 3, limitShare: 0.05)
}

@Test func `few misfits in a known column become missing, many refuse the file`() throws {
  let few = try read(table("CA", amounts(junk: 5))).table.columns[1]
  #expect(few.kind == .numeric && few.doubts == [.valuesNotFitting(count: 5)])
  for junk in [6, 30, 60] {
    #expect(
      throws: TablesError.unexpectedContent(content("CA", .numeric, line: 12, junk, of: 100))
    ) { try read(table("CA", amounts(junk: junk))) }
  }
  // Three of a few are too many to be right, and too few to refuse a file.
  #expect(try read(table("CA", ["1", "2", "3", "x", "y", "z"])).table.columns[1].kind != .numeric)
}

@Test func `an unknown column falls back, whatever it holds`() throws {
  let column = try read(table("solde", amounts(junk: 30))).table.columns[1]
  #expect(column.kind == .text)
  #expect(column.doubts == [.mixedContent(of: .numeric, fitting: 70, notFitting: 30)])
}

/// They make no feature, so a file is not refused for them.
@Test func `what is no date in a column of dates is missing and told`() throws {
  let days = (0..<50).map { $0 % 5 == 1 ? "à revoir \($0)" : "1\($0 % 9)/0\(1 + $0 % 9)/2026" }
  let reading = try read(table("date_entree", days))
  let column = reading.table.columns[1]
  #expect(column.kind == .date && column.missingCount == 10)
  #expect(column.doubts.contains(.valuesNotFitting(count: 10)))
  #expect(reading.report.cellProblems.first?.line == 3)
  // Years throughout are no dates, and one thing.
  let years = try read(table("client_depuis", (0..<50).map { "\(1990 + $0 % 30)" }))
  #expect(years.table.columns[1].kind == .numeric)
  #expect(
    years.table.columns[1].doubts.contains(
      .unexpectedContent(
        content("client_depuis", .date, line: 2, 50, of: 50), isRefused: false)))
}

@Test func `who asks to see is shown the column as it should be, with the doubt`() throws {
  let reading = try read(table("CA", amounts(junk: 30))) { $0.refusesMisfits = false }
  let column = reading.table.columns[1]
  #expect(column.kind == .numeric && column.missingCount == 30)
  #expect(
    column.doubts == [
      .unexpectedContent(content("CA", .numeric, line: 12, 30, of: 100), isRefused: true),
      .valuesNotFitting(count: 30),
    ])
  #expect(reading.report.cellProblemCount == 30 && reading.report.cellProblems[0].line == 12)
}

@Test func `a column that holds one other thing throughout is read as that`() throws {
  let bands = (0..<60).map { ["1 à 9", "10 à 49", "50 et plus"][$0 % 3] }
  let column = try read(table("effectif", bands)).table.columns[1]
  #expect(column.kind == .category)
  #expect(
    column.doubts == [
      .unexpectedContent(content("effectif", .numeric, line: 2, 60, of: 60), isRefused: false)
    ])
  let answers = try read(table("export", (0..<60).map { ["oui", "non"][$0 % 2] }))
  #expect(answers.table.columns[1].kind == .yesNo)
}

@Test func `what the caller says is held to as well, and can save the file`() throws {
  let text = table("solde", amounts(junk: 30))
  #expect(
    throws: TablesError.unexpectedContent(content("solde", .numeric, line: 12, 30, of: 100))
  ) { try read(text) { $0.kinds = ["solde": .numeric] } }
  #expect(
    throws: TablesError.unexpectedContent(content("solde", .numeric, line: 12, 30, of: 100))
  ) { try read(text) { $0.units = ["solde": .euro] } }
  let known = table("CA", amounts(junk: 30))
  #expect(try read(known) { $0.kinds = ["CA": .text] }.table.columns[1].kind == .text)
  #expect(try read(known) { $0.unusedColumns = ["ca"] }.table.columns[1].kind == .numeric)
}

/// The sample of a large file may be better or worse than the file.
@Test func `the whole file decides`() throws {
  func cells(_ junk: Range<Int>) -> [String] {
    (0..<3000).map { junk.contains($0) ? "voir note \($0)" : "\($0),5" }
  }
  // The first quarter of the sample is the top of the file.
  let top = try read(table("CA", cells(0..<100))) { $0.sampleRows = 400 }.table.columns[1]
  #expect(top.kind == .numeric && top.missingCount == 100)
  let refused = content("CA", .numeric, line: 2702, 300, of: 3000)
  #expect(throws: TablesError.unexpectedContent(refused)) {
    try read(table("CA", cells(2700..<3000))) { $0.sampleRows = 64 }
  }
}

@Test func `digits lost by a spreadsheet are told, however many`() throws {
  let damaged = try column("SIRET", ["7,32829E+13", "5.521E+13", "73282932000074", ""])
  #expect(damaged.kind == .identifier)
  #expect(damaged.texts == [nil, nil, "73282932000074", nil])
  #expect(damaged.doubts == [.lostDigits(count: 2, firstLine: 2)])
  let all = try column("siren", Array(repeating: "7,32829E+08", count: 40))
  #expect(all.texts.allSatisfy { $0 == nil })
  #expect(all.doubts == [.lostDigits(count: 40, firstLine: 2)])
}

@Test func `rows that repeat an identifier are told by row and by line`() throws {
  let lines = (0..<40).map { "C\($0 == 30 ? 7 : $0);\($0)" }
  let reading = try read("id_client;ca\n" + lines.joined(separator: "\n") + "\n")
  #expect(
    reading.repeatedRows == [
      RepeatedRow(row: 30, line: 32, firstRow: 7, firstLine: 9, furtherCells: 0)
    ])
  #expect(reading.report.duplicatedIdentifierRowCount == 1 && reading.report.repeatsAreCopies)
  #expect(reading.table["id_client"]?.doubts == [.duplicatedIdentifiers(count: 1)])
  let many = (0..<40).map { "C\($0 % 30);\($0)" }
  let other = try read("id_client;ca\n" + many.joined(separator: "\n") + "\n")
  #expect(!other.report.repeatsAreCopies)
  #expect(other.table["id_client"]?.doubts == [.notOneRowPerClient(count: 10, rows: 40)])
}

@Test func `clients of several rows each are clients all the same`() throws {
  let lines = (0..<90).map { "C\($0 / 3);\($0 * 7 % 13),5" }
  let reading = try read("code_client;montant\n" + lines.joined(separator: "\n") + "\n")
  #expect(reading.table["code_client"]?.kind == .identifier)
  #expect(reading.table["code_client"]?.doubts == [.notOneRowPerClient(count: 60, rows: 90)])
  #expect(reading.report.identifierColumn == "code_client")
}

/// Clients of one group are not copies of a client.
@Test func `groups of clients name no client`() throws {
  let lines = (0..<40).map { "\($0 * 3),5;G\($0 == 30 ? 7 : $0)" }
  let reading = try read("ca;groupe_id\n" + lines.joined(separator: "\n") + "\n")
  #expect(reading.table["groupe_id"]?.kind == .identifier)
  #expect(reading.report.identifierColumn == nil && reading.repeatedRows.isEmpty)
}
