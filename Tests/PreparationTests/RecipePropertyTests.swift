import LinearAlgebra
import Preparation
import Tables
import TestSupport
import Testing

@Suite struct RecipePropertyTests {
  private let table = MadePortfolio(rowCount: 2600, missingShare: 0.15).table()

  @Test(arguments: [2, 3]) func threadsDoNotMatter(_ threads: Int) throws {
    let one = try Recipe.fit(table)
    let many = try Recipe.fit(table, parallelism: Parallelism(threads: threads))
    #expect(one == many)
    #expect(
      try one.transform(table) == many.transform(table, parallelism: Parallelism(threads: threads)))
  }

  /// A row's scores are its own, bit for bit, in any company.
  @Test func aRowDoesNotDependOnTheOthers() throws {
    let recipe = try Recipe.fit(table, rows: Array(0..<1500))
    let all = try recipe.transform(table)
    let rows = [2599, 3, 1499, 1500, 3]
    let some = try recipe.transform(table, rows: rows)
    #expect(some.scores == all.scores.rows(at: rows))
    #expect(some.missingCellCounts == rows.map { all.missingCellCounts[$0] })
  }

  /// Nothing is learnt from rows held out, whatever is written there.
  @Test func heldOutRowsLeaveNoTrace() throws {
    // The rows held out are the many, so that what is decided by majority would be theirs.
    let training = (0..<2600).filter { $0 % 4 == 0 }
    let isTraining = Set(training)
    let original = try Recipe.fit(table, rows: training)
    let spoilt = Table(
      columns: table.columns.map { column in
        let values: ColumnValues
        switch column.values {
        case .numbers(let numbers):
          values = .numbers(
            numbers.enumerated().map { isTraining.contains($0) ? $1 : -1e12 * Double($0 + 1) })
        case .categories(let codes, let levels):
          // A new level in front of the others, which moves every code.
          values = .categories(
            codes: codes.enumerated().map { row, code in
              isTraining.contains(row) ? (code < 0 ? -1 : code + 1) : 0
            }, levels: ["jamais vu"] + levels)
        case .sets(let members, let levels):
          values = .sets(
            members: members.enumerated().map { row, set in
              isTraining.contains(row) ? set.map { $0.map { $0 + 1 } } : [0]
            }, levels: ["jamais vue"] + levels)
        case .texts(let texts):
          values = .texts(
            texts.enumerated().map { isTraining.contains($0) ? $1 : "client@exemple.fr" })
        case .dates: values = column.values
        }
        return Column(
          name: column.name, key: column.key, position: column.position, kind: column.kind,
          values: values)
      })
    #expect(try Recipe.fit(spoilt, rows: training) == original)
    #expect(
      try original.transform(spoilt, rows: training).scores
        == original.transform(table, rows: training).scores)
  }

  /// The order of the rows changes nothing but the last bits.
  @Test func theOrderOfTheRowsHardlyMatters() throws {
    let rows = Array(0..<800)
    let straight = try Recipe.fit(table, rows: rows)
    let reversed = try Recipe.fit(table, rows: rows.reversed())
    for (a, b) in zip(straight.factors.eigenvalues, reversed.factors.eigenvalues) {
      #expect(abs(a - b) < 1e-10)
    }
  }
}
