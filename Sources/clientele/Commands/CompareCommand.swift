import ArgumentParser
import Foundation
import Interpretation
import LinearAlgebra
import Preparation
import Reports
import Segmentation
import Tables

struct CompareCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "compare",
      abstract: say(
        "Deux segmentations des mêmes clients, côte à côte.",
        "Two segmentations of the same clients, side by side."),
      discussion: say(
        """
        Exemple :
          clientele compare portefeuille.csv --left segment_regle --right segment --output ecarts.csv

        Les deux segmentations sont des colonnes du fichier. --output écrit les clients dont les deux \
        segments ne se répondent pas, avec la colonne qui les en éloigne le plus.
        """,
        """
        Example:
          clientele compare portfolio.csv --left rule_segment --right segment --output differ.csv

        Both segmentations are columns of the file. --output writes the clients whose two segments do \
        not answer to each other, with the column that sets them apart most.
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
        "Colonne de la première segmentation (les règles du cabinet).",
        "Column of the first segmentation (the firm's rules)."),
      valueName: say("colonne", "column")))
  var left: String

  @Option(
    help: ArgumentHelp(
      say("Colonne de la seconde segmentation.", "Column of the second segmentation."),
      valueName: say("colonne", "column")))
  var right: String

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier CSV des clients en désaccord.", "CSV file of the clients that disagree."),
      valueName: say("fichier", "file")))
  var output: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier de configuration YAML, celui de « run ».",
        "YAML configuration file, that of 'run'."), valueName: say("fichier", "file")))
  var config: String?

  @Flag(help: ArgumentHelp(say("Écrire le résultat en JSON.", "Print the result as JSON.")))
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if left == right {
      throw ValidationError(
        say(
          "--left et --right demandent deux colonnes différentes.",
          "--left and --right take two different columns."))
    }
  }

  func run() throws {
    var configuration = StudyConfiguration()
    let file = try config.map { try ConfigurationFile(path: $0, over: &configuration) }
    try output.map { path in
      try OutputFile(path: path).refuse(over: input)
      try OutputFile(path: path).probe()
    }
    let settled = configuration
    let result = try common.work(stages: 2, onTerminalOnly: true) { progress, parallelism in
      progress.begin(say("lecture", "reading"))
      let source = try InputReader(
        path: input, parallelism: parallelism, options: settled.reading, configuration: file
      ).read()
      progress.begin(say("comparaison", "comparing"))
      return try ComparisonResult(source, left: left, right: right, settled)
    }
    if let output { try OutputFile(path: output).write(result.csv) }
    print(
      json ? try JSONValue(encoding: result.record).text() : result.text(),
      terminator: json ? "" : "\n")
  }
}
