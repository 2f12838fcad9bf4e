import TestSupport
import Testing

/// `--config`: read, refused with the place, and won over by the flags.
@Suite struct ConfigurationFileTests {
  let command: CommandProcess

  init() throws {
    command = try CommandProcess()
    try command.put("in.csv", SmallPortfolio(clients: 120).text)
  }

  private func run(_ arguments: String...) throws -> CommandProcess.Result {
    try command.run(
      ["run", "in.csv", "--config", "c.yaml", "--output", "out", "--quiet", "--json"] + arguments)
  }

  @Test func everyKeyIsRead() throws {
    try command.put(
      "c.yaml",
      """
      # the firm's choices
      clusters: 2
      method: ward
      seed: 7
      period: 2026T3
      language: fr
      test-groups: bureau
      columns:
        score: ignored
        outil: illustrative
      """)
    let run = try JSONAnswer(run().output)
    #expect(run["segments"].list.count == 2 && run["method"]["name"].text == "ward")
    #expect(run["seed"].number == 7 && run["period"].text == "2026-T3")
    #expect(run["language"].text == "fr" && run["validation"]["column"].text == "bureau")
    let roles = run["preparation"]["roles"].list.map { $0["role"].text }
    #expect(roles[4] == "ignored" && roles[5] == "illustrative")
    #expect(
      run["preparation"]["variables"].list.compactMap(\.text) == ["honoraires", "heures"])
  }

  @Test func flagsWin() throws {
    try command.put(
      "c.yaml",
      "clusters: 2\nseed: 7\nmethod: ward\nlanguage: fr\ntest-groups: bureau\nperiod: 2026-T1\n")
    let run = try JSONAnswer(
      run(
        "--clusters", "4", "--seed", "8", "--method", "kmeans", "--language", "en", "--hold-out",
        "0.5", "--period", "2026-T2"
      ).output)
    #expect(run["segments"].list.count == 4 && run["seed"].number == 8)
    #expect(run["method"]["name"].text == "kmeans" && run["language"].text == "en")
    #expect(run["validation"]["kind"].text == "hold-out" && run["period"].text == "2026-T2")
    #expect(run["preparation"]["heldOutClients"].number == 60)
  }

  @Test func typesAndUnitsAreObeyed() throws {
    try command.put(
      "c.yaml",
      """
      types:
        score: category
      units:
        honoraires: k€
        heures: h
      """)
    let inspected = try JSONAnswer(
      command.run("inspect", "in.csv", "--config", "c.yaml", "--json").output)
    let columns = inspected["columns"].list
    #expect(columns[4]["kind"].text == "category")
    #expect(columns[2]["writtenUnit"].text == "k€" && columns[2]["unit"].text == "euro")
    #expect(columns[3]["unit"].text == "hours")
    let run = try JSONAnswer(run().output)
    #expect(run["configuration"]["types"]["score"].text == "category")
    #expect(run["configuration"]["units"]["honoraires"].text == "k€")
    let factors = try command.run("factors", "in.csv", "--config", "c.yaml", "--json")
    #expect(factors.status == 0 && factors.error.isEmpty)
  }

  @Test func emptyFileChangesNothing() throws {
    try command.put("c.yaml", "# nothing yet\n")
    #expect(try run().status == 0)
  }

  static let secret = SmallPortfolio.secret

  @Test(arguments: [
    ("clusters: [1\n", "line 2, column 1: not YAML"),
    ("a: b: c\n", "line 1, column 5: not YAML"),
    ("- clusters\n", "line 1, column 1: the file is made of 'key: value' lines"),
    ("\n\nclsters: 3\n", "line 3, column 1: unknown key 'clsters'. Known keys: clusters, method"),
    ("clusters: \(secret)\n", "line 1, column 11: the value of 'clusters' does not fit"),
    ("clusters: 0\n", "it takes auto or a whole number from 1"),
    ("clusters: 3.5\n", "it takes auto or a whole number from 1"),
    ("clusters:\n", "the value of 'clusters' does not fit"),
    (
      "method: gmm\n", "line 1, column 9: the value of 'method' does not fit; it takes one of: auto"
    ),
    ("seed: -1\n", "line 1, column 7: the value of 'seed' does not fit; it takes a whole number"),
    (
      "hold-out: 0.7\n", "line 1, column 11: the value of 'hold-out' does not fit; it takes a share"
    ),
    ("hold-out: nan\n", "it takes a share above 0"),
    ("language: de\n", "line 1, column 11: the value of 'language' does not fit"),
    (
      "period: 2026-T9\n",
      "line 1, column 9: the value of 'period' does not fit; it takes a quarter"
    ),
    (
      "folds: 1\n",
      "line 1, column 8: the value of 'folds' does not fit; it takes a number of parts"
    ),
    (
      "verdict: {size: {use: 1, caution: 2}}\n",
      "line 1, column 17: the value of 'size' does not fit; it takes {use: …, caution: …}"
    ),
    ("verdict:\n  sise: 2\n", "line 2, column 3: unknown key 'sise'. Known keys: stability"),
    ("rule-column: nope\n", "no column is called 'nope'"),
    ("outcome: [nope]\n", "no column is called 'nope'"),
    ("test-groups: \"\"\n", "line 1, column 14: the value of 'test-groups' does not fit"),
    ("columns: x\n", "line 1, column 10: the value of 'columns' does not fit"),
    ("columns:\n  score: \(secret)\n", "line 2, column 10: the value of 'score' does not fit"),
    (
      "columns:\n  score: active\n  nope: active\n",
      "line 3, column 3: no column is called 'nope'. Columns read: id_client, "
    ),
    ("types:\n  nope: date\n", "line 2, column 3: no column is called 'nope'. Columns read: "),
    ("units: {nope: h}\n", "line 1, column 9: no column is called 'nope'. Columns read: "),
    (
      "types:\n  score: \(secret)\n",
      "line 2, column 10: the value of 'score' does not fit; it takes one of: identifier, text"
    ),
    (
      "units: {score: kg}\n",
      "line 1, column 16: the value of 'score' does not fit; it takes one of"
    ),
    ("types: {score: date}\nunits: {score: h}\n", "it takes a column of type numeric"),
    (
      "types:\n  raison_sociale: numeric\n",
      "in.csv: column 2 ('raison_sociale'), line 2 for the first: 120 values of 120 (100%)"
    ),
    ("clusters: 2\nclusters: 3\n", "line 1, column 1: the key 'clusters' is given twice"),
    (
      "hold-out: 0.2\ntest-groups: bureau\n",
      "line 2, column 1: 'test-groups' and 'hold-out' exclude each other"
    ),
    ("x: *nope\n", "not YAML"), ("a: &x [*x]\n", "not YAML"),
  ])
  func mistakesAreSaidWithTheirPlace(text: String, message: String) throws {
    try command.put("c.yaml", text)
    let result = try run()
    #expect(result.status == 65 && result.output.isEmpty)
    #expect(result.error.contains(message), "\(result.error)")
    #expect(!result.error.contains(Self.secret))
    if message.hasPrefix("line") {
      #expect(result.error.hasPrefix("clientele: c.yaml, line "))
    }
    #expect(try command.content() == ["c.yaml", "in.csv"])
  }

  @Test func missingConfigurationIs66AndNestedOneDoesNotCrash() throws {
    #expect(try run().status == 66)
    try command.put("c.yaml", String(repeating: "[", count: 20_000))
    #expect(try run().status == 65)
    try command.put("c.yaml", [0xFF, 0xFE, 0x00, 0x80, 0x01] + Array(repeating: 0xC0, count: 99))
    #expect(try run().status == 65)
    #expect(try command.content() == ["c.yaml", "in.csv"])
  }

  @Test func frenchMistake() throws {
    try command.put("c.yaml", "hold-out: 2\n")
    let result = try run("--language", "fr")
    #expect(
      result.error
        == "clientele : c.yaml, ligne 1, colonne 11 : la valeur de « hold-out » ne convient pas ; il "
        + "faut une part au-dessus de 0 et d'au plus 0.5.\n")
  }
}
