import Preparation
import Tables
import TestSupport
import Testing

/// Columns that have nothing to do with the groups are left out, and no others.
@Suite struct UnrelatedColumnsTests {
  /// Sums of twelve uniform numbers, less 6: mean 0, variance 1.
  private struct Normals {
    var generator: TestGenerator

    init(seed: UInt64) { generator = TestGenerator(seed: seed) }

    mutating func next() -> Double {
      (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
    }

    mutating func column(_ count: Int, _ mean: (Int) -> Double = { _ in 0 }) -> [Double] {
      (0..<count).map { mean($0) + next() }
    }
  }

  private static let rowCount = 240

  private func leftOut(
    _ columns: [Column], options: PreparationOptions = PreparationOptions()
  ) throws -> [String] {
    try Recipe.fit(Table(columns: columns), options: options).screening
      .filter { $0.reason == .unrelated }.map(\.key)
  }

  private func triangle(_ normals: inout Normals) -> [Column] {
    [
      quantity("x", normals.column(Self.rowCount) { [0, 6, 3][$0 % 3] }),
      quantity("y", normals.column(Self.rowCount) { [0, 0, 5.2][$0 % 3] }),
    ]
  }

  private func alone(_ count: Int, _ normals: inout Normals) -> [Column] {
    (0..<count).map { quantity("n\($0)", normals.column(Self.rowCount)) }
  }

  /// Neither column of the triangle is correlated with the other.
  @Test(arguments: 1...5) func groupsToldByTwoColumnsKeepBoth(seed: UInt64) throws {
    var normals = Normals(seed: seed)
    let columns = triangle(&normals) + alone(4, &normals)
    #expect(try leftOut(columns) == ["n0", "n1", "n2", "n3"])
    #expect(try leftOut(columns, options: .plain).isEmpty)
  }

  /// One column tells three groups by itself.
  @Test func severalModesAreGroups() throws {
    var normals = Normals(seed: 7)
    let row = quantity("x", normals.column(Self.rowCount) { Double(6 * ($0 % 3)) })
    #expect(try leftOut([row] + alone(3, &normals)) == ["n0", "n1", "n2"])
  }

  /// A block that is one piece goes whole, however much its columns have to do with each other.
  @Test func whatHasOnlyToDoWithItselfIsLeftOut() throws {
    var normals = Normals(seed: 8)
    let latent = normals.column(Self.rowCount)
    let block = (0..<4).map { j in
      quantity("n\(j)", normals.column(Self.rowCount) { 1.5 * latent[$0] })
    }
    #expect(try leftOut(triangle(&normals) + block) == ["n0", "n1", "n2", "n3"])
    #expect(try leftOut(block).isEmpty)
  }

  @Test func withoutGroupsNothingIsLeftOut() throws {
    var normals = Normals(seed: 9)
    #expect(try leftOut(alone(6, &normals)).isEmpty)
  }

  /// One column in eleven makes no difference.
  @Test func aFewBesideManyStay() throws {
    var normals = Normals(seed: 10)
    let many = (0..<10).map { j in
      quantity("q\(j)", normals.column(Self.rowCount) { [0, 2, 4][($0 + j) % 3] })
    }
    #expect(try leftOut(many + alone(1, &normals)).isEmpty)
    #expect(try leftOut(many + alone(3, &normals)) == ["n0", "n1", "n2"])
  }

  /// Levels bound to a group stay, levels drawn by lot go; ratings, whose values repeat, stay.
  @Test func levelsAndRatings() throws {
    var normals = Normals(seed: 11)
    let bound = category("bound", (0..<Self.rowCount).map { ["a", "b", "c"][$0 % 3] })
    let free = category("free", (0..<Self.rowCount).map { _ in normals.next() < 0 ? "u" : "v" })
    let rating = quantity(
      "rating", (0..<Self.rowCount).map { _ in (2 * normals.next()).rounded() })
    let columns = triangle(&normals) + [bound, free, rating] + alone(1, &normals)
    #expect(try leftOut(columns) == ["free", "n0"])
  }

  @Test func missingCellsAreNoLinkAndNoMode() throws {
    var normals = Normals(seed: 12)
    let holes = alone(3, &normals).map { column -> Column in
      guard case .numbers(var values) = column.values else { return column }
      for i in stride(from: 0, to: values.count, by: 4) { values[i] = .nan }
      return quantity(column.key, values)
    }
    #expect(try leftOut(triangle(&normals) + holes) == ["n0", "n1", "n2"])
  }
}
