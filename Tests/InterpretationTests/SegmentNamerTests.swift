import Foundation
import Interpretation
import Tables
import Testing

@Suite struct SegmentNamerTests {
  private func names(_ profile: PortfolioProfile, _ language: Language) -> [String] {
    SegmentNamer().names(for: profile.segments, language: language).map(\.text)
  }

  private func profile(_ columns: [Column], _ labels: [Int]) -> PortfolioProfile {
    SegmentProfiler().profile(of: columns, training: LabelledRows(labels: labels))
  }

  @Test func namesOfTheMadePortfolio() {
    let profile = MadePortfolio().profile
    #expect(
      names(profile, .french) == [
        "TPE sous Word ou Excel", "Artisans au papier", "TPE connectées et ouvertes au changement",
        "Professions libérales exonérées", "SCI et patrimoine sans TVA", "PME sous ERP",
      ])
    #expect(
      names(profile, .english) == [
        "Small businesses on Word or Excel", "Tradespeople on paper",
        "Connected small businesses open to change", "VAT-exempt independent professionals",
        "Property and holding entities without VAT", "SMEs on an ERP",
      ])
  }

  @Test func traitsCarryCoverageAndExclusivity() throws {
    let made = MadePortfolio()
    let name = try #require(
      SegmentNamer().names(for: made.profile.segments, language: .french).last)
    let trait = try #require(name.traits.last)
    #expect(name.nounPhrase == "PME sous ERP" && name.gender == .feminine)
    #expect(trait.text == "sous ERP" && trait.kind == .levels(["erp"]))
    guard case .categories(let codes, let levels) = made.columns[6].values else {
      Issue.record("the tools are levels")
      return
    }
    let withTool = codes.indices.filter { levels[Int(codes[$0])] == "erp" }
    let both = withTool.filter { made.labels[$0] == 5 }.count
    #expect(trait.coverage == Double(both) / 57)
    #expect(trait.exclusivity == Double(both) / Double(withTool.count))
  }

  /// Two segments set apart by one yes/no answer and a sector.
  private func twoSegments(sectors: [String]) -> PortfolioProfile {
    let labels = (0..<80).map { $0 % 2 }
    return profile(
      [
        category("Secteur", "secteur", labels.map { Int32($0) }, sectors, 1),
        category(
          "Outil", "outil_facturation", labels.map { Int32($0) }, ["saas", "papier"], 2),
      ], labels)
  }

  @Test func adjectivesAgreeWithTheNoun() {
    #expect(
      names(twoSegments(sectors: ["sante", "btp"]), .french)
        == ["Professions libérales connectées", "Artisans au papier"])
    #expect(
      names(twoSegments(sectors: ["btp", "sante"]), .french)
        == ["Artisans connectés", "Professions libérales au papier"])
    #expect(
      names(twoSegments(sectors: ["immobilier", "associatif"]), .french)
        == ["SCI et patrimoine connectées", "Associations au papier"])
  }

  @Test func unknownColumnsAreNamedByTheirHeader() {
    let labels = (0..<90).map { $0 % 3 }
    let high = { (segment: Int) in
      labels.enumerated().map { Double($0.offset % 7) + ($0.element == segment ? 30 : 0) }
    }
    let result = profile(
      [
        numeric("Grocery", "grocery", high(0), 1), numeric("Milk", "milk", high(0), 2),
        numeric("Fresh", "fresh", high(1), 3),
        category(
          "Loyal", "loyal", labels.map { $0 == 2 ? 1 : 0 }, ["no", "yes"], 4, kind: .yesNo),
      ], labels)
    #expect(
      names(result, .french)
        == ["Clients forts en Grocery et Milk", "Clients forts en Fresh", "Clients avec Loyal"])
    #expect(
      names(result, .english)
        == ["Clients high in Grocery and Milk", "Clients high in Fresh", "Clients with Loyal"])
  }

  /// A level is told with its header, once where it repeats it, before the quantities.
  @Test func levelsOfUnknownColumnsAreTheClients() {
    let labels = (0..<90).map { $0 % 3 }
    let codes = labels.map { Int32($0) }
    let channel = category("Channel", "channel", codes, ["1", "2", "3"], 1)
    let kind = category("cultivar", "cultivar", codes, ["cultivar_1", "cultivar_2", "b"], 2)
    let milk = numeric(
      "Milk", "milk", labels.enumerated().map { Double($0.offset % 7 + ($0.element == 0 ? 9 : 0)) },
      3)
    #expect(
      names(profile([channel, milk], labels), .french)[0] == "Clients de Channel 1, forts en Milk")
    #expect(names(profile([channel], labels), .english)[1] == "Clients of Channel 2")
    #expect(names(profile([kind], labels), .french)[0] == "Clients de cultivar_1")
    #expect(names(profile([kind], labels), .english)[2] == "Clients of cultivar b")
  }

  /// What clients do not have comes after what they have.
  @Test func absenceNamesAfterPresence() {
    let labels = (0..<120).map { $0 % 2 }
    let loyal = category(
      "Loyal", "loyal", labels.map { Int32($0) }, ["no", "yes"], 1, kind: .yesNo)
    let milk = numeric(
      "Milk", "milk",
      labels.enumerated().map { Double($0.offset % 10) + ($0.element == 0 ? 6 : 0) }, 2)
    #expect(names(profile([loyal, milk], labels), .french)[0].hasPrefix("Clients forts en Milk"))
  }

  @Test func segmentsOfTheSameNameTakeTheirNextTrait() {
    // Both of the first two are connected; only their volumes differ, and less than the tool.
    let labels = (0..<120).map { $0 % 3 }
    let result = profile(
      [
        category(
          "Outil", "outil_facturation", labels.map { $0 < 2 ? 0 : 1 }, ["saas", "papier"], 1),
        numeric(
          "Ventes", "nb_factures_ventes_mois",
          labels.enumerated().map { Double([40, 20, 22][$0.element] + $0.offset % 17) }, 2),
      ], labels)
    #expect(
      names(result, .french) == [
        "Clients connectés à forts échanges", "Clients connectés à faibles échanges",
        "Clients au papier",
      ])
  }

  /// Not "tournées vers les entreprises à déclarations mensuelles", whose entreprises would file.
  @Test func aComplementIsSetApartFromANoun() {
    let labels = (0..<120).map { $0 % 3 }
    let result = profile(
      [
        numeric(
          "Part B2B", "part_b2b",
          labels.enumerated().map { Double([90, 80, 10][$0.element] + $0.offset / 3 % 10) / 100 }, 1
        ),
        category(
          "Périodicité", "periodicite_declarative", labels.map { $0 == 0 ? 0 : 1 },
          ["mensuel", "annuel"], 2),
      ], labels)
    #expect(
      names(result, .french)[0] == "Clients tournés vers les entreprises, à déclarations mensuelles"
    )
  }

  @Test func aNumeralTellsApartWhatNothingElseDoes() {
    let labels = (0..<90).map { $0 % 3 }
    let tool = labels.map { Int32($0 < 2 ? 0 : 1) }
    let result = profile(
      [category("Outil", "outil_facturation", tool, ["saas", "papier"], 1)], labels)
    let found = SegmentNamer().names(for: result.segments, language: .french)
    #expect(
      found.map(\.text) == ["Clients connectés", "Clients connectés 2", "Clients au papier"])
    #expect(found[1].nounPhrase == nil)
  }

  /// Fees and turnover are low in the first two segments, each the more marked in one of them.
  @Test func namesAreNotMirrored() {
    let labels = (0..<160).map { [0, 1, 2, 2][$0 % 4] }
    func values(_ means: [Double]) -> [Double] {
      labels.enumerated().map { means[$0.element] * (1 + Double($0.offset / 4 % 10) / 20) }
    }
    let result = profile(
      [
        numeric("Honoraires", "honoraires", values([1_000, 2_600, 9_000]), 1, .euro),
        numeric("CA", "ca_annuel_ht", values([260_000, 100_000, 900_000]), 2, .euro),
      ], labels)
    for language in Language.allCases {
      let found = names(result, language)
      #expect(
        Set(found.map { Set($0.split { !$0.isLetter }.map(String.init)) }).count == 3, "\(found)")
      #expect(!found.contains { $0.contains { $0.isNumber } })
    }
  }

  /// Two segments of PME that differ from the rest alike: the size, which the noun tells of both, is
  /// what tells one from the other.
  @Test func aTraitAgainstTheOtherGoesBeforeANumeral() {
    let labels = (0..<320).map { [0, 1, 2, 2, 2, 2, 2, 2][$0 % 8] }
    let tool = category(
      "Outil", "outil_facturation", labels.map { $0 < 2 ? 0 : 1 }, ["saas", "papier"], 1)
    let headcount = numeric(
      "Effectif", "effectif",
      labels.enumerated().map { Double([20, 60, 2][$0.element] + $0.offset / 8 % 5) }, 2)
    let result = profile([tool, headcount], labels)
    #expect(
      names(result, .french) == [
        "PME connectées à effectif plus bas", "PME connectées à effectif plus élevé",
        "TPE au papier",
      ])
    #expect(
      Array(names(result, .english).prefix(2)) == [
        "Connected SMEs with lower headcount", "Connected SMEs with higher headcount",
      ])
  }

  /// Services are six in ten of the training clients and `heldOut` in ten of those held out.
  private func services(heldOut: Int, count: Int) -> [String] {
    let training = (0..<100).map { $0 % 2 }
    let sectors =
      training.enumerated().map { Int32($0.element == 0 ? ($0.offset / 2 % 10 < 6 ? 0 : 1) : 2) }
    let tested = (0..<count).map { Int32($0 % 10 < heldOut ? 0 : 1) }
    let column = category(
      "Secteur", "secteur", sectors + tested, ["services", "industrie", "sante"], 1)
    let profile = SegmentProfiler().profile(
      of: [column], training: LabelledRows(rows: Array(0..<100), labels: training),
      heldOut: LabelledRows(
        rows: Array(100..<100 + count), labels: [Int](repeating: 0, count: count)))
    return names(profile, .french)
  }

  /// A name is learnt: the clients it is to be tried on have no say in it.
  @Test func heldOutClientsHaveNoSayInANoun() {
    for heldOut in [0, 5, 10] {
      #expect(services(heldOut: heldOut, count: 20)[0] == "Sociétés de services")
    }
  }

  @Test func aNounDescribesMoreThanHalfOfTheSegment() {
    // Half of the first segment is in services, none of the second.
    let labels = (0..<80).map { $0 % 2 }
    let sectors = labels.enumerated().map { Int32($0.element == 1 ? 2 : $0.offset / 2 % 2) }
    let half = category("Secteur", "secteur", sectors, ["services", "industrie", "sante"], 1)
    #expect(!names(profile([half], labels), .french)[0].hasPrefix("Sociétés de services"))
  }

  @Test func clientsOfTheSizeOfAPMEAreNotCalledTPE() {
    // Every segment is as large: nothing marks the size, and the noun says none.
    let labels = (0..<80).map { $0 % 2 }
    let headcount = numeric(
      "Effectif", "effectif", labels.indices.map { Double(20 + $0 / 2 % 9) }, 1)
    let tool = category(
      "Outil", "outil_facturation", labels.map { Int32($0) }, ["saas", "papier"], 2)
    #expect(
      names(profile([headcount, tool], labels), .french)
        == ["Clients connectés", "Clients au papier"])
  }

  @Test func theRegimeAndThePeriodOfVATAreOneThing() {
    let labels = (0..<80).map { $0 % 2 }
    let codes = labels.map { Int32($0) }
    let result = profile(
      [
        category("TVA", "regime_tva", codes, ["RN_M", "RS"], 1),
        category("Périodicité", "periodicite_declarative", codes, ["mensuel", "annuel"], 2),
      ], labels)
    #expect(names(result, .french) == ["Clients en TVA mensuelle", "Clients au réel simplifié"])
  }

  @Test func howClientsInvoiceGoesBeforeTheirRegime() {
    // The regime marks the segments a little more than the tool does.
    let labels = (0..<160).map { $0 % 2 }
    let tool = labels.enumerated().map { Int32($0.offset % 20 < 6 ? 1 - $0.element : $0.element) }
    let regime = labels.enumerated().map { Int32($0.offset % 20 < 4 ? 1 - $0.element : $0.element) }
    let result = profile(
      [
        category("TVA", "regime_tva", regime, ["RS", "RN_M"], 1),
        category("Outil", "outil_facturation", tool, ["papier", "saas"], 2),
      ], labels)
    let traits = result.segments[0].categories
    #expect(traits.first?.variable.key == "regime_tva")
    #expect(
      SegmentNamer().names(for: result.segments, language: .french)[0].text
        .hasPrefix("Clients au papier"))
  }

  @Test func aCodeOfActivityGivesTheNounAndIsShownRaw() {
    let labels = (0..<80).map { $0 % 2 }
    let code = category(
      "Code NAF", "code_naf", labels.map { Int32($0) }, ["4321A", "86.21Z"], 1)
    let result = profile([code], labels)
    #expect(names(result, .french) == ["Artisans", "Professions libérales"])
    let wording = Wording(language: .french)
    #expect(wording.label(ProfiledVariable(code)).text == "code NAF")
    #expect(wording.level("4321A", of: ProfiledVariable(code)) == "4321A")
  }

  @Test func membersOfASetAreNotCountedTogether() {
    // Two spellings of one mission, each on three quarters of the clients: together above all.
    let labels = (0..<80).map { $0 % 2 }
    let members = labels.indices.map { i -> [Int32]? in
      labels[i] == 0 ? [0, 1] : i % 4 == 1 ? [0, 1] : []
    }
    let missions = Column(
      name: "Missions", key: "missions", position: 1, kind: .set,
      values: .sets(members: members, levels: ["conseil", "Conseil"]))
    #expect(names(profile([missions], labels), .french)[0] == "Clients en conseil")
  }

  @Test func nothingMarked() {
    let labels = (0..<40).map { $0 % 2 }
    let result = profile(
      [numeric("n", "n", (0..<40).map { Double($0 / 2) }, 1)], labels)
    #expect(names(result, .french)[0] == "Clients proches de la moyenne")
    #expect(names(result, .english)[0] == "Clients close to the average")
  }

  @Test func oneSegment() {
    let result = profile([numeric("n", "n", [1, 2, 3], 1)], [0, 0, 0])
    #expect(names(result, .french) == ["Ensemble du portefeuille"])
    #expect(names(result, .english) == ["Whole portfolio"])
  }

  @Test(arguments: 0..<30)
  func namesAreUniqueOnRandomData(seed: Int) {
    var made = SmallRandom(seed: UInt64(seed))
    let count = 60 + made.integer(below: 200)
    let segments = 2 + made.integer(below: 9)
    let labels = (0..<count).map { $0 < segments ? $0 : made.integer(below: segments) }
    let tool = labels.map { label in
      Int32(made.integer(below: 3) == 0 ? made.integer(below: 5) : label % 5)
    }
    let sector = labels.map { label in
      Int32(made.integer(below: 3) == 0 ? made.integer(below: 5) : label % 2)
    }
    let volumes = labels.map { Double(made.integer(below: 20) + $0 * made.integer(below: 3)) }
    let result = profile(
      [
        category("Outil", "outil_facturation", tool, MadePortfolio.tools, 1),
        category("Secteur", "secteur", sector, MadePortfolio.sectors, 2),
        numeric("Ventes", "nb_factures_ventes_mois", volumes, 3),
        numeric("Autre", "autre", volumes.map { -$0 + made.uniform() }, 4),
      ], labels)
    for language in Language.allCases {
      let texts = names(result, language)
      #expect(texts.count == segments && Set(texts).count == segments)
      #expect(texts.allSatisfy { !$0.isEmpty && $0.first?.isUppercase == true })
      let words = texts.map { Set($0.split { !$0.isLetter && !$0.isNumber }.map(String.init)) }
      #expect(Set(words).count == segments, "\(texts)")
    }
  }

  @Test(arguments: 0..<10)
  func anUnrelatedColumnChangesNoName(seed: Int) {
    let made = MadePortfolio()
    var random = SmallRandom(seed: UInt64(seed))
    let noise = numeric("Bruit", "bruit", made.labels.map { _ in random.uniform() }, 11)
    let coin = category(
      "Pile", "pile", made.labels.map { _ in Int32(random.integer(below: 2)) }, ["non", "oui"], 12,
      kind: .yesNo)
    let extended = profile(made.columns + [noise, coin], made.labels)
    #expect(names(extended, .french) == names(made.profile, .french))
  }

  @Test func namesCanBeStored() throws {
    let found = SegmentNamer().names(for: MadePortfolio().profile.segments, language: .french)
    let data = try JSONEncoder().encode(found)
    #expect(try JSONDecoder().decode([SegmentName].self, from: data) == found)
  }
}
