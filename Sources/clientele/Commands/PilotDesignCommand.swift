import ArgumentParser
import Foundation
import LinearAlgebra
import Reports
import Segmentation
import Tables

struct PilotDesignCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "design",
      abstract: say(
        "Tirer, dans chaque segment, des clients à tester et des témoins.",
        "Draw, in each segment, clients to test and controls."),
      discussion: say(
        """
        Exemple :
          clientele pilot design notebooks-output/portefeuille-2026-T3 --portfolio portefeuille-2026-T3.csv \
        --stratify bureau --exclude contentieux.csv --baseline 30% --effect 15%

        L'entrée est le dossier d'un « run », son segments.csv, ou un portefeuille qui a une colonne de \
        segments. Écrit pilot.csv, la liste à suivre, et pilot.json, que « pilot evaluate » relit. Le \
        tirage ne dépend que des identifiants et de la graine.
        """,
        """
        Example:
          clientele pilot design notebooks-output/portfolio-2026-T3 --portfolio portfolio-2026-T3.csv \
        --stratify office --exclude disputes.csv --baseline 30% --effect 15%

        The input is the folder of a 'run', its segments.csv, or a portfolio with a column of segments. \
        Writes pilot.csv, the list to work from, and pilot.json, which 'pilot evaluate' reads again. The \
        draw depends on the identifiers and the seed alone.
        """))
  }

  @Argument(
    help: ArgumentHelp(
      say(
        "Dossier d'un « run », ou fichier CSV, ou - pour l'entrée standard.",
        "Folder of a 'run', or CSV file, or - for standard input."),
      valueName: say("entrée", "input")))
  var input: String

  @Option(
    help: ArgumentHelp(
      say(
        "Colonne des segments (par défaut : segment_name, sinon segment).",
        "Column of the segments (default: segment_name, else segment)."),
      valueName: say("colonne", "column")))
  var segment: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Portefeuille des mêmes clients, pour ses autres colonnes.",
        "Portfolio of the same clients, for its other columns."),
      valueName: say("fichier", "file")))
  var portfolio: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Colonnes dont les deux groupes ont la même composition : bureau,taille.",
        "Columns of which both groups have the same make-up: office,size."),
      valueName: say("colonnes", "columns")))
  var stratify: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Clients à ne jamais tirer : fichier CSV d'identifiants.",
        "Clients never to draw: CSV file of identifiers."), valueName: say("fichier", "file")))
  var exclude: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Clients à ne jamais tirer : ceux dont la cellule dit autre chose que non.",
        "Clients never to draw: those whose cell says anything but no."),
      valueName: say("colonne", "column")))
  var excludeColumn: String?

  @OptionGroup var goal: PilotPlanOptions

  @Option(
    help: ArgumentHelp(
      say(
        "Dossier à écrire (par défaut : celui de l'entrée, suivi de -pilot).",
        "Folder to write (default: that of the input, followed by -pilot)."),
      valueName: say("dossier", "folder")))
  var output: String?

  @Flag(
    help: ArgumentHelp(
      say("Remplacer un pilote qui existe.", "Replace a pilot that exists.")))
  var force = false

  @Option(
    help: ArgumentHelp(
      say("Graine des tirages (par défaut : 2026).", "Seed of the random draws (default: 2026)."),
      valueName: "n"))
  var seed: UInt64?

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
    if output?.isEmpty == true {
      throw ValidationError(
        say("--output demande le nom d'un dossier.", "--output takes the name of a folder."))
    }
    if strata.contains("") {
      throw ValidationError(
        say(
          "--stratify demande des noms de colonnes séparés par des virgules.",
          "--stratify takes names of columns separated by commas."))
    }
  }

  private var strata: [String] {
    stratify?.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    } ?? []
  }

  func run() throws {
    let source = PilotInput(path: input)
    let folder = output ?? source.defaultFolder
    let target = RunFolder(path: folder, replacingEarlierRun: force, kind: .pilot)
    try target.probe()
    var configuration = StudyConfiguration()
    let file = try config.map { try ConfigurationFile(path: $0, over: &configuration) }
    let settled = configuration
    let (design, unknown) = try common.work(stages: 2, onTerminalOnly: true) {
      progress, parallelism in
      progress.begin(say("lecture", "reading"))
      let excluded = try exclude.map { try ClientListFile(path: $0).read(parallelism) }
      let reader = try source.read(
        portfolio: portfolio, settled, file, parallelism: parallelism)
      let clients = try source.complaining(portfolio) {
        try reader.clients(
          PilotClientsReader.Request(
            segment: segment, strata: strata, exclusionColumn: excludeColumn,
            excluded: excluded?.all ?? []))
      }
      progress.begin(say("tirage", "drawing"))
      let design = try source.complaining(portfolio) {
        try PilotDesigner(goal.plan, seed: seed ?? settled.seed)
          .design(source.withRunInput(clients))
      }
      try parallelism.checkpoint()
      try progress.finish { try target.write(files(of: design)) }
      return (design, reader.unknown(excluded?.identifiers ?? []))
    }
    if unknown > 0, !common.quiet { warn(unknown) }
    if json {
      print(try PilotDesignFile.text(design), terminator: "")
    } else {
      print(PilotDesignText(design, folder: folder).text())
    }
  }

  private func files(of design: PilotDesign) throws -> [RunFile] {
    [
      RunFile(name: PilotListFile.name, bytes: PilotListFile(design).bytes),
      RunFile(name: PilotDesignFile.name, text: try PilotDesignFile.text(design)),
    ]
  }

  private func warn(_ unknown: Int) {
    Terminal.write(
      say(
        "Attention : dans la liste des exclus, identifiants qu'aucun client ne porte : \(unknown). "
          + "Vérifier leur écriture.",
        "Note: in the list of those excluded, identifiers that no client has: \(unknown). Check their "
          + "spelling."))
  }
}
