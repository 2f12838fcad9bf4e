import ArgumentParser
import Clustering
import Foundation
import Interpretation
import Reports
import Segmentation
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
        """,
        """
        Example:
          clientele choose datasets/wine.csv
        """))
  }

  @Argument(
    help: ArgumentHelp(
      say("Fichier CSV, ou - pour l'entrée standard.", "CSV file, or - for standard input."),
      valueName: "input"))
  var input: String

  @Option(
    help: ArgumentHelp(
      say(
        "Méthode : auto (Ward puis k-means), ward, kmeans.",
        "Method: auto (Ward, then k-means), ward, kmeans."), valueName: "method"))
  var method: MethodRequest = .automatic

  @Option(
    help: ArgumentHelp(
      say("Le plus grand nombre de groupes essayé.", "The largest number of clusters tried."),
      valueName: "k"))
  var maxClusters = 10

  @OptionGroup var numeric: NumericOptions

  @Option(
    help: ArgumentHelp(say("Graine des tirages.", "Seed of the random draws."), valueName: "n"))
  var seed: UInt64 = 2026

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
  }

  func run() throws {
    let choice = try common.work(stages: 2) { progress, parallelism in
      progress.begin(say("lecture", "reading"))
      let source = try InputReader(path: input, parallelism: parallelism).read()
      let prepared = try numeric.prepare(source)
      if !common.quiet { prepared.warnOfMissingCells() }
      progress.begin(say("choix du nombre de groupes", "choosing the number of clusters"))
      return try ClusterCountStudy(candidates: 2...maxClusters, seed: seed).run(
        prepared.rows.matrix, clusterer: Clusterer(method: method.clusteringMethod, seed: seed),
        parallelism: parallelism)
    }
    if json {
      print(
        try JSONValue(encoding: ChoiceRecord(choice, language: language)).text(), terminator: "")
    } else {
      print(ChoiceText(choice).text())
    }
  }
}

/// The criteria for a person at a terminal.
private struct ChoiceText {
  let choice: ClusterCountChoice

  init(_ choice: ClusterCountChoice) { self.choice = choice }

  func text() -> String {
    let criteria: [(String, Criterion, Int)] = [
      ("silhouette", choice.silhouette, 3),
      ("gap", choice.gap, 3),
      (say("force de prédiction", "prediction strength"), choice.predictionStrength, 2),
      (say("stabilité", "stability"), choice.stability, 3),
      ("Calinski–Harabasz", choice.calinskiHarabasz, 1),
      ("Davies–Bouldin", choice.daviesBouldin, 3),
      (say("gain d'inertie", "inertia gain"), choice.inertiaGain, 3),
    ]
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
    return table.text() + "\n\n\(answer). " + ChoiceWords(language).because(choice)
  }
}
