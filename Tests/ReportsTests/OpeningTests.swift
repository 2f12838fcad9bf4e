import Foundation
import Interpretation
import LinearAlgebra
import Reports
import Segmentation
import Tables
import TestSupport
import Testing
import Validation

/// The title and the first sentences promise no more than the evidence.
@Suite struct OpeningTests {
  private func study(
    _ columns: [String], _ rows: [[Double]], clusters: ClusterRequest = .automatic,
    heldOut: HeldOutRequest = .fraction(0.25), language: Language = .french
  ) throws -> Study {
    let lines = rows.enumerated().map { i, row in
      "C-\(1000 + i);" + row.map { String(Int(($0 * 1000).rounded())) }.joined(separator: ";")
    }
    let text = ([(["id_client"] + columns).joined(separator: ";")] + lines).joined(separator: "\n")
    let reading = try CSVReader().read(bytes: Array(text.utf8))
    var configuration = StudyConfiguration()
    configuration.language = language
    configuration.clusters = clusters
    configuration.heldOut = heldOut
    return try Pipeline(configuration).run(
      StudySource(
        input: InputFacts(
          name: "essai.csv", sha256: "00ff", rowCount: reading.table.rowCount,
          columnCount: reading.table.columns.count), reading: reading, readSeconds: 0),
      parallelism: Parallelism(threads: 2))
  }

  /// One normal cloud of correlated figures.
  private func cloud(_ clients: Int, seed: UInt64) -> [[Double]] {
    var generator = TestGenerator(seed: seed)
    func normal() -> Double {
      (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0...1, using: &generator) }
    }
    return (0..<clients).map { _ in
      let common = normal()
      return (0..<4).map { _ in 0.7 * common + 0.7 * normal() }
    }
  }

  /// Two circles, one across the other: no cloud in one piece, and no number of pieces either.
  private func torus() -> [[Double]] {
    (0..<240).map { i in
      let t = 2 * Double.pi * (Double(i) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
      let u = 2 * Double.pi * (Double(i) * 1.414_213_562_373_095).truncatingRemainder(dividingBy: 1)
      return [cos(t), sin(t), cos(u), sin(u)]
    }
  }

  private let figures = ["a", "b", "c", "d"]

  private func findings(_ study: Study) -> String {
    ReportComposer(study).report().findings.map(\.plainText).joined(separator: " ")
      .replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
  }

  /// Cut in two, a cloud is stable and found again, and no segment of it is said to be of use.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func noSegmentOfNoiseIsOfUse(_ seed: UInt64) throws {
    let study = try study(figures, cloud(400, seed: seed), clusters: .fixed(2))
    #expect(!study.choice.hasStructure)
    #expect(study.segments.allSatisfy { $0.verdict.verdict != .use })
    #expect(study.segments.allSatisfy { $0.verdict.reasons.contains(.noGroups) })
    #expect(
      findings(study).contains(
        "Aucun segment n’est à utiliser sans précaution : le portefeuille ne se divise pas mieux"))
    #expect(!findings(study).contains("peuvent être utilisés"))
    let report = ReportComposer(study).report()
    #expect(report.keyFigures.last?.value.hasPrefix("0 sur") == true)
  }

  /// A round group and a long one cut in two: the halves are told to be halves, by name.
  @Test(arguments: [Language.french, .english])
  func halvesOfOneGroupAreToldToBeSo(_ language: Language) throws {
    var generator = TestGenerator(seed: 6)
    func uniform() -> Double { Double.random(in: 0...1, using: &generator) }
    func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + uniform() } }
    let rows = (0..<400).map { i -> [Double] in
      i % 3 == 0 ? [normal(), 14 + normal()] : [4 * normal(), normal()]
    }
    let study = try study(["a", "b"], rows, clusters: .fixed(3), language: language)
    let halves = study.segments.indices.filter { s in
      study.segments[s].verdict.reasons.contains { reason in
        if case .noValley = reason { true } else { false }
      }
    }
    #expect(halves.count == 2)
    #expect(halves.allSatisfy { study.segments[$0].verdict.verdict == .caution })
    let text = findings(study)
    for half in halves {
      let name = study.segments[half].name.text
      #expect(
        text.contains(
          language == .french
            ? "aucun creux démontré entre lui et « \(name) »"
            : "no gap shown between it and “\(name)”"))
    }
  }

  @Test func groupsWithoutASureNumberAreTheTitle() throws {
    let french = try study(figures, torus())
    guard case .noneReproducible = french.choice.reason else {
      Issue.record("\(french.choice.reason)")
      return
    }
    #expect(
      ReportComposer(french).report().title
        == "Des groupes, sans nombre sûr : deux segments proposés")
    let english = try study(figures, torus(), language: .english)
    #expect(
      ReportComposer(english).report().title == "Groups, but no sure number: two segments proposed")
    let asked = ReportComposer(try study(figures, torus(), clusters: .fixed(4))).report()
    #expect(
      asked.title
        == "Quatre segments, comme demandé ; les données montrent des groupes, sans nombre sûr")
    #expect(asked.notices.contains { $0.text.plainText.contains("aucun nombre n’y est sûr") })
    #expect(!asked.notices.contains { $0.text.plainText.contains("auraient fait choisir") })
  }

  /// p is a rank, not a share of the draws.
  @Test func pIsSaidToBeARank() throws {
    let figure = ReportComposer(try study(figures, torus())).report().keyFigures[1]
    #expect(figure.value == "2 sur 99")
    #expect(figure.explanation.plainText.contains("rang de ce portefeuille"))
    #expect(!figure.explanation.plainText.contains("part des portefeuilles"))
  }

  @Test(arguments: [Language.french, .english])
  func whatIsMadeAgainIsSaid(_ language: Language) throws {
    let study = try study(
      figures, torus(), clusters: .fixed(3), heldOut: .folds(count: 4, rounds: 1),
      language: language)
    let page = try HTMLPage(ReportComposer(study).report()).html()
      .replacing("\u{A0}", with: " ").replacing("\u{202F}", with: " ")
    let words =
      language == .french
      ? [
        "mêmes axes et avec le même nombre de segments", "La même épreuve (4 parts, mises de côté",
      ]
      : ["the same axes and into as many segments", "The same trial (4 parts, left aside in turn"]
    for word in words { #expect(page.contains(word), "\(word)") }
    for word in ["quand tout est refait", "when all is made again"] {
      #expect(!page.contains(word))
    }
  }
}
