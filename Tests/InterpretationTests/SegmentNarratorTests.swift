import Foundation
import Interpretation
import Tables
import Testing

@Suite struct SegmentNarratorTests {
  private func paragraphs(_ profile: PortfolioProfile, _ language: Language) -> [String] {
    let names = SegmentNamer().names(for: profile.segments, language: language)
    let narrator = SegmentNarrator(language: language)
    return profile.segments.map {
      narrator.paragraph(for: $0, among: profile.segments, names: names)
    }
  }

  /// The stored texts; spaces that do not break are written there as `~` (U+00A0) and `_` (U+202F).
  /// `CLIENTELE_STORE_TEXTS=1` writes the file anew.
  private func stored(_ name: String, found: [String]) throws -> [String] {
    let tests = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
    let url = tests.appendingPathComponent("Texts/Interpretation").appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["CLIENTELE_STORE_TEXTS"] == "1" {
      let text = found.map { $0 + "\n" }.joined()
        .replacingOccurrences(of: "_", with: " ")
        .replacingOccurrences(of: "\u{A0}", with: "~")
        .replacingOccurrences(of: "\u{202F}", with: "_")
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    return try String(contentsOf: url, encoding: .utf8)
      .replacingOccurrences(of: "~", with: "\u{A0}")
      .replacingOccurrences(of: "_", with: "\u{202F}")
      .split(separator: "\n").map(String.init)
  }

  @Test(arguments: [
    (Language.french, "made-portfolio-fr.txt"), (.english, "made-portfolio-en.txt"),
  ])
  func paragraphsOfTheMadePortfolio(language: Language, file: String) throws {
    let found = paragraphs(MadePortfolio().profile, language)
    let expected = try stored(file, found: found)
    #expect(found.count == expected.count)
    for (mine, theirs) in zip(found, expected) { #expect(mine == theirs) }
  }

  @Test(arguments: [(Language.french, "headers-fr.txt"), (.english, "headers-en.txt")])
  func paragraphsOfUnknownColumns(language: Language, file: String) throws {
    let labels = (0..<90).map { $0 < 40 ? 0 : $0 < 70 ? 1 : 2 }
    let high = { (segment: Int) in
      labels.enumerated().map { Double($0.offset % 7) * 100 + ($0.element == segment ? 3_000 : 0) }
    }
    let columns = [
      numeric("Grocery", "grocery", high(0), 1), numeric("Milk", "milk", high(1), 2),
      category("Channel", "channel", labels.map { $0 == 1 ? 1 : 0 }, ["Horeca", "Retail"], 3),
      category("Loyal", "loyal", labels.map { $0 == 2 ? 1 : 0 }, ["no", "yes"], 4, kind: .yesNo),
    ]
    let profile = SegmentProfiler().profile(of: columns, training: LabelledRows(labels: labels))
    let found = paragraphs(profile, language)
    #expect(try stored(file, found: found) == found)
  }

  private func profile(size: Int, share: Double, traits: [NumericTrait] = []) -> SegmentProfile {
    SegmentProfile(segment: 0, size: size, share: share, numeric: traits, categories: [])
  }

  private let other = SegmentProfile(
    segment: 1, size: 10, share: 0.5, numeric: [], categories: [])

  @Test func openings() {
    let named = SegmentName(
      segment: 0, text: "Artisans", nounPhrase: "artisans", gender: .masculine, traits: [])
    let custom = SegmentName(segment: 0, custom: "Pilotes")
    let french = SegmentNarrator(language: .french)
    let english = SegmentNarrator(language: .english)
    let lone = profile(size: 1, share: 0.001)
    #expect(
      french.paragraph(for: lone, among: [lone, other], names: [named])
        == "Le segment «\u{A0}Artisans\u{A0}» compte 1\u{A0}client, soit moins de 1\u{202F}% du portefeuille."
    )
    #expect(
      english.paragraph(for: lone, among: [lone, other], names: [named])
        == "The segment “Artisans” has 1 client, under 1% of the portfolio.")
    let empty = profile(size: 0, share: 0)
    #expect(
      french.paragraph(for: empty, among: [empty, other], names: [named])
        == "Le segment «\u{A0}Artisans\u{A0}» compte 0\u{A0}client, soit 0\u{202F}% du portefeuille."
    )
    let whole = profile(size: 440, share: 1)
    #expect(
      french.paragraph(for: whole, among: [whole], names: [named])
        == "Le portefeuille forme un seul segment de 440\u{A0}clients.")
    let pair = profile(size: 2, share: 0.5)
    #expect(
      french.paragraph(for: pair, among: [pair, other], names: [custom])
        == "Le segment «\u{A0}Pilotes\u{A0}» compte 2\u{A0}clients, soit 50\u{202F}% du portefeuille."
        + " Aucune variable ne l’écarte nettement de l’ensemble du portefeuille.")
    #expect(
      french.paragraph(for: pair, among: [pair, other], names: [named], saysSize: false)
        == "Aucune variable ne l’écarte nettement de l’ensemble du portefeuille.")
  }

  /// One sentence about one column, the segment being the first of two halves.
  private func sentence(
    _ key: String, _ mine: Double, _ theirs: Double, _ language: Language,
    spread: Double = 0
  ) -> String {
    let labels = (0..<40).map { $0 % 2 }
    let values = labels.enumerated().map { i, label in
      (label == 0 ? mine : theirs) + spread * Double(i % 4)
    }
    let profile = SegmentProfiler().profile(
      of: [numeric(key, key, values, 1)], training: LabelledRows(labels: labels))
    let narrator = SegmentNarrator(language: language)
    return narrator.paragraph(
      for: profile.segments[0], among: profile.segments,
      names: [
        SegmentName(segment: 0, text: "TPE", nounPhrase: "TPE", gender: .feminine, traits: [])
      ], saysSize: false)
  }

  @Test func numbersAgree() {
    #expect(
      sentence("effectif", 0, 4, .french)
        == "En médiane, elles n’ont aucun salarié, contre 2 dans l’ensemble.")
    #expect(
      sentence("effectif", 1, 7, .french)
        == "En médiane, elles comptent 1 salarié (ETP) contre 4 dans l’ensemble.")
    #expect(
      sentence("effectif", 1.5, 7, .french)
        == "En médiane, elles comptent 1,5 salarié (ETP) contre 4,2 dans l’ensemble.")
    #expect(
      sentence("effectif", 2, 8, .french)
        == "En médiane, elles comptent 2 salariés (ETP) contre 5 dans l’ensemble.")
    #expect(
      sentence("effectif", 0, 4, .english)
        == "At the median, they have no employee, against 2 overall.")
    #expect(
      sentence("effectif", 1, 7, .english)
        == "At the median, they have 1 employee (FTE) against 4 overall.")
  }

  @Test func unitsAreSaidOnce() {
    #expect(
      sentence("delai_transmission_jours", 6, 24, .french)
        == "En médiane, leurs pièces arrivent avec 6\u{A0}jours de retard contre 15 dans l’ensemble."
    )
    #expect(
      sentence("anciennete", 12, 4, .english)
        == "At the median, they have been with the firm for 12 years against 8 overall.")
    #expect(
      sentence("appetence_changement", 4, 2, .french)
        == "En moyenne, leur appétence au changement est notée 4,0\u{A0}sur\u{A0}5 contre 3,0"
        + " dans l’ensemble."
    )
  }

  @Test func amountsSideBySideShareAScale() {
    #expect(
      sentence("honoraires", 15_000, 3_000, .french)
        == "En médiane, elles versent 15\u{202F}k€ d’honoraires par an contre 9,0\u{202F}k€"
        + " dans l’ensemble.")
  }

  @Test func figuresThatReadTheSameGetADigitMore() {
    #expect(
      sentence("nb_factures_ventes_mois", 24.2, 23.4, .french)
        == "En moyenne, elles émettent 24,2 factures de vente par mois contre 23,8 dans l’ensemble."
    )
  }

  /// Fees that differ by less than what is told of marked segments: 50 € in a deviation of 580.
  private func slightlyDearer(clients: Int) -> PortfolioProfile {
    let labels = (0..<clients).map { $0 % 2 }
    let fees = labels.enumerated().map {
      2_000 + 100 * Double($0.offset / 2 % 20) + ($0.element == 0 ? 100 : 0)
    }
    return SegmentProfiler().profile(
      of: [
        category(
          "Outil", "outil_facturation", labels.map { Int32($0) }, ["papier", "saas"], 1),
        numeric("Honoraires", "honoraires", fees, 2, .euro),
      ], training: LabelledRows(labels: labels))
  }

  @Test func aSegmentToldByItsLevelsHasAFigureThatChanceWouldNotMake() {
    let profile = slightlyDearer(clients: 1_600)
    #expect(abs(profile.segments[0].numeric[0].standardisedDifference) < 0.2)
    // Medians of 2 000 … 3 900 and of 2 100 … 4 000 by hundreds: 3 050, against 3 000 together.
    #expect(
      paragraphs(profile, .french)[0].hasSuffix(
        "En médiane, ils versent 3\u{202F}050\u{202F}€ d’honoraires par an contre 3\u{202F}000\u{202F}€."
      ))
  }

  @Test func aDifferenceThatChanceMakesIsNotTold() {
    let profile = slightlyDearer(clients: 400)
    #expect(abs(profile.segments[0].numeric[0].vTest ?? 9) < 2)
    #expect(paragraphs(profile, .french)[0].hasSuffix("50\u{202F}% dans l’ensemble."))
  }

  private let plural = SegmentName(
    segment: 0, text: "TPE", nounPhrase: "TPE", gender: .feminine, traits: [])

  private func paragraph(
    _ columns: [Column], _ labels: [Int], _ language: Language = .french, name: SegmentName? = nil,
    saysWhose: Bool = false
  ) -> String {
    let profile = SegmentProfiler().profile(of: columns, training: LabelledRows(labels: labels))
    return SegmentNarrator(language: language).paragraph(
      for: profile.segments[0], among: profile.segments, names: [name ?? plural], saysSize: false,
      saysWhose: saysWhose)
  }

  /// A card's size counts the held-out clients; its figures do not.
  @Test func figuresSayWhoseTheyAre() {
    let labels = (0..<40).map { $0 % 2 }
    let tool = category(
      "Outil", "outil_facturation", labels.map { Int32($0) }, ["papier", "saas"], 1)
    #expect(
      paragraph([tool], labels, saysWhose: true).hasPrefix(
        "Parmi les 20\u{A0}clients qui ont formé le segment, 100\u{202F}% facturent au papier"))
    let visits = numeric("Visits", "visits", labels.map { Double($0 * 4) }, 1)
    #expect(
      paragraph([visits], labels, .english, saysWhose: true).hasPrefix(
        "At the median, over the 20 clients that made the segment, Visits is 0 against 2 overall"))
  }

  /// Nobody of the segment accepted: the figure goes first, and the absence says so in words.
  @Test func whatNobodyHasIsNotTheFirstThing() {
    let labels = (0..<80).map { $0 % 2 }
    let accepted = category(
      "Accepted", "accepted", labels.map { Int32($0) }, ["no", "yes"], 1, kind: .yesNo)
    let milk = numeric("Milk", "milk", labels.map { Double(9 - 8 * $0) }, 2)
    let text = paragraph([accepted, milk], labels)
    #expect(text.hasPrefix("En médiane, Milk vaut 9 contre 5 dans l’ensemble."))
    #expect(
      text.hasSuffix(
        " Aucune n’a «\u{A0}oui\u{A0}» pour Accepted, contre 50\u{202F}% dans l’ensemble."))
    #expect(
      paragraph([accepted], labels, .english) == "None has “yes” for Accepted, against 50% overall."
    )
  }

  /// A noun that puts sectors together says which, with their common figure.
  @Test func aNounThatIsAUnionIsToldWithItsFigure() {
    let labels = (0..<80).map { $0 % 2 }
    let sectors = labels.enumerated().map { i, label in
      Int32(label == 1 ? 3 : [0, 0, 1, 1, 1, 2, 3, 3][i / 2 % 8])
    }
    let sector = category("Secteur", "secteur", sectors, ["auto", "btp", "bouche", "services"], 1)
    let profile = SegmentProfiler().profile(of: [sector], training: LabelledRows(labels: labels))
    for (language, told) in [
      (
        Language.french,
        "Parmi eux, 75\u{202F}% sont des artisans (BTP, automobile ou métiers de bouche)"
          + " contre 38\u{202F}% dans l’ensemble"
      ),
      (
        .english,
        "Among them, 75% are tradespeople (construction, automotive or food crafts)"
          + " against 38% overall"
      ),
    ] {
      let names = SegmentNamer().names(for: profile.segments, language: language)
      let text = SegmentNarrator(language: language).paragraph(
        for: profile.segments[0], among: profile.segments, names: names, saysSize: false)
      #expect(text.hasPrefix(told), "\(text)")
    }
  }

  @Test func aYearHasNoThousands() {
    let labels = (0..<40).map { $0 % 2 }
    let born = numeric("Year_Birth", "year_birth", labels.map { Double(1957 + 20 * $0) }, 1)
    #expect(paragraph([born], labels).contains("Year_Birth vaut 1957 contre 1967"))
  }

  @Test func mediansAgainstTheMeansAreNotTold() {
    // The mean is pulled down by a fifth of the clients; the median of the segment is above.
    let mine = (0..<100).map { $0 % 5 == 0 ? -400.0 : 12 }
    let theirs = [Double](repeating: 10, count: 100)
    let labels = [Int](repeating: 0, count: 100) + [Int](repeating: 1, count: 100)
    let profile = SegmentProfiler().profile(
      of: [numeric("n", "n", mine + theirs, 1)], training: LabelledRows(labels: labels))
    #expect((profile.segments[0].numeric[0].vTest ?? 0) < -2)
    let text = SegmentNarrator(language: .french).paragraph(
      for: profile.segments[0], among: profile.segments,
      names: [SegmentName(segment: 0, custom: "A")], saysSize: false)
    #expect(text == "Aucune variable ne l’écarte nettement de l’ensemble du portefeuille.")
  }
}
