import Tables
import Testing

@Test(arguments: [(";", FieldSeparator.semicolon), (",", .comma), ("\t", .tab), ("|", .pipe)])
func `each separator is recognised with each line break`(
  _ mark: String, _ separator: FieldSeparator
)
  throws
{
  for lineBreak in ["\n", "\r\n", "\r"] {
    let rows = [["nom", "n"], ["a", "1"], ["b", "2"], ["c", "3"]]
    for tail in ["", lineBreak] {
      let text = rows.map { $0.joined(separator: mark) }.joined(separator: lineBreak) + tail
      let reading = try read(text)
      #expect(reading.report.separator == separator)
      #expect(reading.table["n"]?.numbers == [1, 2, 3])
    }
  }
}

@Test func `decimal commas do not make a comma the separator`() throws {
  let reading = try read("nom;a;b\nx;1,5;2,5\ny;3,5;4,5\nz;5,5;6,5\n")
  #expect(reading.report.separator == .semicolon)
  #expect(reading.report.decimalMark == .comma)
  // Under the comma every row has one field more, and the header would pass for a title.
  let all = try read("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n7,5;8,5\n")
  #expect(all.table.columns.map(\.key) == ["a", "b", "c"])
  let single = try read("montant\n1,5\n2,5\n3,25\n")
  #expect(single.report.separator == nil)
  #expect(single.table["montant"]?.numbers == [1.5, 2.5, 3.25])
}

@Test func `quotes as RFC 4180 has them, and as people write them`() throws {
  let text =
    "nom;n\n\"a;b\";1\n\"dit \"\"le petit\"\"\";2\n\"deux\nlignes\";3\n\"ouvert\" fermé;4\n12\" tube;5\n"
  let reading = try read(text)
  #expect(
    reading.table["nom"]?.texts == [
      "a;b", "dit \"le petit\"", "deux\nlignes", "ouvert fermé", "12\" tube",
    ])
  #expect(reading.table["n"]?.numbers == [1, 2, 3, 4, 5])
}

@Test func `headers are trimmed, distinct and never empty`() throws {
  let reading = try read(" Nom ;n;N;;n\na;1;2;3;4\nb;5;6;7;8\n")
  #expect(reading.table.columns.map(\.key) == ["nom", "n", "n_2", "column_4", "n_3"])
  #expect(
    reading.report.renamedHeaders == [
      RenamedHeader(position: 3, wasEmpty: false, key: "n_2"),
      RenamedHeader(position: 4, wasEmpty: true, key: "column_4"),
      RenamedHeader(position: 5, wasEmpty: false, key: "n_3"),
    ])
}

@Test func `titles, empty rows, totals and empty columns are left out and told`() throws {
  let text = """
    Portefeuille;;;;
    ;;;;
    code;nom;n;;
    C1;a;1;;
    ;;;;

    C2;b;2;;
    Sous-total;;3;;
    C3;c;4;;
    Total général;;7;;
    """
  let reading = try read(text)
  #expect(reading.table.columns.map(\.key) == ["code", "nom", "n"])
  #expect(reading.table["n"]?.numbers == [1, 2, 4])
  #expect(reading.report.headerLine == 3)
  #expect(reading.report.titleLinesDropped == [1])
  #expect(reading.report.emptyRowsDropped == [2, 5, 6])
  #expect(reading.report.totalRowsDropped == [8, 10])
  #expect(reading.report.emptyColumnsDropped == [4, 5])
}

@Test func `a file of numbers alone has no header, a run of years is one`() throws {
  let numbers = try read("1;2\n3;4\n")
  #expect(numbers.report.headerLine == nil)
  #expect(numbers.table["column_2"]?.numbers == [2, 4])
  let years = try read("2023;2024;2025\n3;4;5\n6;7;8\n")
  #expect(years.table["2024"]?.numbers == [4, 7])
  let imposed = try read("1;2\n3;4\n") { $0.header = .present }
  #expect(imposed.table["2"]?.numbers == [4])
}

@Test func `the line of a spreadsheet that names its separator is no data`() throws {
  let reading = try read("sep=,\nnom,n\na,1\nb,x\nc,2\n")
  #expect(reading.report.separator == .comma)
  #expect(reading.report.headerLine == 2)
  #expect(reading.table["n"]?.numbers.count == 3)
  #expect(reading.report.cellProblems.map(\.line) == [4])
}

@Test func `ragged rows are completed or cut, and told`() throws {
  let reading = try read("a;b;c\n1;2;3\n4;5\n6;7;8;9\n1;2;3;;\n1;2;3;4;\n")
  #expect(reading.table["c"]?.bits.count == 5)
  #expect(reading.table["c"]?.numbers[1].isNaN == true)
  #expect(
    reading.report.raggedRows == [
      RaggedRow(line: 3, expected: 3, found: 2), RaggedRow(line: 4, expected: 3, found: 4),
      RaggedRow(line: 6, expected: 3, found: 4),
    ])
}

@Test func `duplicated identifiers are told by their lines`() throws {
  let reading = try read("code_client;n\nC1;1\nC2;2\nC1;3\nC3;4\nC1;5\n")
  #expect(reading.report.identifierColumn == "code_client")
  #expect(reading.report.duplicatedIdentifierRows == [4, 6])
  #expect(reading.table["code_client"]?.doubts == [.notOneRowPerClient(count: 2, rows: 5)])
}

private let clients = (0..<20).map {
  "C\(100 + $0);\($0 * 7 % 11),5;\($0 % 4);\(["a", "b", "c"][$0 % 3])"
}

@Test func `a first row of values is a client, not a header`() throws {
  let headless = try read(clients.joined(separator: "\n"))
  #expect(headless.report.headerLine == nil)
  #expect(headless.table.rowCount == 20 && headless.table["column_2"]?.numbers[0] == 0.5)
  let named = try read("code;ca;n;secteur\n" + clients.joined(separator: "\n"))
  #expect(named.report.headerLine == 1 && named.report.numericHeaderCount == 0)
}

@Test func `years and runs of numbers name columns, other numbers are told`() throws {
  func report(_ header: String) throws -> ReadReport {
    try read(header + "\n" + clients.joined(separator: "\n")).report
  }
  #expect(try report("code;2025;2026;secteur").headerLine == 1)
  #expect(try report("code;2025;2026;secteur").numericHeaderCount == 0)
  #expect(try report("code;1;2;secteur").headerLine == 1)
  let doubtful = try report("code;ca;12;secteur")
  #expect(doubtful.headerLine == 1 && doubtful.numericHeaderCount == 1)
}

@Test func `remarks below the table are no clients`() throws {
  let table = "code;ca;n;secteur\n" + clients.joined(separator: "\n") + "\n"
  let remarks = try read(table + "Nombre de dossiers : 60;;;\nÉdité le 03/10/2026;;;\n")
  #expect(remarks.table.rowCount == 20 && remarks.report.footerRowsDropped == [22, 23])
  let apart = try read(table + ";;;\nconfidentiel;;;\n")
  #expect(apart.table.rowCount == 20 && apart.report.footerRowsDropped == [23])
  let phrase = try read(table + "ne pas diffuser;;;\n")
  #expect(phrase.table.rowCount == 20)
  let after = try read(table + "Total;30;;\nSource : logiciel;;;\n")
  #expect(after.table.rowCount == 20 && after.report.totalRowsDropped == [22])
  #expect(after.report.footerRowsDropped == [23])
}

/// A client of whom nothing but the name is known.
@Test func `a client without values stays`() throws {
  let table = "code;ca;n;secteur\n" + clients.joined(separator: "\n") + "\n"
  #expect(try read(table + "C999;;;\n").table.rowCount == 21)
  #expect(try read(table + "V-999;;;\n").table.rowCount == 21)
  let named = "nom;ca;n\n" + (0..<20).map { "SCI \($0) Lilas;\($0);1\n" }.joined() + "SCI Roses;;\n"
  #expect(try read(named).table.rowCount == 21)
  #expect(try read(named).report.footerRowsDropped.isEmpty)
  #expect(try read(named + "Source Vive;;\n").table.rowCount == 22)
}
