import TestSupport
import Testing

@Suite struct RulesCommandTests {
  static let rules = """
    version: 1
    default: AUTRE
    rules:
      - code: GRANDS
        label: {fr: Les grands, en: The large}
        when: honoraires > 4000 AND outil IN ('saas', 'erp')
        because: {fr: Gros honoraires., en: High fees.}
      - code: PAPIER
        when: outil = 'papier'
    layers:
      abc: {measure: honoraires, cumulated: [0.5, 0.8, 1]}
      colours:
        - {colour: rouge, when: outil = 'papier'}
      priority: honoraires / 100
    """
  static let portfolio = """
    id_client;raison_sociale;honoraires;outil
    C1;\(SmallPortfolio.secret);5000;saas
    C2;\(SmallPortfolio.secret);100;papier
    =C3;\(SmallPortfolio.secret);;erp
    C4;\(SmallPortfolio.secret);300;saas

    """

  let command: CommandProcess

  init() throws {
    command = try CommandProcess()
    try command.put("r.yaml", Self.rules)
    try command.put("p.csv", Self.portfolio)
  }

  /// Identifiers and sentences that a spreadsheet would take for formulas are neutralised.
  @Test func applyWritesTheContractsColumns() throws {
    let result = try command.run("rules", "apply", "p.csv", "--rules", "r.yaml", "--language", "fr")
    #expect(result.status == 0 && result.error.isEmpty)
    #expect(
      result.output == """
        id,rule_segment,because
        C1,GRANDS,Gros honoraires.
        C2,PAPIER,Condition vraie : outil = 'papier'.
        '=C3,AUTRE,Aucune règle ne s'applique. Non évalué : GRANDS (manque : honoraires).
        C4,AUTRE,Aucune règle ne s'applique.

        """)
    let piped = try command.run(
      ["rules", "apply", "-", "--rules", "r.yaml", "--language", "fr"], input: Self.portfolio)
    #expect(piped.output == result.output)
  }

  @Test func applyWritesAFileAndCountsOnTheTerminal() throws {
    let result = try command.run(
      "rules", "apply", "p.csv", "--rules", "r.yaml", "--output", "o.csv", "--layers")
    #expect(result.status == 0)
    #expect(
      try command.text("o.csv") == """
        id,rule_segment,because,abc,colour,priority
        C1,GRANDS,High fees.,A,,50
        C2,PAPIER,Condition met: outil = 'papier'.,C,rouge,1
        '=C3,AUTRE,No rule applies. Not evaluated: GRANDS (missing: honoraires).,,,
        C4,AUTRE,No rule applies.,C,,3

        """)
    #expect(result.output.contains("GRANDS   The large        1    25%\n"))
    #expect(result.output.contains("For 1 client, at least one rule could say nothing"))
  }

  @Test func applyAnswersInJSON() throws {
    let result = try command.run("rules", "apply", "p.csv", "--rules", "r.yaml", "--json")
    let answer = try JSONAnswer(result.output)
    #expect(answer["segments"].list.map { $0["clients"].number } == [1, 1, 2])
    let third = answer["clients"].list[2]
    #expect(third["id"].text == "=C3" && third["ruleSegment"].text == "AUTRE")
    #expect(third["notEvaluated"].list[0]["missing"] == .list([.text("honoraires")]))
    #expect(answer["clients"].list[0]["priority"].number == 50)
  }

  /// The clients are those of `run`: one row each.
  @Test func copiesOfAClientAreLeftOut() throws {
    var rows = (0..<60).map { "C\(100 + $0);x;\(100 * $0);saas" }
    rows.insert("C100;x;1;papier", at: 1)
    let header = "id_client;raison_sociale;honoraires;outil\n"
    try command.put("q.csv", header + rows.joined(separator: "\n"))
    let result = try command.run("rules", "apply", "q.csv", "--rules", "r.yaml", "--language", "fr")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 61 && lines[41].hasPrefix("C140,AUTRE,"))
    #expect(lines[42].hasPrefix("C141,GRANDS,") && lines[60].hasPrefix("C159,GRANDS,"))
    #expect(result.error.contains("laissées de côté : 1"))
  }

  @Test func theSameBytesForAnyNumberOfThreads() throws {
    let outputs = try ["1", "2", "5"].map {
      try command.run("rules", "apply", "p.csv", "--rules", "r.yaml", "--threads", $0).output
    }
    #expect(Set(outputs).count == 1)
  }

  @Test func checkSaysWhatTheRulesDo() throws {
    try command.put(
      "r.yaml",
      Self.rules.replacing("    when: outil = 'papier'", with: "    when: outil = 'Papier'"))
    let result = try command.run(
      "rules", "check", "r.yaml", "--input", "p.csv", "--language", "fr")
    #expect(result.status == 0 && result.error.isEmpty)
    for part in [
      "1 GRANDS                 1       1            1\n", "défaut : AUTRE                   3\n",
      "ligne 9, règle PAPIER : vraie d'aucun client de ce portefeuille.",
      "aucun client n'a « Papier » ; le portefeuille a « papier ».",
      "Aucun client ne relève de plusieurs règles.",
    ] {
      #expect(result.output.contains(part), "\(part)\n\(result.output)")
    }
    let english = try command.run("rules", "check", "r.yaml", "--input", "p.csv")
    #expect(english.output.contains("line 9, rule PAPIER: true of no client of this portfolio."))
  }

  @Test func checkShowsOverlapsAsAMatrix() throws {
    try command.put(
      "r.yaml",
      """
      default: Z
      rules:
        - {code: A, when: honoraires > 50}
        - {code: B, when: honoraires > 200}
        - {code: C, when: HONORAIRES > 50}
      """)
    let result = try command.run("rules", "check", "r.yaml", "--input", "p.csv")
    #expect(result.output.contains("3 clients are covered by several rules; the first decides."))
    #expect(result.output.contains("1 A   3  2  3\n2 B   2  2  2\n3 C   3  2  3"))
    #expect(
      result.output.contains("line 4, rule B: never reached on this portfolio: it is true of 2"))
    #expect(result.output.contains("taken before it by A (2)"))
    #expect(result.output.contains("line 5, rule C: the condition of A, which stands before it"))
  }

  @Test func checkAnswersInJSON() throws {
    let result = try command.run("rules", "check", "r.yaml", "--input", "p.csv", "--json")
    let answer = try JSONAnswer(result.output)
    #expect(answer["usable"].flag == true && answer["clients"].number == 4)
    #expect(answer["rules"].list.map { $0["decided"].number } == [1, 1])
    #expect(answer["default"]["decided"].number == 2)
    #expect(answer["overlaps"].rows == [[1, 0], [0, 1]])
  }

  @Test func checkFindsAllThatIsBrokenAndFails() throws {
    try command.put(
      "r.yaml",
      """
      default: Z
      rules:
        - {code: A, when: honoraire > 50}
        - {code: B, when: honoraires >}
        - {code: C, when: outil = 'papier'}
      """)
    let result = try command.run("rules", "check", "r.yaml", "--input", "p.csv", "--language", "fr")
    #expect(result.status == 65)
    #expect(result.output.contains("ligne 3, règle A : aucune colonne ne s'appelle « honoraire »."))
    #expect(result.output.contains("Noms proches : honoraires."))
    #expect(result.output.contains("ligne 4, règle B : erreur de syntaxe SQL"))
    #expect(
      result.error.hasPrefix("clientele : r.yaml : ces règles ne peuvent pas être appliquées"))
    let json = try command.run("rules", "check", "r.yaml", "--input", "p.csv", "--json")
    #expect(json.status == 65)
    let finding = try JSONAnswer(json.output)["rules"].list[0]["findings"].list[0]
    #expect(finding["kind"].text == "broken" && finding["nearest"] == .list([.text("honoraires")]))
  }

  @Test func checkWithoutAPortfolioReadsTheWriting() throws {
    let sound = try command.run("rules", "check", "r.yaml", "--language", "fr")
    #expect(sound.status == 0 && sound.output.contains("seule l'écriture est vérifiée"))
    let shipped = try command.run("rules", "check")
    #expect(shipped.status == 0 && shipped.output.contains("Nothing to report."))
  }

  /// What `--show` prints is a rule file that stands in for the shipped one.
  @Test func theShippedRulesCanBeTakenAsABeginning() throws {
    let shown = try command.run("rules", "check", "--show")
    #expect(shown.status == 0 && shown.output.contains("code: HORS_CHAMP"))
    try command.put("mine.yaml", shown.output)
    #expect(try command.run("rules", "check", "mine.yaml").status == 0)
  }

  @Test(arguments: [
    ("a: [", "r.yaml, line 2, column 1: not YAML"),
    (
      "default: Z\nrules:\n  - {code: A, when: cca > 1}",
      "line 3, rule A: no column is called 'cca'"
    ),
    ("default: Z\nrules:\n  - {code: A, when: honoraires > > 1}", "SQL syntax error near '>'"),
    (
      "default: Z\nrules:\n  - {code: A, when: x}\n  - {code: A, when: y}",
      "r.yaml, line 4, column 12: the code 'A' is already that of the rule on line 3"
    ),
    (
      "default: Z\nrules:\n  - code: A\n    when: ATTACH DATABASE 'x.db' AS x",
      "line 4, rule A: 'ATTACH' is forbidden"
    ),
    (
      "default: Z\nrules:\n  - {code: A, when: load_extension('x')}",
      "the function 'load_extension'"
    ),
    ("default: Z\nrules:\n  - {code: A, when: rule_segment = 'A'}", "circular definition"),
    ("default: Z\nrule:\n  - {code: A, when: 1}", "unknown key 'rule'"),
    (
      "default: Z\nversion: 9\nrules:\n  - {code: A, when: 1}", "version of rule files is not known"
    ),
    ("default: Z\nrules: []", "the value of 'rules' does not fit; it takes a list"),
    ("rules:\n  - {code: A, when: 1}", "the key 'default' is missing"),
  ])
  func badRulesAreRefusedWithTheirPlace(text: String, message: String) throws {
    try command.put("r.yaml", text)
    let result = try command.run(
      "rules", "apply", "p.csv", "--rules", "r.yaml", "--output", "o.csv")
    #expect(result.status == 65 && result.output.isEmpty)
    #expect(result.error.hasPrefix("clientele: r.yaml"), "\(result.error)")
    #expect(result.error.contains(message), "\(result.error)")
    #expect(!result.error.contains(SmallPortfolio.secret))
    #expect(try command.content() == ["p.csv", "r.yaml"])
    let french = try command.run(
      "rules", "apply", "p.csv", "--rules", "r.yaml", "--language", "fr")
    #expect(french.status == 65 && french.error.hasPrefix("clientele : r.yaml"))
    #expect(!french.error.contains(message))
  }

  @Test func aConditionThatNeverEndsIsStopped() throws {
    let clients = (0..<400).map { "K\($0);x;\($0);saas" }.joined(separator: "\n")
    try command.put("q.csv", "id_client;raison_sociale;honoraires;outil\n" + clients)
    try command.put(
      "r.yaml",
      "default: Z\nrules:\n  - code: A\n"
        + "    when: (SELECT count(*) FROM clients a, clients b, clients c, clients d) > 0")
    for subcommand in [
      ["apply", "q.csv", "--rules", "r.yaml"], ["check", "r.yaml", "--input", "q.csv"],
    ] {
      let result = try command.run(["rules"] + subcommand)
      #expect(result.status == 65 && result.output.isEmpty)
      #expect(result.error.contains("line 4, rule A: the condition does not end: stopped after"))
    }
  }

  @Test func filesThatAreNotThere() throws {
    let rules = try command.run("rules", "apply", "p.csv", "--rules", "none.yaml")
    #expect(rules.status == 66 && rules.error.contains("none.yaml: no such file"))
    let input = try command.run("rules", "check", "r.yaml", "--input", "none.csv")
    #expect(input.status == 66 && input.error.contains("none.csv"))
    let output = try command.run(
      "rules", "apply", "p.csv", "--rules", "r.yaml", "--output", "none/o.csv")
    #expect(output.status == 73)
    for taken in ["p.csv", "r.yaml"] {
      let over = try command.run(
        "rules", "apply", "p.csv", "--rules", "r.yaml", "--output", taken)
      #expect(over.status == 73 && over.error.contains("will not be replaced"))
    }
    #expect(try command.text("r.yaml") == Self.rules)
  }
}
