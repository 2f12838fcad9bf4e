import Foundation
import Interpretation
import Reports
import Segmentation
import Tables
import Testing

/// "Que faire lundi ?" and the sheets, of a made portfolio.
@Suite struct MondaySectionTests {
  private let study: Study
  private let reform: ReformPlan

  /// - Parameter withoutOwners: as a firm that keeps no column of collaborators.
  private static func made(
    _ language: Language, withoutOwners: Bool = false
  ) throws -> (Study, ReformPlan) {
    let period = try #require(Quarter("2026-T3"))
    let generator = PortfolioGenerator(clients: 300, seed: 5, firstPeriod: period)
    let reading = try CSVReader().read(bytes: generator.portfolioFile(period))
    var configuration = StudyConfiguration()
    configuration.language = language
    configuration.clusters = .fixed(4)
    let study = try Pipeline(configuration).run(
      StudySource(
        input: InputFacts(
          name: "essai.csv", sha256: "00ff", rowCount: reading.table.rowCount,
          columnCount: reading.table.columns.count), reading: reading, readSeconds: 0))
    let obligations = Obligations(
      reform: try .standard(), asOf: CalendarDay(year: 2026, month: 9, day: 30))
    let table =
      withoutOwners
      ? Table(columns: study.table.columns.filter { $0.key != "collaborateur" }) : study.table
    let portfolio = obligations.assess(table)
    let codes = try RuleSegmentation(.reform()).apply(
      to: table, extra: obligations.columns(of: portfolio, beside: table)
    ).codes
    let catalogue = try ActionCatalogue.standard()
    let plan = ActionPlanner(catalogue: catalogue, obligations: obligations)
      .plan(table, portfolio, profiles: codes)
    return (
      study,
      ReformPlan(
        plan, obligations: portfolio, reform: obligations.reform, catalogue: catalogue,
        segments: study.clients.map(\.segment),
        segmentCount: study.segments.count)
    )
  }

  init() throws { (study, reform) = try Self.made(.french) }

  private func section(_ anchor: String, _ report: Report) -> ReportSection? {
    report.sections.first { $0.anchor == anchor }
  }

  private func tables(_ section: ReportSection) -> [DataTable] {
    section.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  @Test func sectionsAreThereOnlyWithAPlan() {
    let without = ReportComposer(study).report()
    #expect(section("monday", without) == nil && section("sheets", without) == nil)
    #expect(without.segments?.rows.allSatisfy { $0.firstAction == nil } == true)
    let with = ReportComposer(study, reform: reform).report()
    #expect(section("monday", with) != nil && section("sheets", with) != nil)
    #expect(with.segments?.rows.allSatisfy { $0.firstAction != nil } == true)
  }

  /// Every client is counted once among the levels of its segment's row.
  @Test func dutiesAddUpToTheSegments() throws {
    let report = ReportComposer(study, reform: reform).report()
    let monday = try #require(section("monday", report))
    let table = try #require(tables(monday).first)
    let last = try #require(table.columns.firstIndex { $0.heading.plainText == "prochaine date" })
    #expect(table.rows.count == study.segments.count)
    for (row, segment) in zip(table.rows, study.segments) {
      let counts = row[1..<last].compactMap { Int($0.plainText) }
      #expect(counts.reduce(0, +) == segment.size)
    }
  }

  /// The first twelve by priority, each with what is due first.
  @Test func theMostUrgentAreListed() throws {
    let report = ReportComposer(study, reform: reform).report()
    let table = tables(try #require(section("monday", report)))[1]
    let expected = reform.urgentClients.prefix(12).map { study.clients[$0].identifier }
    #expect(table.rows.map { $0[0].plainText } == Array(expected))
    let first = try #require(reform.urgentClients.first)
    let code = try #require(reform.plan.clients[first].actions.first?.code)
    let label = try #require(reform.catalogue[code]?.label.french)
    #expect(table.rows[0][2].plainText == label.replacing("'", with: "’"))
  }

  @Test func hoursOfTheSegmentsAddUp() throws {
    let sum = reform.segments.reduce(0) { $0 + $1.hours }
    let all = reform.plan.clients.flatMap(\.actions).reduce(0) { $0 + $1.hours }
    #expect(abs(sum - all) < 1e-6)
    let report = ReportComposer(study, reform: reform).report()
    let text = try HTMLPage(report).html()
    let shown = NumberStyle(.french).decimal(sum, digits: 0)
    #expect(text.contains("Il reste <strong>\(shown)\u{A0}h</strong> d’actions."))
  }

  /// Loads are those of the first quarter, the most loaded first, and say what does not fit.
  @Test func loadIsSetAgainstHours() throws {
    let report = ReportComposer(study, reform: reform).report()
    let monday = try #require(section("monday", report))
    let table = try #require(tables(monday).last)
    let quarter = try #require(reform.plan.loads.map(\.quarter).min())
    let loads = reform.plan.loads.filter { $0.quarter == quarter && $0.owner != nil }
      .sorted { $0.hours - ($0.capacity ?? 0) > $1.hours - ($1.capacity ?? 0) }
    #expect(table.rows.count == min(14, loads.count))
    #expect(table.rows[0][0].plainText == loads[0].owner)
    #expect(table.rows.map { $0[4].plainText } == loads.prefix(14).map { "\($0.postponed)" })
  }

  @Test func withoutCollaboratorsTheLoadIsNotSharedOut() throws {
    let (study, reform) = try Self.made(.french, withoutOwners: true)
    let report = ReportComposer(study, reform: reform).report()
    let monday = try #require(section("monday", report))
    let text = monday.blocks.compactMap { block -> String? in
      if case .paragraph(let text) = block { text.plainText } else { nil }
    }.joined()
    #expect(text.contains("Aucune colonne ne dit quel collaborateur suit quel client"))
    #expect(tables(monday).count == 3)
  }

  /// One sheet a segment: who, how to talk, and every action that is left, under one heading each.
  @Test(arguments: [Language.french, .english]) func aSheetASegment(_ language: Language) throws {
    let (study, reform) = try Self.made(language)
    let report = ReportComposer(study, reform: reform).report()
    guard case .sheets(let sheets)? = section("sheets", report)?.blocks.first else {
      Issue.record("no sheets")
      return
    }
    #expect(sheets.map(\.name) == study.segments.map(\.name.text))
    for (sheet, plan) in zip(sheets, reform.segments) {
      #expect(sheet.parts.dropFirst(2).reduce(0) { $0 + $1.items.count } == plan.actions.count)
      #expect(sheet.parts.prefix(2).allSatisfy { !$0.paragraphs.isEmpty })
      let profile = try #require(plan.leadingProfiles.first)
      let name = try #require(reform.catalogue.approach(to: profile.code)?.name[language])
      #expect(sheet.parts[1].paragraphs[0].plainText.hasPrefix(name.replacing("'", with: "’")))
    }
  }

  @Test func theRecordCarriesTheSameNumbers() throws {
    let text = try RunFiles.runRecord(study, date: "", reform: reform)
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let record = try #require(object as? [String: Any])
    let actions = try #require(record["actions"] as? [String: Any])
    let segments = try #require(actions["segments"] as? [[String: Any]])
    #expect(
      segments.map { $0["firstAction"] as? String } == reform.segments.map { $0.firstAction?.code })
    #expect(segments.map { $0["hours"] as? Double } == reform.segments.map(\.hours))
    // A client's identifier stands in actions.csv, not here.
    let bytes = try JSONSerialization.data(withJSONObject: actions)
    let shown = String(decoding: bytes, as: UTF8.self)
    #expect(!shown.contains(study.clients[0].identifier))
  }
}
