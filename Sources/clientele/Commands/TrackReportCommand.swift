import ArgumentParser
import Reports
import RunStore
import Tracking

struct TrackReportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "report",
      abstract: say(
        "Une page sur tous les trimestres : tailles, noms, passages d'un segment à l'autre.",
        "A page on all quarters: sizes, names, flows from segment to segment."),
      discussion: say(
        """
        Exemple :
          clientele track report --output suivi.html
        """,
        """
        Example:
          clientele track report --output history.html
        """))
  }

  @OptionGroup var choice: StoreChoice

  @Option(
    help: ArgumentHelp(
      say("Page à écrire (sinon la sortie standard).", "Page to write (else standard output)."),
      valueName: say("fichier", "file")))
  var output: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    try output.map { try OutputFile(path: $0).probe() }
    let store = try choice.open()
    let portfolio = try choice.name(in: store)
    let quarters = try store.runs(portfolio: portfolio).map(\.summary)
    let page = try HTMLPage(HistoryReport(portfolio, quarters, language).report()).html()
    if let output {
      try OutputFile(path: output).refuse(over: store.path)
      try OutputFile(path: output).write(Array(page.utf8))
      print(say("La page : ", "The page: ") + output)
    } else {
      print(page, terminator: "")
    }
  }
}
