import Preparation
import Tables
import TestSupport
import Testing

@Suite struct WinsorisingTests {
  /// 0…40 and one error: median 20.5, deviations 0.5 … 20.5 and one large: their median is 10.5.
  @Test func limitsByHand() throws {
    var options = PreparationOptions()
    options.skewnessLimit = nil
    let table = Table(columns: [
      quantity("x", (0...40).map { Double($0) } + [100_000]),
      quantity("repere", (0...41).map { Double(($0 * 17) % 42) }),
    ])
    let recipe = try Recipe.fit(table, options: options)
    guard case .quantity(.identity, let limits?)? = recipe.variables.first?.encoding else {
      Issue.record("limits")
      return
    }
    #expect(abs(limits.upper - (20.5 + 4 * 1.4826 * 10.5)) < 1e-12)
    #expect(abs(limits.lower - (20.5 - 4 * 1.4826 * 10.5)) < 1e-12)
    #expect(recipe.winsorisedCellCount == 1)
    #expect(try recipe.transform(table).winsorisedCellCount == 1)
    options.winsorLimit = nil
    #expect(try Recipe.fit(table, options: options).winsorisedCellCount == 0)
  }

  /// An infinity is no quantity: it is missing.
  @Test func infinitiesAreMissing() throws {
    let table = MadePortfolio(rowCount: 40).table()
    let recipe = try Recipe.fit(table)
    let infinite = Table(
      columns: table.columns.map { column in
        guard case .numbers(var values) = column.values else { return column }
        values[3] = .infinity
        return quantity(column.key, values, kind: column.kind)
      })
    let rows = try recipe.transform(infinite, rows: [3])
    #expect(rows.missingCellCounts == [5])
    #expect(rows.scores.elements.allSatisfy { $0.isFinite })
  }

  /// One cell of 1e308 among ordinary amounts is brought back; the other rows hardly move.
  @Test func theLargestDoubleIsBroughtBack() throws {
    let table = MadePortfolio(rowCount: 200).table()
    let spoilt = Table(
      columns: table.columns.map { column in
        guard case .numbers(var values) = column.values else { return column }
        values[0] = 1e308
        return quantity(column.key, values, kind: column.kind)
      })
    let recipe = try Recipe.fit(spoilt)
    let scores = try recipe.transform(spoilt).scores
    #expect(scores.elements.allSatisfy { $0.isFinite })
    #expect(recipe.winsorisedCellCount >= 3)
  }
}
