import Tables

/// Reads a text as a file would be.
func read(_ text: String, _ change: (inout CSVOptions) -> Void = { _ in }) throws -> TableReading {
  try read(bytes: Array(text.utf8), change)
}

func read(bytes: [UInt8], _ change: (inout CSVOptions) -> Void = { _ in }) throws -> TableReading {
  var options = CSVOptions()
  change(&options)
  return try CSVReader(options: options).read(bytes: bytes)
}

/// One column of `cells` under a header, read alone; the file's other column keeps it from being
/// taken for a file of one column.
func column(_ header: String, _ cells: [String], separator: String = ";") throws -> Column {
  let lines = cells.enumerated().map { "k\($0.offset)x\(separator)\($0.element)" }
  let text = (["rang\(separator)\(header)"] + lines).joined(separator: "\n") + "\n"
  let reading = try read(text) { $0.separator = separator == ";" ? .semicolon : .comma }
  return reading.table.columns[1]
}

extension Column {
  var numbers: [Double] {
    if case .numbers(let values) = values { return values }
    return []
  }

  var texts: [String?] {
    if case .texts(let values) = values { return values }
    return []
  }

  var days: [Int32] {
    if case .dates(let values) = values { return values }
    return []
  }

  /// The name of each row's level.
  var labels: [String?] {
    guard case .categories(let codes, let levels) = values else { return [] }
    return codes.map { $0 < 0 ? nil : levels[Int($0)] }
  }

  /// Numbers by their bits, so that missing equals missing.
  var bits: [UInt64] { numbers.map(\.bitPattern) }
}

/// Whether two tables are the same, numbers bit by bit.
func areIdentical(_ left: Table, _ right: Table) -> Bool {
  guard left.rowCount == right.rowCount, left.columns.count == right.columns.count else {
    return false
  }
  return zip(left.columns, right.columns).allSatisfy { a, b in
    guard a.name == b.name, a.key == b.key, a.kind == b.kind, a.unit == b.unit,
      a.doubts == b.doubts
    else { return false }
    if case .numbers = a.values, case .numbers = b.values { return a.bits == b.bits }
    return a.values == b.values
  }
}

/// SplitMix64: a stream for tests that needs no state beyond one word.
struct TestRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
