import Tables

/// The columns of a table without their values, as a store keeps them.
struct StoredColumn {
  enum Content: String { case numbers, categories, sets, texts, dates }

  let key: String
  let name: String
  let header: String
  let kind: ColumnKind
  let unit: ColumnUnit
  let writtenUnit: WrittenUnit
  let content: Content
  let levels: [String]
}

extension StoredColumn {
  init(_ column: Column) {
    key = column.key
    name = column.name
    header = column.header
    kind = column.kind
    unit = column.unit
    writtenUnit = column.writtenUnit
    switch column.values {
    case .numbers: (content, levels) = (.numbers, [])
    case .categories(_, let names): (content, levels) = (.categories, names)
    case .sets(_, let names): (content, levels) = (.sets, names)
    case .texts: (content, levels) = (.texts, [])
    case .dates: (content, levels) = (.dates, [])
    }
  }
}

/// Puts clients' bytes together to a table again.
struct TableAssembler {
  private let columns: [StoredColumn]

  init(_ columns: [StoredColumn], rowCount: Int) {
    self.columns = columns
    numbers = columns.map { _ in [] }
    codes = columns.map { _ in [] }
    members = columns.map { _ in [] }
    texts = columns.map { _ in [] }
    for (index, column) in columns.enumerated() {
      switch column.content {
      case .numbers: numbers[index].reserveCapacity(rowCount)
      case .categories, .dates: codes[index].reserveCapacity(rowCount)
      case .sets: members[index].reserveCapacity(rowCount)
      case .texts: texts[index].reserveCapacity(rowCount)
      }
    }
  }

  private var numbers: [[Double]]
  private var codes: [[Int32]]
  private var members: [[[Int32]?]]
  private var texts: [[String?]]

  /// - Returns: whether the bytes are those of a row of these columns.
  mutating func append(_ bytes: ArraySlice<UInt8>) -> Bool {
    var reader = FeatureReader(bytes)
    for (index, column) in columns.enumerated() {
      switch column.content {
      case .numbers:
        guard let number = reader.number() else { return false }
        numbers[index].append(number)
      case .categories:
        guard let code = reader.level(count: column.levels.count) else { return false }
        codes[index].append(code)
      case .dates:
        guard let day = reader.day() else { return false }
        codes[index].append(day)
      case .sets:
        guard let own = reader.members(count: column.levels.count) else { return false }
        members[index].append(own)
      case .texts:
        guard let text = reader.text() else { return false }
        texts[index].append(text)
      }
    }
    return reader.isAtEnd
  }

  func table() -> Table {
    Table(
      columns: columns.enumerated().map { index, column in
        let values: ColumnValues =
          switch column.content {
          case .numbers: .numbers(numbers[index])
          case .categories: .categories(codes: codes[index], levels: column.levels)
          case .dates: .dates(codes[index])
          case .sets: .sets(members: members[index], levels: column.levels)
          case .texts: .texts(texts[index])
          }
        return Column(
          name: column.name, header: column.header, key: column.key, position: index + 1,
          kind: column.kind, unit: column.unit, writtenUnit: column.writtenUnit, values: values)
      })
  }
}
