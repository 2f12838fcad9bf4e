import Tables

/// Levels as indices, −1 missing, whatever the column held them as.
struct LevelSource {
  let codes: [Int32]
  let levels: [String]
}

struct SetSource {
  let members: [[Int32]?]
  let levels: [String]
}

extension ColumnValues {
  var content: ColumnContent {
    switch self {
    case .numbers: .numbers
    case .categories: .levels
    case .sets: .sets
    case .texts: .texts
    case .dates: .dates
    }
  }

  /// Whether no row of the column has a value.
  var isAllMissing: Bool {
    switch self {
    case .numbers(let values): values.allSatisfy(\.isNaN)
    case .categories(let codes, _): codes.allSatisfy { $0 < 0 }
    case .sets(let members, _): members.allSatisfy { $0 == nil }
    case .texts(let texts): texts.allSatisfy { $0 == nil }
    case .dates(let days): days.allSatisfy { $0 == Int32.min }
    }
  }
}

extension ActiveVariable {
  func numbers(of column: Column, rows: [Int]) throws -> [Double] {
    if case .numbers(let values) = column.values { return rows.map { values[$0] } }
    try requireAllMissing(column, expected: .numbers)
    return [Double](repeating: .nan, count: rows.count)
  }

  /// Levels by name: text is read as levels, and whole numbers as their digits.
  func levelCodes(of column: Column, rows: [Int]) throws -> LevelSource {
    switch column.values {
    case .categories(let codes, let levels):
      return LevelSource(codes: rows.map { codes[$0] }, levels: levels)
    case .texts(let texts):
      return levelSource(rows.map { texts[$0] })
    case .numbers(let values) where values.allSatisfy({ $0.isNaN || Int(exactly: $0) != nil }):
      return levelSource(rows.map { Int(exactly: values[$0]).map(String.init) })
    case .numbers, .sets, .dates:
      try requireAllMissing(column, expected: .levels)
      return LevelSource(codes: [Int32](repeating: -1, count: rows.count), levels: [])
    }
  }

  /// A column whose sets all have one member may be typed as levels.
  func memberSets(of column: Column, rows: [Int]) throws -> SetSource {
    switch column.values {
    case .sets(let members, let levels):
      return SetSource(members: rows.map { members[$0] }, levels: levels)
    case .categories(let codes, let levels):
      return SetSource(members: rows.map { codes[$0] < 0 ? nil : [codes[$0]] }, levels: levels)
    case .numbers, .texts, .dates:
      try requireAllMissing(column, expected: .sets)
      return SetSource(members: [[Int32]?](repeating: nil, count: rows.count), levels: [])
    }
  }

  private func levelSource(_ texts: [String?]) -> LevelSource {
    var codeOfLevel: [String: Int32] = [:]
    var levels: [String] = []
    let codes = texts.map { text -> Int32 in
      guard let text else { return -1 }
      if let code = codeOfLevel[text] { return code }
      codeOfLevel[text] = Int32(levels.count)
      levels.append(text)
      return Int32(levels.count - 1)
    }
    return LevelSource(codes: codes, levels: levels)
  }

  private func requireAllMissing(_ column: Column, expected: ColumnContent) throws {
    guard column.values.isAllMissing else {
      throw PreparationError.kindChanged(
        key: key, expected: expected, found: column.values.content)
    }
  }
}
