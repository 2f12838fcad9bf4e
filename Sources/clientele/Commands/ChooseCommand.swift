import ArgumentParser
import Clustering
import Foundation
import Interpretation
import LinearAlgebra
import Reports
import Segmentation
import Tables
import Validation

struct ChooseCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "choose",
      abstract: say(
        "Tous les critères pour tous les nombres de groupes, et ce que chacun choisirait.",
        "Every criterion for every number of clusters, and what each would choose."),
      discussion: say(
        """
        Exemple :
          clientele choose datasets/wine.csv
          clientele choose portefeuille.csv --prepared

        Sans --prepared, seules les colonnes numériques servent, telles quelles ; --prepared donne \
        l'espace de « clientele run » (catégories comprises), sur tous les clients.
        """,
        """
        Example:
          clientele choose datasets/wine.csv
          clientele choose portfolio.csv --prepared

        Without --prepared only numeric columns count, as they are; --prepared gives the space of \
        'clientele run' (categories included), on all clients.
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
        "Méthode ; auto : Ward, puis k-means.", "Method; auto: Ward, then k-means."),
      valueName: say("méthode", "method")))
  var method: ClusteringMethod?

  @Option(
    help: ArgumentHelp(
      say("Le plus grand nombre de groupes essayé.", "The largest number of clusters tried."),
      valueName: "k"))
  var maxClusters = 10

  @Option(
    help: ArgumentHelp(
      say(
        "Covariances de gaussian-mixture : full, diagonal, spherical, tied (par défaut : full, et "
          + "diagonal avec --prepared, dont les axes sont sans corrélation).",
        "Covariances of gaussian-mixture: full, diagonal, spherical, tied (default: full, and "
          + "diagonal with --prepared, whose axes are uncorrelated)."),
      valueName: say("forme", "shape")))
  var covariance: GaussianMixture.CovarianceShape?

  @OptionGroup var smallest: MinimumSizeOption

  @OptionGroup var numeric: NumericOptions

  @Flag(
    help: ArgumentHelp(
      say(
        "Préparer comme « run » : catégories, logarithmes, axes factoriels.",
        "Prepare as 'run' does: categories, logarithms, factors.")))
  var prepared = false

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier de configuration YAML, celui de « run ».",
        "YAML configuration file, that of 'run'."), valueName: say("fichier", "file")))
  var config: String?

  @Option(
    help: ArgumentHelp(
      say("Graine des tirages (par défaut : 2026).", "Seed of the random draws (default: 2026)."),
      valueName: "n"))
  var seed: UInt64?

  @Flag(help: ArgumentHelp(say("Écrire le résultat en JSON.", "Print the result as JSON.")))
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if !(2...100).contains(maxClusters) {
      throw ValidationError(
        say(
          "--max-clusters demande un nombre de 2 à 100.",
          "--max-clusters takes a number from 2 to 100."))
    }
    if covariance != nil, config == nil, method != .gaussianMixture {
      throw ValidationError(
        say(
          "--covariance demande --method gaussian-mixture.",
          "--covariance goes with --method gaussian-mixture."))
    }
    if prepared, numeric.columns != nil {
      throw ValidationError(
        say(
          "--prepared et --columns s'excluent : les rôles se donnent dans --config.",
          "--prepared and --columns exclude each other: roles are given in --config."))
    }
  }

  func run() throws {
    var configuration = StudyConfiguration()
    let file = try config.map { try ConfigurationFile(path: $0, over: &configuration) }
    applyFlags(to: &configuration)
    let (settled, reading) = (configuration, configuration.reading)
    let rule = configuration.clusterCountRule
    let (choice, width) = try common.work(stages: 2) { progress, parallelism in
      progress.begin(say("lecture", "reading"))
      let source = try InputReader(
        path: input, parallelism: parallelism, options: reading, configuration: file
      ).read()
      let space = try space(source, settled, parallelism)
      progress.begin(say("choix du nombre de groupes", "choosing the number of clusters"))
      let study = ClusterCountStudy(
        candidates: 2...maxClusters, seed: settled.seed, rule: rule)
      let clusterer = clusterer(settled)
      if !common.quiet {
        ApproximationWarning(
          rowCount: space.observations.rowCount, study: study, clusterer: clusterer
        ).tell()
      }
      let choice = try study.run(
        space.observations, clusterer: clusterer, reference: space.reference,
        parallelism: parallelism)
      return (choice, space.observations.columnCount)
    }
    let sentences = ChoiceSentences(choice, language: language, rule: rule)
    if json {
      let record = ChoiceRecord(choice, language: language, rule: rule)
      print(try JSONValue(encoding: record).text(), terminator: "")
    } else {
      print(
        ChoiceText(choice: choice, because: sentences.because, numericCount: prepared ? nil : width)
          .text())
    }
  }

  /// Columns as they are go together; the axes of `run` do not.
  private func clusterer(_ configuration: StudyConfiguration) -> Clusterer {
    Clusterer(
      method: configuration.method, seed: configuration.seed,
      covariances: covariance ?? (prepared ? configuration.clusterer.covariances : .full))
  }

  private func applyFlags(to configuration: inout StudyConfiguration) {
    if let method { configuration.method = method }
    if let seed { configuration.seed = seed }
    if let size = smallest.minimumSize { configuration.minimumSize = size }
  }

  private struct Space {
    let observations: Matrix
    /// `nil`: a plain matrix, whose columns are their own margins.
    let reference: StructureFreeSource?
  }

  private func space(
    _ source: StudySource, _ configuration: StudyConfiguration, _ parallelism: Parallelism
  ) throws -> Space {
    guard prepared else {
      let input = try numeric.prepare(source, configuration)
      try input.refuseUnlessVaried(source)
      if !common.quiet {
        input.warnOfMissingCells()
        if numeric.columns == nil {
          input.warnOfColumnsLeftOut(
            of: source.reading.table,
            uses: say("--prepared les emploie", "--prepared uses them"))
        }
      }
      return Space(observations: input.rows.matrix, reference: nil)
    }
    let studied = try source.studiedClients(configuration)
    let count = studied.clients
    if !common.quiet, count.leftOut > 0 {
      Terminal.write(
        say(
          "Attention : lignes qui répètent un client, laissées de côté : \(count.leftOut).",
          "Note: rows that repeat a client, left out: \(count.leftOut)."))
    }
    let training = try PreparedTraining(
      studied.table, rows: Array(0..<studied.table.rowCount),
      options: configuration.studiedPreparation,
      parallelism: parallelism)
    return Space(
      observations: training.rows.scores,
      reference: try training.reference(
        seed: configuration.seed, parallelism: parallelism.unreported))
  }
}

/// The criteria for a person at a terminal.
private struct ChoiceText {
  let choice: ClusterCountChoice
  let because: String
  /// How many columns of numbers were taken as they are; `nil` in the space of `run`.
  let numericCount: Int?

  func text() -> String {
    var criteria: [(String, Criterion, Int)] = [
      ("silhouette", choice.silhouette, 3),
      ("gap", choice.gap, 3),
      (say("force de prédiction", "prediction strength"), choice.predictionStrength, 2),
      (say("stabilité", "stability"), choice.stability, 3),
      ("Calinski–Harabasz", choice.calinskiHarabasz, 1),
      ("Davies–Bouldin", choice.daviesBouldin, 3),
      ("HCPC W(k)/W(k−1)", choice.inertiaGain, 3),
      (say("HCPC rapport des gains", "HCPC ratio of gains"), choice.ratioOfGains, 2),
    ]
    if let information = choice.evidence.information {
      criteria += [("BIC", information.bic, 1), ("ICL", information.icl, 1)]
    }
    let numbers = NumberStyle(language)
    var table = TextTable(
      header: [say("critère", "criterion")] + choice.clusterCounts.map(String.init)
        + [say("choisit", "chooses")], numericFrom: 1)
    for (name, criterion, digits) in criteria {
      table.append(
        [name]
          + criterion.values.map { $0.map { numbers.decimal($0, digits: digits) } ?? "–" }
          + [criterion.chooses.map(String.init) ?? "–"])
    }
    let answer =
      choice.hasStructure
      ? say("Choix : \(choice.choice)", "Choice: \(choice.choice)")
      : say("Pas de groupes naturels", "No natural clusters")
    return table.text() + "\n\n\(answer). " + because + space
  }

  /// Two commands on one file may answer differently: that they look at different things is said.
  private var space: String {
    guard let numericCount else { return "" }
    let columns = NumberStyle(language).phrase(
      numericCount, "colonne de nombres, telle quelle", "colonnes de nombres, telles quelles",
      "column of numbers, as it is", "columns of numbers, as they are")
    return say(
      "\n\nÉtudié : \(columns). « run » étudie aussi les catégories, met les quantités étirées en "
        + "logarithmes et passe par des axes : --prepared donne son choix.",
      "\n\nStudied: \(columns). 'run' studies categories too, takes the logarithm of skewed quantities "
        + "and goes by factors: --prepared gives its choice.")
  }
}
