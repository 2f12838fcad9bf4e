import Segmentation
import Tables
import TestSupport
import Testing

/// Rows that repeat a client: left out where they are few, kept together where they are many.
@Suite struct RepeatedClientsTests {
  private let portfolio = Studies.blurred(clients: 150)

  private func study(
    _ portfolio: SmallPortfolio, _ change: (inout StudyConfiguration) -> Void = { _ in }
  ) throws -> Study {
    try Pipeline(Studies.configuration(change)).run(Studies.source(portfolio.text))
  }

  /// Four copies with other figures, each some rows below its client.
  private var copied: SmallPortfolio {
    var copied = portfolio
    for client in [140, 61, 60, 3] {
      var row = portfolio.rows[client]
      row[2] = "99999,50"
      row[5] = "papier"
      copied.rows.insert(row, at: client + 1 + (client % 5))
    }
    return copied
  }

  @Test func aFewCopiesAreLeftOutOfEverything() throws {
    let plain = try study(portfolio)
    let study = try study(copied)
    #expect(study.clientRows.studied == 150 && study.clientRows.repeated == 4)
    #expect(study.clientRows.leftOut == 4 && study.clientRows.leftOutLines.count == 4)
    for line in study.clientRows.leftOutLines {
      #expect(copied.rows[line - 2][2] == "99999,50")
    }
    #expect(study.table.rowCount == 150 && study.identifiers == plain.identifiers)
    // The copies being out, the study is that of the file without them.
    #expect(study.training == plain.training && study.heldOut == plain.heldOut)
    #expect(study.segments == plain.segments)
    #expect(study.clients.map(\.segment) == plain.clients.map(\.segment))
    #expect(study.clients.count { $0.flags.contains(.duplicatedIdentifier) } == 4)
    #expect(study.reading.rowsRead == 154 && study.reading.duplicatedIdentifierRowCount == 4)
  }

  @Test func theFullestRowIsStudiedElseTheFirst() throws {
    var portfolio = portfolio
    var fuller = portfolio.rows[10]
    portfolio.rows[10][2] = ""
    fuller[3] = "77,25"
    portfolio.rows.append(fuller)
    var alike = portfolio.rows[20]
    alike[3] = "88,25"
    portfolio.rows.append(alike)
    // What says that there is no value says nothing more; what does not fit its column does: how
    // columns are read is for the training clients to say.
    var empty = portfolio.rows[30]
    portfolio.rows[30][2] = ""
    empty[2] = "n.c."
    portfolio.rows.append(empty)
    var odd = portfolio.rows[40]
    portfolio.rows[40][2] = ""
    odd[2] = "voir dossier"
    portfolio.rows.append(odd)
    let study = try study(portfolio)
    #expect(study.clientRows.leftOutLines == [12, 42, 153, 154])
    guard case .numbers(let hours)? = study.table["heures"]?.values else {
      Issue.record("no hours")
      return
    }
    #expect(hours.contains(77.25) && !hours.contains(88.25))
  }

  /// Past 5 % nothing is left out, and no client stands on both sides.
  @Test func manyRepeatsAreKeptOnOneSide() throws {
    var many = portfolio
    for client in stride(from: 0, to: 150, by: 3) { many.rows.append(portfolio.rows[client]) }
    let study = try study(many)
    #expect(study.clientRows.leftOut == 0 && study.clientRows.repeated == 50)
    #expect(study.clients.count == 200)
    let sides = Dictionary(grouping: study.clients, by: \.identifier)
      .mapValues { Set($0.map(\.isHeldOut)) }
    #expect(sides.values.allSatisfy { $0.count == 1 })
    #expect((45...50).contains(study.clients.count { $0.isHeldOut }))
    #expect(sides.count { $0.value == [true] } < 50)
  }

  /// A client that two offices share is tried with one of them only.
  @Test func groupsShareNoClient() throws {
    var many = Studies.blurred(clients: 120)
    for client in 0..<120 { many.rows[client][6] = ["Lyon", "Paris"][client % 2] }
    for client in stride(from: 0, to: 80, by: 2) {
      var row = many.rows[client]
      row[6] = "Paris"
      many.rows.append(row)
    }
    let study = try study(many) { $0.heldOut = .groups(column: "bureau") }
    #expect(study.validation.groups.map(\.size) == [100, 60])
  }

  @Test func anotherRoleKeepsEveryRow() throws {
    let study = try study(copied) { $0.preparation.roles["id_client"] = .ignored }
    #expect(study.clientRows.leftOut == 0 && study.clients.count == 154)
    let sides = Dictionary(grouping: study.clients, by: \.identifier)
      .mapValues { Set($0.map(\.isHeldOut)) }
    #expect(sides.values.allSatisfy { $0.count == 1 })
  }
}
