import ArgumentParser
import Clustering
import Foundation
import Interpretation
import Reports
import RunStore
import Segmentation
import Tracking

struct RunCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run",
      abstract: say(
        "Le travail entier : lire, préparer, segmenter, éprouver, décrire, écrire le rapport.",
        "The whole job: read, prepare, segment, try out, describe, write the report."),
      discussion: say(
        """
        Exemple :
          clientele run portefeuille.csv --period 2026-T3 --test-groups bureau

        Écrit un dossier avec report.html (à ouvrir d'abord), segments.csv, profiles.csv, \
        run.json, model.json et notebook.ipynb.
        """,
        """
        Example:
          clientele run portfolio.csv --period 2026-T3 --test-groups office

        Writes a folder with report.html (open it first), segments.csv, profiles.csv, run.json, \
        model.json and notebook.ipynb.
        """))
  }

  @Argument(
    help: ArgumentHelp(
      say(
        "Le portefeuille (CSV), ou - pour l'entrée standard.",
        "The portfolio (CSV), or - for standard input."), valueName: say("entrée", "input")))
  var input: String

  @Option(
    help: ArgumentHelp(
      say(
        "Nombre de segments : auto (2 à 10, ou aucun), ou un nombre.",
        "Number of segments: auto (2 to 10, or none), or a number."), valueName: "auto|k"))
  var clusters: ClusterRequest?

  @Option(
    help: ArgumentHelp(
      say(
        "Méthode, sur les axes factoriels ; auto : Ward, puis k-means.",
        "Method, on the factor axes; auto: Ward, then k-means."),
      valueName: say("méthode", "method")))
  var method: ClusteringMethod?

  @OptionGroup var smallest: MinimumSizeOption

  @Option(
    help: ArgumentHelp(
      say(
        "Colonne dont chaque groupe est mis de côté tour à tour (bureau, responsable…).",
        "Column whose groups are left aside in turn (office, manager…)."),
      valueName: say("colonne", "column")))
  var testGroups: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Nombre de parts tirées au hasard, chacune mise de côté à son tour ; 5x3 : trois tirages de "
          + "5 parts.",
        "Number of random parts, each left aside in turn; 5x3: three divisions in 5 parts."),
      valueName: "n"))
  var folds: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Part des clients mis de côté, au plus 0.5 (0.25 par défaut).",
        "Share of the clients left aside, at most 0.5 (default: 0.25)."),
      valueName: say("part", "share")))
  var holdOut: Double?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      say(
        "Colonnes que les segments devraient expliquer (départ, marge…), sans servir à les former.",
        "Columns that the segments should explain (churn, margin…), with no part in making them."),
      valueName: say("colonne", "column")))
  var outcome: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "Colonne des segments du cabinet, à comparer sur ce que les segments expliquent.",
        "Column of the firm's own segments, set beside for what the segments explain."),
      valueName: say("colonne", "column")))
  var ruleColumn: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier de règles YAML (« reforme » : celles qui sont livrées), à comparer aux segments ; "
          + "donne aussi les plans d'action.",
        "YAML rule file ('reforme': those shipped), set beside the segments; gives action plans too."
      ),
      valueName: say("fichier", "file")))
  var rules: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier de configuration YAML ; les options de la commande l'emportent.",
        "YAML configuration file; the command's options win over it."),
      valueName: say("fichier", "file")))
  var config: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Dossier à écrire (par défaut : notebooks-output/<portefeuille>-<trimestre>).",
        "Folder to write (default: notebooks-output/<portfolio>-<period>)."),
      valueName: say("dossier", "folder")))
  var output: String?

  @Flag(
    help: ArgumentHelp(
      say("Remplacer le dossier s'il existe.", "Replace the folder where it exists.")))
  var force = false

  @OptionGroup var quarters: StoreOptions

  @Option(
    help: ArgumentHelp(
      say("Graine des tirages (par défaut : 2026).", "Seed of the random draws (default: 2026)."),
      valueName: "n"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      say("Trimestre décrit, par exemple 2026-T3.", "Quarter described, such as 2026-T3."),
      valueName: say("trimestre", "period")))
  var period: Quarter?

  @Flag(
    help: ArgumentHelp(
      say(
        "Écrire le résumé en JSON (run.json) sur la sortie standard.",
        "Print the summary as JSON (run.json) on standard output.")))
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let holdOut, !HeldOutRequest.isUsable(holdOut) {
      throw ValidationError(
        say(
          "--hold-out demande une part au-dessus de 0 et d'au plus 0.5.",
          "--hold-out takes a share above 0 and at most 0.5."))
    }
    if let folds, HeldOutRequest(folds: folds) == nil {
      throw ValidationError(
        say(
          "--folds demande un nombre de parts de 2 à 100, ou 5x3 pour trois tirages de 5 parts.",
          "--folds takes a number of parts from 2 to 100, or 5x3 for three divisions in 5 parts."))
    }
    if output?.isEmpty == true {
      throw ValidationError(
        say("--output demande le nom d'un dossier.", "--output takes the name of a folder."))
    }
    if rules != nil, ruleColumn != nil {
      throw ValidationError(
        say(
          "--rules et --rule-column s'excluent : garder l'une des deux.",
          "--rules and --rule-column exclude each other: keep one of them."))
    }
    let designs = [
      testGroups.map { _ in "--test-groups" }, holdOut.map { _ in "--hold-out" },
      folds.map { _ in "--folds" },
    ].compactMap { $0 }
    if designs.count > 1 {
      throw ValidationError(
        say(
          "\(designs[0]) et \(designs[1]) s'excluent : garder l'une des deux.",
          "\(designs[0]) and \(designs[1]) exclude each other: keep one of them."))
    }
  }
}

extension ClusterRequest: ExpressibleByArgument {}

extension RunCommand {
  func run() throws {
    var configuration = StudyConfiguration()
    let file = try settle(&configuration)
    let name = RunName(input: input, period: configuration.period)
    let folder = output ?? name.folder
    let target = RunFolder(path: folder, replacingEarlierRun: force)
    let reform = try RunReform(
      path: rules, day: ReferenceDayOptions.day(input: input, configuration))
    // Said before the work rather than after it.
    try target.probe()
    let store = try quarters.place(
      besides: folder, isElsewhere: output != nil, period: configuration.period)
    var tracking = try RunTracking(
      store, portfolio: name.portfolio, period: configuration.period)
    let stageCount = StudyStage.allCases.count + 2
    var decision: TrackingDecision?
    let (study, files) = try common.work(stages: stageCount) { progress, parallelism in
      progress.begin(say("lecture", "reading"))
      var source = try InputReader(
        path: input, parallelism: parallelism, options: configuration.reading,
        configuration: file
      ).read()
      RowsWarning(source.reading)?.tell()
      source.rules = try reform.segments(of: source.reading.table)
      let study = try Pipeline(configuration).run(
        source, following: tracking.previous?.earlierSegments, parallelism: parallelism
      ) { progress.begin($0.name) }
      progress.begin(say("écriture", "writing"))
      let changes = try tracking.compare(study, parallelism: parallelism.unreported)
      let date = Date().ISO8601Format()
      let files = try RunFiles.all(
        study, date: date, reform: try reform.plan(study), tracking: changes)
      try parallelism.checkpoint()
      try progress.finish {
        try tracking.record(
          study, changes, files: files, folder: folder, date: date,
          keepQuarters: quarters.keepQuarters, checkpoint: {}
        ) { try target.write(files) }
      }
      decision = changes?.decision
      return (study, files)
    }
    StudyWarnings(study).tell()
    for note in tracking.notes { Terminal.error(say("attention. ", "note. ") + note) }
    if json {
      print(
        String(decoding: files.first { $0.name == RunFolder.marker }?.bytes ?? [], as: UTF8.self),
        terminator: "")
    } else {
      print(RunSummary(study: study, folder: folder, decision: decision).text())
    }
  }

  /// The defaults, then the file, then the flags.
  private func settle(_ configuration: inout StudyConfiguration) throws -> ConfigurationFile? {
    configuration.language = language
    configuration.period = RunName(input: input, period: nil).periodInName
    let file = try config.map { try ConfigurationFile(path: $0, over: &configuration) }
    if let requested = common.language { configuration.language = requested }
    if let clusters { configuration.clusters = clusters }
    if let method { configuration.method = method }
    if let size = smallest.minimumSize { configuration.minimumSize = size }
    if let testGroups { configuration.heldOut = .groups(column: testGroups) }
    if let holdOut { configuration.heldOut = .fraction(holdOut) }
    if let request = folds.flatMap({ HeldOutRequest(folds: $0) }) {
      configuration.heldOut = request
    }
    for column in outcome { configuration.preparation.roles[column] = .outcome }
    if let ruleColumn { configuration.ruleColumn = ruleColumn }
    if let rules {
      configuration.rulesFile = (rules as NSString).lastPathComponent
      configuration.ruleColumn = nil
    }
    if let seed { configuration.seed = seed }
    if let period { configuration.period = period.description }
    return file
  }
}

/// How a run's folder is called: `portefeuille-2026-T3` for `portefeuille-2026-T3.csv`, the period
/// taken from the file's name where nobody said it.
struct RunName {
  let portfolio: String
  let periodInName: String?
  private let period: String?

  init(input: String, period: String?) {
    let file = (input as NSString).lastPathComponent
    let stem = input == "-" ? "portefeuille" : (file as NSString).deletingPathExtension
    if let match = stem.firstMatch(of: /[-_ ]?(?<period>\d{4}-?[TQ][1-4])$/.ignoresCase()),
      let quarter = Quarter(String(match.period))
    {
      let name = stem[..<match.range.lowerBound]
      portfolio = name.isEmpty ? "portefeuille" : String(name)
      periodInName = quarter.description
    } else {
      portfolio = stem.isEmpty ? "portefeuille" : stem
      periodInName = nil
    }
    self.period = period
  }

  var folder: String {
    let parts = [portfolio, period ?? periodInName].compactMap { $0 }
    let safe = parts.joined(separator: "-").map { $0 == "/" || $0 == "\\" ? "_" : $0 }
    return "notebooks-output/" + String(safe)
  }
}

extension StudyStage {
  fileprivate var name: String {
    switch self {
    case .prepare: say("préparation", "preparing")
    case .choose: say("choix du nombre de segments", "choosing the number of segments")
    case .validate: say("épreuve sur les clients mis de côté", "trying on the clients left aside")
    case .describe: say("description", "describing")
    }
  }
}

/// What the terminal shows when a run has ended: the finding and where to read on.
private struct RunSummary {
  let study: Study
  let folder: String
  /// What is advised from the earlier quarter; `nil` without one.
  let decision: TrackingDecision?

  func text() -> String {
    let numbers = NumberStyle(language)
    var table = TextTable(
      header: ["", say("segment", "segment"), "clients", say("verdict", "verdict")], numericFrom: 4)
    for segment in study.segments {
      table.append([
        String(segment.id), segment.name.text, numbers.integer(segment.size),
        study.segments.count > 1
          ? VerdictWords.name(segment.verdict.verdict, language) : "–",
      ])
    }
    let lines = [
      ChoiceSentences(
        study.choice, language: language, rule: study.configuration.clusterCountRule
      ).because, "", table.text(), "",
    ]
    let advice = decision.map(advice) ?? []
    let report = [
      say("Le rapport : ", "The report: ") + folder + "/report.html"
    ]
    return (lines + advice + report).joined(separator: "\n")
  }

  private func advice(_ decision: TrackingDecision) -> [String] {
    let words = TrackingWords(language)
    return [
      say("Depuis le trimestre enregistré : ", "Since the quarter recorded: ")
        + words.advice(of: decision) + ". " + words.because(decision), "",
    ]
  }
}
