import Foundation
import TestSupport
import Testing

/// `inspect`, `choose`, `factors` and `generate`.
@Suite struct SmallCommandsTests {
  /// An answer cut short is not taken for a whole one.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func anAnswerThatCannotBeWrittenIsAFailure() throws {
    let command = try CommandProcess()
    try command.put("a.csv", "x;y\n1;2\n4;3\n9;8\n7;7\n")
    for arguments in [["inspect", "a.csv", "--json"], ["cluster", "a.csv", "--clusters", "2"]] {
      let result = try command.run(arguments, output: "/dev/full")
      #expect(result.status == 73)
      #expect(result.error.contains("standard output could not be written in full"))
    }
  }

  static let wine = Repository.path("datasets/wine.csv")
  let command: CommandProcess

  init() throws { command = try CommandProcess() }

  @Test func chooseTellsWhatItLeavesOutAndTakesItWhenPrepared() throws {
    let file = "p.csv"
    try command.put(file, SmallPortfolio(clients: 120).bytes)
    let plain = try command.run("choose", file, "--max-clusters", "4", "--language", "fr")
    #expect(plain.error.contains("colonnes non numériques laissées de côté"))
    #expect(plain.error.contains("outil"))
    let prepared = try command.run(
      "choose", file, "--max-clusters", "4", "--prepared", "--minimum-size", "5", "--json")
    #expect(prepared.status == 0 && !prepared.error.contains("left out"))
    let answer = try JSONAnswer(prepared.output)
    #expect(answer["rule"]["minimumSize"].number == 5)
    #expect(answer["structure"] == .flag(true) && answer["choice"].number == 3)
    #expect(answer["replicates"]["structureFree"].number == 20)
  }

  /// `choose --prepared` studies the clients that `run` would: one row each.
  @Test func chooseStudiesOneRowAClient() throws {
    let portfolio = SmallPortfolio(clients: 120)
    var copied = portfolio
    copied.rows.append(portfolio.rows[7])
    copied.rows[120][2] = "99999,50"
    try command.put("plain.csv", portfolio.bytes)
    try command.put("copied.csv", copied.bytes)
    let flags = ["--max-clusters", "3", "--prepared", "--json", "--language", "fr"]
    let plain = try command.run(["choose", "plain.csv"] + flags)
    let other = try command.run(["choose", "copied.csv"] + flags)
    #expect(plain.status == 0 && plain.output == other.output)
    #expect(other.error.contains("lignes qui répètent un client, laissées de côté : 1"))
    #expect(!plain.error.contains("laissées de côté"))
  }

  @Test func chooseAnswersInTheContractsKeys() throws {
    let result = try command.run("choose", Self.wine, "--max-clusters", "5", "--json", "--quiet")
    #expect(result.status == 0 && result.error.isEmpty)
    let answer = try JSONAnswer(result.output)
    #expect(answer.keys.isSuperset(of: ["clusters", "criteria", "choice", "because"]))
    #expect(answer["clusters"].numbers == [2, 3, 4, 5] && answer["choice"].number == 3)
    let criteria: Set<String> = [
      "silhouette", "gap", "predictionStrength", "calinskiHarabasz", "daviesBouldin", "stability",
      "inertiaGain", "ratioOfGains",
    ]
    #expect(answer["criteria"].keys == criteria)
    for name in criteria {
      #expect(answer["criteria"][name]["values"].list.count == 4, "\(name)")
      #expect(answer["criteria"][name].keys.contains("chooses"), "\(name)")
    }
    let mixture = try command.run(
      "choose", Self.wine, "--max-clusters", "3", "--method", "gaussian-mixture", "--json",
      "--quiet")
    let ofMixture = try JSONAnswer(mixture.output)["criteria"]
    #expect(ofMixture.keys == criteria.union(["bic", "icl"]))
    #expect(ofMixture["bic"]["values"].list.count == 2)
    #expect(answer["criteria"]["gap"]["standardErrors"].list.count == 4)
    #expect(answer["criteria"]["silhouette"]["chooses"].number == 3)
    let text = try command.run("choose", Self.wine, "--max-clusters", "3", "--language", "fr")
    #expect(text.output.contains("critère") && text.output.contains("Choix : 3"))
  }

  /// A standardised PCA: the eigenvalues add up to the number of variables, the shares to 1, and
  /// the mean square of an axis is its eigenvalue.
  @Test func factorsAnswerInTheContractsKeys() throws {
    let result = try command.run(
      "factors", Self.wine, "--json", "--config", "pca.yaml", "--quiet")
    #expect(result.status == 66)
    try command.put("pca.yaml", "columns:\n  cultivar: ignored\n")
    let again = try command.run(
      "factors", Self.wine, "--json", "--config", "pca.yaml", "--quiet")
    #expect(again.status == 0)
    let answer = try JSONAnswer(again.output)
    #expect(
      answer.keys.isSuperset(of: ["eigenvalues", "explained", "coordinates", "contributions"]))
    let eigenvalues = answer["eigenvalues"].numbers
    #expect(eigenvalues.count == 13 && abs(eigenvalues.reduce(0, +) - 13) < 1e-9)
    #expect(abs(answer["explained"].numbers.reduce(0, +) - 1) < 1e-12)
    let coordinates = answer["coordinates"].rows
    #expect(coordinates.count == 178)
    for axis in [0, 12] {
      let square = coordinates.reduce(0) { $0 + $1[axis] * $1[axis] } / 178
      #expect(relativeDifference(square, eigenvalues[axis]) < 1e-9)
    }
    let contributions = answer["contributions"].rows
    #expect(contributions.count == 13)
    #expect(abs(contributions.reduce(0) { $0 + $1[0] } - 1) < 1e-9)
    let two = try command.run("factors", Self.wine, "--axes", "2", "--json")
    let answered = try JSONAnswer(two.output)
    #expect(answered["coordinates"].rows.allSatisfy { $0.count == 2 })
    #expect(answered["eigenvalues"].numbers.count == 2 && answered["explained"].numbers.count == 2)
  }

  /// The file that mends a reading is taken by every command that reads.
  @Test(arguments: ["cluster", "choose", "factors", "run", "inspect"])
  func configurationMendsAReading(name: String) throws {
    var portfolio = SmallPortfolio(clients: 60)
    for i in 10..<28 { portfolio.rows[i][2] = "à voir" }
    try command.put("p.csv", portfolio.text)
    try command.put("c.yaml", "columns:\n  honoraires: ignored\n")
    let flags = ["cluster": ["--clusters", "2"], "run": ["--output", "out"]][name] ?? []
    if name != "inspect" {
      let refused = try command.run([name, "p.csv", "--quiet"] + flags)
      #expect(refused.status == 65 && refused.error.hasPrefix("clientele: p.csv: column 3"))
    }
    let mended = try command.run([name, "p.csv", "--config", "c.yaml", "--quiet"] + flags)
    #expect(mended.status == 0, "\(mended.error)")
    if name == "cluster" {
      #expect(mended.output.hasPrefix("60 observations, 2 variables, 2 clusters"))
      #expect(!mended.output.contains("honoraires"))
    }
  }

  /// Said before the work, and nothing is made.
  @Test func generateChecksBeforeTheWork() throws {
    let refused = try command.run(
      "generate", "--period", "2026-T1", "--output", "", "--clients", "5")
    #expect(refused.status == 64)
    try command.put("portefeuille-2026-T1.csv", "mine")
    let taken = try command.run(
      "generate", "--clients", "5", "--period", "2026-T1", "--output", ".")
    #expect(taken.status == 73 && !taken.error.contains("[1/"))
    #expect(try command.content() == ["portefeuille-2026-T1.csv"])
  }

  @Test func inspectShowsColumnsAndNoValue() throws {
    var portfolio = SmallPortfolio(clients: 60)
    portfolio.rows[7][3] = SmallPortfolio.secret
    try command.put("p.csv", portfolio.text)
    let text = try command.run("inspect", "p.csv", "--language", "fr")
    #expect(text.status == 0 && text.output.contains("60 lignes, 7 colonnes"))
    #expect(text.output.contains("ligne 9, colonne 4 (heures)"))
    let json = try command.run("inspect", "p.csv", "--json")
    let answer = try JSONAnswer(json.output)
    #expect(answer["columns"].list.compactMap { $0["name"].text } == portfolio.header)
    #expect(
      answer["columns"].list.compactMap { $0["role"].text } == [
        "identifier", "name", "active", "active", "active", "active", "group",
      ])
    for shown in [text.output, text.error, json.output] {
      #expect(!shown.contains(SmallPortfolio.secret))
    }
  }

  /// Everything that reading knows, in either language, with numbers and nouns that agree.
  @Test func inspectShowsAllThatWasRead() throws {
    let rows = (0..<60).map { "C\($0 == 9 ? 4 : $0);\($0 * 7 % 50),5;;\($0 % 7 + 1),\(100 + $0)" }
    let text =
      "Portefeuille;;;\nid;CA (k€);;ca\n" + rows.joined(separator: "\n")
      + "\nC70;1,5\n\nC71;2,5;;3,123;4\nTOTAL;99;;\n"
    try command.put("p.csv", text)
    let french = try command.run("inspect", "p.csv", "--language", "fr").output
    for line in [
      "62 lignes, 3 colonnes, UTF-8, séparateur point-virgule", "en-tête ligne 2",
      "clients nommés par « id »", "• 1 ligne de titre écartée (ligne 1)",
      "• 1 ligne de total écartée (ligne 66)", "• 1 ligne vide écartée (ligne 64)",
      "• 2 lignes trop courtes ou trop longues, ajustées (lignes 63, 65)",
      "• colonne 3 sans nom, appelée column_3", "• 1 colonne vide écartée (position 3)",
      "• 1 ligne répète un client déjà lu (ligne 12) ; « clientele run » étudie",
      "• CA (k€) : lu en k€, converti en €", "• id : 1 ligne répète un identifiant.",
    ] { #expect(french.contains(line), "\(line)") }
    #expect(!french.contains("(s)"))
    let english = try command.run("inspect", "p.csv", "--language", "en").output
    for line in [
      "62 rows, 3 columns", "• 1 total row left out (line 66)",
      "• CA (k€): read in k€, converted to €", "• id: 1 row repeats an identifier.",
    ] { #expect(english.contains(line), "\(line)") }
    #expect(!english.contains("(s)") && !english.contains(" :"))
  }

  /// What is refused elsewhere is shown here, with its lines and no value.
  @Test func inspectShowsWhatTheOthersRefuse() throws {
    var portfolio = SmallPortfolio(clients: 60)
    for i in 10..<28 { portfolio.rows[i][2] = SmallPortfolio.secret }
    try command.put("p.csv", portfolio.text)
    let text = try command.run("inspect", "p.csv", "--language", "fr")
    #expect(text.status == 0)
    #expect(
      text.output.contains("honoraires : 18 valeurs sur 60 (30\u{202F}%) ne sont pas des nombres"))
    #expect(text.output.contains("« clientele run » refuse ce fichier (première : ligne 12)"))
    #expect(text.output.contains("ligne 12, colonne 3 (honoraires)"))
    #expect(!text.output.contains(SmallPortfolio.secret))
  }

  /// What `--write-config` gives is a configuration that changes nothing.
  @Test func startingConfigurationIsReadBack() throws {
    try command.put("p.csv", SmallPortfolio(clients: 60).text)
    let written = try command.run("inspect", "p.csv", "--write-config", "c.yaml", "--quiet")
    #expect(written.status == 0)
    let plain = try command.run("run", "p.csv", "--output", "a", "--quiet", "--json")
    let configured = try command.run(
      "run", "p.csv", "--config", "c.yaml", "--output", "b", "--quiet", "--json")
    #expect(configured.status == 0)
    #expect(
      try JSONAnswer(configured.output)["segments"] == JSONAnswer(plain.output)["segments"])
    // The commented part, uncommented, is valid and says what was read.
    let lines = try command.text("c.yaml").split(separator: "\n").map { line in
      line.hasPrefix("# types:") || line.hasPrefix("# units:") || line.hasPrefix("#   ")
        ? line.dropFirst(2) : line
    }
    try command.put("d.yaml", lines.joined(separator: "\n"))
    #expect(lines.contains("types:") && lines.contains("units:"))
    let imposed = try command.run(
      "run", "p.csv", "--config", "d.yaml", "--output", "c", "--quiet", "--json")
    #expect(imposed.status == 0, "\(imposed.error)")
    #expect(try JSONAnswer(imposed.output)["segments"] == JSONAnswer(plain.output)["segments"])
    let again = try command.run("inspect", "p.csv", "--write-config", "c.yaml")
    #expect(again.status == 73 && again.output.isEmpty)
    #expect(
      try command.run("inspect", "p.csv", "--write-config", "c.yaml", "--force").status == 0)
    let over = try command.run("inspect", "p.csv", "--write-config", "p.csv", "--force")
    #expect(over.status == 73 && over.error.contains("it will not be replaced"))
  }

  @Test func generateWritesTheCommittedBytes() throws {
    let result = try command.run(
      "generate", "--clients", "800", "--seed", "2026", "--period", "2026-T1", "--quarters", "3",
      "--output", "made", "--quiet")
    #expect(result.status == 0 && result.error.isEmpty)
    #expect(result.output.hasPrefix("made/portefeuille-2026-T1.csv\nmade/verite-2026-T1.csv\n"))
    let names = ["portefeuille", "verite"].flatMap { stem in
      (1...3).map { "\(stem)-2026-T\($0).csv" }
    }
    #expect(try command.content("made") == names)
    for name in names {
      let committed = try Data(
        contentsOf: URL(fileURLWithPath: Repository.path("datasets/" + name)))
      let same = try command.bytes("made/\(name)") == Array(committed)
      #expect(same, "\(name)")
    }
  }

  @Test func generateRefusesToReplaceUnlessForced() throws {
    let arguments = [
      "generate", "--clients", "20", "--period", "2026-T1", "--quarters", "2", "--output", ".",
    ]
    try command.put("verite-2026-T2.csv", "mine")
    let refused = try command.run(arguments)
    #expect(refused.status == 73 && refused.error.contains("verite-2026-T2.csv"))
    #expect(try command.content() == ["verite-2026-T2.csv"])
    let forced = try command.run(arguments + ["--force"])
    #expect(forced.status == 0)
    #expect(forced.output.split(separator: "\n").count == 4)
    #expect(try command.content().count == 4)
    #expect(try command.text("verite-2026-T2.csv") != "mine")
  }
}
