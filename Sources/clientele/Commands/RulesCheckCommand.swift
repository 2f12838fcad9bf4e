import ArgumentParser
import Foundation
import Interpretation
import LinearAlgebra
import Reports
import Segmentation
import Tables

struct RulesCheckCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: say(
        "Ce que font vos règles sur un portefeuille, et ce qui n'y va pas.",
        "What your rules do on a portfolio, and what is wrong with them."),
      discussion: say(
        """
        Exemple :
          clientele rules check regles.yaml --input portefeuille.csv

        Montre les règles jamais atteintes, jamais vraies, qui ne disent rien faute de données, les \
        colonnes inconnues, et combien de clients relèvent de plusieurs règles. Sans --input, seule \
        l'écriture des conditions est vérifiée. Code de sortie 65 quand le fichier ne peut pas être \
        appliqué.
        """,
        """
        Example:
          clientele rules check rules.yaml --input portfolio.csv

        Shows the rules that are never reached, never true, that say nothing for lack of data, unknown \
        columns, and how many clients several rules hold for. Without --input, only the writing of the \
        conditions is checked. Exit status 65 where the file cannot be applied.
        """))
  }

  @Argument(
    help: ArgumentHelp(
      say(
        "Fichier de règles YAML (sinon celles livrées pour la réforme).",
        "YAML rule file (else those shipped for the reform)."), valueName: say("règles", "rules")))
  var rules: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Portefeuille CSV sur lequel les essayer, ou - pour l'entrée standard.",
        "CSV portfolio to try them on, or - for standard input."),
      valueName: say("entrée", "input")))
  var input: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier de configuration YAML, celui de « run ».",
        "YAML configuration file, that of 'run'."), valueName: say("fichier", "file")))
  var config: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "Écrire les règles livrées, pour partir d'elles.",
        "Print the rules that are shipped, to begin with them.")))
  var show = false

  @OptionGroup var day: ReferenceDayOptions

  @Flag(help: ArgumentHelp(say("Écrire le résultat en JSON.", "Print the result as JSON.")))
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if show, rules != nil || input != nil || json {
      throw ValidationError(
        say(
          "--show s'emploie seul : il écrit les règles livrées.",
          "--show stands alone: it prints the rules that are shipped."))
    }
  }

  func run() throws {
    if show {
      print(RuleFile.reformText, terminator: "")
      return
    }
    var file = RuleFileOption()
    file.rules = rules
    let read = try file.read()
    let (day, config) = (day, config)
    let check = try common.work(stages: 2, onTerminalOnly: true) { progress, parallelism in
      progress.begin(say("lecture", "reading"))
      let clients = try input.map {
        try RuledInput(path: $0, config: config, day: day).read(parallelism)
      }
      progress.begin(say("règles", "rules"))
      return try file.complaining {
        try RuleSegmentation(read).check(
          on: clients?.studied.table, extra: clients?.derived ?? [])
      }
    }
    if json {
      print(try JSONValue(encoding: RuleCheckRecord(check)).text(), terminator: "")
    } else {
      print(RuleCheckText(check).text())
    }
    guard check.isUsable else {
      try Terminal.finishOutput()
      throw Complaint(
        status: .unusableData,
        message: say(
          "\(file.displayName) : ces règles ne peuvent pas être appliquées ; corriger ce qui est dit "
            + "plus haut.",
          "\(file.displayName): these rules cannot be applied; mend what is said above."))
    }
  }
}
