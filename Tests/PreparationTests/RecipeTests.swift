import Foundation
import LinearAlgebra
import Preparation
import Tables
import TestSupport
import Testing

@Suite struct RecipeTests {
  private let portfolio = MadePortfolio(rowCount: 150, missingShare: 0.12).table()

  @Test func columnsBecomeVariables() throws {
    let recipe = try Recipe.fit(portfolio)
    #expect(
      recipe.activeKeys == [
        "ca", "effectif", "delai", "ouverture", "outil", "tva", "banque", "score", "missions",
      ])
    #expect(recipe.variables.suffix(2).map(\.name) == ["missions: conseil", "missions: tenue"])
    #expect(recipe.keys(.identifier) == ["id_client"])
    #expect(recipe.trainingRowCount == 150)
    let rows = try recipe.transform(portfolio)
    #expect(rows.scores.rowCount == 150)
    #expect(rows.scores.columnCount == recipe.axisCount)
    #expect(rows.imputedCellCount == recipe.factors.imputation.missingCellCount)
    #expect(rows.unseenLevelCount == 0)
  }

  /// Complete rows: the scores' moments are those of the axes.
  @Test func trainingScoresAreCentredWithTheAxesInertia() throws {
    let table = MadePortfolio(rowCount: 120).table()
    let recipe = try Recipe.fit(table)
    let scores = try recipe.transform(table).scores
    for axis in 0..<recipe.axisCount {
      let column = scores.column(axis)
      #expect(abs(column.reduce(0, +) / 120) < 1e-12)
      let inertia = column.reduce(0) { $0 + $1 * $1 } / 120
      #expect(abs(inertia - recipe.factors.eigenvalues[axis]) < 1e-11)
    }
  }

  @Test func ordinalWordsAreRanks() throws {
    let words = (0..<60).map { ["Faible", "Moyen", "Fort"][($0 * 7) % 3] }
    let ranks = words.map { ["Faible": 1.0, "Moyen": 2, "Fort": 3][$0, default: .nan] }
    let other = quantity("x", (0..<60).map { Double(($0 * 37) % 60) })
    let byWord = Table(columns: [
      other,
      category("niveau", words, kind: .ordinal, levels: ["Faible", "Moyen", "Fort", "Extrême"]),
    ])
    let byNumber = Table(columns: [other, quantity("niveau", ranks, kind: .ordinal)])
    let first = try Recipe.fit(byWord)
    #expect(first.variables.last?.encoding == .ranks(levels: ["Faible", "Moyen", "Fort"]))
    let second = try Recipe.fit(byNumber)
    #expect(try first.transform(byWord).scores == second.transform(byNumber).scores)
    let unseen = Table(columns: [
      quantity("x", [3]), category("niveau", ["Extrême"], kind: .ordinal),
    ])
    let row = try first.transform(unseen)
    #expect(row.unseenLevelCount == 1)
    #expect(row.missingCellCounts == [1])
  }

  /// An unknown level contributes what the known ones do on average, weighted by their shares: 0.
  @Test func unseenLevelsTakeTheAverageProfile() throws {
    let table = MadePortfolio(rowCount: 100).table()
    let recipe = try Recipe.fit(table)
    func row(_ level: String) throws -> PreparedRows {
      let columns = table.columns.map { column in
        column.key == "outil" ? category("outil", [String?](repeating: level, count: 100)) : column
      }
      return try recipe.transform(Table(columns: columns), rows: [0])
    }
    let index = try #require(recipe.variables.firstIndex { $0.key == "outil" })
    guard case .levels(let shares) = recipe.factors.coding.variables[index].block,
      case .levels(let grouping) = recipe.variables[index].encoding
    else { throw PreparationError.unknownColumn(key: "outil") }
    var average = [Double](repeating: 0, count: recipe.axisCount)
    for (level, share) in zip(grouping.kept, shares) {
      let scores = try row(level).scores
      for axis in average.indices { average[axis] += share * scores[0, axis] }
    }
    let unseen = try row("télépathie")
    #expect(unseen.unseenLevelCount == 1)
    #expect(unseen.imputedCellCount == 0)
    for axis in average.indices { #expect(abs(unseen.scores[0, axis] - average[axis]) < 1e-12) }
  }

  @Test func unknownMembersOfASetAreCounted() throws {
    let recipe = try Recipe.fit(portfolio)
    let columns = portfolio.columns.map { column in
      column.key == "missions"
        ? sets("missions", (0..<150).map { _ in ["tenue", "voltige"] }) : column
    }
    #expect(try recipe.transform(Table(columns: columns), rows: [0, 1, 2]).unseenLevelCount == 3)
  }

  @Test func rowsWithoutDataStandAtTheAverage() throws {
    let recipe = try Recipe.fit(portfolio)
    let empty = Table(
      columns: portfolio.columns.map { column in
        Column(
          name: column.name, key: column.key, position: 1, kind: .text,
          values: .texts([String?](repeating: nil, count: 2)))
      })
    let rows = try recipe.transform(empty)
    #expect(rows.rowsWithoutData == [0, 1])
    #expect(rows.scores.elements.allSatisfy { $0 == 0 })
    #expect(rows.missingCellCounts == [recipe.variables.count, recipe.variables.count])
  }

  @Test func aSmallFileTypedOtherwiseIsRead() throws {
    let recipe = try Recipe.fit(portfolio)
    let expected = try recipe.transform(portfolio, rows: [5])
    let asText = portfolio.columns.map { column -> Column in
      guard case .categories(let codes, let levels) = column.values else { return column }
      return texts(column.key, codes.map { $0 < 0 ? nil : levels[Int($0)] })
    }
    #expect(try recipe.transform(Table(columns: asText), rows: [5]) == expected)
  }

  @Test func changedTablesAreTold() throws {
    let recipe = try Recipe.fit(portfolio)
    let without = Table(columns: portfolio.columns.filter { $0.key != "tva" })
    #expect(throws: PreparationError.missingColumn(key: "tva")) { try recipe.transform(without) }
    let changed = Table(
      columns: portfolio.columns.map { column in
        column.key == "delai" ? category("delai", (0..<150).map { _ in "long" }) : column
      })
    #expect(
      throws: PreparationError.kindChanged(key: "delai", expected: .numbers, found: .levels)
    ) { try recipe.transform(changed) }
  }

  @Test func aRecipeIsStored() throws {
    let recipe = try Recipe.fit(portfolio)
    let data = try JSONEncoder().encode(recipe)
    let read = try JSONDecoder().decode(Recipe.self, from: data)
    #expect(read == recipe)
    #expect(try read.transform(portfolio) == recipe.transform(portfolio))
    let text = String(decoding: data, as: UTF8.self)
      .replacingOccurrences(of: "\"version\":1", with: "\"version\":9")
    let later = try JSONDecoder().decode(Recipe.self, from: Data(text.utf8))
    #expect(throws: PreparationError.unsupportedVersion(found: 9, supported: 1)) {
      try later.transform(portfolio)
    }
  }

  @Test func tooFewRows() {
    #expect(throws: PreparationError.tooFewRows(found: 1, required: 3)) {
      try Recipe.fit(portfolio, rows: [4])
    }
    #expect(throws: PreparationError.tooFewRows(found: 0, required: 3)) {
      try Recipe.fit(portfolio, rows: [])
    }
  }

  @Test func oneColumn() throws {
    let recipe = try Recipe.fit(Table(columns: [quantity("x", (0..<20).map { Double($0) })]))
    #expect(recipe.axisCount == 1)
    let gap = try recipe.transform(Table(columns: [quantity("x", [.nan, 9.5])]))
    #expect(gap.scores.elements.allSatisfy { abs($0) < 1e-12 })
  }

  @Test func categoriesAlone() throws {
    let table = Table(columns: [
      category("a", (0..<40).map { ["u", "v"][$0 % 2] }),
      category("b", (0..<40).map { ["r", "s", "t"][$0 % 3] }),
    ])
    let recipe = try Recipe.fit(table)
    #expect(abs(recipe.factors.totalInertia - 3) < 1e-12)
    #expect(try recipe.transform(table).scores.elements.allSatisfy { $0.isFinite })
  }

  @Test func moreColumnsThanRows() throws {
    let x = Matrix.random(rowCount: 30, columnCount: 400, seed: 5)
    let table = Table(columns: (0..<400).map { quantity("x\($0)", x.column($0)) })
    let recipe = try Recipe.fit(table)
    #expect(recipe.variables.count == 400)
    #expect(recipe.factors.eigenvalues.count == 29)
    #expect(recipe.axisCount == 10)
  }

  @Test func plainOptionsAreTheTextbookAnalysis() throws {
    let table = MadePortfolio(rowCount: 60).table()
    let recipe = try Recipe.fit(table, options: .plain)
    #expect(recipe.screening.isEmpty)
    #expect(recipe.winsorisedCellCount == 0)
    #expect(recipe.axisCount == recipe.factors.eigenvalues.count)
    guard case .quantity(.identity, nil)? = recipe.variables.first?.encoding else {
      Issue.record("the column as it is")
      return
    }
  }
}
