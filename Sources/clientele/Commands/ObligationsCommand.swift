import ArgumentParser
import Foundation
import Interpretation
import LinearAlgebra
import Reports
import Segmentation
import Tables

struct ObligationsCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "obligations",
      abstract: say(
        "Ce que la réforme demande à chaque client : niveau, échéances, exposition aux amendes.",
        "What the reform asks of each client: level, deadlines, exposure to fines."),
      discussion: say(
        """
        Exemple :
          clientele obligations portefeuille-2026-T3.csv --by collaborateur --output obligations.csv

        Les dates, seuils et amendes sont ceux d'un fichier daté, que --reform remplace clé par clé. \
        Ce qui n'est pas dans le portefeuille reste inconnu, et il est dit quelle colonne manque. Ce \
        n'est pas un conseil juridique : à vérifier avant de s'en servir.
        """,
        """
        Example:
          clientele obligations portfolio-2026-T3.csv --by manager --output obligations.csv

        Dates, thresholds and fines are those of a dated file, which --reform replaces key by key. \
        What the portfolio does not have stays unknown, and it is said which column is missing. This \
        is no legal advice: check before relying on it.
        """))
  }

  @Argument(
    help: ArgumentHelp(
      say("Fichier CSV, ou - pour l'entrée standard.", "CSV file, or - for standard input."),
      valueName: say("entrée", "input")))
  var input: String

  @OptionGroup var day: ReferenceDayOptions

  @Option(
    help: ArgumentHelp(
      say(
        "Colonne qui fait les groupes (par défaut : le bureau, sinon le collaborateur).",
        "Column that makes the groups (default: the office, else the manager)."),
      valueName: say("colonne", "column")))
  var by: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier YAML de dates, seuils, amendes et libellés qui changent.",
        "YAML file of dates, thresholds, fines and words that change."),
      valueName: say("fichier", "file")))
  var reform: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier de configuration YAML à prendre en compte.",
        "YAML configuration file to take into account."), valueName: say("fichier", "file")))
  var config: String?

  @Option(
    help: ArgumentHelp(
      say("Écrire un CSV, une ligne par client.", "Write a CSV file, one row a client."),
      valueName: say("fichier", "file")))
  var output: String?

  @Flag(
    help: ArgumentHelp(
      say("Remplacer le CSV s'il existe.", "Replace the CSV file where it exists.")))
  var force = false

  @Flag(help: ArgumentHelp(say("Écrire le résultat en JSON.", "Print the result as JSON.")))
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    var configuration = StudyConfiguration()
    let file = try config.map { try ConfigurationFile(path: $0, over: &configuration) }
    let reform = try ReformFile(path: reform).reform
    try output.map { try OutputFile(path: $0).refuse(over: input, replacing: force) }
    let settled = configuration
    let found = try common.work(stages: 1, onTerminalOnly: true) { progress, parallelism in
      progress.begin(say("lecture", "reading"))
      let source = try InputReader(
        path: input, parallelism: parallelism, options: settled.reading, configuration: file
      ).read()
      let clients = try source.studiedClients(settled)
      let day = day.day(input: input, settled)
      let portfolio = Obligations(reform: reform, asOf: day).assess(clients.table)
      return Found(
        answer: ObligationsAnswer(
          input: source.input.name, portfolio, reform: reform,
          by: try groups(of: clients.table, source)),
        file: ObligationsFile(portfolio, identifiers: clients.identifiers))
    }
    if let output { try OutputFile(path: output).write(found.file.bytes) }
    if json {
      print(try JSONValue(encoding: found.answer).text(), terminator: "")
    } else {
      print(ObligationsText(found.answer, reform: reform).text())
    }
  }

  private struct Found {
    let answer: ObligationsAnswer
    let file: ObligationsFile
  }

  /// A column of labels: names of clients make no groups.
  private func groups(of table: Table, _ source: StudySource) throws -> Column? {
    guard let by else {
      return [.office, .manager].compactMap(table.column).first { $0.kind == .category }
    }
    guard let column = table[by] else {
      throw Complaint(
        StudyError.unknownColumn(name: by, known: table.columns.map(\.name))
      ).about(InputReader.displayName(of: source.input.name))
    }
    guard [.category, .ordinal, .yesNo].contains(column.kind), column.known != .name else {
      throw Complaint(StudyError.columnWithoutGroups(name: column.name))
        .about(InputReader.displayName(of: source.input.name))
    }
    return column
  }
}
