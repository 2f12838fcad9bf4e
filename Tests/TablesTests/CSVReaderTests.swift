import Tables
import Testing

/// A French export: `;`, decimal comma, every convention at once.
private let french = """
  code_dossier;Raison sociale;SIREN;CA annuel HT;Honoraires;Part B2B;Missions;Banque;Entrée;CP
  C001;Alpha;732829320;1 234 567,50;1 200 €;12,5 %;tenue+fiscal;oui;31/12/2020;01000
  C002;Bêta;732829320;234,5;2,1 k€;3 %;tenue+social;non;01/02/2021;75001
  C003;"G;amma";;n.c.;900 €;45 %;fiscal+social;oui;15/03/2019;01000
  C003;Delta;123456789;12;(150,00);;tenue;;néant;69002
  TOTAL;;;1234;;;;;;

  """

@Test func `a French export is typed without any option`() throws {
  let reading = try CSVReader().read(bytes: Array(french.utf8))
  let table = reading.table
  #expect(table.rowCount == 4)
  #expect(
    table.columns.map(\.kind) == [
      .identifier, .text, .identifier, .numeric, .numeric, .numeric, .set, .yesNo, .date, .category,
    ])
  #expect(table["Raison sociale"]?.values == .texts(["Alpha", "Bêta", "G;amma", "Delta"]))
  #expect(table["siren"]?.values == .texts(["732829320", "732829320", nil, "123456789"]))
  #expect(
    table["missions"]?.values
      == .sets(
        members: [[0, 2], [1, 2], [0, 1], [2]], levels: ["fiscal", "social", "tenue"]))
  #expect(table["banque"]?.values == .categories(codes: [1, 0, 1, -1], levels: ["non", "oui"]))
  #expect(table["entree"]?.values == .dates([18627, 18659, 17970, .min]))
  #expect(reading.report.totalRowsDropped == [6])
  #expect(reading.report.duplicatedIdentifierRows == [5])
  #expect(reading.report.decimalMark == .comma)
}
