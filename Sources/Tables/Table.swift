/// A typed table: columns of equal length.
///
///     let table = try CSVReader().read(path: path).table
///     table["ca_annuel_ht"]?.kind      // .numeric
public struct Table: Sendable, Equatable {
  public let columns: [Column]
  public let rowCount: Int

  /// - Parameter columns: of one length, with distinct keys.
  public init(columns: [Column]) {
    let count = columns.first?.values.count ?? 0
    precondition(columns.allSatisfy { $0.values.count == count }, "columns have one length")
    precondition(Set(columns.map(\.key)).count == columns.count, "keys are distinct")
    self.columns = columns
    self.rowCount = count
  }

  /// The column whose key or whose header is `name`.
  public subscript(name: String) -> Column? {
    columns.first { $0.key == name } ?? columns.first { $0.name == name }
  }
}
