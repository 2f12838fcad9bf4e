import ArgumentParser
import Foundation
import LinearAlgebra
import Reports
import Segmentation
import Tables

struct PilotEvaluateCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "evaluate",
      abstract: say(
        "Ce qu'un pilote a montré : l'effet dans chaque segment, avec sa marge d'erreur.",
        "What a pilot showed: the effect in each segment, with its margin of error."),
      discussion: say(
        """
        Exemple :
          clientele pilot evaluate resultats.csv --design pilote --outcome mandat_signe --output bilan

        Les résultats sont un CSV : un identifiant, un résultat (oui ou non, ou un nombre) par client \
        tiré. Un client absent, ou sans résultat, est compté comme manquant. --output écrit une page à \
        imprimer et les chiffres en JSON.
        """,
        """
        Example:
          clientele pilot evaluate results.csv --design pilot --outcome mandate_signed --output review

        The results are a CSV file: an identifier and an outcome (yes or no, or a number) for each client \
        drawn. A client who is not there, or without an outcome, counts as missing. --output writes a \
        page to print, and the figures as JSON.
        """))
  }

  @Argument(
    help: ArgumentHelp(
      say(
        "Résultats (CSV), ou - pour l'entrée standard.",
        "Results (CSV), or - for standard input."), valueName: say("entrée", "input")))
  var input: String

  @Option(
    help: ArgumentHelp(
      say(
        "Dossier écrit par « pilot design », ou son pilot.json.",
        "Folder written by 'pilot design', or its pilot.json."),
      valueName: say("pilote", "pilot")))
  var design: String

  @Option(
    help: ArgumentHelp(
      say(
        "Colonne du résultat (par défaut : la seule autre que l'identifiant).",
        "Column of the outcome (default: the only one beside the identifier)."),
      valueName: say("colonne", "column")))
  var outcome: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Colonne de l'identifiant (par défaut : celle du pilote, sinon id).",
        "Column of the identifier (default: that of the pilot, else id)."),
      valueName: say("colonne", "column")))
  var id: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Valeur qui compte pour oui, les autres pour non : signe.",
        "Value that counts as yes, the others as no: signed."), valueName: say("valeur", "value")))
  var success: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Les résultats sont ceux de tous les clients : ne garder que ceux du pilote.",
        "The results are those of all clients: keep those of the pilot alone.")))
  var wholePortfolio = false

  @OptionGroup var firm: PilotRuleOptions

  @Option(
    help: ArgumentHelp(
      say(
        "Dossier à écrire : evaluation.html et evaluation.json.",
        "Folder to write: evaluation.html and evaluation.json."),
      valueName: say("dossier", "folder")))
  var output: String?

  @Flag(
    help: ArgumentHelp(
      say("Remplacer un bilan qui existe.", "Replace an evaluation that exists.")))
  var force = false

  @Flag(help: ArgumentHelp(say("Écrire le résultat en JSON.", "Print the result as JSON.")))
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if output?.isEmpty == true {
      throw ValidationError(
        say("--output demande le nom d'un dossier.", "--output takes the name of a folder."))
    }
  }

  func run() throws {
    let target = output.map {
      RunFolder(path: $0, replacingEarlierRun: force, kind: .pilotEvaluation)
    }
    try target?.probe()
    let design = try PilotDesignInput(path: design).read()
    let (evaluation, results) = try common.work(stages: 2, onTerminalOnly: true) {
      progress, parallelism in
      progress.begin(say("lecture", "reading"))
      let source = try InputReader(path: input, parallelism: parallelism).read()
      let results = try complaining { try reader(design).read(source) }
      let rules = try firm.segments(of: design, parallelism)
      progress.begin(say("comparaison", "comparing"))
      let evaluation = PilotEvaluator(design).evaluate(results, rules: rules)
      try parallelism.checkpoint()
      try progress.finish { try target?.write(files(evaluation, design, results)) }
      return (evaluation, results)
    }
    if json {
      let record = PilotEvaluationFile(evaluation, design: design, results: results)
      print(try record.text(), terminator: "")
    } else {
      print(
        PilotEvaluationText(evaluation, design: design, results: results, folder: output).text())
    }
  }

  private func reader(_ design: PilotDesign) -> PilotResultsReader {
    PilotResultsReader(
      design,
      PilotResultsReader.Request(
        identifier: id, outcome: outcome, success: success, allowsOthers: wholePortfolio))
  }

  private func complaining<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      guard let known = Complaint(error) else { throw error }
      throw known.about(InputReader.displayName(of: input))
    }
  }

  private func files(
    _ evaluation: PilotEvaluation, _ design: PilotDesign, _ results: PilotResults
  ) throws -> [RunFile] {
    let report = PilotReport(evaluation, design: design, results: results, language).report()
    return [
      RunFile(name: PilotEvaluationFile.pageName, text: try HTMLPage(report).html()),
      RunFile(
        name: PilotEvaluationFile.name,
        text: try PilotEvaluationFile(evaluation, design: design, results: results).text()),
    ]
  }
}
