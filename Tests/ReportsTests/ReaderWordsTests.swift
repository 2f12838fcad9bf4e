import Foundation
import Interpretation
import Reports
import Segmentation
import Tables
import Testing

/// What a reader who is no statistician stumbles on.
@Suite struct ReaderWordsTests {
  /// Two clouds on `names`, the first of two columns of each a quantity.
  private func study(
    _ header: String, clients: Int = 120, language: Language = .french,
    _ change: (inout StudyConfiguration) -> Void = { _ in }, row: (Int, Double) -> String
  ) throws -> Study {
    var state: UInt64 = 5
    func noise() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    let rows = (0..<clients).map { "C\($0);" + row($0, noise()) }
    let text = ([header] + rows).joined(separator: "\n") + "\n"
    var configuration = StudyConfiguration()
    configuration.language = language
    change(&configuration)
    let reading = try CSVReader().read(bytes: Array(text.utf8))
    return try Pipeline(configuration).run(
      StudySource(
        input: InputFacts(
          name: "essai.csv", sha256: "00ff", rowCount: clients,
          columnCount: reading.table.columns.count), reading: reading, readSeconds: 0))
  }

  private func page(_ study: Study) throws -> String {
    try HTMLPage(ReportComposer(study).report()).html()
      .replacing(/<[^>]*>/, with: "")
      .replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
  }

  private func clouds(_ language: Language) throws -> Study {
    try study("id;a;b", language: language) { i, noise in
      "\(Double(i % 2) * 8 + noise);\(Double(i % 2) * 5 + (noise * 977).truncatingRemainder(dividingBy: 1))"
    }
  }

  @Test func theTestIsToldByCounting() throws {
    let french = ReportComposer(try clouds(.french)).report().keyFigures[1]
    #expect(french.value.hasPrefix("aucun sur 20") && french.value.count == 12)
    #expect(french.explanation.plainText.contains("parmi eux et lui-même : 0,05"))
    #expect(ReportComposer(try clouds(.english)).report().keyFigures[1].value == "none of 20")
  }

  @Test func twoVariablesLeaveNothingElsewhere() throws {
    let page = try page(clouds(.french))
    #expect(page.contains("ces deux axes portent toutes les différences entre clients"))
    #expect(!page.contains("ne portent que") && !page.contains("ils étaient 0"))
    #expect(page.contains("HCPC ne choisissent qu’à partir de 3 segments"))
  }

  @Test func aMemberOfASetIsNamedAfterItsColumn() throws {
    let study = try study("id;missions;ca;naf_version") { i, noise in
      ["tenue+audit", "tenue", "tenue+social", "audit+social"][i % 4]
        + ";\(Int(1000 + noise * 90_000));NAF rév. \(2 + i % 2)"
    }
    let page = try page(study)
    #expect(page.contains("missions : audit") && !page.contains("missions: audit missions"))
    #expect(page.contains("version de la nomenclature d’activités : ne dit rien du client"))
  }

  /// Once, twice, then times out of.
  @Test func timesAreCountedInEnglish() throws {
    let study = try study(
      "id;a;b", clients: 240, language: .english,
      {
        $0.clusters = .fixed(4)
        $0.heldOut = .folds(count: 4, rounds: 1)
      }
    ) { i, noise in "\(noise);\((noise * 977).truncatingRemainder(dividingBy: 1))" }
    let page = try page(study)
    #expect(page.contains(/(once|twice) in 4|\d times out of 4/))
    #expect(!page.contains(/\d times of \d/) && !page.contains(" ; "))
  }
}
