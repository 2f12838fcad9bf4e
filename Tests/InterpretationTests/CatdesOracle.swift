import Interpretation
import Tables
import TestSupport

/// What FactoMineR's `catdes` says of a table, and the table.
struct CatdesOracle: Decodable {
  struct Data: Decodable {
    let group: [String]
    let x, y, z: [Double]
    let tool, vat: [String]
  }
  struct Quanti: Decodable {
    let group, variable: String
    let v, mean, overallMean, sd, overallSd: Double
  }
  struct Category: Decodable {
    let group, variable, level: String
    let ofLevel, inSegment, overall, v: Double
  }
  let data: Data
  let quanti: [Quanti]
  let category: [Category]
  let etaSquared, cramersV: [String: Double]

  static func load() throws -> CatdesOracle {
    try Oracle.decode(CatdesOracle.self, from: "interpretation-catdes.json")
  }

  var labels: [Int] { data.group.map { ["a": 0, "b": 1][$0] ?? 2 } }

  var columns: [Column] {
    [
      numeric("x", "x", data.x, 1), numeric("y", "y", data.y, 2), numeric("z", "z", data.z, 3),
      Self.category("tool", data.tool, 4), Self.category("vat", data.vat, 5),
    ]
  }

  private static func category(_ name: String, _ texts: [String], _ position: Int) -> Column {
    let levels = Set(texts).sorted()
    return InterpretationTests.category(
      name, name, texts.map { Int32(levels.firstIndex(of: $0) ?? -1) }, levels, position)
  }
}
