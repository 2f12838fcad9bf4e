import Foundation
import Interpretation
import Reports
import Segmentation
import Tables
import Testing

/// Reports made from studies of small made tables: two clear groups, or none.
private enum SegmentCardsProbe {
  static func cards(_ study: Study) -> [SegmentCard] {
    ReportComposer(study).report().sections.flatMap(\.blocks).flatMap { block -> [SegmentCard] in
      if case .cards(let list) = block { return list }
      return []
    }
  }
}

private func withOrdinarySpaces(_ text: String) -> String {
  text.replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
}

@Suite struct ComposeTests {
  /// Clients of two kinds that differ on everything, or of one kind when `groups` is false.
  private func file(clients: Int, groups: Bool) -> String {
    var state: UInt64 = 7
    func noise() -> Double {
      var sum = 0.0
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        sum += Double(state >> 11) / 9_007_199_254_740_992
      }
      return sum - 6
    }
    var lines = [
      "id_client;raison_sociale;ca_annuel_ht;effectif_etp;honoraires_annuels_ht;"
        + "nb_factures_ventes_mois;score"
    ]
    for i in 0..<clients {
      let far = groups && i % 2 == 1 ? 8.0 : 0
      let cells = [200_000, 12, 3_000, 60, 50].enumerated().map { j, centre in
        String(format: "%.\(j == 1 ? 2 : 0)f", Double(centre) * (1 + 0.1 * (far + noise())))
      }
      lines.append("C-\(1000 + i);SOCIETE SECRETE \(i);" + cells.joined(separator: ";"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func study(
    clients: Int, groups: Bool, language: Language = .french,
    clusters: ClusterRequest = .automatic
  ) throws -> Study {
    try self.study(
      CSVReader().read(bytes: Array(file(clients: clients, groups: groups).utf8)),
      language: language, clusters: clusters)
  }

  private func study(
    _ reading: TableReading, language: Language = .french, clusters: ClusterRequest = .automatic
  ) throws -> Study {
    var configuration = StudyConfiguration()
    configuration.language = language
    configuration.clusters = clusters
    return try Pipeline(configuration).run(
      StudySource(
        input: InputFacts(
          name: "essai.csv", sha256: "00ff", rowCount: reading.table.rowCount,
          columnCount: reading.table.columns.count), reading: reading, readSeconds: 0))
  }

  private func html(_ study: Study) throws -> String {
    try HTMLPage(ReportComposer(study).report()).html()
  }

  @Test func twoGroupsAreTheTitle() throws {
    let french = try study(clients: 200, groups: true)
    #expect(
      ReportComposer(french).report().title == "Deux segments naturels dans le portefeuille")
    let english = try study(clients: 200, groups: true, language: .english)
    #expect(ReportComposer(english).report().title == "Two natural segments in the portfolio")
  }

  @Test func noStructureIsAnAnswerWithWhatItTakesToDivideAnyway() throws {
    let study = try study(clients: 200, groups: false)
    let report = ReportComposer(study).report()
    #expect(report.title == "Pas de segments naturels dans ce portefeuille")
    #expect(report.segments == nil)
    #expect(!report.annexes.contains { $0.anchor == "profiles" })
    #expect(report.sections.map(\.anchor) == ["portraits", "evidence"])
    let alternative = try #require(study.choice.alternative)
    #expect(try html(study).contains("--clusters \(alternative)"))
  }

  @Test func aForcedNumberIsSaidToBeSo() throws {
    let study = try study(clients: 200, groups: false, clusters: .fixed(3))
    let report = ReportComposer(study).report()
    #expect(
      report.title == "Trois segments de commodité : le portefeuille n’en a pas de naturels")
    #expect(report.notices.contains { $0.text.plainText.contains("a été demandé") })
    #expect(report.segments?.rows.count == 3)
  }

  @Test func aSmallPortfolioSaysThatNobodyWasHeldOut() throws {
    let study = try study(clients: 30, groups: true, clusters: .fixed(2))
    #expect(study.validation.groups.isEmpty)
    let notices = ReportComposer(study).report().notices.map(\.text.plainText)
    #expect(notices.contains { $0.contains("trop petit pour mettre des clients de côté") })
  }

  /// Twenty held-out clients are not called compared: nobody is left aside, and it says why.
  @Test func eightyClientsAreNotSaidToBeCompared() throws {
    let page = try html(try study(clients: 80, groups: true, clusters: .fixed(2)))
    #expect(withOrdinarySpaces(page).contains("il y en aurait 20, et il en faut 30"))
    #expect(page.contains("--folds 2"))
    #expect(!page.contains("segmentés entre eux, et on compare"))
    #expect(page.contains("pas assez de clients mis de côté pour l’éprouver"))
  }

  @Test func theAgreementStandsBesideThatOfNoise() throws {
    let study = try study(clients: 240, groups: false, clusters: .fixed(4))
    let baseline = try #require(study.validation.baseline)
    let mean = NumberStyle(.french).decimal(baseline.mean, digits: 2)
    let page = try html(study)
    #expect(page.contains("sans groupes, ce serait \(mean)"))
    #expect(page.contains("Un accord ne se juge pas seul"))
  }

  /// Random parts are alike: what fails is told by segment, not part after part.
  @Test func foldsAreToldBySegment() throws {
    let reading = try CSVReader().read(bytes: Array(file(clients: 240, groups: false).utf8))
    var configuration = StudyConfiguration()
    configuration.language = .french
    configuration.clusters = .fixed(4)
    configuration.heldOut = .folds(count: 4, rounds: 1)
    let study = try Pipeline(configuration).run(
      StudySource(
        input: InputFacts(name: "essai.csv", sha256: "00ff", rowCount: 240, columnCount: 7),
        reading: reading, readSeconds: 0))
    let page = withOrdinarySpaces(try html(study))
    #expect(page.contains("fois sur 4"))
    #expect(!page.contains("Sans part 1"))
    #expect(page.contains("Chaque part, tirée au hasard, a été mise de côté à son tour"))
  }

  @Test func thePeriodIsTold() throws {
    let reading = try CSVReader().read(bytes: Array(file(clients: 60, groups: true).utf8))
    var configuration = StudyConfiguration()
    configuration.period = "2026-T1"
    let source = StudySource(
      input: InputFacts(name: "essai.csv", sha256: "00ff", rowCount: 60, columnCount: 7),
      reading: reading, readSeconds: 0)
    func subtitle(_ language: Language) throws -> String {
      configuration.language = language
      return ReportComposer(try Pipeline(configuration).run(source)).report().subtitle.plainText
    }
    #expect(try subtitle(.french).contains("1ᵉʳ\u{A0}trimestre\u{A0}2026"))
    #expect(try subtitle(.english).contains("Q1\u{A0}2026"))
  }

  /// The rest of a portfolio whose groups are one office's.
  @Test(arguments: [Language.french, .english])
  func aGroupThatCarriesEverythingIsNamedFirst(_ language: Language) throws {
    let lines = file(clients: 200, groups: true).split(separator: "\n")
    let alike = file(clients: 160, groups: false).split(separator: "\n").dropFirst()
    let text =
      ([lines[0] + ";bureau"] + lines.dropFirst().map { $0 + ";Siège" }
      + alike.enumerated().map { i, line in
        line.replacing("C-", with: "D-") + (i % 2 == 0 ? ";Littoral" : ";Vallée")
      }).joined(separator: "\n")
    var configuration = StudyConfiguration()
    configuration.language = language
    configuration.heldOut = .groups(column: "bureau")
    let reading = try CSVReader().read(bytes: Array(text.utf8))
    let study = try Pipeline(configuration).run(
      StudySource(
        input: InputFacts(name: "essai.csv", sha256: "00ff", rowCount: 360, columnCount: 8),
        reading: reading, readSeconds: 0))
    #expect(study.validation.chosenCounts.contains(1))
    let report = ReportComposer(study).report()
    let page = try HTMLPage(report).html()
    let sentence =
      language == .french
      ? "Sans Siège (200 clients), la méthode n’annoncerait pas de groupes chez les autres"
      : "Without Siège (200 clients), the method would announce no groups among the others"
    #expect(withOrdinarySpaces(page).contains(sentence))
    #expect(report.notices.contains { $0.text.plainText.contains("Siège") })
  }

  @Test(arguments: [Language.french, .english])
  func noNameLeavesTheInputAndEveryNumberIsOne(_ language: Language) throws {
    let study = try study(clients: 200, groups: true, language: language)
    for file in try RunFiles.all(study, date: "2026-09-30T10:00:00Z") {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(!text.contains("SECRETE"), "\(file.name)")
      #expect(!text.contains("NaN") && !text.contains(">nan"), "\(file.name)")
    }
  }

  /// Clients without any data: one in twenty and fewer is for the annex, more is for the first page.
  @Test(arguments: [(1, false), (30, true)])
  func clientsWithoutDataAreTheFirstThingOnlyWhenMany(_ count: Int, _ isNotable: Bool) throws {
    let rows = (0..<count).map { "V-\($0);;;;;;\n" }.joined()
    let reading = try CSVReader().read(
      bytes: Array((file(clients: 200, groups: true) + rows).utf8))
    let report = ReportComposer(try study(reading)).report()
    let notices = report.notices.map(\.text.plainText)
    #expect(notices.contains { $0.contains("sans aucune donnée utile") } == isNotable)
    #expect(try HTMLPage(report).html().contains("Clients sans aucune donnée utile"))
  }

  /// Units that were converted and rows that were left out are told, with their lines, and counted
  /// nowhere else.
  @Test(arguments: [Language.french, .english])
  func conversionsAndCopiesAreTold(_ language: Language) throws {
    var lines = file(clients: 200, groups: true).split(separator: "\n").map(String.init)
    lines[0] = lines[0].replacing("ca_annuel_ht", with: "CA HT (k€)")
    lines.insert(lines[5], at: 9)
    lines.append(lines[3])
    let reading = try CSVReader().read(bytes: Array(lines.joined(separator: "\n").utf8))
    let study = try study(reading, language: language)
    let page = try html(study).replacing(#/<[^>]*>/#, with: "").replacing(#/\s+/#, with: " ")
    let told =
      language == .french
      ? [
        "202 lignes, 7 colonnes", "2 (lignes 10, 203) ; la ligne la plus complète",
        "200 clients en tout", "CA HT (k€) : lu en k€, converti en €",
      ]
      : [
        "202 rows, 7 columns", "2 (lines 10, 203); the fullest row", "200 clients in all",
        "CA HT (k€): read in k€, converted to €",
      ]
    for text in told { #expect(page.contains(text), "\(text)") }
    #expect(!page.contains("202 clients"))
    #expect(try CSVReader().read(bytes: SegmentsFile(study).bytes).table.rowCount == 200)
    let run = try RunFiles.all(study, date: "").first { $0.name == "run.json" }
    let json = String(decoding: try #require(run).bytes, as: UTF8.self)
    #expect(
      json.replacing(#/\s+/#, with: "").contains(
        #""clients":{"studied":200,"repeated":2,"leftOut":2,"leftOutLines":[10,203]}"#))
  }

  @Test func theFirstFigureSaysWhatTheCriteriaLeanTo() throws {
    let report = ReportComposer(try study(clients: 200, groups: true)).report()
    let first = try #require(report.keyFigures.first)
    #expect(first.value == "2")
    #expect(first.explanation.plainText.hasPrefix("segments ; les "))
    #expect(!first.explanation.plainText.contains("aucun"))
    let asked = ReportComposer(try study(clients: 200, groups: true, clusters: .fixed(3)))
    #expect(
      asked.report().keyFigures.first?.explanation.plainText.hasPrefix("segments, comme demandé")
        == true)
  }

  /// Four figures stand in a row; where segments are announced, the test's p-value is one of them.
  @Test func fourFiguresAndTheTestAmongThem() throws {
    let found = ReportComposer(try study(clients: 200, groups: true)).report().keyFigures
    #expect(found.count == 4)
    #expect(found[1].explanation.plainText.contains("valeur p"))
    let none = ReportComposer(try study(clients: 200, groups: false, clusters: .fixed(3)))
    #expect(none.report().keyFigures.count == 4)
    #expect(!none.report().keyFigures.contains { $0.explanation.plainText.contains("valeur p") })
  }

  /// The card's figure for a column is the one that the narrator tells, and says which it is.
  @Test func cardsTellTheNarratorsStatistic() throws {
    let study = try study(clients: 200, groups: true)
    let trait = try #require(
      study.profile.segments[0].numeric.first { $0.variable.key == "effectif_etp" })
    let median = Wording(language: .french).value(trait.segment.median, of: trait.variable)
    let cards = SegmentCardsProbe.cards(study)
    let shown = try #require(cards[0].traits.first { $0.label.hasPrefix("effectif") })
    #expect(shown.label.hasSuffix(", médiane"))
    #expect(shown.value == median)
  }

  @Test func aTestAtItsFloorIsToldByCounting() throws {
    let page = try html(try study(clients: 200, groups: true))
    #expect(page.contains("portefeuilles sans groupes"))
    #expect(page.contains("mieux que chacun des"))
    #expect(!page.contains("0,048"))
  }

  /// One word for the clients that had no part, and the house's verdicts.
  @Test(arguments: [Language.french, .english])
  func oneWordForOneThing(_ language: Language) throws {
    let study = try study(clients: 200, groups: true, language: language)
    for file in try RunFiles.all(study, date: "2026-09-30T10:00:00Z")
    where file.name != "run.json" && file.name != "model.json" {
      let text = String(decoding: file.bytes, as: UTF8.self)
      for other in [
        "laissé de côté", "laissés de côté", "à l’écart", "à éviter", "variables indépendantes",
        "independent variables", "meilleur pareil", "held aside", "to be avoided",
      ] { #expect(!text.contains(other), "\(file.name): \(other)") }
    }
    #expect(VerdictWords.name(.avoid, .french) == "à ne pas utiliser")
    #expect(VerdictWords.name(.avoid, .english) == "do not use")
  }

  @Test func nothingMovedIsNotTold() throws {
    let study = try study(clients: 200, groups: true)
    #expect(study.clustering.movedByConsolidation == 0)
    let subtitle = ReportComposer(study).report().subtitle.plainText
    #expect(subtitle.hasSuffix("Ward sur les axes factoriels, consolidé"))
  }

  @Test func cardsSayThatTheirFiguresAreTheTrainingClients() throws {
    let study = try study(clients: 200, groups: true)
    let text = try #require(SegmentCardsProbe.cards(study).first?.paragraphs.first?.plainText)
    let (size, training) = (study.segments[0].size, study.segments[0].trainingSize)
    #expect(size == 100 && training < size)
    #expect(text.contains("les \(training)\u{A0}clients qui ont formé le segment"))
  }

  /// The notebook of a run can be read before it is run: every cell but the one that loads has its
  /// output in place.
  @Test func theNotebookOfARunHasItsOutputs() throws {
    struct Book: Decodable {
      struct Output: Decodable {}
      struct Cell: Decodable {
        let outputs: [Output]?
      }
      let cells: [Cell]
    }
    let files = try RunFiles.all(
      try study(clients: 200, groups: true), date: "2026-09-30T10:00:00Z")
    let file = try #require(files.first { $0.name == "notebook.ipynb" })
    let book = try JSONDecoder().decode(Book.self, from: Data(file.bytes))
    let counts = book.cells.compactMap { $0.outputs?.count }
    #expect(counts.first == 0 && counts.count > 5)
    #expect(counts.dropFirst().allSatisfy { $0 == 1 })
  }

  @Test func profilesInDetailAreNotPrinted() throws {
    let report = ReportComposer(try study(clients: 200, groups: true)).report()
    let annex = try #require(report.annexes.first { $0.anchor == "profiles" })
    #expect(annex.printedInstead?.plainText.contains("profiles.csv") == true)
  }

  @Test func periodsAreSaidInWords() {
    #expect(PeriodWords.text("2026-T3", .french) == "3ᵉ\u{A0}trimestre\u{A0}2026")
    #expect(PeriodWords.text("2026-T1", .french) == "1ᵉʳ\u{A0}trimestre\u{A0}2026")
    #expect(PeriodWords.text("2026-T3", .english) == "Q3\u{A0}2026")
    #expect(PeriodWords.text("exercice 2025", .french) == "exercice 2025")
  }

  @Test func feesAreSharedOut() throws {
    let report = ReportComposer(try study(clients: 200, groups: true)).report()
    let shares = report.segments?.rows.compactMap(\.feesShare) ?? []
    #expect(shares.count == 2)
    #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
  }

  @Test func tablesHaveARowForEachClientAndReadBack() throws {
    let study = try study(clients: 200, groups: true)
    let read = try CSVReader().read(bytes: SegmentsFile(study).bytes).table
    #expect(read.rowCount == 200)
    #expect(read.columns.map(\.name) == SegmentsFile.header)
    let profiles = String(decoding: ProfilesFile(study).bytes, as: UTF8.self)
    #expect(profiles.hasPrefix(ProfilesFile.header.joined(separator: ",") + "\n"))
    let traits = study.profile.segments.reduce(0) { $0 + $1.numeric.count + $1.categories.count }
    #expect(profiles.split(separator: "\n").count == traits + 1)
  }

  @Test func theSameStudyTwiceGivesTheSameFiles() throws {
    let date = "2026-09-30T10:00:00Z"
    let first = try RunFiles.all(try study(clients: 200, groups: true), date: date)
    let second = try RunFiles.all(try study(clients: 200, groups: true), date: date)
    for (a, b) in zip(first, second) where a.name != "run.json" { #expect(a == b) }
    #expect(first.map(\.name) == second.map(\.name))
  }
}
