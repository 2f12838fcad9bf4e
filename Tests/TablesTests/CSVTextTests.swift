import Tables
import TestSupport
import Testing

/// A text read again, typed on some of its rows: the others decide nothing.
@Suite struct CSVTextTests {
  /// A portfolio whose columns have one kind each.
  private static let header = [
    "rang", "id_client", "ca", "mesure", "niveau", "offres", "date_entree", "outil", "siren",
  ]

  private static func row(_ i: Int) -> [String] {
    [
      String(i + 1), "C\(i)", "\(1_000 + 37 * i),\(i % 10)5", "\(i % 40),5 %",
      ["faible", "moyen", "fort"][i / 3 % 3],
      ["tenue", "tenue+fiscal", "tenue+social/paie", "fiscal+social"][i % 4],
      "\(13 + i % 15)/0\(1 + i % 9)/2024", ["papier", "saas", "erp"][i % 3],
      ["732829320", "552100554"][i % 2],
    ]
  }

  private static func text(_ rows: [[String]]) -> [UInt8] {
    Array(([header] + rows).map { $0.joined(separator: ";") }.joined(separator: "\n").utf8)
  }

  private let rows = (0..<60).map(row)
  /// Every third row is held out, the first included.
  private let training = (0..<60).filter { $0 % 3 != 0 }

  /// What the rows say of the columns, levels by name.
  private func content(_ table: Table, _ rows: [Int]) -> [[String]] {
    table.columns.map { column in
      [column.key, column.kind.rawValue, column.unit.rawValue]
        + rows.map { column.cell($0) }
    }
  }

  @Test func typedOnAllRowsItIsTheSameReading() throws {
    let text = try CSVReader().open(bytes: Self.text(rows))
    let (plain, typed) = (try text.read(), try text.read(typedOn: Array(0..<60)))
    #expect(plain == typed)
    #expect(
      plain.table.columns.map(\.kind)
        == [
          .identifier, .identifier, .numeric, .numeric, .ordinal, .set, .date, .category,
          .identifier,
        ])
  }

  /// Held-out cells of every kind, mostly hostile, written over one column after the other: what the
  /// training rows hold is what a file without the held-out rows would hold.
  @Test(arguments: Self.header.indices.dropFirst())
  func heldOutCellsDecideNothing(column: Int) throws {
    let alone = try CSVReader().open(bytes: Self.text(rows)).read(typedOn: training).table
    let expected = content(alone, training)
    for hostile in [
      "texte libre et long", "n/a", "", "12.5", "1,234", "12 k€", "3 %", "très fort", "extrême",
      "fiscal/paie", "paie", "02/13/2024", "oui", "jean.dupont@exemple.fr", "1e400", "0",
      "7,32829E+13",
    ] {
      var changed = rows
      for i in 0..<60 where i % 3 == 0 { changed[i][column] = hostile }
      let text = try CSVReader().open(bytes: Self.text(changed))
      let typed = try text.read(typedOn: training)
      #expect(content(typed.table, training) == expected, "\(hostile)")
    }
  }

  /// The test above can fail: typed on all rows, the training clients' own values change.
  @Test func typedOnAllRowsHeldOutCellsDecide() throws {
    let expected = content(try CSVReader().read(bytes: Self.text(rows)).table, training)
    for (column, hostile) in [
      (3, "texte"), (4, "extrême"), (5, "paie"),
    ] {
      var changed = rows
      for i in 0..<60 where i % 3 == 0 { changed[i][column] = hostile }
      let table = try CSVReader().read(bytes: Self.text(changed)).table
      #expect(content(table, training) != expected, "\(Self.header[column])")
    }
  }

  /// What does not fit is missing, told with its line, and refuses nothing.
  @Test func heldOutCellsThatDoNotFitAreMissing() throws {
    var changed = rows
    for i in 0..<60 where i % 3 == 0 { changed[i][2] = "texte" }
    let text = try CSVReader().open(bytes: Self.text(changed))
    let typed = try text.read(typedOn: training)
    #expect(typed.table["ca"]?.kind == .numeric)
    #expect(typed.table["ca"]?.missingCount == 20)
    #expect(typed.report.cellProblemCount == 20)
    #expect(typed.report.cellProblems.first?.line == 2)
    #expect(throws: TablesError.self) { try text.read() }
  }

  @Test func aLevelThatOnlyHeldOutRowsHaveComesAfterTheScale() throws {
    var changed = rows
    changed[0][4] = "très faible"
    changed[3][4] = "bizarre"
    let typed = try CSVReader().open(bytes: Self.text(changed)).read(typedOn: training)
    guard case .categories(_, let levels)? = typed.table["niveau"]?.values else {
      Issue.record("levels are expected")
      return
    }
    #expect(levels == ["faible", "moyen", "fort", "bizarre", "très faible"])
  }

  /// A column without a header that only held-out rows fill is not there.
  @Test func anUnnamedColumnThatOnlyHeldOutRowsFillIsDropped() throws {
    let lines = (0..<12).map { "C\($0);\($0 * 3),5;\($0 == 4 ? "reste" : "")" }
    let bytes = Array((["id;ca;"] + lines).joined(separator: "\n").utf8)
    let text = try CSVReader().open(bytes: bytes)
    #expect(try text.read().table.columns.count == 3)
    let typed = try text.read(typedOn: (0..<12).filter { $0 != 4 })
    #expect(typed.table.columns.map(\.key) == ["id", "ca"])
    #expect(typed.table.rowCount == 12)
  }
}

extension Column {
  /// A row's value by name, `nil` as a dash.
  fileprivate func cell(_ row: Int) -> String {
    switch values {
    case .numbers(let values): "\(values[row])"
    case .categories(let codes, let levels): codes[row] < 0 ? "–" : levels[Int(codes[row])]
    case .sets(let members, let levels):
      members[row].map { $0.map { levels[Int($0)] }.joined(separator: "|") } ?? "–"
    case .texts(let texts): texts[row] ?? "–"
    case .dates(let days): "\(days[row])"
    }
  }
}
