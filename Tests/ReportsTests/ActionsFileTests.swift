import Foundation
import Reports
import Segmentation
import Tables
import Testing

@Suite struct ActionsFileTests {
  private func files(_ owner: String, _ segment: String, _ id: String) throws -> [String] {
    let table = Table(columns: [
      Column(
        name: "regime_tva", key: "regime_tva", position: 1, kind: .category,
        values: .categories(codes: [0], levels: ["EXO"])),
      Column(
        name: "forme_juridique", key: "forme_juridique", position: 2, kind: .category,
        values: .categories(codes: [0], levels: ["SCI"])),
      Column(
        name: "collaborateur", key: "collaborateur", position: 3, kind: .category,
        values: .categories(codes: [0], levels: [owner])),
      Column(
        name: "pa_choisie", key: "pa_choisie", position: 4, kind: .yesNo,
        values: .categories(codes: [0], levels: ["non", "oui"])),
    ])
    let obligations = Obligations(
      reform: try .standard(), asOf: CalendarDay(year: 2026, month: 3, day: 31))
    let portfolio = obligations.assess(table)
    let catalogue = try ActionCatalogue.standard()
    let plan = ActionPlanner(catalogue: catalogue, obligations: obligations).plan(
      table, portfolio, profiles: ["RECEPTION_SEULE"], segments: [segment])
    let actions = ActionsFile(
      plan, identifiers: [id], catalogue: catalogue, language: .french)
    let obliged = ObligationsFile(portfolio, identifiers: [id])
    return [actions.bytes, obliged.bytes].map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func rowsByHand() throws {
    let lines = try files("COL-01", "Libéraux", "C1")[0].split(separator: "\n").map(String.init)
    #expect(lines.count == 5)
    #expect(
      lines[0] == "id,segment,action_code,action,channel,owner,due,hours,priority,fits")
    #expect(
      lines[1]
        == "C1,Libéraux,A01,Courrier ou mail d'information sur la réforme,mail groupé,COL-01,"
        + "2025-09-01,0.1,43.6,true")
    #expect(lines[4].hasPrefix("C1,Libéraux,A19,"))
  }

  /// A name that a spreadsheet would run, and names that would break the row.
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd|x", "'+cmd|x"), ("-x()", "'-x()"),
    ("a\n=b", "\"a\n=b\""), ("a,\"b\"", "\"a,\"\"b\"\"\""), ("<b>&", "<b>&"),
  ])
  func hostileTextsStayTexts(text: String, cell: String) throws {
    let rows = try files(text, text, text)
    #expect(rows[0].contains("\n\(cell),\(cell),A01,"))
    #expect(rows[0].contains(",mail groupé,\(cell),2025-09-01,"))
    #expect(rows[1].contains("\n\(cell),reception_seule,"))
  }
}
