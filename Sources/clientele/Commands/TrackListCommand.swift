import ArgumentParser
import Interpretation
import Reports
import RunStore

struct TrackListCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: say("Les trimestres enregistrés.", "The quarters recorded."),
      discussion: say(
        """
        Exemple :
          clientele track list --store notebooks-output/clientele.sqlite
        """,
        """
        Example:
          clientele track list --store notebooks-output/clientele.sqlite
        """))
  }

  @OptionGroup var choice: StoreChoice

  @Flag(help: ArgumentHelp(say("Écrire le résultat en JSON.", "Print the result as JSON.")))
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let runs = try choice.open().runs(portfolio: choice.portfolio)
    if json {
      print(try JSONValue(encoding: runs.map(StoredRunRecord.init)).text(), terminator: "")
      return
    }
    let numbers = NumberStyle(language)
    var table = TextTable(
      header: [
        say("portefeuille", "portfolio"), say("trimestre", "quarter"), say("conseil", "advice"),
        "clients", "segments", say("arrivés", "arrived"), say("partis", "left"),
        say("changements", "moved"),
      ], numericFrom: 3)
    for run in runs {
      let hasFlows = !run.flows.isEmpty
      func count(_ isCounted: (RunToRecord.Flow) -> Bool) -> String {
        guard hasFlows else { return "–" }
        return numbers.integer(
          run.flows.filter(isCounted).reduce(0) { $0 + $1.clients })
      }
      table.append([
        run.portfolio, run.period,
        run.advice.flatMap { TrackingWords(language).shortAdvice($0) } ?? "–",
        numbers.integer(run.clientCount), numbers.integer(run.segments.count),
        count { $0.source == 0 }, count { $0.target == 0 },
        count { $0.source != 0 && $0.target != 0 && $0.source != $0.target },
      ])
    }
    print(runs.isEmpty ? say("Le registre est vide.", "The store is empty.") : table.text())
  }
}

/// A run of the store, in JSON.
struct StoredRunRecord: Encodable {
  struct Segment: Encodable {
    let id: Int
    let name: String
    let size: Int
    let share: Double
    let verdict: String
  }
  struct Flow: Encodable {
    let from: Int?
    let to: Int?
    let clients: Int
  }
  let portfolio: String
  let period: String
  let made: String
  let version: String
  let folder: String
  let input: String
  let sha256: String
  let seed: String
  let clients: Int
  let segments: [Segment]
  /// Since the quarter before; `null` stands for outside the portfolio.
  let flows: [Flow]
  let decision: String?

  init(_ run: StoredRun) {
    portfolio = run.portfolio
    period = run.period
    made = run.made
    version = run.version
    folder = run.folder
    input = run.inputName
    sha256 = run.inputSHA256
    seed = run.seed
    clients = run.clientCount
    segments = run.segments.map {
      Segment(
        id: $0.number, name: $0.name, size: $0.size, share: $0.share, verdict: $0.verdict)
    }
    flows = run.flows.map {
      Flow(
        from: $0.source == 0 ? nil : $0.source, to: $0.target == 0 ? nil : $0.target,
        clients: $0.clients)
    }
    decision = run.advice
  }
}
