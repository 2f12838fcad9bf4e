import ArgumentParser
import Interpretation
import Reports
import RunStore
import Segmentation

struct TrackShowCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "show",
      abstract: say(
        "Un trimestre enregistré : ses segments, et d'où viennent leurs clients.",
        "A quarter recorded: its segments, and where their clients come from."),
      discussion: say(
        """
        Exemple :
          clientele track show --period 2026-T3
        """,
        """
        Example:
          clientele track show --period 2026-T3
        """))
  }

  @OptionGroup var choice: StoreChoice

  @Option(
    help: ArgumentHelp(
      say("Trimestre (par défaut : le dernier).", "Quarter (default: the last)."),
      valueName: say("trimestre", "period")))
  var period: Quarter?

  @Flag(help: ArgumentHelp(say("Écrire le résultat en JSON.", "Print the result as JSON.")))
  var json = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let store = try choice.open()
    let runs = try store.runs(portfolio: choice.name(in: store))
    let found = period.map { wanted in runs.last { $0.period == wanted.description } } ?? runs.last
    guard let run = found else { throw Complaint(RunStoreError.noSuchRun) }
    if json {
      print(try JSONValue(encoding: StoredRunRecord(run)).text(), terminator: "")
      return
    }
    let earlier = runs.last { $0.period < run.period }
    print(StoredRunText(run, earlier).text())
  }
}

/// A run of the store for a person at a terminal.
private struct StoredRunText {
  private let run: StoredRun
  private let earlier: StoredRun?

  init(_ run: StoredRun, _ earlier: StoredRun?) {
    self.run = run
    self.earlier = earlier
  }

  func text() -> String {
    let numbers = NumberStyle(language)
    var table = TextTable(
      header: [
        "", say("segment", "segment"), "clients", say("avant", "before"),
        say("arrivés", "arrived"), say("venus d'ailleurs", "from others"),
        say("partis ailleurs", "to others"), say("perdus", "left"),
      ], numericFrom: 2)
    for segment in run.segments {
      func count(_ isCounted: (RunToRecord.Flow) -> Bool) -> String {
        guard !run.flows.isEmpty else { return "–" }
        return numbers.integer(run.flows.filter(isCounted).reduce(0) { $0 + $1.clients })
      }
      let number = segment.number
      let before = earlier?.segments.first { $0.number == number }
      table.append([
        String(number), segment.name, numbers.integer(segment.size),
        before.map { numbers.integer($0.size) } ?? "–",
        count { $0.source == 0 && $0.target == number },
        count { $0.source != 0 && $0.source != number && $0.target == number },
        count { $0.source == number && $0.target != 0 && $0.target != number },
        count { $0.source == number && $0.target == 0 },
      ])
    }
    let advice = run.advice.flatMap { TrackingWords(language).shortAdvice($0) }
    return [
      "\(run.portfolio), \(PeriodWords.text(run.period, language))", "", table.text(), "",
      advice.map { say("Conseil : ", "Advice: ") + $0 },
      say("Le rapport : ", "The report: ") + run.folder + "/report.html",
    ].compactMap { $0 }.joined(separator: "\n")
  }
}
