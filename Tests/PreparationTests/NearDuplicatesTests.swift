import Preparation
import Tables
import TestSupport
import Testing

@Suite struct NearDuplicatesTests {
  private func decisions(_ columns: [Column]) throws -> [ScreeningDecision] {
    try Recipe.fit(Table(columns: columns)).screening
  }

  private let x = (0..<80).map { Double(($0 * 37) % 80) }
  private let other = (0..<80).map { Double(($0 * 23 + 11) % 41) }

  @Test func theSameQuantityInOtherUnits() throws {
    let found = try decisions([
      quantity("annuel", x), quantity("libre", other), quantity("mensuel", x.map { $0 / 12 + 3 }),
    ])
    #expect(found.map(\.key) == ["mensuel"])
    guard case .nearDuplicate("annuel", .pearson, let correlation)? = found.first?.reason else {
      Issue.record("a near duplicate of annuel")
      return
    }
    #expect(abs(correlation - 1) < 1e-12)
  }

  /// A decreasing, curved relation has |Spearman| 1 and |Pearson| below the limit.
  @Test func aMonotoneRelation() throws {
    let found = try decisions([
      quantity("x", x), quantity("courbe", x.map { -($0 + 1) * ($0 + 1) * ($0 + 1) }),
    ])
    guard case .nearDuplicate("x", .spearman, let correlation)? = found.first?.reason else {
      Issue.record("a near duplicate of x")
      return
    }
    #expect(abs(correlation + 1) < 1e-12)
  }

  @Test func theColumnWithFewerGapsStays() throws {
    let gaps = x.enumerated().map { $0 % 8 == 0 ? .nan : $1 }
    #expect(try decisions([quantity("a", gaps), quantity("b", x)]).map(\.key) == ["a"])
    #expect(try decisions([quantity("a", x), quantity("b", gaps)]).map(\.key) == ["b"])
  }

  /// Correlation over the rows where both are observed, here too few of them.
  @Test func littleOverlapProvesNothing() throws {
    let first = x.enumerated().map { $0 < 44 ? $1 : .nan }
    let last = x.enumerated().map { $0 >= 36 ? $1 : .nan }
    #expect(try decisions([quantity("a", first), quantity("b", last)]).isEmpty)
  }

  @Test func relatedIsNotDuplicate() throws {
    let related = zip(x, other).map { $0 + 0.4 * $1 }
    #expect(try decisions([quantity("x", x), quantity("y", related)]).isEmpty)
  }

  @Test func levelsThatCorrespond() throws {
    let codes = (0..<80).map { ["FB", "RS", "RN"][$0 % 3] }
    let labels = (0..<80).map { ["franchise", "simplifié", "normal"][$0 % 3] }
    var almost = labels
    almost[7] = "normal"
    #expect(
      try decisions([category("regime", codes), category("libelle_tva", labels)])
        == [ScreeningDecision(key: "libelle_tva", reason: .sameLevels(as: "regime"))])
    #expect(try decisions([category("regime", codes), category("libelle_tva", almost)]).isEmpty)
    let merged = (0..<80).map { ["a", "a", "b"][$0 % 3] }
    #expect(try decisions([category("regime", codes), category("fusion", merged)]).isEmpty)
  }
}
