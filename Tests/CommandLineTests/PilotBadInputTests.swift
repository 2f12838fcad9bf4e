import TestSupport
import Testing

/// What cannot be drawn or judged is told with its place, and leaves nothing behind.
@Suite struct PilotBadInputTests {
  let command: CommandProcess

  init() throws {
    command = try CommandProcess()
    let rows = PilotCommandTests.clients.map { $0.joined(separator: ";") }
    try command.put(
      "p.csv", (["id_client;segment;bureau;exclu"] + rows).joined(separator: "\n") + "\n")
  }

  private func refused(
    _ arguments: [String], _ english: String, _ french: String? = nil, status: Int32 = 65
  ) throws {
    let before = try command.content()
    let told = try command.run(arguments)
    #expect(told.status == status && told.output.isEmpty, "\(told.status) \(told.error)")
    #expect(told.error.contains(english), "\(told.error)")
    #expect(!told.error.contains("C0003"))
    if let french {
      let said = try command.run(arguments + ["--language", "fr"])
      #expect(said.status == status && said.error.contains(french), "\(said.error)")
    }
    #expect(try command.content() == before)
  }

  private static let goal = ["--baseline", "30%", "--effect", "35%", "--output", "o"]

  @Test func whatCannotBeDrawn() throws {
    func design(_ more: String..., input: String = "p.csv") -> [String] {
      ["pilot", "design", input] + Self.goal + more
    }
    try refused(
      design("--exclude-column", "exclus"), "no column is called 'exclus'",
      "aucune colonne ne s'appelle « exclus »")
    try refused(design("--stratify", "bureau,site"), "no column is called 'site'")
    try refused(design("--stratify", "id_client"), "makes no groups", "ne forme pas de groupes")
    try refused(design("--segment", "groupe"), "p.csv: no column is called 'groupe'")
    try refused(design("--exclude", "none.csv"), "none.csv: no such file", status: 66)
    try refused(design("--portfolio", "none.csv"), "none.csv: no such file", status: 66)
    try refused(design(input: "none.csv"), "no such file", status: 66)
    try command.put("noid.csv", "segment,x\na,1\na,2\na,1\nb,2\nb,1\nb,2\n")
    try refused(
      design(input: "noid.csv"), "no column identifies the clients",
      "aucune colonne n'identifie les clients")
    try command.put("bare.csv", "id,x\na1,u\na2,v\na3,u\na4,v\n")
    try refused(design(input: "bare.csv"), "say which with --segment")
    try command.put("tiny.csv", "id,segment\na1,u\na2,v\na3,w\na4,w\n")
    try refused(
      design(input: "tiny.csv"), "tiny.csv: no segment has enough clients for two groups: 4 read",
      "aucun segment n'a assez de clients pour deux groupes : 4 lus")
    try command.put("other.csv", "id,size\nz1,u\nz2,v\nz3,w\nz4,w\n")
    try refused(
      design("--portfolio", "other.csv"), "none of these clients is in 'other.csv'",
      "aucun de ces clients n'est dans « other.csv »")
    try command.put(
      "twice.csv", "id,segment\n" + (0..<30).map { "c\($0 / 2),\($0 % 3)\n" }.joined())
    let repeated = try command.run(design(input: "twice.csv"))
    #expect(repeated.status == 65 && !repeated.wasKilled)
    try refused(
      [
        "pilot", "design", "p.csv", "--baseline", "30%", "--effect", "1%", "--output",
        "no/such/\u{0}",
      ]
      .map { $0.replacing("\u{0}", with: String(repeating: "x", count: 300)) }, "cannot write",
      status: 73)
  }

  @Test func whatIsNoPlan() throws {
    for arguments in [
      ["--effect", "1%"], ["--baseline", "30%"],
      ["--baseline", "30%", "--sd", "2", "--effect", "1%"],
      ["--baseline", "0", "--effect", "1%"], ["--baseline", "30%", "--effect", "80%"],
      ["--baseline", "30%", "--effect", "0"], ["--baseline", "x", "--effect", "1"],
      ["--sd", "0", "--effect", "1"], ["--sd", "1", "--effect", "nan"],
      ["--sd", "1", "--effect", "1", "--power", "1"],
      ["--sd", "1", "--effect", "1", "--power", "20%"],
      ["--sd", "1", "--effect", "1", "--alpha", "0"], ["--sd", "1", "--effect", "1e-300"],
      ["--sd", "1", "--effect", "1", "--alpha", "1e-9"],
      ["--sd", "1", "--effect", "1", "--expected-loss", "100%"],
      ["--sd", "1", "--effect", "1", "--max-per-group", "1"],
      ["--sd", "1", "--effect", "1", "--stratify", "a,,b"],
      ["--sd", "1", "--effect", "1", "--output", ""],
    ] {
      let told = try command.run(["pilot", "design", "p.csv"] + arguments)
      #expect(told.status == 64 && told.error.hasPrefix("Error: "), "\(arguments) \(told.error)")
    }
    #expect(try command.run("pilot", "evaluate", "p.csv").status == 64)
    #expect(
      try command.run("pilot", "evaluate", "p.csv", "--design", "o", "--rules", "r").status == 64)
    #expect(try command.content() == ["p.csv"])
  }

  @Test func whatCannotBeJudged() throws {
    #expect(try command.run(["pilot", "design", "p.csv", "--quiet"] + Self.goal).status == 0)
    let ids = try command.text("o/pilot.csv").split(separator: "\n").dropFirst().map {
      String($0.prefix { $0 != "," })
    }
    func results(_ lines: [String]) throws {
      try command.put("r.csv", lines.joined(separator: "\n") + "\n")
    }
    let evaluate = ["pilot", "evaluate", "r.csv", "--design", "o"]
    let good = ids.enumerated().map { "\($1),\($0 % 2)" }

    try results(["id,y"] + good.prefix(10) + ["Z1,1"] + good.dropFirst(10) + ["Z2,0"])
    try refused(
      evaluate, "r.csv: lines 12, \(ids.count + 3): 2 clients of",
      "r.csv : lignes 12, \(ids.count + 3) : 2 clients sur")
    try results(["id,y"] + good.prefix(10) + [good[2], good[5]] + good.dropFirst(10))
    try refused(
      evaluate, "lines 12, 13: this client has a result already, on line 4 for the first",
      "lignes 12, 13 : ce client a déjà un résultat, ligne 4 pour le premier")
    try results(["id,y"] + good.prefix(10) + [",1"] + good.dropFirst(10))
    try refused(
      evaluate, "line 12: a result without an identifier", "ligne 12 : un résultat sans identifiant"
    )
    try results(["id,y"] + good.prefix(10) + ["\(ids[10]),peut-être"] + good.dropFirst(11))
    try refused(
      evaluate, "line 12, column 2 ('y'): this is neither yes nor no",
      "ligne 12, colonne 2 (« y ») : ce n'est ni oui ni non")
    try results(["id,y"] + ids.map { "\($0)," })
    let empty = try command.run(evaluate)
    #expect(
      empty.status == 65 && empty.error.contains("has a result for no client"), "\(empty.error)")
    try results(["id,y"] + (0..<30).map { "Q\($0),\($0 % 2)" })
    try refused(
      evaluate, "none of the 30 clients is in this pilot",
      "aucun des 30 clients n'est dans ce pilote")
    try results(["id,y,z"] + good.map { $0 + ",3" })
    try refused(
      evaluate, "say with --outcome which column holds the outcome", "dire avec --outcome")
    try refused(evaluate + ["--outcome", "w"], "no column is called 'w'")
    try results(["id,y"] + good)
    try refused(["pilot", "evaluate", "none.csv", "--design", "o"], "no such file", status: 66)
    try refused(
      ["pilot", "evaluate", "r.csv", "--design", "none"], "none: no such file", status: 66)
    try refused(
      ["pilot", "evaluate", "r.csv", "--design", "p.csv"], "this is no pilot of Clientele",
      "ce n'est pas un pilote de Clientele")
    try command.put("other.csv", "id,regle\n" + ids.map { "\($0),a\n" }.joined())
    try refused(
      evaluate + ["--portfolio", "other.csv", "--rule-column", "regle"],
      "other.csv: this is not the file that this pilot was drawn from. Give one of: p.csv",
      "other.csv : ce n'est pas le fichier dont ce pilote a été tiré")
    try refused(
      evaluate + ["--portfolio", "p.csv", "--rule-column", "regle"], "no column is called 'regle'")
    try command.put(
      "changed.json", try command.text("o/pilot.json").replacing("0.35", with: "0.25"))
    try refused(
      ["pilot", "evaluate", "r.csv", "--design", "changed.json"], "was changed since the draw",
      "a été changé depuis le tirage")
  }

  @Test func numbersWhereNumbersAreAsked() throws {
    let goal = ["--sd", "5", "--effect", "4", "--output", "o", "--quiet"]
    #expect(try command.run(["pilot", "design", "p.csv"] + goal).status == 0)
    let ids = try command.text("o/pilot.csv").split(separator: "\n").dropFirst().map {
      String($0.prefix { $0 != "," })
    }
    try command.put(
      "r.csv",
      "id;y\n"
        + ids.enumerated().map { "\($1);\($0 == 20 ? "beaucoup" : "3,\($0 % 9)")\n" }.joined())
    try refused(
      ["pilot", "evaluate", "r.csv", "--design", "o"],
      "line 22, column 2 ('y'): this is not a number")
    try refused(
      ["pilot", "evaluate", "r.csv", "--design", "o", "--success", "oui"],
      "--success is of no use to it")
  }

  /// One group has no result, in one segment or in all: said, not refused.
  @Test func segmentsOfOneGroupAreTold() throws {
    #expect(try command.run(["pilot", "design", "p.csv", "--quiet"] + Self.goal).status == 0)
    let rows = try command.text("o/pilot.csv").split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").map(String.init)
    }
    let tested = rows.filter { $0[2] == "test" || $0[1] != "Artisans" }
    try command.put("r.csv", "id,y\n" + tested.enumerated().map { "\($1[0]),\($0 % 2)\n" }.joined())
    let told = try command.run("pilot", "evaluate", "r.csv", "--design", "o")
    #expect(told.status == 0 && told.output.contains("no result in the control group"))
    try command.put(
      "r.csv",
      "id,y\n"
        + rows.filter { $0[2] == "test" }.enumerated().map { "\($1[0]),\($0 % 2)\n" }.joined())
    let none = try command.run("pilot", "evaluate", "r.csv", "--design", "o", "--output", "e")
    #expect(none.status == 0 && none.output.contains("No segment can be judged"))
    #expect(try command.content("e").count == 2)
  }
}
