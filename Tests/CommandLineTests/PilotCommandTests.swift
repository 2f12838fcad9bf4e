import Foundation
import TestSupport
import Testing

@Suite struct PilotCommandTests {
  static let portfolio = Repository.path("datasets/portefeuille-2026-T3.csv")
  let command: CommandProcess

  init() throws { command = try CommandProcess() }

  /// 240 clients of three segments and two offices, one of them alone in a fourth.
  static let clients: [[String]] = (0..<241).map { i in
    [
      String(format: "C%04d", i), i == 240 ? "Seul" : ["Artisans", "Commerces", "Libéraux"][i % 3],
      i % 5 < 3 ? "Lyon" : "Paris", i % 10 == 0 ? "oui" : i % 10 == 1 ? "litige en cours" : "non",
    ]
  }

  private func put(_ rows: [[String]], as name: String = "p.csv") throws {
    let lines = [["id_client", "segment", "bureau", "exclu"]] + rows
    try command.put(name, lines.map { $0.joined(separator: ";") }.joined(separator: "\n") + "\n")
  }

  private func design(_ arguments: String..., input: String = "p.csv") throws
    -> CommandProcess.Result
  {
    try command.run(
      ["pilot", "design", input, "--baseline", "30%", "--effect", "0,35", "--quiet"] + arguments)
  }

  /// The list: id, segment, group.
  private func list(_ folder: String = "o") throws -> [[String]] {
    try command.text("\(folder)/pilot.csv").split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
  }

  /// Results in which the action brings twice as many to say yes.
  private func results(_ rows: [[String]]) -> [[String]] {
    rows.enumerated().map { i, row in
      [row[0], row[2] == "test" ? (i % 3 > 0 ? "oui" : "non") : (i % 3 == 0 ? "oui" : "non")]
    }
  }

  private func put(results: [[String]], as name: String = "r.csv") throws {
    try command.put(
      name,
      ([["id", "signe"]] + results).map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n"
    )
  }

  @Test(arguments: ["fr", "en"])
  func bothCommandsSayWhatTheyFound(code: String) throws {
    try put(Self.clients)
    let drawn = try command.run(
      "pilot", "design", "p.csv", "--baseline", "30%", "--effect", "35%", "--stratify", "bureau",
      "--exclude-column", "exclu", "--output", "o", "--language", code)
    #expect(drawn.status == 0 && drawn.error.isEmpty, "\(drawn.error)")
    try expectText(drawn.output, "pilot-design-\(code).txt")
    var results = results(try list())
    results[3][1] = ""
    results.removeLast(2)
    try put(results: results)
    let found = try command.run(
      "pilot", "evaluate", "r.csv", "--design", "o", "--output", "e", "--portfolio", "p.csv",
      "--rule-column", "bureau", "--language", code)
    #expect(found.status == 0 && found.error.isEmpty, "\(found.error)")
    try expectText(found.output, "pilot-evaluate-\(code).txt")
    #expect(try command.content("e") == ["evaluation.html", "evaluation.json"])
    let again = try command.run("pilot", "evaluate", "r.csv", "--design", "o", "--output", "e")
    #expect(again.status == 73 && again.error.contains("exists already"))
    let forced = try command.run(
      "pilot", "evaluate", "r.csv", "--design", "o/pilot.json", "--output", "e", "--force")
    #expect(forced.status == 0)
  }

  @Test func theSameListWhateverTheOrderOfTheRows() throws {
    try put(Self.clients)
    try put(Self.clients.reversed(), as: "q.csv")
    #expect(try design("--output", "o", "--stratify", "bureau", "--threads", "1").status == 0)
    #expect(
      try design("--output", "o2", "--stratify", "bureau", "--threads", "2", input: "q.csv").status
        == 0)
    #expect(try command.bytes("o/pilot.csv") == command.bytes("o2/pilot.csv"))
    #expect(try design("--output", "o3", "--stratify", "bureau").status == 0)
    #expect(try command.bytes("o/pilot.json") == command.bytes("o3/pilot.json"))
    #expect(try design("--output", "o4", "--max-per-group", "9").status == 0)
    #expect(try design("--output", "o5", "--max-per-group", "9", "--seed", "5").status == 0)
    #expect(try command.bytes("o4/pilot.csv") != command.bytes("o5/pilot.csv"))
  }

  /// What is not no excludes, words that nobody foresaw included; a list without a header loses nobody.
  @Test func excludedClientsAreLeftAlone() throws {
    try put(Self.clients)
    try command.put("list.csv", "C0004\nC0007\nC9999\n")
    let drawn = try command.run(
      "pilot", "design", "p.csv", "--baseline", "30%", "--effect", "2%", "--exclude-column",
      "exclu",
      "--exclude", "list.csv", "--output", "o")
    #expect(drawn.status == 0 && drawn.error.contains("identifiers that no client has: 1"))
    try command.put("named.csv", "id\nC0004\nC0007\n")
    let named = try command.run(
      "pilot", "design", "p.csv", "--baseline", "30%", "--effect", "2%", "--exclude", "named.csv",
      "--output", "o6")
    #expect(named.status == 0 && !named.error.contains("identifiers that no client has"))
    let listed = Set(try list().map { $0[0] })
    let excluded = Self.clients.filter { $0[3] != "non" }.map { $0[0] } + ["C0004", "C0007"]
    #expect(listed.isDisjoint(with: excluded) && listed.count > 150)
    let answer = try JSONAnswer(command.text("o/pilot.json"))
    #expect(answer["design"]["clients"]["excluded"].number == Double(Set(excluded).count))
  }

  @Test func aRunAndItsPortfolio() throws {
    let run = Repository.path("notebooks-output/portefeuille-2026-T3")
    let drawn = try command.run(
      "pilot", "design", run, "--portfolio", Self.portfolio, "--stratify",
      "bureau,honoraires_annuels_ht", "--sd", "20", "--effect", "-8", "--output", "o", "--json",
      "--quiet")
    #expect(drawn.status == 64)  // the parser takes -8 for an option
    let told = try command.run(
      "pilot", "design", run, "--portfolio", Self.portfolio, "--stratify",
      "bureau,honoraires_annuels_ht", "--sd", "20", "--effect=-8", "--output", "o", "--json",
      "--quiet")
    #expect(told.status == 0 && told.error.isEmpty, "\(told.error)")
    let design = try JSONAnswer(told.output)["design"]
    let record = try String(contentsOfFile: run + "/run.json", encoding: .utf8)
    let count = try JSONAnswer(record)["segments"].list.count
    #expect(design["segmentColumn"].text == "segment_name" && count > 3)
    #expect(design["segments"].list.count == count)
    #expect(
      design["sources"].list.compactMap { $0["name"].text } == [
        "segments.csv", "portefeuille-2026-T3.csv",
      ])
    try put(results: try list().enumerated().map { [$1[0], String($0 % 37)] })
    let judged = try command.run(
      "pilot", "evaluate", "r.csv", "--design", "o", "--portfolio", Self.portfolio, "--rules",
      "reforme", "--json")
    #expect(judged.status == 0, "\(judged.error)")
    let evaluation = try JSONAnswer(judged.output)["evaluation"]
    #expect(
      evaluation["segments"].list.count == count && evaluation["rules"]["segments"].list.count > 5)
    #expect(evaluation["heterogeneity"]["degreesOfFreedom"].number == Double(count - 1))
  }

  @Test func otherWordsForSuccess() throws {
    try put(Self.clients)
    #expect(try design("--output", "o").status == 0)
    let rows = try list()
    try put(results: rows.map { [$0[0], $0[2] == "test" ? "Signé" : "refusé"] })
    let told = try command.run(
      "pilot", "evaluate", "r.csv", "--design", "o", "--success", "signé", "--json")
    #expect(told.status == 0)
    #expect(
      try JSONAnswer(told.output)["evaluation"]["overall"]["effect"]["difference"].number == 1)
    let never = try command.run(
      "pilot", "evaluate", "r.csv", "--design", "o", "--success", "signed")
    #expect(never.status == 65 && never.error.contains("stands nowhere in the column 'signe'"))
    // Answers of several tools, and marks beside which an empty cell says no.
    try put(results: rows.enumerated().map { [$1[0], ["oui", "1", "N", "vrai"][$0 % 4]] })
    let mixed = try command.run("pilot", "evaluate", "r.csv", "--design", "o")
    #expect(mixed.status == 0 && mixed.output.contains("All clients drawn have a result."))
    try put(results: rows.map { [$0[0], $0[2] == "test" ? "x" : ""] })
    let marked = try command.run("pilot", "evaluate", "r.csv", "--design", "o", "--json")
    #expect(
      try JSONAnswer(marked.output)["evaluation"]["overall"]["effect"]["difference"].number == 1)
    // The export of everybody, the pilot's clients among them.
    try put(results: rows.map { [$0[0], "1"] } + [["C0240", "0"]])
    let strangers = try command.run("pilot", "evaluate", "r.csv", "--design", "o")
    #expect(strangers.status == 65 && strangers.error.contains("1 clients of"))
    let whole = try command.run("pilot", "evaluate", "r.csv", "--design", "o", "--whole-portfolio")
    #expect(whole.status == 0 && whole.output.contains("not in the pilot, left out: 1."))
  }
}
