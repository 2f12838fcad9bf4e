import TestSupport
import Testing

@Suite struct ObligationsCommandTests {
  static let portfolio = Repository.path("datasets/portefeuille-2026-T3.csv")
  let command: CommandProcess

  init() throws { command = try CommandProcess() }

  private func answer(_ arguments: String...) throws -> JSONAnswer {
    let result = try command.run(["obligations"] + arguments + ["--json", "--quiet"])
    #expect(result.status == 0 && result.error.isEmpty, "\(result.error)")
    return try JSONAnswer(result.output)
  }

  @Test func theSamplePortfolioInBothLanguages() throws {
    for language in ["fr", "en"] {
      let result = try command.run(
        "obligations", Self.portfolio, "--quiet", "--language", language)
      #expect(result.status == 0 && result.error.isEmpty)
      try expectText(result.output, "obligations-\(language).txt")
    }
  }

  @Test func groupsAddUpToEveryone() throws {
    let told = try answer(Self.portfolio, "--by", "collaborateur")
    #expect(told["by"].text == "collaborateur" && told["asOf"].text == "2026-09-30")
    #expect(told["reformAsOf"].text == "2026-02-20")
    let clients = told["groups"].list.compactMap { $0["clients"].number }
    #expect(clients.reduce(0, +) == told["everyone"]["clients"].number && clients.count > 5)
    let late = told["groups"].list.compactMap { $0["inDefault"].number }
    #expect(late.reduce(0, +) == told["everyone"]["inDefault"].number)
    let everyone = told["everyone"]
    let levels = everyone["levels"].list.compactMap { $0["clients"].number }
    #expect(
      levels.reduce(0, +) + (everyone["unknownLevel"].number ?? 0) == everyone["clients"].number)
  }

  @Test func theDayOfReferenceIsTheOneGiven() throws {
    try command.put("p.csv", "id;regime_tva;pa_choisie;forme\na;EXO;non;SCI\nb;EXO;oui;SCI\n")
    let early = try answer("p.csv", "--as-of", "2026-08-31")
    #expect(early["everyone"]["inDefault"].number == 0 && early["asOf"].text == "2026-08-31")
    let late = try answer("p.csv", "--period", "2026-T3")
    #expect(late["everyone"]["inDefault"].number == 1 && late["asOf"].text == "2026-09-30")
    try command.put("c.yaml", "period: 2026-T2\n")
    #expect(try answer("p.csv", "--config", "c.yaml")["asOf"].text == "2026-06-30")
    // Without any, the day it is.
    #expect(try answer("p.csv")["asOf"].text?.count == 10)
    #expect(try answer("p.csv")["by"] == .null)
  }

  @Test func oneRowAClient() throws {
    let written = try command.run(
      "obligations", Self.portfolio, "--output", "o.csv", "--quiet")
    #expect(written.status == 0)
    let lines = try command.text("o.csv").split(separator: "\n")
    #expect(lines.count == 819 && lines[0].hasPrefix("id,niveau_obligation,taille,jours_avant"))
    #expect(Set(lines.map { $0.split(separator: ",")[0] }).count == 819)
    let again = try command.run("obligations", Self.portfolio, "--output", "o.csv", "--quiet")
    #expect(again.status == 73 && again.error.contains("Add --force"))
    let forced = try command.run(
      "obligations", Self.portfolio, "--output", "o.csv", "--quiet", "--force", "--threads", "1")
    #expect(forced.status == 0)
    #expect(try command.text("o.csv").split(separator: "\n") == lines)
  }

  @Test func aFileChangesTheReform() throws {
    try command.put("p.csv", "id;regime_tva;pa_choisie;forme\na;EXO;non;SCI\nb;ZZ;oui;SCI\n")
    try command.put(
      "r.yaml",
      """
      as-of: 2026-11-01
      calendar: {reception: {from: 2026-12-01}}
      penalties: {reception: {next: 2000}}
      vat-regimes: {EXO: {spellings: [EXO, ZZ]}}
      """)
    let standard = try answer("p.csv", "--as-of", "2026-10-01")
    #expect(standard["everyone"]["inDefault"].number == 1)
    #expect(standard["unread"].list.first?["spellings"].number == 1)
    #expect(standard["unread"].list.first?["column"].text == "regime_tva")
    let changed = try answer("p.csv", "--as-of", "2026-10-01", "--reform", "r.yaml")
    #expect(changed["everyone"]["inDefault"].number == 0)
    #expect(changed["everyone"]["exposure"].number == 8_000)
    #expect(changed["reformAsOf"].text == "2026-11-01" && changed["unread"].list.isEmpty)
    let text = try command.run("obligations", "p.csv", "--as-of", "2026-10-01", "--language", "fr")
    #expect(text.output.contains("• regime_tva : 1 libellé n'est pas reconnu (1 client) ;"))
    #expect(!text.output.contains("ZZ"))
  }

  @Test func badFilesAreToldWithTheirPlace() throws {
    try command.put("p.csv", SmallPortfolio(clients: 9).text)
    for (file, english, french) in [
      (
        "calendar:\n  reception: {from: 2026-13-01}\n",
        "r.yaml, line 2, column 21: the value of 'from' does not fit; it takes a day, such as",
        "r.yaml, ligne 2, colonne 21 : la valeur de « from » ne convient pas ; il faut une date"
      ),
      (
        "vat-regimes:\n  X: {operations: taxed}\n",
        "r.yaml, line 2, column 6: 'X' lacks 'spellings'.",
        "r.yaml, ligne 2, colonne 6 : à « X », il manque « spellings »."
      ),
      (
        "vat-regimes: {X: {operations: taxed, vat-group: 1, spellings: [a]}}\n",
        "takes true or false.", "il faut true ou false."
      ),
      (
        "size: {PME: {headcount: -1}}\n", "takes a number from 0.",
        "il faut un nombre à partir de 0."
      ),
      (
        "platform: {not-chosen: [[a]]}\n", "takes a list of texts.", "il faut une liste de textes."
      ),
    ] {
      try command.put("r.yaml", file)
      let told = try command.run("obligations", "p.csv", "--reform", "r.yaml", "--output", "o.csv")
      #expect(
        told.status == 65 && told.output.isEmpty && told.error.contains(english), "\(told.error)")
      let said = try command.run("obligations", "p.csv", "--reform", "r.yaml", "--language", "fr")
      #expect(said.status == 65 && said.error.contains(french), "\(said.error)")
    }
    #expect(try command.run("obligations", "p.csv", "--reform", "none.yaml").status == 66)
    #expect(try command.content() == ["p.csv", "r.yaml"])
  }

  @Test func whatCannotBeDoneIsRefused() throws {
    try command.put("p.csv", SmallPortfolio(clients: 30).text)
    #expect(try command.run("obligations", "none.csv").status == 66)
    let unknown = try command.run("obligations", "p.csv", "--by", "site")
    #expect(unknown.status == 65 && unknown.error.contains("no column is called 'site'"))
    for column in ["raison_sociale", "id_client", "honoraires"] {
      let named = try command.run("obligations", "p.csv", "--by", column)
      #expect(named.status == 65 && named.output.isEmpty, "\(column)")
      #expect(!named.error.contains(SmallPortfolio.secret))
    }
    #expect(try command.run("obligations", "p.csv", "--output", "p.csv", "--force").status == 73)
    #expect(try command.run("obligations", "p.csv", "--output", "no/o.csv").status == 73)
    let told = try command.run("obligations", "p.csv", "--as-of", "2026-06-30")
    #expect(told.status == 0 && told.output.contains("Paris"))
    #expect(try command.content() == ["p.csv"])
  }
}
