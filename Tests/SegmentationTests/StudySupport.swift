import Foundation
import LinearAlgebra
import Segmentation
import Tables
import TestSupport

/// Studies of small tables, for the suites of the pipeline.
enum Studies {
  static func source(_ text: String) throws -> StudySource {
    let text = try CSVReader().open(bytes: Array(text.utf8))
    return source(try text.read(), text: text)
  }

  static func source(_ reading: TableReading, text: CSVText? = nil) -> StudySource {
    StudySource(
      input: InputFacts(
        name: "in.csv", sha256: "", rowCount: reading.table.rowCount,
        columnCount: reading.table.columns.count),
      reading: reading, text: text, readSeconds: 0)
  }

  static func configuration(_ change: (inout StudyConfiguration) -> Void = { _ in })
    -> StudyConfiguration
  {
    var configuration = StudyConfiguration()
    change(&configuration)
    return configuration
  }

  /// Types that overlap, so that nothing agrees by being trivial.
  static func blurred(clients: Int, seed: UInt64 = 3) -> SmallPortfolio {
    var portfolio = SmallPortfolio(clients: clients, seed: seed)
    var generator = TestGenerator(seed: seed &+ 1)
    for i in portfolio.rows.indices where Double.random(in: 0...1, using: &generator) < 0.25 {
      portfolio.rows[i][5] = ["papier", "saas", "erp"][Int.random(in: 0..<3, using: &generator)]
      portfolio.rows[i][3] = String(Int.random(in: 5...95, using: &generator)) + ",5"
      portfolio.rows[i][4] = String(Int.random(in: 1...12, using: &generator)) + ",25"
    }
    return portfolio
  }
}

/// The bytes of anything `Codable`, keys sorted: equal exactly when the values are.
func encoded(_ value: some Encodable) throws -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  return try encoder.encode(value)
}
