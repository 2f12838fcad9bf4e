import Foundation
import Reports
import Segmentation
import Testing

@Suite struct PilotFilesTests {
  private static let hostile = "=cmd|' /C calc'!A0<script>"

  private func design(_ segment: String = "A") throws -> PilotDesign {
    let clients = (0..<40).map {
      PilotClient(identifier: "\(segment)\($0)", segment: segment, stratum: [segment])
    }
    return try PilotDesigner(
      PilotPlan(outcome: .share(baseline: 0.3), effect: 0.15, expectedLoss: 0.1)
    )
    .design(PilotClients(clients: clients, strataColumns: ["office"]))
  }

  private func evaluation(_ design: PilotDesign) -> (PilotEvaluation, PilotResults) {
    let clients = design.segments.flatMap(\.strata).flatMap { $0.test + $0.control }
    let results = PilotResults(
      outcomeColumn: Self.hostile,
      values: Dictionary(uniqueKeysWithValues: clients.enumerated().map { ($1, Double($0 % 2)) }))
    return (PilotEvaluator(design).evaluate(results), results)
  }

  @Test func aDesignReadsBack() throws {
    let design = try design()
    let text = try PilotDesignFile.text(design)
    #expect(try PilotDesignFile.read(Array(text.utf8)) == design)
    // Blanks say nothing.
    let compact = text.replacing("\n", with: " ")
    #expect(try PilotDesignFile.read(Array(compact.utf8)) == design)
  }

  @Test func aChangeIsSeen() throws {
    let text = try PilotDesignFile.text(try design())
    for (old, new) in [
      ("\"A1\"", "\"A2\""), ("\"effect\": 0.15", "\"effect\": 0.16"),
      ("\"eligible\": 40", "\"eligible\": \"x\""), ("\"read\": 40", "\"read\": 41"),
    ] {
      let changed = text.replacing(old, with: new)
      #expect(changed != text)
      #expect(throws: PilotDesignFileError.changed) {
        try PilotDesignFile.read(Array(changed.utf8))
      }
    }
    for other in ["", "{}", "[1]", "{\"schema\": \"clientele/run/1\"}", "\u{0}"] {
      #expect(throws: PilotDesignFileError.notADesign) {
        try PilotDesignFile.read(Array(other.utf8))
      }
    }
    #expect(throws: PilotDesignFileError.otherVersion("clientele/pilot/9")) {
      try PilotDesignFile.read(Array("{\"schema\": \"clientele/pilot/9\"}".utf8))
    }
  }

  @Test func theListGuardsFormulas() throws {
    let list = String(decoding: PilotListFile(try design(Self.hostile)).bytes, as: UTF8.self)
    let lines = list.split(separator: "\n")
    #expect(lines[0] == "id,segment,group,stratum" && lines.count == 41)
    #expect(!list.contains(",=cmd") && !list.contains("\n=cmd"))
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("'=cmd") })
    #expect(lines.count { $0.contains(",test,") } == 20)
  }

  @Test(arguments: ["fr", "en"])
  func thePageEscapesNames(code: String) throws {
    let design = try design(Self.hostile)
    let (evaluation, results) = evaluation(design)
    let report = PilotReport(
      evaluation, design: design, results: results, code == "fr" ? .french : .english
    ).report()
    let page = try HTMLPage(report).html()
    #expect(!page.contains("<script") && page.contains("&lt;script&gt;"))
    #expect(page.contains(code == "fr" ? "Segment par segment" : "Segment by segment"))
  }

  @Test func theFiguresReadBack() throws {
    let design = try design()
    let (evaluation, results) = evaluation(design)
    let text = try PilotEvaluationFile(evaluation, design: design, results: results).text()
    #expect(text.contains("\"schema\": \"clientele/pilot-evaluation/1\""))
    #expect(text.contains("\"difference\": 0") && !text.contains("A1\""))
  }
}
