import Tables
import TestSupport
import Testing

/// What pandas read in the same text; its numbers as the hexadecimal of their bits.
private struct ReadingOracle: Decodable {
  let input: String
  let columns: [String: [OracleValue]]
}

private enum OracleValue: Decodable, Equatable {
  case missing
  case text(String)
  case day(Int32)

  init(from decoder: Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .missing
    } else if let day = try? container.decode(Int32.self) {
      self = .day(day)
    } else {
      self = .text(try container.decode(String.self))
    }
  }
}

/// Our values in the oracle's form.
private func values(_ column: Column) -> [OracleValue] {
  switch column.values {
  case .numbers(let numbers):
    numbers.map { number in
      if number.isNaN { return .missing }
      let digits = String(number.bitPattern, radix: 16)
      return .text(String(repeating: "0", count: 16 - digits.count) + digits)
    }
  case .texts(let texts): texts.map { $0.map(OracleValue.text) ?? .missing }
  case .dates(let days): days.map { $0 == .min ? .missing : .day($0) }
  case .categories: column.labels.map { $0.map(OracleValue.text) ?? .missing }
  case .sets: []
  }
}

@Test func `a French file reads as pandas reads it, numbers bit by bit`() throws {
  let oracle = try Oracle.decode(ReadingOracle.self, from: "read-csv.json")
  let table = try CSVReader().read(bytes: Array(oracle.input.utf8)).table
  #expect(Set(table.columns.map(\.name)) == Set(oracle.columns.keys))
  for column in table.columns {
    #expect(values(column) == oracle.columns[column.name], "\(column.name)")
  }
}
