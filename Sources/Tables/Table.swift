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
    self.columns = Self.tellingNamesakes(columns)
    self.rowCount = count
  }

  /// The column whose key or whose header is `name`.
  public subscript(name: String) -> Column? {
    columns.first { $0.key == name } ?? columns.first { $0.name == name }
  }
}

extension Table {
  /// Two columns that are known as one would be told in the same words: the one that has the known
  /// column's own name keeps them, else the first.
  private static func tellingNamesakes(_ columns: [Column]) -> [Column] {
    let known = columns.map(\.known)
    var owner: [KnownColumn: Int] = [:]
    for (index, column) in known.enumerated() {
      guard let column else { continue }
      let isOwn = columns[index].key == column.rawValue
      if owner[column] == nil || isOwn { owner[column] = index }
    }
    var told = columns
    for (index, column) in known.enumerated() {
      told[index].isNamesake = column.map { owner[$0] != index } ?? false
    }
    return told
  }

  /// These rows alone, in the order given.
  public func taking(_ rows: [Int]) -> Table {
    Table(
      columns: columns.map { column in
        Column(
          name: column.name, header: column.header, key: column.key, position: column.position,
          kind: column.kind,
          unit: column.unit, writtenUnit: column.writtenUnit, values: column.values.taking(rows),
          doubts: column.doubts)
      })
  }
}

extension ColumnValues {
  /// The values of these rows, in the order given.
  package func taking(_ rows: [Int]) -> ColumnValues {
    switch self {
    case .numbers(let all): .numbers(rows.map { all[$0] })
    case .categories(let codes, let levels):
      .categories(codes: rows.map { codes[$0] }, levels: levels)
    case .sets(let members, let levels): .sets(members: rows.map { members[$0] }, levels: levels)
    case .texts(let all): .texts(rows.map { all[$0] })
    case .dates(let all): .dates(rows.map { all[$0] })
    }
  }

  package func isMissing(_ row: Int) -> Bool {
    switch self {
    case .numbers(let values): values[row].isNaN
    case .categories(let codes, _): codes[row] < 0
    case .sets(let members, _): members[row] == nil
    case .texts(let texts): texts[row] == nil
    case .dates(let days): days[row] == .min
    }
  }
}
