import Tables
import Testing

private let columns = [
  Column(
    name: "code", key: "code", position: 1, kind: .identifier,
    values: .texts(["C1", "C2", nil])),
  Column(
    name: "libellé; court", key: "libelle_court", position: 2, kind: .text,
    values: .texts(["dit \"x\"", "=1+1", "a\nb"])),
  Column(
    name: "montant", key: "montant", position: 3, kind: .numeric,
    values: .numbers([1234.5, -0.1, .nan])),
  Column(
    name: "entrée", key: "entree", position: 4, kind: .date, values: .dates([18659, .min, 0])),
  Column(
    name: "missions", key: "missions", position: 5, kind: .set,
    values: .sets(members: [[0, 1], [], nil], levels: ["fiscal", "tenue"])),
]

@Test func `the French profile, as written`() {
  var writer = CSVWriter()
  writer.hasByteOrderMark = false
  let text = String(decoding: writer.bytes(of: Table(columns: columns)), as: UTF8.self)
  #expect(
    text == """
      code;"libellé; court";montant;entrée;missions\r
      C1;"dit ""x""\";1234,5;01/02/2021;fiscal+tenue\r
      C2;'=1+1;-0,1;;aucun\r
      ;"a
      b";;01/01/1970;\r

      """)
}

@Test func `the international profile, as written`() {
  let text = String(
    decoding: CSVWriter(.international).bytes(of: Table(columns: [columns[2], columns[3]])),
    as: UTF8.self)
  #expect(text == "montant,entrée\n1234.5,2021-02-01\n-0.1,\n,1970-01-01\n")
}

@Test func `a decimal comma among separating commas is quoted`() {
  var writer = CSVWriter(.international)
  writer.decimalMark = .comma
  let text = String(decoding: writer.bytes(of: Table(columns: [columns[2]])), as: UTF8.self)
  #expect(text == "montant\n\"1234,5\"\n\"-0,1\"\n\"\"\n".replacing("\"\"\n", with: "\n"))
}

@Test(arguments: ["=A1", "+1", "-1", "@x", "\tx", "\rx", "＝x", "'=x", "''+x"])
func `text that looks like a formula is guarded, and reads back`(_ text: String) throws {
  let writer = CSVWriter(.international)
  let fields: [[CSVField]] = [[.text("a"), .text(text)], [.text("b"), .text("c")]]
  let bytes = writer.bytes(header: ["x", "y"], rowCount: 2) { fields[$0] }
  let written = String(decoding: bytes, as: UTF8.self)
  #expect(written.contains("'\(text)"))
  let trimmed = text.drop { $0.isWhitespace }
  let back = try CSVReader().read(bytes: bytes).table["y"]?.texts[0]
  #expect(back == text || back == String(trimmed))
}

@Test func `numbers written read back to the same bits`() throws {
  var random = TestRandom(state: 4)
  var numbers: [Double] = [
    0, -0.0, 1e308, -1e308, .leastNonzeroMagnitude, .nan, 0.1, 1e21, 1e-7, 123456.789,
  ]
  while numbers.count < 20_000 {
    let value = Double(bitPattern: random.next())
    if value.isFinite { numbers.append(value) }
    numbers.append(Double(Int64(bitPattern: random.next()) >> 20) / 100)
  }
  let table = Table(columns: [
    Column(
      name: "code", key: "code", position: 1, kind: .identifier,
      values: .texts(numbers.indices.map { "R\($0)" })),
    Column(name: "x", key: "x", position: 2, kind: .numeric, values: .numbers(numbers)),
  ])
  for profile in [CSVWriter.Profile.french, .international] {
    let back = try CSVReader().read(bytes: CSVWriter(profile).bytes(of: table)).table
    #expect(back["x"]?.bits == table["x"]?.bits)
    #expect(back["code"]?.values == table["code"]?.values)
  }
}

@Test func `a typed table survives a round trip`() throws {
  let text = """
    code_client;nom;ca_annuel_ht;part_b2b;note;connecte;date_entree;missions;regime_tva
    C1;Alpha;1234,5;0,25;3;oui;01/02/2021;tenue+fiscal;RS
    C2;"Bê;ta";-7,25;0,5;4;non;;tenue;FB
    C3;Gamma;;1;5;oui;31/12/1999;fiscal+social;RS
    C4;Delta;3;0;3;;28/02/2024;;RN_M
    """
  let first = try CSVReader().read(bytes: Array(text.utf8)).table
  for profile in [CSVWriter.Profile.french, .international] {
    let again = try CSVReader().read(bytes: CSVWriter(profile).bytes(of: first)).table
    #expect(areIdentical(again, first))
  }
}
