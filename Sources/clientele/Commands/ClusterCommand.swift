import ArgumentParser
import Clustering
import Foundation
import Interpretation
import LinearAlgebra
import Reports
import Segmentation
import Tables

struct ClusterCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "cluster",
      abstract: say(
        "Un seul algorithme sur des colonnes choisies, pour explorer et vérifier.",
        "One algorithm on chosen columns, to explore and to check."),
      discussion: say(
        """
        Exemple :
          clientele cluster datasets/wine.csv --method ward --clusters 3 --json
          clientele cluster clients.csv --metric gower --method kmedoids --clusters 5

        Les centres sont donnés dans l'unité regroupée (après --scale) ; --initial les attend dans la \
        même unité.
        """,
        """
        Example:
          clientele cluster datasets/wine.csv --method ward --clusters 3 --json
          clientele cluster clients.csv --metric gower --method kmedoids --clusters 5

        Centroids are given in the units clustered (after --scale); --initial takes them in the same.
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
        "Méthode ; auto : Ward puis k-means.", "Method; auto: Ward, then k-means."),
      valueName: say("méthode", "method")))
  var method: ClusteringMethod = .wardThenKMeans

  @Option(
    help: ArgumentHelp(say("Nombre de groupes.", "Number of clusters."), valueName: "k"))
  var clusters: Int

  @OptionGroup var numeric: NumericOptions

  @Option(
    help: ArgumentHelp(
      say(
        "Distance ; manhattan et gower : pour average, complete, single, mcquitty, kmedoids. gower "
          + "compare aussi catégories et oui/non, sans remplir les cellules manquantes ; precomputed "
          + "lit un tableau carré de dissimilarités, pour ces méthodes, et de distances, pour ward, "
          + "centroid et median.",
        "Distance; manhattan and gower: for average, complete, single, mcquitty, kmedoids. gower "
          + "compares categories and yes/no too, and fills no missing cell; precomputed reads a "
          + "square table of dissimilarities, for these methods, and of distances, for ward, centroid "
          + "and median."),
      valueName: say("distance", "metric")))
  var metric: ClusterMetric = .euclidean

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier CSV des centres de départ, k lignes (kmeans) ; ses colonnes vont à celles de même "
          + "nom, ou dans l'ordre.",
        "CSV file of the starting centroids, k rows (kmeans); its columns go to those of the same "
          + "name, or in order."), valueName: say("fichier", "file")))
  var initial: String?

  @Option(
    help: ArgumentHelp(
      say(
        "Départs de kmeans, dont le meilleur commence aussi le mélange (par défaut : 10).",
        "Starts of kmeans, the best of which begins the mixture too (default: 10)."),
      valueName: "n"))
  var restarts: Int?

  @Option(
    help: ArgumentHelp(
      say(
        "Itérations de kmeans (auto compris) et du mélange, au plus (par défaut : 300).",
        "Iterations of kmeans (auto included) and of the mixture, at most (default: 300)."),
      valueName: "n"))
  var maxIterations: Int?

  @Option(
    help: ArgumentHelp(
      say(
        "Arrêt de kmeans quand les carrés des déplacements des centres font ensemble au plus x fois "
          + "la variance moyenne des colonnes (0, par défaut : quand plus rien ne change).",
        "Stop kmeans when the squared moves of the centroids add up to at most x times the mean "
          + "variance of the columns (0, the default: when nothing changes)."), valueName: "x"))
  var tolerance: Double?

  @Option(
    help: ArgumentHelp(
      say(
        "Covariances de gaussian-mixture : full (par défaut), diagonal, spherical, tied.",
        "Covariances of gaussian-mixture: full (default), diagonal, spherical, tied."),
      valueName: say("forme", "shape")))
  var covariance: GaussianMixture.CovarianceShape?

  @Option(
    help: ArgumentHelp(
      say(
        "Échantillons sur lesquels kmedoids cherche (0 : toutes les lignes ; par défaut : 0, et "
          + "\(Clusterer.medoidSamples) au-delà de \(Self.medoidLimit) lignes).",
        "Samples on which kmedoids searches (0: all rows; default: 0, and "
          + "\(Clusterer.medoidSamples) above \(Self.medoidLimit) rows)."),
      valueName: "n"))
  var samples: Int?

  private static var medoidLimit: String {
    NumberStyle(language).integer(ClusterRequestDetails.exactMedoidLimit)
  }

  @Option(
    help: ArgumentHelp(
      say(
        "Fichier de configuration YAML : types, unités et rôles des colonnes, graine.",
        "YAML configuration file: types, units and roles of the columns, seed."),
      valueName: say("fichier", "file")))
  var config: String?

  @Option(
    help: ArgumentHelp(
      say("Graine des tirages (par défaut : 2026).", "Seed of the random draws (default: 2026)."),
      valueName: "n"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      say(
        "Écrire un numéro de groupe par ligne dans ce fichier, ou - avec --quiet.",
        "Write one cluster number a line to this file, or - with --quiet."),
      valueName: say("fichier", "file")))
  var labels: String?

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      say(
        "Calculer silhouette, Calinski–Harabasz et Davies–Bouldin.",
        "Compute silhouette, Calinski–Harabasz and Davies–Bouldin.")))
  var indices = true

  @Flag(help: ArgumentHelp(say("Écrire le résultat en JSON.", "Print the result as JSON.")))
  var json = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if clusters < 1 || (restarts ?? 1) < 1 || (maxIterations ?? 1) < 1 {
      throw ValidationError(
        say(
          "--clusters, --restarts et --max-iterations demandent un nombre à partir de 1.",
          "--clusters, --restarts and --max-iterations take a number from 1."))
    }
    if let tolerance, !(tolerance >= 0 && tolerance.isFinite) {
      throw ValidationError(
        say("--tolerance demande un nombre à partir de 0.", "--tolerance takes a number from 0."))
    }
    if restarts != nil, !method.takesRestarts {
      throw ValidationError(
        say(
          "--restarts demande --method kmeans ou gaussian-mixture : les autres n'ont pas de départ.",
          "--restarts goes with --method kmeans or gaussian-mixture: the others have no start."))
    }
    if maxIterations != nil, !method.takesIterations {
      throw ValidationError(
        say(
          "--max-iterations demande --method auto, kmeans ou gaussian-mixture.",
          "--max-iterations goes with --method auto, kmeans or gaussian-mixture."))
    }
    if tolerance != nil, !method.takesTolerance {
      throw ValidationError(
        say("--tolerance demande --method kmeans.", "--tolerance goes with --method kmeans."))
    }
    if labels == "-", json || !common.quiet {
      throw ValidationError(
        say(
          "--labels - mêlerait les numéros de groupe au résultat, sur la sortie standard : donner un "
            + "fichier, ou --quiet sans --json pour n'avoir que les numéros.",
          "--labels - would mix the cluster numbers with the result, on standard output: give a "
            + "file, or --quiet without --json to have the numbers alone."))
    }
    if !method.takes(metric) {
      throw ValidationError(
        say(
          "--metric \(metric.rawValue) demande --method average, complete, single, mcquitty ou "
            + "kmedoids"
            + (metric == .precomputed ? ", ward, centroid ou median" : "")
            + " : les autres reposent sur des moyennes.",
          "--metric \(metric.rawValue) goes with --method average, complete, single, mcquitty or "
            + "kmedoids"
            + (metric == .precomputed ? ", ward, centroid or median" : "")
            + ": the others rest on means."))
    }
    if metric == .gower, numeric.scale != nil {
      throw ValidationError(
        say(
          "--scale et --metric gower s'excluent : gower divise chaque colonne par son étendue.",
          "--scale and --metric gower exclude each other: gower divides each column by its range."))
    }
    if metric == .precomputed, numeric.scale != nil || numeric.columns != nil || config != nil {
      throw ValidationError(
        say(
          "--metric precomputed lit tout le tableau tel quel : sans --scale, --columns ni --config.",
          "--metric precomputed reads the whole table as it is: without --scale, --columns or "
            + "--config."))
    }
    if let samples, samples < 0 || method != .kMedoids || metric == .precomputed {
      throw ValidationError(
        say(
          "--samples demande un nombre à partir de 0, et --method kmedoids sur des lignes.",
          "--samples takes a number from 0, and goes with --method kmedoids on rows."))
    }
    if covariance != nil, method != .gaussianMixture {
      throw ValidationError(
        say(
          "--covariance demande --method gaussian-mixture.",
          "--covariance goes with --method gaussian-mixture."))
    }
    if initial != nil, method != .kMeans {
      throw ValidationError(
        say("--initial demande --method kmeans.", "--initial goes with --method kmeans."))
    }
  }

  func run() throws {
    if let labels, labels != "-" {
      try OutputFile(path: labels).refuse(over: input)
      try OutputFile(path: labels).probe()
    }
    var configuration = StudyConfiguration()
    let file = try config.map { try ConfigurationFile(path: $0, over: &configuration) }
    let (settled, reading) = (configuration, configuration.reading)
    let starting = try initial.map(StartingCentroids.init)
    let drawn = seed ?? configuration.seed
    let result = try common.work(stages: 2, onTerminalOnly: true) { progress, parallelism in
      progress.begin(say("lecture", "reading"))
      let source = try InputReader(
        path: input, parallelism: parallelism, options: reading, configuration: file
      ).read()
      let start = ContinuousClock.now
      let prepared = try prepare(source, settled)
      let request = request(
        seed: drawn, initial: try starting?.rows(clusterCount: clusters, keys: prepared.keys))
      if !common.quiet {
        prepared.warn(
          source, request, allColumns: numeric.columns == nil, withIndices: indices)
      }
      let prepareSeconds = start.secondsToNow
      progress.begin(say("regroupement", "clustering"))
      return try ClusterResult(
        prepared, request: request, withIndices: indices, withLabels: labels == nil,
        parallelism: parallelism, readSeconds: source.readSeconds, prepareSeconds: prepareSeconds)
    }
    if let labels {
      let lines = result.fit.partition.labels.map { "\($0)\n" }.joined()
      if labels == "-" {
        print(lines, terminator: "")
        return
      }
      try OutputFile(path: labels).write(Array(lines.utf8))
    }
    print(
      json ? try JSONValue(encoding: result).text() : ClusterText(result).text(),
      terminator: json ? "" : "\n")
  }

  private func prepare(
    _ source: StudySource, _ configuration: StudyConfiguration
  ) throws -> ClusterInput {
    switch metric {
    case .euclidean, .manhattan: .points(try numeric.prepare(source, configuration))
    case .gower:
      .mixed(
        try MixedInput(
          source.reading, columns: numeric.names, roles: configuration.studiedPreparation.roles))
    case .precomputed: .dissimilarities(try DissimilarityInput(source))
    }
  }

  private func request(seed: UInt64, initial: Matrix?) -> ClusterRequestDetails {
    ClusterRequestDetails(
      method: method, metric: metric, clusterCount: clusters, restarts: restarts ?? 10,
      maximumIterations: maxIterations ?? 300, tolerance: tolerance ?? 0, seed: seed,
      initial: initial,
      covariance: covariance ?? .full, samples: samples)
  }
}
