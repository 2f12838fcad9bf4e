import Preparation
import Tables
import TestSupport
import Testing

@Suite struct RareLevelsTests {
  private func grouping(_ counts: [(String, Int)], _ rule: RareLevelRule = RareLevelRule()) throws
    -> LevelGrouping
  {
    let labels = counts.flatMap { [String](repeating: $0.0, count: $0.1) }
    var options = PreparationOptions()
    options.rareLevels = rule
    let table = Table(columns: [
      category("k", labels), quantity("x", labels.indices.map { Double(($0 * 37) % 101) }),
    ])
    guard
      case .levels(let grouping)? = try Recipe.fit(table, options: options).variables.first?
        .encoding
    else { throw PreparationError.noActiveColumn(candidates: 2) }
    return grouping
  }

  /// 1000 rows: 2 % are 20 clients.
  @Test func levelsUnderTheShareArePooled() throws {
    let found = try grouping(
      [("a", 600), ("b", 361), ("c", 20), ("d", 19)].dropLast() + [("d", 12), ("e", 7)])
    #expect(found.kept == ["a", "b", "c"])
    #expect(found.pooled == ["d", "e"])
    // 19 together: still under 20, so no level.
    #expect(!found.poolIsLevel)
    let more = try grouping([("a", 600), ("b", 360), ("d", 19), ("e", 19), ("f", 2)])
    #expect(more.pooled == ["d", "e", "f"])
    #expect(more.poolIsLevel)
    #expect(more.levelCount == 3)
    #expect(more.name(ofLevel: 2) == LevelGrouping.poolName)
  }

  /// 100 rows: 10 clients would be 10 %, so 5 % of the rows decide.
  @Test func smallPortfoliosKeepLevelsOfFivePercent() throws {
    #expect(try grouping([("a", 60), ("b", 35), ("c", 5)]).kept == ["a", "b", "c"])
    #expect(try grouping([("a", 60), ("b", 36), ("c", 4)]).kept == ["a", "b"])
  }

  /// 400 rows: 2 % are 8, fewer than 10 clients.
  @Test func tenClientsStandAlone() throws {
    #expect(try grouping([("a", 300), ("b", 90), ("c", 10)]).kept == ["a", "b", "c"])
    #expect(try grouping([("a", 300), ("b", 91), ("c", 9)]).kept == ["a", "b"])
  }

  @Test func noRuleKeepsAll() throws {
    #expect(try grouping([("a", 60), ("b", 39), ("c", 1)], .none).kept == ["a", "b", "c"])
  }
}
