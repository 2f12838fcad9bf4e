import LinearAlgebra
import Preparation
import Tables
import TestSupport
import Testing

@Suite struct NumericPreparationTests {
  private let table = Table(columns: [
    texts("nom", ["a", "b", "c", "d", "e"]),
    quantity("x", [1, 2, 3, 4, 10]),
    quantity("fixe", [7, 7, 7, 7, 7]),
    quantity("trou", [2, .nan, 4, 6, .nan]),
    category("k", ["u", "v", "u", "v", "u"]),
  ])

  @Test func everyColumnOfNumbersByDefault() throws {
    let preparation = try NumericPreparation.fit(table, scale: .none)
    #expect(preparation.keys == ["x", "fixe", "trou"])
    let rows = try preparation.transform(table)
    #expect(rows.matrix.column(0) == [1, 2, 3, 4, 10])
    #expect(rows.matrix.column(2) == [2, 4, 4, 6, 4])
    #expect(rows.missingCellCount == 2)
  }

  /// x has mean 4, variance (9+4+1+0+36)/5 = 10; median 3, deviations 2 1 0 1 7 with median 1.
  @Test func scalesByHand() throws {
    func column(_ scale: NumericScale, _ name: String = "x") throws -> [Double] {
      try NumericPreparation.fit(table, columns: [name], scale: scale).transform(table).matrix
        .column(0)
    }
    let standard = try column(.standard)
    #expect(
      zip(standard, [-3, -2, -1, 0, 6]).allSatisfy { abs($0 - $1 / 10.0.squareRoot()) < 1e-15 })
    let robust = try column(.robust)
    #expect(zip(robust, [-2, -1, 0, 1, 7]).allSatisfy { abs($0 - $1 / 1.4826) < 1e-15 })
    let minmax = try column(.minmax)
    #expect(zip(minmax, [0, 1, 2, 3, 9]).allSatisfy { abs($0 - $1 / 9) < 1e-15 })
    #expect(try column(.standard, "fixe") == [0, 0, 0, 0, 0])
    #expect(try column(.minmax, "fixe") == [0, 0, 0, 0, 0])
    #expect(try column(.robust, "fixe") == [0, 0, 0, 0, 0])
  }

  /// Most values equal: the median absolute deviation is 0 and the interquartile range serves:
  /// quartiles 0 and 4 of 0 0 0 4 8.
  @Test func robustFallsBackOnTheQuartiles() throws {
    let zeros = Table(columns: [quantity("x", [0, 0, 0, 4, 8])])
    let scaled = try NumericPreparation.fit(zeros, scale: .robust)
    #expect(abs(scaled.scales[0] - 4 / 1.3489795003921634) < 1e-15)
    let rarer = Table(columns: [quantity("x", [0, 0, 0, 0, 0, 0, 0, 0, 0, 10])])
    let last = try NumericPreparation.fit(rarer, scale: .robust)
    #expect(abs(last.scales[0] - 3) < 1e-14)
  }

  @Test func learnsFromItsRowsOnly() throws {
    let training = try NumericPreparation.fit(table, columns: ["x"], rows: [0, 1, 2])
    #expect(training.origins == [2])
    #expect(try training.transform(table, rows: [4]).matrix[0, 0] == 8 / training.scales[0])
  }

  @Test func unusableRequestsAreTold() throws {
    #expect(throws: PreparationError.unknownColumn(key: "y")) {
      try NumericPreparation.fit(table, columns: ["y"])
    }
    #expect(throws: PreparationError.notNumeric(key: "k")) {
      try NumericPreparation.fit(table, columns: ["k"])
    }
    #expect(throws: PreparationError.tooFewRows(found: 0, required: 1)) {
      try NumericPreparation.fit(table, rows: [])
    }
    #expect(throws: PreparationError.noActiveColumn(candidates: 1)) {
      try NumericPreparation.fit(Table(columns: [texts("a", ["u"])]))
    }
    let huge = Table(columns: [quantity("x", [1e308, -1e308])])
    #expect(throws: PreparationError.noFiniteVariance(variable: "x", because: .outOfRange)) {
      try NumericPreparation.fit(huge)
    }
    let empty = Table(columns: [quantity("x", [.nan, .nan])])
    #expect(throws: PreparationError.noFiniteVariance(variable: "x", because: .noValue)) {
      try NumericPreparation.fit(empty)
    }
    let preparation = try NumericPreparation.fit(table, columns: ["x"])
    #expect(throws: PreparationError.missingColumn(key: "x")) {
      try preparation.transform(empty.renamed("z"))
    }
  }
}

extension Table {
  fileprivate func renamed(_ key: String) -> Table {
    Table(
      columns: columns.map {
        Column(name: key, key: key, position: 1, kind: $0.kind, values: $0.values)
      })
  }
}
