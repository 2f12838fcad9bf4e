import Interpretation
import LinearAlgebra
import Preparation
import Segmentation
import Validation

/// How to make this report again, to the byte.
struct ReproductionAnnex: Sendable {
  let context: ReportContext

  var section: ReportSection {
    ReportSection(
      anchor: "reproduce",
      heading: context.pick("Reproduire ce rapport", "Reproducing this report"),
      lead: context.pick(
        """
        Le même fichier, la même version et la même commande donnent les mêmes résultats, quel que soit \
        le nombre de processeurs.
        """,
        """
        The same file, version and command give the same results, for any number of processors.
        """),
      blocks: [.code(command()), .definitions(facts)])
  }

  private var configuration: StudyConfiguration { context.study.configuration }

  /// - Parameter clusters: instead of those of the study.
  func command(clusters: Int? = nil) -> String {
    var words = ["clientele", "run", shellWord(context.study.input.name)]
    if let count = clusters ?? context.requestedCount { words += ["--clusters", String(count)] }
    if configuration.method != .wardThenKMeans {
      words += ["--method", configuration.method.rawValue]
    }
    switch configuration.heldOut {
    case .fraction(let fraction): words += ["--hold-out", "\(fraction)"]
    case .folds(let count, let rounds):
      words += ["--folds", rounds == 1 ? String(count) : "\(count)x\(rounds)"]
    case .groups(let column): words += ["--test-groups", shellWord(column)]
    }
    var preparation = configuration.preparation
    let outcomes = preparation.roles.filter { $0.value == .outcome }.keys.sorted()
    if !outcomes.isEmpty { words += ["--outcome"] + outcomes.map(shellWord) }
    for name in outcomes { preparation.roles[name] = nil }
    if let column = configuration.ruleColumn { words += ["--rule-column", shellWord(column)] }
    if let rules = configuration.rulesFile { words += ["--rules", shellWord(rules)] }
    words += ["--seed", String(configuration.seed)]
    if let period = configuration.period { words += ["--period", shellWord(period)] }
    words += ["--language", configuration.language.rawValue]
    // Beside the run that the report belongs to, which is never written over.
    words += ["--output", shellWord(folder(clusters: clusters))]
    if preparation != PreparationOptions() || configuration.verdict != VerdictRule() {
      words += ["--config", context.pick("votre-configuration.yaml", "your-configuration.yaml")]
    }
    return words.joined(separator: " ")
  }

  /// `portefeuille-2026-T3-bis`, `portefeuille-2026-T3-6-segments`.
  private func folder(clusters: Int?) -> String {
    let name = context.study.input.name
    let stem =
      name == "-"
      ? context.pick("portefeuille", "portfolio")
      : String(name.prefix(upTo: name.lastIndex(of: ".") ?? name.endIndex))
    let safe = (stem.isEmpty || stem.hasPrefix("-") ? "portefeuille" + stem : stem)
      .map { $0 == "/" || $0 == "\\" ? "_" : $0 }
    return String(safe)
      + (clusters.map { "-\($0)-segments" } ?? context.pick("-bis", "-again"))
  }

  /// Quoted where a shell would read more than a word.
  private func shellWord(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "-_.,/".unicodeScalars.contains(scalar)
    }
    guard !isPlain || text.isEmpty else { return text }
    return "'" + text.replacing("'", with: "'\\''") + "'"
  }

  private var facts: [Definition] {
    let input = context.study.input
    return [
      Definition(context.pick("Version", "Version"), "\(Product.name) \(Product.version)"),
      Definition(
        context.pick("Graine des tirages", "Seed of the draws"),
        RichText(String(configuration.seed))),
      Definition(
        context.pick("Fichier lu", "File read"),
        """
        \(verbatim: input.name == "-" ? context.pick("entrée standard", "standard input") : input.name), \
        SHA-256 \(code: input.sha256)
        """),
      Definition(
        context.pick("Calcul matriciel", "Matrix computations"),
        "\(code: BLASRuntime.version)"),
    ]
  }
}
