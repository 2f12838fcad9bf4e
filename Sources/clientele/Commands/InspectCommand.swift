import ArgumentParser
import Foundation
import Interpretation
import LinearAlgebra
import Preparation
import Reports
import Segmentation
import Tables

struct InspectCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "inspect",
      abstract: say(
        "Ce qui a été lu : colonnes, rôles, types, unités, manques et doutes.",
        "What was read: columns, roles, types, units, missing values and doubts."),
      discussion: say(
        """
        Exemple :
          clientele inspect portefeuille.csv --write-config portefeuille.yaml

        Aucune valeur de client n'est montrée. Une colonne connue de nombres (CA, honoraires…) \
        dont plus de 3 valeurs et plus de 5 % sont autre chose fait refuser le fichier par les autres \
        commandes ; inspect la montre, avec les lignes.
        """,
        """
        Example:
          clientele inspect portfolio.csv --write-config portfolio.yaml

        No client's value is shown. A known column of numbers (turnover, fees…) of which more than 3 \
        values and more than 5% are something else has the file refused by the other commands; \
        inspect shows it, with the lines.
        """))
  }

  @Argument(
    help: ArgumentHelp(
      say("Fichier CSV, ou - pour l'entrée standard.", "CSV file, or - for standard input."),
      valueName: say("entrée", "input")))
  var input: String

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier de configuration YAML à prendre en compte.",
        "YAML configuration file to take into account."), valueName: say("fichier", "file")))
  var config: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Écrire une configuration commentée, prête à corriger.",
        "Write a commented configuration, ready to be corrected."),
      valueName: say("fichier", "file")))
  var writeConfig: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Remplacer le fichier de configuration s'il existe.",
        "Replace the configuration file where it exists.")))
  var force = false

  @Flag(help: ArgumentHelp(say("Écrire le résultat en JSON.", "Print the result as JSON.")))
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    var configuration = StudyConfiguration()
    let file = try config.map { try ConfigurationFile(path: $0, over: &configuration) }
    try writeConfig.map { try OutputFile(path: $0).refuse(over: input) }
    if let writeConfig, !force, FileManager.default.fileExists(atPath: writeConfig) {
      throw Complaint(
        status: .outputUnwritable,
        message: say(
          "« \(writeConfig) » existe déjà. Ajouter --force pour le remplacer.",
          "'\(writeConfig)' exists already. Add --force to replace it."))
    }
    try writeConfig.map { try OutputFile(path: $0).probe() }
    let inspection = try common.work(stages: 1, onTerminalOnly: true) { progress, parallelism in
      progress.begin(say("lecture", "reading"))
      return try inspect(configuration, file, parallelism)
    }
    if let writeConfig {
      try OutputFile(path: writeConfig).write(Array(StartingConfiguration(inspection).text().utf8))
    }
    if json {
      print(try JSONValue(encoding: inspection).text(), terminator: "")
    } else {
      print(InspectionText(inspection).text())
    }
  }

  /// Shows what a study would refuse, too: this is where one finds out.
  private func inspect(
    _ configuration: StudyConfiguration, _ file: ConfigurationFile?, _ parallelism: Parallelism
  ) throws -> Inspection {
    var options = configuration.reading
    options.refusesMisfits = false
    return try Inspection(
      InputReader(
        path: input, parallelism: parallelism, options: options, configuration: file
      ).read(), configuration: configuration, parallelism: parallelism)
  }
}
