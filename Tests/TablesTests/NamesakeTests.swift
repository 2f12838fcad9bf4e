import Tables
import Testing

/// Columns that several headers make the same known column.
@Suite struct NamesakeTests {
  private func columns(_ header: String) throws -> [Column] {
    let width = header.split(separator: ";").count
    let rows = (0..<40).map { row in
      (["k\(row)x"] + (1..<width).map { "\(row * 7 * $0 + 3),5" }).joined(separator: ";")
    }
    return try read(([header] + rows).joined(separator: "\n") + "\n").table.columns
  }

  @Test func theFirstOfTwoIsTheKnownColumn() throws {
    let columns = try columns("code;ca_n;ca_n_1;effectif")
    #expect(columns.map(\.known) == [.clientIdentifier, .turnover, .turnover, .headcount])
    #expect(columns.map(\.isNamesake) == [false, false, true, false])
  }

  @Test func theKnownColumnsOwnNameComesFirst() throws {
    let columns = try columns("code;ca_n_1;ca_annuel_ht")
    #expect(columns.map(\.isNamesake) == [false, true, false])
  }

  /// A header that is taken is told by its key, and stays what it says.
  @Test func aRepeatedHeaderIsRenamedEverywhere() throws {
    let columns = try columns("id;ca;ca")
    #expect(columns.map(\.name) == ["id", "ca", "ca_2"])
    #expect(columns.map(\.header) == ["id", "ca", "ca"])
    #expect(columns[2].known == .turnover && columns[2].unit == .euro)
    #expect(columns.map(\.isNamesake) == [false, false, true])
  }

  @Test func takingRowsKeepsThem() throws {
    let text = "id;ca;ca\n" + (0..<40).map { "k\($0)x;\($0)5;\($0)7\n" }.joined()
    let taken = try read(text).table.taking([3, 1])
    #expect(taken.columns.map(\.name) == ["id", "ca", "ca_2"])
    #expect(taken.columns.map(\.isNamesake) == [false, false, true])
  }
}
