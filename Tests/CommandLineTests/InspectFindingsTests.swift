import Foundation
import TestSupport
import Testing

/// What `inspect` finds out before a study does, and what `run` says of it on the terminal.
@Suite struct InspectFindingsTests {
  let command: CommandProcess

  init() throws { command = try CommandProcess() }

  @Test func inspectShowsWhatAStudyWouldLeaveOut() throws {
    var portfolio = SmallPortfolio(clients: 60)
    let double = portfolio.rows.map { $0[2] }
    portfolio.header += ["fixe", "vide", "copie"]
    for i in portfolio.rows.indices {
      portfolio.rows[i] += ["7", i == 3 ? "1,5" : i == 9 ? "2" : "", double[i]]
    }
    try command.put("p.csv", portfolio.text)
    let french = try command.run("inspect", "p.csv", "--language", "fr").output
    for line in [
      "Actives, mais qu'une étude écarterait :", "• fixe : la même valeur partout.",
      "• vide : 97\u{202F}% de manques.", "• copie : dit la même chose que « honoraires »",
    ] { #expect(french.contains(line), "\(line)") }
    let english = try command.run("inspect", "p.csv", "--language", "en").output
    #expect(english.contains("• fixe: the same value everywhere."))
    let answer = try JSONAnswer(try command.run("inspect", "p.csv", "--json").output)
    #expect(answer["screening"].list.compactMap { $0["key"].text } == ["fixe", "vide", "copie"])
    try command.put("q.csv", SmallPortfolio(clients: 60).text)
    #expect(
      !(try command.run("inspect", "q.csv", "--language", "fr").output.contains("écarterait")))
  }

  @Test func inspectTellsEncodingsHeadersAndRemarks() throws {
    let rows = (0..<40).map { "C\($0);\($0 * 7 % 11),5;Rhône;\($0)" }
    let remark = "Nombre de dossiers : 40;;;"
    let modern = Array(("id;ca;département;12\n" + rows.joined(separator: "\n") + "\n").utf8)
    let old = try #require("C90;1,5;Isère;9\n\(remark)\n".data(using: .windowsCP1252))
    try command.put("p.csv", modern + Array(old))
    let french = try command.run("inspect", "p.csv", "--language", "fr").output
    for line in [
      "• 1 ligne n'est pas en UTF-8 : lue en Windows-1252 (ligne 42)",
      "• 1 remarque sous le tableau écartée (ligne 43)",
      "• en-tête (ligne 1) : 1 nom de colonne est un nombre ; si c'est un client",
    ] { #expect(french.contains(line), "\(line)") }
    try command.put("q.csv", rows.joined(separator: "\n"))
    let headless = try command.run("inspect", "q.csv", "--language", "fr").output
    #expect(headless.contains("• pas d'en-tête : la première ligne est lue comme un client"))
  }

  @Test func inspectKeepsLongHeadersToTheTable() throws {
    let long = String(repeating: "très long ", count: 500)
    let rows = (0..<20).map { "C\($0);\($0 * 7 % 11),5;\($0 % 4)" }
    try command.put("p.csv", "id;\(long);n\n" + rows.joined(separator: "\n"))
    let text = try command.run("inspect", "p.csv", "--language", "fr").output
    #expect(text.split(separator: "\n").allSatisfy { $0.count < 160 })
    #expect(text.contains("très long très long très long très long…"))
  }

  @Test func emptyRowsUnderAHeaderAreCounted() throws {
    try command.put("p.csv", "id;ca;n\n" + String(repeating: ";;\n", count: 60))
    let result = try command.run("run", "p.csv", "--language", "fr")
    #expect(result.status == 65)
    #expect(
      result.error.contains("p.csv : ligne 1 : sous l'en-tête, 60 lignes vides et aucune donnée"))
  }

  /// One row a mission: the report speaks of clients, so it says first that they are rows.
  @Test func rowsThatRepeatTheIdentifierAreSaidFirst() throws {
    var portfolio = SmallPortfolio(clients: 60)
    for i in portfolio.rows.indices { portfolio.rows[i][0] = "C\(i / 3)" }
    try command.put("p.csv", portfolio.text)
    let result = try command.run("run", "p.csv", "--language", "fr", "--output", "r", "--quiet")
    #expect(result.status == 0)
    #expect(
      result.error.contains(
        "attention, 40 lignes sur 60 répètent un identifiant (« \(portfolio.header[0]) »)"))
    let report = try command.text("r/report.html")
    let sentence = try #require(report.range(of: "40 lignes sur 60 répètent un identifiant"))
    let firstSection = try #require(report.range(of: "<section"))
    #expect(report[sentence.upperBound...].contains("pas des clients"))
    #expect(
      sentence.lowerBound < firstSection.lowerBound
        || report[..<sentence.lowerBound].count < report.count / 3)
  }
}
