import ArgumentParser
import LinearAlgebra
import Reports
import Segmentation

struct DescribeCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "describe",
      abstract: say(
        "Une segmentation déjà faite : qui est dans chaque segment, et par quelles règles.",
        "A segmentation already made: who is in each segment, and by which rules."),
      discussion: say(
        """
        Exemple :
          clientele describe portefeuille.csv --segment segment_regle

        La segmentation est une colonne du fichier. Une valeur-test v au-delà de 2 ou de −2 marque ce \
        qui distingue un segment ; elle décrit, elle ne prouve pas, si la colonne a servi à faire les \
        segments.
        """,
        """
        Example:
          clientele describe portfolio.csv --segment rule_segment

        The segmentation is a column of the file. A test value v beyond 2 or −2 marks what sets a \
        segment apart; it describes and proves nothing where the column had a part in making the \
        segments.
        """))
  }

  @Argument(
    help: ArgumentHelp(
      say("Fichier CSV, ou - pour l'entrée standard.", "CSV file, or - for standard input."),
      valueName: say("entrée", "input")))
  var input: String

  @Option(
    help: ArgumentHelp(
      say("Colonne des segments.", "Column of the segments."),
      valueName: say("colonne", "column")))
  var segment: String

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier de configuration YAML, celui de « run ».",
        "YAML configuration file, that of 'run'."), valueName: say("fichier", "file")))
  var config: String?

  @Option(
    help: ArgumentHelp(
      say("Graine des tirages (par défaut : 2026).", "Seed of the random draws (default: 2026)."),
      valueName: "n"))
  var seed: UInt64?

  @Flag(help: ArgumentHelp(say("Écrire le résultat en JSON.", "Print the result as JSON.")))
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    var configuration = StudyConfiguration()
    configuration.language = language
    let file = try config.map { try ConfigurationFile(path: $0, over: &configuration) }
    if let seed { configuration.seed = seed }
    let settled = configuration
    let result = try common.work(stages: 2, onTerminalOnly: true) { progress, parallelism in
      progress.begin(say("lecture", "reading"))
      let source = try InputReader(
        path: input, parallelism: parallelism, options: settled.reading, configuration: file
      ).read()
      progress.begin(say("description", "describing"))
      let clients = try source.studiedClients(settled)
      return DescriptionResult(
        try SegmentationDescription(
          clients, segment: segment, settled, parallelism: parallelism),
        identifiers: clients.identifiers)
    }
    print(
      json ? try JSONValue(encoding: result).text() : result.text(), terminator: json ? "" : "\n")
  }
}
