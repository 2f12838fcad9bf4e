import ArgumentParser
import Foundation
import Interpretation
import LinearAlgebra

extension Language: ExpressibleByArgument {}

/// What every subcommand takes.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "Langue des sorties : fr ou en (sinon celle du système).",
        "Language of the output: fr or en (else the system's)."),
      valueName: "fr|en"))
  var language: Language?

  @Flag(help: ArgumentHelp(say("Aucun message d'avancement.", "No progress messages.")))
  var quiet = false

  @Option(
    help: ArgumentHelp(
      say(
        "Nombre de processeurs utilisés (sinon tous ceux permis) ; ne change aucun résultat.",
        "Processors to use (else all that are allowed); changes no result."),
      valueName: "n"))
  var threads: Int?

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError(
        say("--threads demande un nombre à partir de 1.", "--threads takes a number from 1."))
    }
  }

  /// Does the work of a command in named stages that are shown and can be interrupted.
  func work<Result>(
    stages stageCount: Int, onTerminalOnly: Bool = false,
    _ body: (Progress, Parallelism) throws -> Result
  ) throws -> Result {
    let progress = Progress(quiet: quiet, stageCount: stageCount, onTerminalOnly: onTerminalOnly)
    let count = threads ?? ProcessInfo.processInfo.activeProcessorCount
    return try Interruption.guarding(progress) {
      try body(progress, Parallelism(threads: count, monitor: progress.monitor))
    }
  }
}
