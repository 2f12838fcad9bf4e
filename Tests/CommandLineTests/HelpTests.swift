import TestSupport
import Testing

/// Help is text that a newcomer reads first: stored, so that a change of it is seen.
@Suite struct HelpTests {
  static let commands = [
    "", "run", "assign", "inspect", "cluster", "choose", "factors", "describe", "compare", "rules",
    "rules apply", "rules check", "rules distil", "obligations", "pilot", "pilot design",
    "pilot evaluate", "generate", "track", "track list", "track show",
    "track report", "track remove",
  ]

  @Test(arguments: commands, ["fr", "en"])
  func helpIsTheStoredText(name: String, language: String) throws {
    let arguments = name.split(separator: " ").map(String.init) + ["--help"]
    let result = try CommandProcess().run(
      arguments, environment: ["LANG": language == "fr" ? "fr_FR.UTF-8" : "C"])
    #expect(result.status == 0 && result.error.isEmpty)
    let file = name.isEmpty ? "clientele" : name.replacing(" ", with: "-")
    try expectText(result.output, "help-\(file)-\(language).txt")
  }

  @Test func languageFlagWinsOverTheLocaleInHelpToo() throws {
    let command = try CommandProcess()
    let flag = try command.run("run", "--language", "fr", "--help", environment: ["LANG": "en_US"])
    let located = try command.run("run", "--help", environment: ["LC_ALL": "fr_BE.UTF-8"])
    #expect(flag.output == located.output && flag.output.contains("UTILISATION"))
    let empty = try command.run(
      "run", "--help", environment: ["LC_ALL": "", "LC_MESSAGES": "en_GB", "LANG": "fr_FR"])
    #expect(empty.output.contains("USAGE"))
  }

  @Test func versionIsANumber() throws {
    let result = try CommandProcess().run("--version")
    #expect(result.status == 0 && result.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test(arguments: [
    ["nope"], ["run"], ["run", "x.csv", "--bogus"], ["run", "x.csv", "--clusters", "0"],
    ["run", "x.csv", "--clusters", "zero"], ["run", "x.csv", "--hold-out", "0.9"],
    ["run", "x.csv", "--hold-out", "0"], ["run", "x.csv", "--hold-out", "nan"],
    ["run", "x.csv", "--hold-out", "0.2", "--test-groups", "a"],
    ["run", "x.csv", "--folds", "5", "--test-groups", "a"], ["run", "x.csv", "--folds", "1"],
    ["run", "x.csv", "--folds", "5x0"],
    ["run", "x.csv", "--language", "de"], ["run", "x.csv", "--threads", "0"],
    ["run", "x.csv", "--period", "2026-T9"], ["run", "x.csv", "--period", "../x"],
    ["run", "x.csv", "y.csv"], ["cluster", "x.csv"], ["cluster", "x.csv", "--clusters", "0"],
    ["cluster", "x.csv", "--clusters", "2", "--columns", ""],
    ["cluster", "x.csv", "--clusters", "2", "--columns", "a,,b"],
    ["cluster", "x.csv", "--clusters", "2", "--scale", "other"],
    ["cluster", "x.csv", "--clusters", "2", "--tolerance", "-1"],
    ["choose", "x.csv", "--max-clusters", "1"],
    ["choose", "x.csv", "--prepared", "--columns", "a"], ["run", "x.csv", "--minimum-size", "0"],
    ["factors", "x.csv", "--axes", "0"],
    ["assign", "x.csv"], ["assign"], ["rules", "apply"], ["rules", "check", "--show", "--json"],
    ["rules", "nope"],
    ["obligations", "x.csv", "--as-of", "2026-02-30"],
    ["obligations", "x.csv", "--as-of", "2026-09-01", "--period", "2026-T3"],
    ["generate", "--period", "2026", "--output", "o"],
    ["generate", "--period", "2026-T1", "--output", "o", "--clients", "0"],
    ["generate", "--period", "2026-T1", "--output", "o", "--quarters", "0"],
    ["generate", "--period", "2026-T1"], ["run", "x.csv", "--output", ""],
    ["generate", "--period", "2026-T1", "--output", "o", "--clients", "-5"],
  ])
  func wrongUsageIs64AndDoesNothing(arguments: [String]) throws {
    let command = try CommandProcess()
    for (variable, word) in [("en_US.UTF-8", "Error: "), ("fr_FR.UTF-8", "Erreur : ")] {
      let result = try command.run(arguments, environment: ["LC_ALL": variable])
      #expect(result.status == 64 && result.output.isEmpty)
      #expect(result.error.hasPrefix(word))
      #expect(try command.content() == [])
    }
  }

  /// The parser takes `-1` for an option and would say that the seed has no value.
  @Test(arguments: ["run", "cluster", "choose", "generate"], ["-1", "x", "1.5"])
  func aSeedIsAWholeNumber(name: String, seed: String) throws {
    let arguments =
      name == "generate"
      ? ["--period", "2026-T1", "--output", "o"]
      : ["x.csv"] + (name == "cluster" ? ["--clusters", "2"] : [])
    let command = try CommandProcess()
    let english = try command.run([name] + arguments + ["--seed", seed])
    #expect(english.status == 64)
    #expect(english.error.hasPrefix("Error: --seed takes a whole number from 0.\n"))
    let french = try command.run([name, "--language", "fr"] + arguments + ["--seed", seed])
    #expect(french.error.hasPrefix("Erreur : --seed demande un nombre entier à partir de 0.\n"))
  }

  /// What the parser would say of another option, or far from what was typed.
  @Test func whatWasTypedIsWhatIsToldOf() throws {
    let command = try CommandProcess()
    let word = try command.run("bogus", "--language", "fr")
    #expect(
      word.error.hasPrefix(
        "Erreur : commande inconnue « bogus ». Commandes : run, assign, inspect,"))
    #expect(!word.error.contains("--language") && word.status == 64)
    let far = try command.run("run", "x.csv", "--bogus")
    #expect(far.error.hasPrefix("Error: Unknown option '--bogus'\n"))
    let near = try command.run("run", "x.csv", "--fold", "3", "--language", "fr")
    #expect(near.error.contains("option inconnue « --fold » : vouliez-vous « --folds » ?"))
    let negative = try command.run("cluster", "x.csv", "--clusters", "2", "--tolerance", "-1")
    #expect(negative.error.hasPrefix("Error: --tolerance takes no negative number.\n"))
    let two = try command.run(
      "cluster", "x.csv", "--clusters", "2", "--metric", "x", "--language", "fr")
    #expect(
      two.error.contains(
        "Choisir parmi « euclidean », « manhattan », « gower » ou « precomputed »."))
    try command.put("l.yaml", "- a\n- b\n")
    let list = try command.run("run", "x.csv", "--config", "l.yaml", "--language", "fr")
    #expect(
      list.status == 65 && list.error.contains("le fichier est fait de lignes « clé: valeur »"))
  }

  @Test func choicesAreToldInOneLanguage() throws {
    let few = try CommandProcess().run(
      "cluster", "x.csv", "--clusters", "2", "--metric", "x", "--language", "fr")
    #expect(
      few.error.contains(
        "Choisir parmi « euclidean », « manhattan », « gower » ou « precomputed »."))
    #expect(!few.error.contains("'gower'"))
    // The parser lists many on lines of their own.
    let many = try CommandProcess().run("run", "x.csv", "--method", "x", "--language", "fr")
    #expect(many.error.contains("Choisir parmi :\n  - auto\n  - ward\n"))
    #expect(!many.error.contains("following"))
  }

  /// The system's reasons too.
  @Test func theSystemSpeaksFrench() throws {
    let command = try CommandProcess()
    try command.put("in.csv", "a,b\n1,2\n3,4\n5,7\n")
    try command.put("file", "x")
    try command.put("p.csv", SmallPortfolio(clients: 30).text)
    let refused = try command.run(
      "run", "p.csv", "--output", "file/out", "--quiet", "--language", "fr")
    #expect(refused.status == 73)
    #expect(refused.error.contains("(un élément du chemin n'est pas un dossier)"))
    let colons = try command.run(
      "cluster", "in.csv", "--clusters", "2", "--language", "fr"
    ).output.split(separator: "\n").filter { $0.contains(":") }
    #expect(colons.count == 4 && colons.allSatisfy { $0.contains(" : ") })
  }

  /// Guillemets open and close.
  @Test func frenchUsageErrorIsWholeFrench() throws {
    let result = try CommandProcess().run(
      "run", "x.csv", "--clusters", "zero", "--language", "fr")
    try expectText(result.error, "usage-run-fr.txt")
    #expect(result.error.count { $0 == "«" } == result.error.count { $0 == "»" })
  }
}
