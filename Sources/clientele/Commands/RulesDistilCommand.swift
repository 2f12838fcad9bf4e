import ArgumentParser
import LinearAlgebra
import Reports
import Segmentation

struct RulesDistilCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "distil",
      abstract: say(
        "Les règles qui redonnent des segments, et leur fidélité.",
        "The rules that give segments back, and their fidelity."),
      discussion: say(
        """
        Exemple :
          clientele rules distil portefeuille.csv --segment segment --max-rules 12 --output regles.yaml

        Les règles portent sur les colonnes du portefeuille, dans leurs unités ; la première vraie \
        décide. Un quart des clients, mis de côté, dit ce qu'elles valent. Sans --output, le fichier \
        de règles est affiché.
        """,
        """
        Example:
          clientele rules distil portfolio.csv --segment segment --max-rules 12 --output rules.yaml

        Rules are about the portfolio's columns, in their units; the first that is true decides. A \
        quarter of the clients, held out, tells what they are worth. Without --output the rule file \
        is printed.
        """))
  }

  @Argument(
    help: ArgumentHelp(
      say("Fichier CSV, ou - pour l'entrée standard.", "CSV file, or - for standard input."),
      valueName: say("entrée", "input")))
  var input: String

  @Option(
    help: ArgumentHelp(
      say("Colonne des segments à dire en règles.", "Column of the segments to say in rules."),
      valueName: say("colonne", "column")))
  var segment: String

  @Option(
    help: ArgumentHelp(
      say(
        "Nombre de règles au plus, celle par défaut comprise (sinon deux par segment, 24 au plus).",
        "The most rules, the default included (else two a segment, 24 at most)."),
      valueName: "n"))
  var maxRules: Int?

  @Option(
    help: ArgumentHelp(
      say("Fichier de règles à écrire.", "Rule file to write."),
      valueName: say("fichier", "file")))
  var output: String?

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

  func validate() throws {
    if let maxRules, !(2...100).contains(maxRules) {
      throw ValidationError(
        say(
          "--max-rules demande un nombre de 2 à 100.", "--max-rules takes a number from 2 to 100."))
    }
  }

  func run() throws {
    var configuration = StudyConfiguration()
    let file = try config.map { try ConfigurationFile(path: $0, over: &configuration) }
    if let seed { configuration.seed = seed }
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
      progress.begin(say("règles", "rules"))
      let clients = try source.studiedClients(settled)
      return DistillationResult(
        try RuleDistillation(
          clients, segment: segment, maximumRuleCount: maxRules, settled, parallelism: parallelism),
        identifiers: clients.identifiers)
    }
    if let output { try OutputFile(path: output).write(Array(result.fileText.utf8)) }
    if json {
      print(try JSONValue(encoding: result).text(), terminator: "")
    } else if output != nil {
      print(result.summary)
    } else {
      print(result.fileText, terminator: "")
    }
  }
}
