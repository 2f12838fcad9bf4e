import Segmentation
import Statistics
import Tables
import Testing
import Validation

@Suite struct SegmentationComparisonTests {
  private func column(_ key: String, _ texts: [String?], _ position: Int) -> Column {
    let levels = Set(texts.compactMap { $0 }).sorted()
    return Column(
      name: key, key: key, position: position, kind: .category,
      values: .categories(
        codes: texts.map { text in
          text.flatMap { levels.firstIndex(of: $0) }.map { Int32($0) } ?? -1
        }, levels: levels))
  }

  private func quantity(_ key: String, _ values: [Double], _ position: Int) -> Column {
    Column(name: key, key: key, position: position, kind: .numeric, values: .numbers(values))
  }

  /// By hand: rule A is segment x but for two clients that hold segment y's tool; rule B is y.
  private var table: Table {
    let rule = [String](repeating: "A", count: 12) + [String](repeating: "B", count: 10)
    let segment =
      [String](repeating: "x", count: 10) + ["y", "y"] + [String](repeating: "y", count: 10)
    let tool =
      [String](repeating: "papier", count: 10) + [String](repeating: "erp", count: 12)
    return Table(columns: [
      column("regle", rule, 1), column("segment", segment, 2), column("outil", tool, 3),
      quantity("ca", (0..<22).map { Double($0 % 5) }, 4),
    ])
  }

  @Test func disagreementsByHand() throws {
    let comparison = try SegmentationComparison(table, left: "regle", right: "segment")
    #expect(comparison.left.names == ["A", "B"] && comparison.left.sizes == [12, 10])
    #expect(comparison.right.names == ["y", "x"] && comparison.right.sizes == [12, 10])
    #expect(comparison.agreement.contingency == [[2, 10], [10, 0]])
    #expect(comparison.rightOfLeft == [1, 0])
    #expect(comparison.disagreements.map(\.row) == [10, 11])
    let one = comparison.disagreements[0]
    #expect(one.left == 0 && one.right == 0 && one.expected == 1)
    #expect(one.cause?.key == "outil")
    // erp: all 11 others of y, none of the 10 of x; two levels.
    let ratio = (11 + 0.5) / 12 / (0.5 / 11)
    #expect(abs((one.cause?.evidence ?? 0) - naturalLogarithm(ratio)) < 1e-12)
    #expect(abs(comparison.agreeingShare - 20.0 / 22) < 1e-15)
    let flow = try #require(comparison.flows.first)
    #expect(comparison.flows.count == 1 && flow.count == 2 && flow.causes.map(\.count) == [2])
  }

  /// The quantity's evidence, written out on the ranks 1…8 of values that differ.
  @Test func evidenceOfAQuantityIsItsDefinition() throws {
    let values: [Double] = [1, 2, 3, 40, 5, 6, 70, 800]
    let rule = ["A", "A", "A", "A", "B", "B", "B", "B"]
    let segment = ["x", "x", "x", "y", "y", "y", "y", "y"]
    let table = Table(columns: [
      column("r", rule, 1), column("s", segment, 2), quantity("v", values, 3),
    ])
    let comparison = try SegmentationComparison(table, left: "r", right: "s")
    let ranks: [Double] = [1, 2, 3, 6, 4, 5, 7, 8]
    let z = ranks.map { NormalDistribution().quantile(($0 - 0.5) / 8) }
    let (x, y) = (z[..<3], z[3...])
    let (mx, my) = (x.reduce(0, +) / 3, y.reduce(0, +) / 5)
    let within =
      x.reduce(0) { $0 + ($1 - mx) * ($1 - mx) } + y.reduce(0) { $0 + ($1 - my) * ($1 - my) }
    let others = z[4...].reduce(0, +) / 4
    let expected =
      ((z[3] - mx) * (z[3] - mx) - (z[3] - others) * (z[3] - others)) / (2 * within / 8)
    let one = try #require(comparison.disagreements.first)
    #expect(comparison.disagreements.count == 1 && one.row == 3 && one.cause?.key == "v")
    #expect(abs((one.cause?.evidence ?? 0) - expected) < 1e-12)
    // A monotone change of the quantity changes nothing.
    let logged = Table(columns: [
      column("r", rule, 1), column("s", segment, 2),
      quantity("v", values.map(naturalLogarithm), 3),
    ])
    #expect(
      try SegmentationComparison(logged, left: "r", right: "s").disagreements
        == comparison.disagreements)
  }

  @Test func clientsWithoutASegmentAreCounted() throws {
    let table = Table(columns: [
      column("r", ["A", nil, "A", nil, "B", "B"], 1),
      column("s", ["x", "x", nil, nil, "y", "y"], 2),
    ])
    let comparison = try SegmentationComparison(table, left: "r", right: "s")
    #expect(comparison.rows == [0, 4, 5] && comparison.disagreements.isEmpty)
    #expect(comparison.leftAlone == 1 && comparison.rightAlone == 1 && comparison.neither == 1)
    #expect(comparison.agreement.adjustedRand == 1 && comparison.agreeingShare == 1)
  }

  /// More segments on the left than on the right: what has no counterpart has no cause.
  @Test func aSegmentWithoutCounterpartDisagreesAsAWhole() throws {
    let table = Table(columns: [
      column("r", ["A", "A", "A", "B", "B", "C"], 1),
      column("s", ["x", "x", "x", "y", "y", "y"], 2),
      quantity("v", [1, 2, 3, 4, 5, 6], 3),
    ])
    let comparison = try SegmentationComparison(table, left: "r", right: "s")
    #expect(comparison.rightOfLeft == [0, 1, nil])
    #expect(comparison.disagreements.map(\.row) == [5])
    #expect(
      comparison.disagreements[0].expected == nil && comparison.disagreements[0].cause == nil)
  }

  @Test func columnsThatAreNoSegmentationsAreRefused() {
    func refusal(_ left: String, _ right: String) -> ComparisonError? {
      var columns = table.columns
      columns.append(quantity("montant", (0..<22).map { Double($0) + 0.5 }, 5))
      columns.append(column("vide", [String?](repeating: nil, count: 22), 6))
      columns.append(column("nom", (0..<22).map { "client \($0)" }, 7))
      columns.append(column("autres", [nil] + [String](repeating: "z", count: 21), 8))
      columns.append(column("premier", ["z"] + [String?](repeating: nil, count: 21), 9))
      do {
        _ = try SegmentationComparison(Table(columns: columns), left: left, right: right)
        return nil
      } catch { return error }
    }
    guard case .unknownColumn("zz", let known)? = refusal("regle", "zz") else {
      Issue.record("an unknown column")
      return
    }
    #expect(known.contains("segment"))
    #expect(refusal("montant", "segment") == .notSegments(column: "montant", kind: .numeric))
    #expect(refusal("vide", "segment") == .noValue(column: "vide"))
    #expect(refusal("nom", "segment") == .tooManyNames(column: "nom", names: 22, clients: 22))
    #expect(
      refusal("autres", "premier") == .nobodyInBoth(left: "autres", right: "premier"))
  }
}
