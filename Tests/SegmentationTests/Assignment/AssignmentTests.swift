import Clustering
import Foundation
import LinearAlgebra
import Preparation
import Segmentation
import Tables
import TestSupport
import Testing

/// Clients placed in segments that stand.
@Suite struct AssignmentTests {
  private static func study(
    _ portfolio: SmallPortfolio, _ method: ClusteringMethod = .wardThenKMeans
  ) throws -> Study {
    try Pipeline(
      Studies.configuration {
        $0.method = method
        $0.clusters = .fixed(3)
      }
    ).run(Studies.source(portfolio.text))
  }

  /// As a file keeps it.
  private static func stored(_ model: SegmentationModel) throws -> SegmentationModel {
    try SegmentationModel.read(Array(try encoded(model)))
  }

  /// The run's own clients, held out and not, are where the run put them, and stand as they stood.
  @Test(arguments: ClusteringMethod.allCases)
  func theRunsOwnClientsKeepTheirPlace(_ method: ClusteringMethod) throws {
    let portfolio = Studies.blurred(clients: 160)
    let study = try Self.study(portfolio, method)
    let model = try Self.stored(study.model)
    let found = try model.assign(
      Studies.source(portfolio.text), parallelism: Parallelism(threads: 2))
    #expect(found.identifiers == study.identifiers)
    #expect(found.places.map(\.segment) == study.clients.map(\.segment))
    #expect(found.places.map(\.nextSegment) == study.clients.map(\.nextSegment))
    #expect(found.places.map(\.confidence) == study.clients.map(\.confidence))
    #expect(found.missingCellCount == 0 && found.unseenLevels.isEmpty && found.renamed.isEmpty)
    #expect(try model.assign(study.table) == study.clients.map(\.segment))
  }

  /// A tree that is cut leaves clients nearer to another segment: the rule alone would move them.
  @Test func theRuleAloneWouldMoveSome() throws {
    let study = try Self.study(Studies.blurred(clients: 160), .ward)
    let byRule = try study.model.placement.assign(study.training.scores)
    let moved = zip(byRule, study.clustering.partition.labels).count { $0 != $1 }
    #expect(moved > 0 && study.model.kept.segments.count == moved)
    #expect(study.model.kept.points.rowCount == moved)
  }

  /// A file of one client says the same of it as the whole portfolio does.
  @Test(arguments: [ClusteringMethod.wardThenKMeans, .average, .gaussianMixture])
  func aClientByItself(_ method: ClusteringMethod) throws {
    var portfolio = Studies.blurred(clients: 120)
    portfolio.header.append("part_b2b")
    for i in portfolio.rows.indices {
      portfolio.rows[i].append(i % 5 == 0 ? "0,8" : "\(10 + i % 80)")
    }
    let study = try Self.study(portfolio, method)
    let model = try Self.stored(study.model)
    let all = try model.assign(Studies.source(portfolio.text))
    for i in [0, 1, 5, 10, 33, 119] {
      var alone = portfolio
      alone.rows = [portfolio.rows[i]]
      let found = try model.assign(Studies.source(alone.text))
      #expect(found.places == [all.places[i]], "client \(i)")
    }
  }

  /// Limits by their definition, and who is beyond.
  @Test(arguments: [ClusteringMethod.wardThenKMeans, .complete, .gaussianMixture])
  func limitsAreAQuantileOfTheDistances(_ method: ClusteringMethod) throws {
    let study = try Self.study(Studies.blurred(clients: 160), method)
    let distances = try study.model.placement.memberDistances(study.training.scores)
    let labels = study.clustering.partition.labels
    for segment in 0..<3 {
      let own = labels.indices.filter { labels[$0] == segment }.map { distances[$0, segment] }
        .sorted()
      try #require(own.count >= 20)
      let place = 0.99 * Double(own.count - 1)
      let lower = Int(place)
      let limit =
        own[lower] + (place - Double(lower)) * (own[min(lower + 1, own.count - 1)] - own[lower])
      #expect(abs(study.model.limits.distances[segment] - limit) < 1e-12)
    }
    let beyond = labels.indices.count {
      distances[$0, labels[$0]] > study.model.limits.distances[labels[$0]]
    }
    #expect(study.model.limits.beyondInTraining == Double(beyond) / Double(labels.count))
  }

  /// A client like no other fits none, whatever segment is nearest.
  @Test func aStrangerFitsNone() throws {
    let portfolio = SmallPortfolio(clients: 150)
    let model = try Self.study(portfolio).model
    var newcomers = portfolio
    newcomers.rows = [portfolio.rows[0], portfolio.rows[0]]
    newcomers.rows[0][0] = "N1"
    newcomers.rows[1][0] = "N2"
    newcomers.rows[1][2] = "900,00"
    newcomers.rows[1][3] = "80,00"
    newcomers.rows[1][4] = "11,00"
    let places = try model.assign(Studies.source(newcomers.text)).places
    #expect(places[0].fits && !places[1].fits)
  }

  @Test func whatIsMissingOrNewIsCounted() throws {
    let portfolio = SmallPortfolio(clients: 150)
    let model = try Self.study(portfolio).model
    var newcomers = portfolio
    newcomers.rows = Array(portfolio.rows.prefix(12))
    newcomers.rows[0][2] = ""
    newcomers.rows[0][3] = "n.c."
    newcomers.rows[1][5] = "SAAS"
    newcomers.rows[2][5] = "pigeon voyageur"
    newcomers.rows[3] = ["N", "x", "", "", "", "", ""]
    let found = try model.assign(Studies.source(newcomers.text))
    #expect(found.missingCellCount == 2 + 4 && found.clientsWithMissing == 2)
    #expect(found.clientsWithoutData == 1 && !found.places[3].fits)
    #expect(found.unseenLevels == [UnseenLevels(key: "outil", count: 1)])
  }

  @Test func columnsAreFoundUnderOtherNamesOrTold() throws {
    let portfolio = SmallPortfolio(clients: 150)
    let model = try Self.study(portfolio).model
    var renamed = portfolio
    renamed.header[2] = "Honoraires annuels HT"
    let found = try model.assign(Studies.source(renamed.text))
    let plain = try model.assign(Studies.source(portfolio.text))
    #expect(found.renamed.map(\.found) == ["Honoraires annuels HT"])
    #expect(found.places == plain.places)
    renamed.header[2] = "zzz"
    renamed.header[5] = "outils"
    #expect(throws: ModelError.missingColumns(["honoraires", "outil"], known: renamed.header)) {
      try model.assign(Studies.source(renamed.text))
    }
  }

  /// The configuration's unit goes with the model: the same export means the same the next time.
  @Test func aUnitThatWasStatedIsKept() throws {
    let portfolio = SmallPortfolio(clients: 150)
    let study = try Pipeline(
      Studies.configuration { $0.units = ["honoraires": .kiloEuro] }
    ).run(
      Studies.source(
        try CSVReader(
          options: Studies.configuration { $0.units = ["honoraires": .kiloEuro] }.reading
        ).open(bytes: portfolio.bytes)))
    let found = try study.model.assign(Studies.source(portfolio.text))
    #expect(found.places.map(\.segment) == study.clients.map(\.segment))
  }

  @Test func otherContentIsRefused() throws {
    let portfolio = SmallPortfolio(clients: 150)
    let model = try Self.study(portfolio).model
    var other = portfolio
    for i in other.rows.indices { other.rows[i][3] = "mot \(i)" }
    #expect(throws: TablesError.self) { try model.assign(Studies.source(other.text)) }
  }
}

extension Studies {
  static func source(_ text: CSVText) throws -> StudySource { source(try text.read(), text: text) }
}
