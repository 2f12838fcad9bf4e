import ArgumentParser
import Foundation
import LinearAlgebra
import Reports
import Segmentation
import Tables

struct AssignCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "assign",
      abstract: say(
        "Placer des clients nouveaux ou mis à jour dans les segments d'un « run ».",
        "Place new or updated clients in the segments of a 'run'."),
      discussion: say(
        """
        Exemple :
          clientele assign nouveaux.csv --model notebooks-output/portefeuille-2026-T3/model.json

        Écrit un CSV : id, segment, segment_name, confidence, next_segment, fits. Les segments restent \
        tels quels : rien n'est appris des nouveaux clients. « fits » est false pour un client plus loin \
        de son segment que 99 % de ceux qui l'ont formé : à regarder avant d'agir.
        """,
        """
        Example:
          clientele assign newcomers.csv --model notebooks-output/portfolio-2026-T3/model.json

        Writes CSV: id, segment, segment_name, confidence, next_segment, fits. The segments stay as they \
        are: nothing is learnt from the newcomers. 'fits' is false for a client farther from its segment \
        than 99% of those who made it: look at it before acting.
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
        "Le model.json du « run », ou son dossier.", "The model.json of the 'run', or its folder."),
      valueName: say("fichier", "file")))
  var model: String

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier CSV à écrire (sinon la sortie standard).",
        "CSV file to write (else standard output)."), valueName: say("fichier", "file")))
  var output: String?

  @Flag(help: ArgumentHelp(say("Écrire le résultat en JSON.", "Print the result as JSON.")))
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let file = ModelFile(model)
    try output.map { path in
      try OutputFile(path: path).refuse(over: input)
      try OutputFile(path: path).refuse(over: file.path)
      try OutputFile(path: path).probe()
    }
    let model = try file.read()
    let assignment = try common.work(stages: 2, onTerminalOnly: true) { progress, parallelism in
      progress.begin(say("lecture", "reading"))
      let source = try InputReader(path: input, parallelism: parallelism).read()
      progress.begin(say("placement", "placing"))
      return try complaining { try model.assign(source, parallelism: parallelism) }
    }
    if !common.quiet { AssignmentNotes(assignment).tell() }
    let csv = AssignedClientsFile(assignment, model)
    try output.map { try OutputFile(path: $0).write(csv.bytes) }
    if json {
      print(
        try JSONValue(encoding: AssignmentRecord(assignment, model)).text(), terminator: "")
    } else if output == nil {
      print(String(decoding: csv.bytes, as: UTF8.self), terminator: "")
    } else {
      print(AssignmentText(assignment, model).text())
    }
  }

  /// What is wrong with the clients is told of their file.
  private func complaining<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as ModelError {
      throw Complaint(error, model: InputReader.displayName(of: input))
    }
  }
}

extension AssignCommand: ReadsInput {}
