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

  private func limits(of values: [Double]) throws -> WinsorLimits? {
    var options = PreparationOptions()
    options.skewnessLimit = nil
    let table = Table(columns: [
      quantity("x", values),
      quantity("repere", values.indices.map { Double(($0 * 17) % 42) }),
    ])
    guard
      case .quantity(.identity, let limits)? = try Recipe.fit(table, options: options)
        .variables.first?.encoding
    else { return nil }
    return limits
  }

  /// 150 clients without a pay slip and 50 with 1…50: the median of these is 25.5, their deviations
  /// 0.5 … 24.5, each twice, with median 12.5. Nobody is cut.
  @Test func mostlyZeroQuantitiesAreJudgedByTheOthers() throws {
    let zeros = [Double](repeating: 0, count: 150)
    let some = (1...50).map { Double($0) }
    let found = try #require(try limits(of: zeros + some))
    #expect(abs(found.upper - (25.5 + 4 * 1.4826 * 12.5)) < 1e-12)
    #expect(found.lower <= 0)
    let spoilt = try #require(try limits(of: zeros + some.dropLast() + [50_000]))
    #expect(spoilt.upper < 110)
  }

  /// A tail that one client in twenty shares is no error, however far: 1 % at most is cut.
  @Test func aTailThatManyShareIsKept() throws {
    let body = (0..<190).map { Double($0 % 10) }
    let tail = (0..<10).map { 1_000 + Double($0) }
    let found = try #require(try limits(of: body + tail))
    // Two of the 200 may be cut: the third largest stays.
    #expect(found.upper == 1_007)
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
    #expect(recipe.winsorisedCellCount >= 3)
    let before = try Recipe.fit(table).transform(table).scores
    // The first axis stays what it was, up to its sign.
    let (old, new) = (before.column(0).dropFirst(), scores.column(0).dropFirst())
    func product(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
      zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let cosine = product(old, new) / (product(old, old) * product(new, new)).squareRoot()
    #expect(abs(cosine) > 0.9, "\(cosine)")
  }
}
