import Foundation
import TestSupport
import Testing

/// What cannot be studied is refused with a sentence, the right status, no cell of the file, and
/// nothing left behind.
@Suite struct BadInputTests {
  static let commands = [
    "run": ["--output", "out"], "inspect": [], "cluster": ["--clusters", "2", "--json"],
    "choose": ["--max-clusters", "3", "--json"], "factors": ["--json"],
  ]

  let command: CommandProcess

  init() throws { command = try CommandProcess() }

  private func expectDiscreet(_ result: CommandProcess.Result, _ what: String) {
    #expect(!result.wasKilled, "\(what)")
    #expect(!result.error.contains(SmallPortfolio.secret), "\(what)")
    #expect(result.error.hasSuffix("\n") || result.error.isEmpty, "\(what)")
  }

  @Test(arguments: BadInput.unreadable + BadInput.misread + BadInput.poor)
  func refusedWithItsMessage(_ input: BadInput) throws {
    try command.put("in.csv", input.bytes)
    for name in input.refusedBy {
      let arguments = Self.commands[name, default: []]
      let result = try command.run([name, "in.csv", "--quiet"] + arguments)
      expectDiscreet(result, name)
      #expect(result.status == 65, "\(name)")
      #expect(result.error.hasPrefix("clientele: "), "\(name)")
      #expect(result.error.contains(input.message), "\(name): \(result.error)")
      #expect(result.output.isEmpty, "\(name)")
      #expect(try command.content() == ["in.csv"], "\(name)")
    }
    let french = try command.run(
      [input.refusedBy[0], "in.csv", "--quiet", "--language", "fr"]
        + Self.commands[input.refusedBy[0], default: []])
    #expect(french.status == 65 && french.error.hasPrefix("clientele : "))
    #expect(!french.error.contains(input.message))
  }

  @Test(arguments: BadInput.odd)
  func oddTablesAreAnswered(_ input: BadInput) throws {
    try command.put("in.csv", input.bytes)
    for (name, arguments) in Self.commands.sorted(by: { $0.key < $1.key }) {
      let result = try command.run([name, "in.csv", "--quiet"] + arguments)
      expectDiscreet(result, name)
      let refused = input.refusedBy.contains(name)
      #expect(result.status == (refused ? 65 : 0), "\(name): \(result.error)")
      #expect(result.output.contains(SmallPortfolio.secret) == false, "\(name)")
    }
    let left = try command.content().filter { !$0.hasPrefix("out/") }
    #expect(left == (input.refusedBy.contains("run") ? ["in.csv"] : ["in.csv", "out"]))
  }

  @Test func aThousandColumnsAreStudied() throws {
    var generator = TestGenerator(seed: 5)
    let header = (["id"] + (0..<1000).map { "v\($0)" }).joined(separator: ";")
    let rows = (0..<40).map { i in
      (["C\(i)"]
        + (0..<1000).map { j in
          String(Int.random(in: 0..<10_000, using: &generator) + (i % 2) * (j % 3) * 20_000)
        }).joined(separator: ";")
    }
    try command.put("in.csv", ([header] + rows).joined(separator: "\n") + "\n")
    let result = try command.run("run", "in.csv", "--quiet", "--output", "out", "--json")
    #expect(result.status == 0)
    #expect(try JSONAnswer(result.output)["choice"]["choice"].number == 2)
  }

  @Test func folderMissingAndUnreadableFilesAre66() throws {
    try FileManager.default.createDirectory(
      at: command.folder.appendingPathComponent("folder.csv"), withIntermediateDirectories: false)
    try command.put("closed.csv", SmallPortfolio(clients: 9).text)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0], ofItemAtPath: command.folder.appendingPathComponent("closed.csv").path
    )
    // A link to itself cannot be opened by anybody.
    try FileManager.default.createSymbolicLink(
      atPath: command.folder.appendingPathComponent("loop.csv").path,
      withDestinationPath: "loop.csv")
    var cases = [
      ("folder.csv", "this is a folder"), ("missing.csv", "no such file"),
      ("loop.csv", "reading refused"),
    ]
    // Root reads what it likes.
    if getuid() != 0 { cases.append(("closed.csv", "Check the permissions")) }
    for (file, message) in cases {
      for (name, arguments) in Self.commands {
        let result = try command.run([name, file, "--quiet"] + arguments)
        #expect(result.status == 66 && result.output.isEmpty)
        #expect(result.error.contains("\(file): ") && result.error.contains(message))
      }
    }
    #expect(try command.content() == ["closed.csv", "folder.csv", "loop.csv"])
  }

  @Test func outputThatCannotBeWrittenIs73() throws {
    try command.put("in.csv", SmallPortfolio(clients: 30).text)
    try command.put("file", "x")
    for arguments in [
      ["run", "in.csv", "--output", "/proc/clientele/out"],
      ["run", "in.csv", "--output", "file/out"],
      ["cluster", "in.csv", "--clusters", "2", "--labels", "/proc/labels"],
      ["cluster", "in.csv", "--clusters", "2", "--labels", "nowhere/labels"],
      ["inspect", "in.csv", "--write-config", "nowhere/c.yaml"],
      ["generate", "--clients", "5", "--period", "2026-T1", "--output", "file"],
      ["generate", "--clients", "5", "--period", "2026-T1", "--output", "/proc/clientele"],
    ] {
      let result = try command.run(arguments + ["--quiet"])
      #expect(result.status == 73 && result.output.isEmpty, "\(arguments)")
      #expect(result.error.hasPrefix("clientele: "), "\(arguments)")
    }
    #expect(try command.content() == ["file", "in.csv"])
  }

  @Test(arguments: [
    (["--clusters", "61"], "61 segments asked for; 60 clients make them. Ask for fewer"),
    (
      ["--clusters", "46", "--hold-out", "0.5"],
      "46 segments asked for; 30 clients make them (30 are left aside)"
    ),
    (["--outcome", "nope"], "no column is called 'nope'"),
    (["--outcome", "scorre"], "no column is called 'scorre'. Perhaps 'score'? Columns read: "),
    (["--rule-column", "nope"], "no column is called 'nope'"),
    (["--test-groups", "nope"], "no column is called 'nope'. Columns read: id_client, "),
    (["--test-groups", "burau"], "no column is called 'burau'. Perhaps 'bureau'? Columns read: "),
  ])
  func requestsThatTheTableCannotAnswer(arguments: [String], message: String) throws {
    var portfolio = SmallPortfolio(clients: 60)
    portfolio.header.append("outil_unique")
    for i in 0..<60 {
      portfolio.rows[i][6] = i < 20 ? "Lyon" : "Paris"
      portfolio.rows[i].append("seul")
    }
    try command.put("in.csv", portfolio.text)
    let result = try command.run(["run", "in.csv", "--quiet", "--output", "out"] + arguments)
    expectDiscreet(result, "\(arguments)")
    #expect(result.status == 65 && result.error.contains(message), "\(result.error)")
    #expect(result.error.hasPrefix("clientele: in.csv: ") && !result.error.contains("(s)"))
    #expect(try command.content() == ["in.csv"])
  }

  /// The rest is done: what cannot be is said on the terminal, in the report and in the record.
  @Test(arguments: [
    (
      ["--test-groups", "outil_unique"],
      "The groups of “outil_unique” are not evaluated: all clients have the same value there",
      ["groupsNotEvaluated", "reason"], "oneValue"
    ),
    (
      ["--test-groups", "id_client"],
      "The groups of “id_client” are not evaluated: nearly all its values differ",
      ["groupsNotEvaluated", "reason"], "nearlyAllDiffer"
    ),
    (
      ["--test-groups", "raison_sociale"], "“raison_sociale” are not evaluated: nearly all",
      ["groupsNotEvaluated", "reason"], "nearlyAllDiffer"
    ),
    (
      ["--test-groups", "honoraires"], "“honoraires” are not evaluated: these are dates, lists or",
      ["groupsNotEvaluated", "reason"], "kind"
    ),
    (
      ["--test-groups", "bureau"],
      "“bureau” are not evaluated: a single group has the 30 clients that it takes",
      ["groupsNotEvaluated", "reason"], "tooSmall"
    ),
    (
      ["--outcome", "id_client"], "not evaluated: the column names the clients or holds a text",
      ["outcomes", "0", "notEvaluated"], "identifier"
    ),
    (
      ["--outcome", "outil_unique"], "not evaluated: a single value among these clients",
      ["outcomes", "0", "notEvaluated"], "constant"
    ),
    (
      ["--hold-out", "0.01"], "there would be 1, and it takes 30", ["notTried", "clients"], "1"
    ),
  ])
  func requestsOfWhichAPartCannotBeDone(
    arguments: [String], message: String, path: [String], value: String
  ) throws {
    var portfolio = SmallPortfolio(clients: 124)
    portfolio.header.append("outil_unique")
    for i in 0..<124 {
      portfolio.rows[i][6] = i < 20 ? "Lyon" : "Paris"
      portfolio.rows[i].append("seul")
    }
    try command.put("in.csv", portfolio.text)
    let result = try command.run(
      ["run", "in.csv", "--quiet", "--json", "--output", "out"] + arguments)
    expectDiscreet(result, "\(arguments)")
    #expect(result.status == 0 && result.error.contains(message), "\(result.error)")
    #expect(result.error.hasPrefix("clientele: note. ") && !result.error.contains("(s)"))
    var answer = try JSONAnswer(result.output)["validation"]
    for step in path { answer = Int(step).map { answer.list[$0] } ?? answer[step] }
    #expect(answer.text == value || answer.number == Double(value))
    let page = try command.text("out/report.html")
    #expect(
      page.contains(path[0] == "notTried" ? "too small to leave clients aside" : "ot evaluated"))
    #expect(try JSONAnswer(result.output)["segments"].list.count == 3)
  }

  /// Numbers of groups are chosen among clients that differ, in every command.
  @Test(arguments: ["run", "choose", "factors", "cluster"])
  func clientsThatAreAllAlike(name: String) throws {
    let flags = ["cluster": ["--clusters", "2"], "run": ["--output", "out"]][name] ?? []
    for (file, rows) in [("one.csv", 1), ("same.csv", 60)] {
      try command.put(file, "id;a;b\n" + (0..<rows).map { "C\($0);5,5;7,5\n" }.joined())
      let result = try command.run([name, file, "--quiet"] + flags)
      #expect(result.status == 65 && result.error.hasPrefix("clientele: \(file): "), "\(file)")
      #expect(result.output.isEmpty)
    }
  }

  /// Whether a variable is empty or beyond the numbers is two things.
  @Test func whatIsWrongWithAVariableIsSaid() throws {
    try command.put(
      "in.csv",
      "id;a;b\n" + (0..<40).map { "C\($0);\($0 % 2 == 0 ? "" : "-")1e308;\($0)\n" }.joined())
    let result = try command.run("cluster", "in.csv", "--clusters", "2")
    #expect(result.status == 65)
    #expect(
      result.error
        == "clientele: in.csv: the variable 'a' has values beyond what can be computed: change its unit.\n"
    )
  }

  /// As many segments as clients that make them is a poor idea, and no error.
  @Test func asManySegmentsAsClients() throws {
    try command.put("in.csv", SmallPortfolio(clients: 12).text)
    let result = try command.run(
      "run", "in.csv", "--quiet", "--output", "out", "--clusters", "12", "--json")
    #expect(result.status == 0)
    #expect(try JSONAnswer(result.output)["segments"].list.count == 12)
  }

  @Test(arguments: [
    (["--clusters", "13"], "13 groups asked for 12 distinct observations"),
    (["--clusters", "2", "--columns", "nope"], "no column is called 'nope'"),
    (["--clusters", "2", "--columns", "outil"], "the column 'outil' is not one of numbers"),
    (["--clusters", "2", "--columns", "raison_sociale"], "is not one of numbers"),
  ])
  func clusterRequestsThatTheTableCannotAnswer(arguments: [String], message: String) throws {
    try command.put("in.csv", SmallPortfolio(clients: 12).text)
    let result = try command.run(["cluster", "in.csv"] + arguments)
    expectDiscreet(result, "\(arguments)")
    #expect(result.status == 65 && result.error.contains(message), "\(result.error)")
  }
}
