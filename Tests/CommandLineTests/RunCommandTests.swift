import Foundation
import TestSupport
import Testing

/// `clientele run` as a user types it.
@Suite struct RunCommandTests {
  static let files = [
    "model.json", "notebook.ipynb", "profiles.csv", "reasons.csv", "report.html", "run.json",
    "segments.csv",
  ]
  static let runKeys: Set<String> = [
    "schema", "version", "input", "seed", "language", "period", "preparation", "choice", "method",
    "segments", "validation", "seconds", "date", "reading", "configuration", "libraries",
  ]

  let command: CommandProcess
  let portfolio = SmallPortfolio(clients: 120)

  init() throws {
    command = try CommandProcess()
    try command.put("clients.csv", portfolio.text)
  }

  /// Real tables, with nothing said of them. Whether the wholesaler's clients have groups is a near
  /// thing: either answer is a report.
  @Test(
    .enabled(if: RealData.folder != nil, Comment(rawValue: RealData.absence)),
    arguments: [("wholesale-customers.csv", 440), ("customer-personality.csv", 2_240)])
  func realTablesAreStudiedWithoutConfiguration(file: String, rows: Int) throws {
    let input = try #require(RealData.folder) + "/" + file
    let result = try command.run("run", input, "--quiet", "--output", "out", "--json")
    #expect(result.status == 0 && result.error.isEmpty)
    let run = try JSONAnswer(result.output)
    #expect(run["input"]["rows"].number == Double(rows))
    let hasStructure = run["choice"]["structure"].flag == true
    #expect(hasStructure == (run["segments"].list.count >= 2))
    #expect(hasStructure || file.hasPrefix("wholesale"))
    #expect(try command.content("out") == Self.files)
  }

  @Test(
    arguments: [
      "auto", "ward", "kmeans", "average", "complete", "single", "mcquitty", "centroid", "median",
      "kmedoids", "gaussian-mixture",
    ])
  func everyMethodRuns(method: String) throws {
    let result = try command.run(
      "run", "clients.csv", "--method", method, "--output", "out", "--quiet", "--json")
    #expect(result.status == 0 && result.error.isEmpty)
    let run = try JSONAnswer(result.output)
    #expect(run["method"]["name"].text == method)
    #expect(run["configuration"]["method"].text == method)
    let hasTree = !["kmeans", "kmedoids", "gaussian-mixture"].contains(method)
    #expect(run["method"]["tree"]["leaves"].number == (hasTree ? 90 : nil))
    #expect(run["method"]["approximation"] == .null)
    #expect(run["segments"].list.count == 3)
  }

  /// Above 20 000 clients the tree is one of micro-clusters, and the report says so.
  @Test func aLargePortfolioGoesThroughMicroClusters() throws {
    _ = try command.run(
      "generate", "--clients", "27500", "--period", "2026-T3", "--output", "made", "--quiet")
    let result = try command.run(
      "run", "made/portefeuille-2026-T3.csv", "--clusters", "6", "--output", "out", "--quiet",
      "--language", "fr", "--json")
    #expect(result.status == 0)
    let run = try JSONAnswer(result.output)
    #expect((run["preparation"]["trainingClients"].number ?? 0) > 20_000)
    #expect(run["method"]["approximation"]["microClusters"]["cells"].number == 2_000)
    #expect(run["method"]["tree"]["leaves"].number == 2_000)
    let report = try command.text("out/report.html")
    #expect(report.contains("Ward par micro-groupes sur les axes factoriels"))
    #expect(report.contains("l’arbre ne réunit pas les clients un par un"))
    #expect(report.contains("L’arbre et sa coupure"))
  }

  @Test func writesTheRunFolderOfTheContract() throws {
    let result = try command.run("run", "clients.csv", "--period", "2026-T3", "--output", "out")
    #expect(result.status == 0)
    #expect(try command.content("out") == Self.files)
    let run = try JSONAnswer(command.text("out/run.json"))
    #expect(run.keys.isSuperset(of: Self.runKeys))
    #expect(run["schema"].text == "clientele/run/1")
    #expect(run["input"]["path"].text == "clients.csv")
    #expect(run["input"]["sha256"].text?.count == 64)
    #expect(run["input"]["rows"].number == 120 && run["input"]["columns"].number == 7)
    #expect(run["seed"].number == 2026 && run["period"].text == "2026-T3")
    #expect(run["choice"]["structure"].flag == true && run["choice"]["choice"].number == 3)
    #expect(run["validation"]["kind"].text == "hold-out")
    let segmentKeys: Set<String> = [
      "id", "name", "size", "share", "silhouette", "stability", "heldOut", "verdict",
    ]
    #expect(run["segments"].list.count == 3)
    for (index, segment) in run["segments"].list.enumerated() {
      #expect(segment.keys.isSuperset(of: segmentKeys))
      #expect(segment["id"].number == Double(index + 1) && segment["size"].number == 40)
      #expect(segment["stability"].keys.isSuperset(of: ["jaccard", "subset", "noise", "stays"]))
      #expect(segment["heldOut"].keys == ["jaccard", "share", "lostWithout"])
    }
    #expect(
      run["valleys"].list.map { $0["segments"].list.compactMap(\.number) } == [
        [1, 2], [1, 3], [2, 3],
      ])
    #expect(
      run["valleys"].list.allSatisfy { $0.keys == ["segments", "distance", "clients", "pValue"] })
    let group = try #require(run["validation"]["groups"].list.first)
    #expect(
      group.keys.isSuperset(of: ["name", "size", "adjustedRand", "predictionStrength"]))
    #expect(group["size"].number == 30)
    #expect(result.output.contains("out/report.html"))
    #expect(result.error.contains("[1/6] reading") && result.error.contains("[6/6] writing"))
  }

  @Test func segmentsFileHasOneRowAClientInTheirOrder() throws {
    #expect(try command.run("run", "clients.csv", "--output", "out").status == 0)
    let lines = try command.text("out/segments.csv").split(whereSeparator: \.isNewline)
    #expect(lines.count == 121)
    let ids = lines.dropFirst().map { String($0.prefix { $0 != "," }) }
    #expect(ids == portfolio.rows.map { $0[0] })
    let heldOut = lines.dropFirst().filter { $0.contains(",true,") }
    #expect(heldOut.count == 30)
  }

  /// Quiet is about progress: results are printed, as the other commands do.
  @Test func quietTellsTheResultAndJSONPrintsTheRecord() throws {
    let quiet = try command.run("run", "clients.csv", "--quiet", "--output", "a")
    #expect(quiet.status == 0 && quiet.error.isEmpty)
    #expect(quiet.output.contains("The report: a/report.html"))
    let json = try command.run("run", "clients.csv", "--json", "--quiet", "--output", "b")
    #expect(json.error.isEmpty)
    #expect(json.output == (try command.text("b/run.json")))
  }

  @Test func standardInputAndDefaultFolder() throws {
    let piped = try command.run("run", "-", "--quiet", input: portfolio.text)
    #expect(piped.status == 0)
    #expect(try command.content("notebooks-output/portefeuille") == Self.files)
    try command.put("cabinet_2026Q2.csv", portfolio.text)
    #expect(try command.run("run", "cabinet_2026Q2.csv", "--quiet").status == 0)
    #expect(try command.content("notebooks-output/cabinet-2026-T2") == Self.files)
    let same = try JSONAnswer(command.text("notebooks-output/cabinet-2026-T2/run.json"))
    let first = try JSONAnswer(command.text("notebooks-output/portefeuille/run.json"))
    #expect(same["input"]["sha256"] == first["input"]["sha256"])
    #expect(same["segments"] == first["segments"])
  }

  @Test func languageByFlagAndByLocale() throws {
    let french = try command.run("run", "clients.csv", "--language", "fr", "--output", "fr")
    let located = try command.run(
      "run", "clients.csv", "--output", "lc", environment: ["LC_ALL": "fr_FR.UTF-8"])
    let english = try command.run(
      "run", "clients.csv", "--language", "en", "--output", "en",
      environment: ["LC_ALL": "fr_FR.UTF-8"])
    #expect(french.output.contains("Le rapport : fr/report.html"))
    #expect(french.error == located.error && french.error.contains("lecture"))
    #expect(english.output.contains("The report: en/report.html"))
    #expect(try command.bytes("fr/report.html") == command.bytes("lc/report.html"))
    #expect(try command.text("en/report.html").contains("<html lang=\"en\""))
    #expect(try command.text("fr/report.html").contains("<html lang=\"fr\""))
  }

  @Test func existingFolderIsRefusedBeforeAnyWork() throws {
    try command.put("out", "mine")
    let result = try command.run("run", "missing.csv", "--output", "out")
    #expect(result.status == 73)
    #expect(
      result.error
        == "clientele: 'out' exists already. Add --force to replace it, or choose --output.\n")
    let forced = try command.run("run", "clients.csv", "--output", "out", "--force", "--quiet")
    #expect(forced.status == 73 && forced.error.contains("not a folder of Clientele"))
    #expect(try command.text("out") == "mine")
    #expect(try command.content() == ["clients.csv", "out"])
  }

  @Test func forceReplacesAnEarlierRunWhole() throws {
    #expect(try command.run("run", "clients.csv", "--output", "out", "--quiet").status == 0)
    let forced = try command.run(
      "run", "clients.csv", "--output", "out", "--quiet", "--force", "--clusters", "2")
    #expect(forced.status == 0)
    #expect(try command.content("out") == Self.files)
    #expect(try JSONAnswer(command.text("out/run.json"))["segments"].list.count == 2)
    #expect(try command.content().filter { !$0.hasPrefix("out/") } == ["clients.csv", "out"])
  }

  /// What a person put beside a run is not Clientele's to remove: said before the work.
  @Test func forceNeverRemovesTheFilesOfAPerson() throws {
    #expect(try command.run("run", "clients.csv", "--output", "out", "--quiet").status == 0)
    try command.put("out/mes-notes.txt", "x")
    let forced = try command.run("run", "missing.csv", "--output", "out", "--force")
    #expect(forced.status == 73 && forced.error.contains("did not write: mes-notes.txt."))
    #expect(try command.text("out/mes-notes.txt") == "x")
  }

  /// Nothing to rely on where there is one segment.
  @Test func oneSegmentHasNoVerdict() throws {
    let result = try command.run("run", "clients.csv", "--clusters", "1", "--output", "out")
    let segment = try JSONAnswer(command.text("out/run.json"))["segments"].list[0]
    #expect(segment.keys.contains("verdict") && segment["verdict"].text == nil)
    #expect(segment["reasons"].list.isEmpty)
    #expect(result.output.contains("120      –"))
  }

  /// The firm's own segments beside ours, without a part in making them.
  @Test func ruleColumnStandsInTheClientList() throws {
    let result = try command.run(
      "run", "clients.csv", "--rule-column", "outil", "--output", "out", "--json", "--quiet")
    let run = try JSONAnswer(result.output)
    #expect(!run["preparation"]["variables"].list.compactMap(\.text).contains("outil"))
    let lines = try command.text("out/segments.csv").split(whereSeparator: \.isNewline)
    // Counted from the end: a segment's name may hold a comma.
    let rules = lines.dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).dropLast(6).last.map(String.init)
    }
    #expect(rules == portfolio.rows.map { $0[5] })
  }

  /// Names for programs, whatever language the program is written in.
  @Test func recordsNameWhatTheyHold() throws {
    let result = try command.run(
      "run", "clients.csv", "--output", "out", "--quiet", "--json", "--clusters", "auto")
    let run = try JSONAnswer(result.output)
    #expect(run["configuration"]["clusters"].text == "auto")
    #expect(run["configuration"]["heldOut"]["holdOut"].number == 0.25)
    #expect(run["preparation"]["roles"].list[0]["reason"]["name"].text == "knownKey")
    let reason = run["segments"].list[0]["reasons"].list.first { $0["measure"].text == "stability" }
    #expect(
      reason?.keys == ["measure", "value", "thresholds", "groups", "level", "segment", "verdict"])
    #expect(reason?["thresholds"].keys == ["use", "caution"])
    for name in ["run.json", "model.json"] {
      #expect(!(try command.text("out/" + name).contains("\"_")), "\(name)")
    }
  }

  /// Percentages are fractions of 1 in the file, and it says so.
  @Test func profilesSayFractionOfFractions() throws {
    let rows = (0..<80).map {
      "C\($0);\($0 % 2 == 0 ? 10 + $0 % 5 : 80 + $0 % 5) %;\(100 + $0 * 3)"
    }
    try command.put("p.csv", "id;part_b2b;ca\n" + rows.joined(separator: "\n") + "\n")
    #expect(
      try command.run("run", "p.csv", "--clusters", "2", "--output", "out", "--quiet").status == 0)
    let lines = try command.text("out/profiles.csv").split(whereSeparator: \.isNewline)
    let share = try #require(lines.first { $0.contains(",part_b2b,") })
    #expect(share.contains(",fraction,") && !share.contains(",percent,"))
  }

  /// Two columns of turnover: two labels, and the report says which is which.
  @Test func columnsOfOneNameAreToldApart() throws {
    let rows = (0..<200).map { i in
      "C\(i);\((i % 2 == 0 ? 10_000 : 240_000) + i * 31);\((i % 2 == 1 ? 10_000 : 240_000) + i * 17);\(i % 9)"
    }
    try command.put("p.csv", "code;ca_n;ca_n_1;eff\n" + rows.joined(separator: "\n") + "\n")
    #expect(
      try command.run(
        "run", "p.csv", "--clusters", "2", "--output", "out", "--quiet", "--language", "fr"
      ).status == 0)
    let report = try command.text("out/report.html")
    #expect(report.contains("le chiffre d’affaires annuel HT (ca_n_1) vaut"))
    #expect(report.contains("leur chiffre d’affaires annuel HT est de"))
  }

  /// The command of the report makes a run beside the one it stands in.
  @Test func theReportsCommandRunsInPlace() throws {
    #expect(try command.run("run", "clients.csv", "--output", "out", "--quiet").status == 0)
    let report = try command.text("out/report.html")
    let match = try #require(report.firstMatch(of: /clientele run (clients\.csv [^<]*)<\/code>/))
    let words = match.1.split(separator: " ").map(String.init)
    let again = try command.run(["run"] + words + ["--quiet"])
    #expect(again.status == 0, "\(again.error)")
    #expect(try command.bytes("clients-again/report.html") == command.bytes("out/report.html"))
  }

  @Test(arguments: [1, 2, 5])
  func clustersForcesTheNumber(count: Int) throws {
    let result = try command.run(
      "run", "clients.csv", "--clusters", "\(count)", "--output", "out", "--quiet", "--json")
    let run = try JSONAnswer(result.output)
    #expect(
      run["segments"].list.count == count && run["method"]["clusters"].number == Double(count))
    #expect(run["choice"]["choice"].number == 3)
  }

  @Test func testGroupsHoldEachGroupOutInTurn() throws {
    let result = try command.run(
      "run", "clients.csv", "--test-groups", "bureau", "--output", "out", "--quiet", "--json")
    let validation = try JSONAnswer(result.output)["validation"]
    #expect(validation["kind"].text == "groups" && validation["column"].text == "bureau")
    let sizes = ["Lyon", "Paris"].map { office in
      Double(portfolio.rows.count { $0[6] == office })
    }
    #expect(validation["groups"].list.map { $0["name"].text } == ["Lyon", "Paris"])
    #expect(validation["groups"].list.map { $0["size"].number } == sizes)
    #expect(validation["groups"].list.allSatisfy { $0["adjustedRand"].number ?? 0 > 0.9 })
    #expect(!(try command.text("out/segments.csv").contains(",true,")))
  }

  @Test func foldsHoldEveryClientOutInTurn() throws {
    let result = try command.run(
      "run", "clients.csv", "--folds", "3x2", "--output", "out", "--quiet", "--json")
    let run = try JSONAnswer(result.output)
    let validation = run["validation"]
    #expect(validation["kind"].text == "folds")
    #expect(
      validation["groups"].list.map { $0["name"].text }
        == ["fold 1.1", "fold 1.2", "fold 1.3", "fold 2.1", "fold 2.2", "fold 2.3"])
    #expect(validation["groups"].list.allSatisfy { $0["size"].number == 40 })
    #expect(run["preparation"]["trainingClients"].number == 120)
    #expect(run["segments"].list.allSatisfy { $0["heldOut"]["jaccard"].number ?? 0 > 0.9 })
  }

  @Test func outcomesAreExplainedAndNeverActive() throws {
    let result = try command.run(
      "run", "clients.csv", "--outcome", "score", "heures", "--rule-column", "outil", "--output",
      "out", "--quiet", "--json", "--language", "fr")
    let run = try JSONAnswer(result.output)
    #expect(!run["preparation"]["variables"].list.compactMap(\.text).contains("score"))
    let outcomes = run["validation"]["outcomes"].list
    #expect(outcomes.map { $0["key"].text } == ["heures", "score"])
    #expect(outcomes[1]["measure"].text == "etaSquared")
    #expect(outcomes[1]["heldOut"]["value"].number ?? 0 > 0.9)
    #expect(outcomes[1]["heldOut"]["pValue"].number == 0.001)
    #expect(outcomes[1]["heldOut"]["correctedPValue"].number == 0.002)
    #expect(outcomes[1]["rule"]["value"].number ?? 0 > 0.9)
    // The tool is the type, and so are the segments.
    let comparison = outcomes[1]["comparison"]
    #expect(comparison["conclusion"].text == "noDifference" && comparison["count"].number == 30)
    #expect(comparison["lower"].number ?? 1 <= 0 && comparison["upper"].number ?? -1 >= 0)
    let report = try command.text("out/report.html")
    #expect(report.contains("aucune différence ne se voit entre ces segments et vos segments"))
    #expect(report.contains("Qu’expliquent-ils d’autre") && report.contains("p corrigé"))
    #expect(report.contains("--outcome heures score --rule-column outil"))
  }

  /// What to do follows what the comparison told, and no more.
  @Test(arguments: [
    ("score", "Essayer ces segments"),
    ("alea", "aucune différence sûre ne se voit sur le résultat donné"),
  ])
  func adviceIsWhatOutcomesTell(outcome: String, advice: String) throws {
    var generator = TestGenerator(seed: 12)
    let rows = portfolio.rows.map {
      $0 + [String(Int.random(in: 0...99, using: &generator)) + ",5"]
    }
    try command.put(
      "plus.csv",
      ([portfolio.header + ["alea"]] + rows).map { $0.joined(separator: ";") }
        .joined(separator: "\n") + "\n")
    let result = try command.run(
      "run", "plus.csv", "--outcome", outcome, "--rule-column", "bureau", "--output", "out",
      "--quiet", "--language", "fr")
    #expect(result.status == 0)
    #expect(try command.text("out/report.html").contains(advice))
  }

  @Test func holdOutShareIsTheOneAskedFor() throws {
    let result = try command.run(
      "run", "clients.csv", "--hold-out", "0.4", "--output", "out", "--quiet", "--json")
    let run = try JSONAnswer(result.output)
    #expect(run["preparation"]["heldOutClients"].number == 48)
    #expect(run["preparation"]["trainingClients"].number == 72)
  }

  /// Of quantities alone, segments made on thinned data are compared; of categories it is said why not.
  @Test func thinnedDataStandBesideTheSelectiveTest() throws {
    let mixed = try command.run("run", "clients.csv", "--output", "out", "--quiet", "--json")
    let reason = try JSONAnswer(mixed.output)["neighbours"]["thinning"]["notTested"]
    #expect(reason["notQuantities"]["count"].number ?? 0 >= 1)
    #expect(try command.text("out/report.html").contains("P-value on thinned data.</strong> Not"))
    let rows = portfolio.rows.map { [$0[0], $0[2], $0[3], $0[4]].joined(separator: ";") }
    try command.put(
      "numbers.csv",
      (["id_client;honoraires;heures;score"] + rows).joined(separator: "\n") + "\n")
    let plain = try command.run(
      "run", "numbers.csv", "--output", "numbers", "--quiet", "--json", "--clusters", "3")
    let thinning = try JSONAnswer(plain.output)["neighbours"]["thinning"]
    #expect(thinning["notTested"] == .null && !thinning["pairs"].list.isEmpty)
    #expect(thinning["pairs"].list.allSatisfy { $0["correctedPValue"].number != nil })
    #expect(try command.text("numbers/report.html").contains("The same question in another way"))
  }

  @Test func seedChangesWhoIsHeldOut() throws {
    for seed in ["1", "2"] {
      #expect(
        try command.run("run", "clients.csv", "--seed", seed, "--output", seed, "--quiet").status
          == 0)
    }
    #expect(try command.bytes("1/segments.csv") != command.bytes("2/segments.csv"))
  }
}

/// Rules of the firm beside the segments of a run.
@Suite struct RunRulesTests {
  private let command: CommandProcess

  init() throws {
    command = try CommandProcess()
    try command.put("clients.csv", SmallPortfolio(clients: 120).bytes)
    try command.put(
      "regles.yaml",
      """
      version: 1
      default: AUTRE
      rules:
        - {code: PAPIER, when: "outil = 'papier'"}
        - {code: ERP, when: "outil = 'erp'"}

      """)
  }

  @Test func rulesStandInTheClientListTheRecordAndTheReport() throws {
    let result = try command.run(
      "run", "clients.csv", "--rules", "regles.yaml", "--output", "out", "--json", "--quiet",
      "--language", "fr")
    #expect(result.status == 0)
    let run = try JSONAnswer(result.output)
    #expect(run["comparison"]["left"]["column"].text == "regles.yaml")
    let names = run["comparison"]["left"]["segments"].list.compactMap(\.text)
    #expect(Set(names).isSubset(of: ["PAPIER", "ERP", "AUTRE"]) && names.count >= 2)
    let lines = try command.text("out/segments.csv").split(whereSeparator: \.isNewline)
    #expect(lines.dropFirst().allSatisfy { line in names.contains { line.contains(",\($0),") } })
    let page = try command.text("out/report.html")
    #expect(page.contains("Vos règles et ces segments") && page.contains("--rules regles.yaml"))
    #expect(try command.text("out/actions.csv").hasPrefix("id,segment,action_code,"))
    // An earlier run with actions is an earlier run.
    let again = try command.run(
      "run", "clients.csv", "--rules", "regles.yaml", "--output", "out", "--force", "--quiet")
    #expect(again.status == 0)
  }

  @Test func rulesThatDoNotReadAreRefusedBeforeTheWork() throws {
    try command.put(
      "faux.yaml", "version: 1\ndefault: A\nrules:\n  - {code: B, when: \"zz = 1\"}\n")
    let unknown = try command.run(
      "run", "clients.csv", "--rules", "faux.yaml", "--output", "out", "--language", "fr")
    #expect(unknown.status == 65 && unknown.error.contains("zz"))
    let missing = try command.run("run", "clients.csv", "--rules", "nope.yaml", "--output", "out")
    #expect(missing.status == 66)
    let both = try command.run(
      "run", "clients.csv", "--rules", "regles.yaml", "--rule-column", "outil", "--output", "out")
    #expect(both.status == 64)
    #expect(!(try command.content().contains("out")))
  }
}
