import Reports
import Segmentation
import Tables
import Testing

@Suite struct ObligationsFileTests {
  /// Three companies without VAT: without a platform, with one, and one of which nothing is said; and
  /// a client of whom nothing at all is.
  private static let table = Table(columns: [
    Column(
      name: "regime_tva", key: "regime_tva", position: 1, kind: .category,
      values: .categories(codes: [0, 0, 0, -1], levels: ["EXO"])),
    Column(
      name: "pa_choisie", key: "pa_choisie", position: 2, kind: .yesNo,
      values: .categories(codes: [0, 1, -1, -1], levels: ["non", "oui"])),
  ])

  private func rows(_ day: String) throws -> [String] {
    let obligations = Obligations(
      reform: try .standard(), asOf: try #require(CalendarDay(iso: day)))
    let file = ObligationsFile(
      obligations.assess(Self.table), identifiers: ["a", "b", "c", "d"])
    return String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func rowsByHand() throws {
    let rows = try rows("2026-10-01")
    #expect(rows[0] == ObligationsFile.header.joined(separator: ","))
    #expect(
      rows[1] == "a,reception_seule,,-30,4000,0,2026-09-01,2026-09-01,,oui,,0,4000,0,")
    #expect(rows[2] == "b,reception_seule,,,0,0,,2026-09-01,,non,,0,0,0,")
    #expect(rows[3] == "c,reception_seule,,,4000,0,,2026-09-01,,,,0,4000,0,pa_choisie")
    #expect(
      rows[4]
        == "d,,,,,0,,,,,,,,,regime_tva+part_b2b+code_naf+forme_juridique"
        + "+nb_factures_ventes_mois+pa_choisie")
  }

  @Test func beforeTheDayNobodyIsInDefault() throws {
    let cells = try rows("2026-08-31").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)[9]
    }
    #expect(cells == ["non", "non", "non", ""])
  }
}
