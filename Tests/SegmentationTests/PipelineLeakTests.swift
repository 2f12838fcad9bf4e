import LinearAlgebra
import Preparation
import Segmentation
import Tables
import TestSupport
import Testing
import Validation

/// Held-out clients have no part in anything that is learnt, through the whole pipeline.
@Suite struct PipelineLeakTests {
  private let portfolio = Studies.blurred(clients: 150)

  /// Under a header that promises nothing, so that the cells alone say what the column is.
  private var unforeseen: SmallPortfolio {
    var unforeseen = portfolio
    unforeseen.header[2] = "indice"
    return unforeseen
  }

  /// Everything that is learnt: recipe, choice, segments, their names and their stability.
  private func expectSameLearning(_ a: Study, _ b: Study) throws {
    #expect(a.training == b.training)
    let sameModel = try encoded(a.model) == encoded(b.model)
    let sameChoice = try encoded(a.choice) == encoded(b.choice)
    #expect(sameModel && sameChoice)
    #expect(a.clustering == b.clustering)
    #expect(a.segments.map(\.name.text) == b.segments.map(\.name.text))
    #expect(a.stability?.meanJaccard == b.stability?.meanJaccard)
    #expect(a.silhouette?.values == b.silhouette?.values)
  }

  @Test func valuesOfHeldOutClientsChangeNothingThatIsLearnt() throws {
    let pipeline = Pipeline(Studies.configuration())
    let study = try pipeline.run(Studies.source(portfolio.text))
    let heldOut = try #require(study.heldOut).rows
    #expect(heldOut.count == 38 && study.clustering.clusterCount >= 2)
    var changed = portfolio
    for i in heldOut {
      changed.rows[i][2] = SmallPortfolioNumbers.times10(portfolio.rows[i][2])
      changed.rows[i][3] = SmallPortfolioNumbers.times10(portfolio.rows[i][3])
      changed.rows[i][4] = i % 3 == 0 ? "" : "-7,50"
      changed.rows[i][5] = portfolio.rows[(i + 1) % 150][5]
    }
    let other = try pipeline.run(Studies.source(changed.text))
    try expectSameLearning(study, other)
    #expect(other.heldOut?.rows == heldOut)
    #expect(other.heldOut?.scores != study.heldOut?.scores)
    for (a, b) in zip(study.clients, other.clients) where !a.isHeldOut { #expect(a == b) }
  }

  /// Held-out cells that would make another kind of their columns: words among fees, a level nobody
  /// knows in a scale, percentages in hours.
  @Test func heldOutCellsDoNotDecideWhatAColumnHolds() throws {
    let pipeline = Pipeline(Studies.configuration())
    let study = try pipeline.run(Studies.source(unforeseen.text))
    let heldOut = try #require(study.heldOut).rows
    var changed = unforeseen
    for i in heldOut {
      changed.rows[i][2] = "selon devis"
      changed.rows[i][3] = "12 %"
      changed.rows[i][5] = "4,5"
    }
    let typed = try CSVReader().read(bytes: changed.bytes).table
    #expect(typed["indice"]?.kind != study.table["indice"]?.kind)
    let other = try pipeline.run(Studies.source(changed.text))
    try expectSameLearning(study, other)
    #expect(other.table["indice"]?.kind == .numeric)
    #expect(other.heldOut?.rows == heldOut)
    #expect(other.reading.cellProblemCount >= heldOut.count)
  }

  /// The same where groups are held out: a group's cells decide nothing of the fit without it.
  @Test func cellsOfAGroupDoNotDecideForTheOthers() throws {
    let pipeline = Pipeline(
      Studies.configuration {
        $0.heldOut = .groups(column: "bureau")
        $0.clusters = .fixed(3)
      })
    var changed = unforeseen
    for i in changed.rows.indices where changed.rows[i][6] == "Paris" {
      changed.rows[i][2] = "selon devis"
    }
    func withoutParis(_ portfolio: SmallPortfolio) throws -> HeldOutGroupResult {
      let study = try pipeline.run(Studies.source(portfolio.text))
      return try #require(study.validation.groups.first { $0.group?.text == "Paris" })
    }
    let (plain, other) = (try withoutParis(unforeseen), try withoutParis(changed))
    #expect(other.trainingShare == plain.trainingShare)
    #expect(other.trainingExplainedInertia == plain.trainingExplainedInertia)
    #expect(other.trainingExplainedInertia != nil && other.share != plain.share)
  }

  /// A column that says who is held out varies nowhere among the training clients.
  @Test func aColumnThatTellsWhoIsHeldOutIsScreenedOut() throws {
    let pipeline = Pipeline(Studies.configuration())
    let study = try pipeline.run(Studies.source(portfolio.text))
    let heldOut = Set(try #require(study.heldOut).rows)
    var planted = portfolio
    planted.header.append("temoin")
    for i in planted.rows.indices { planted.rows[i].append(heldOut.contains(i) ? "oui" : "non") }
    let other = try pipeline.run(Studies.source(planted.text))
    #expect(other.heldOut?.rows == study.heldOut?.rows)
    #expect(other.model.recipe.screening.map(\.key) == ["temoin"])
    #expect(other.training == study.training && other.clustering == study.clustering)
    #expect(other.heldOut?.scores == study.heldOut?.scores)
  }

  /// What these tests compare does change when held-out values have a part in learning: a recipe
  /// learnt from every row is caught, one learnt from the training rows is not.
  @Test func aPlantedLeakIsCaught() throws {
    let study = try Pipeline(Studies.configuration()).run(Studies.source(portfolio.text))
    var changed = portfolio
    for i in try #require(study.heldOut).rows {
      changed.rows[i][2] = SmallPortfolioNumbers.times10(portfolio.rows[i][2])
    }
    let tables = try [portfolio, changed].map {
      try CSVReader().read(bytes: $0.bytes).table
    }
    func learnt(from rows: [Int]?) throws -> [Recipe] {
      try tables.map { try Recipe.fit($0, rows: rows) }
    }
    let honest = try learnt(from: study.training.rows)
    let leaking = try learnt(from: nil)
    let same = try encoded(honest[0]) == encoded(honest[1])
    let caught = try encoded(leaking[0]) != encoded(leaking[1])
    #expect(same && caught)
  }

  @Test func orderOfTheRowsDoesNotDecideWhoIsHeldOut() throws {
    let pipeline = Pipeline(Studies.configuration())
    var reversed = portfolio
    reversed.rows.reverse()
    let study = try pipeline.run(Studies.source(portfolio.text))
    let other = try pipeline.run(Studies.source(reversed.text))
    func names(_ study: Study) -> Set<String> {
      Set(study.clients.filter(\.isHeldOut).map(\.identifier))
    }
    #expect(names(study) == names(other) && names(study).count == 38)
  }
}

enum SmallPortfolioNumbers {
  /// Ten times a number that is written with two decimals.
  static func times10(_ text: String) -> String {
    guard let comma = text.firstIndex(of: ",") else { return text + "0" }
    let digit = text.index(after: comma)
    return text[..<comma] + String(text[digit]) + "," + text[text.index(after: digit)...] + "0"
  }
}
