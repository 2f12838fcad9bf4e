import Clustering
import Foundation
import Interpretation
import LinearAlgebra
import Segmentation
import Validation

/// What `cluster` was asked.
struct ClusterRequestDetails {
  let method: ClusterMethod
  let metric: DistanceMetric
  let clusterCount: Int
  let restarts: Int
  let maximumIterations: Int
  let tolerance: Double
  let seed: UInt64
  let initial: Matrix?
}

/// What `cluster` found, under the contract's names.
struct ClusterResult: Encodable {
  struct Indices: Encodable {
    let silhouette: Double?
    let calinskiHarabasz: Double?
    let daviesBouldin: Double?
  }

  struct Seconds: Encodable {
    let read: Double
    let prepare: Double
    let cluster: Double
    let indices: Double
  }

  let keys: [String]
  let method: ClusterMethod
  let fit: ClusterFit
  let indices: Indices?
  let seconds: Seconds
  private let showsLabels: Bool

  init(
    _ x: Matrix, keys: [String], request: ClusterRequestDetails, withIndices: Bool,
    withLabels: Bool, parallelism: Parallelism, readSeconds: Double, prepareSeconds: Double
  ) throws {
    let start = ContinuousClock.now
    fit = try ClusterFit(x, request, parallelism: parallelism)
    let model = fit.model
    let clusterSeconds = start.secondsToNow
    let indexStart = ContinuousClock.now
    let dispersion =
      withIndices ? DispersionIndices(x, model.partition, parallelism: parallelism) : nil
    indices =
      withIndices
      ? Indices(
        silhouette: try Silhouette(x, model.partition, parallelism: parallelism)?.mean,
        calinskiHarabasz: dispersion?.calinskiHarabasz,
        daviesBouldin: dispersion?.daviesBouldin) : nil
    self.keys = keys
    method = request.method
    showsLabels = withLabels
    seconds = Seconds(
      read: readSeconds, prepare: prepareSeconds, cluster: clusterSeconds,
      indices: indexStart.secondsToNow)
  }

  var model: CentroidModel { fit.model }

  private enum CodingKeys: String, CodingKey {
    case method, observations, variables, clusters, sizes, inertia, iterations, converged
    case movedByConsolidation, centroids, merges, medoids, loss, logLikelihood, bic, icl
    case indices, seconds, labels
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(method, forKey: .method)
    try container.encode(model.partition.observationCount, forKey: .observations)
    try container.encode(keys, forKey: .variables)
    try container.encode(model.clusterCount, forKey: .clusters)
    try container.encode(model.partition.sizes, forKey: .sizes)
    try container.encode(model.inertia, forKey: .inertia)
    try container.encode(fit.iterations, forKey: .iterations)
    try container.encode(fit.converged, forKey: .converged)
    if let moved = model.movedByConsolidation {
      try container.encode(moved, forKey: .movedByConsolidation)
    }
    try container.encode(
      (0..<model.clusterCount).map { Array(model.centroids.row($0)) }, forKey: .centroids)
    if let medoids = fit.medoids { try container.encode(medoids, forKey: .medoids) }
    if let loss = fit.loss { try container.encode(loss, forKey: .loss) }
    if let mixture = fit.mixture {
      try container.encode(mixture.logLikelihood, forKey: .logLikelihood)
      try container.encode(mixture.bic, forKey: .bic)
      try container.encode(mixture.icl, forKey: .icl)
    }
    if let merges = fit.merges {
      try container.encode(
        merges.map { [Double($0.first), Double($0.second), $0.height, Double($0.size)] },
        forKey: .merges)
    }
    if let indices { try container.encode(indices, forKey: .indices) }
    try container.encode(seconds, forKey: .seconds)
    if showsLabels { try container.encode(model.partition.labels, forKey: .labels) }
  }
}

/// The same for a person at a terminal.
struct ClusterText {
  private let result: ClusterResult

  init(_ result: ClusterResult) { self.result = result }

  func text() -> String {
    let numbers = NumberStyle(language)
    let model = result.model
    var lines = [
      [
        numbers.phrase(
          model.partition.observationCount, "observation", "observations", "observation",
          "observations"),
        numbers.phrase(result.keys.count, "variable", "variables", "variable", "variables"),
        numbers.phrase(model.clusterCount, "groupe", "groupes", "cluster", "clusters"),
      ].joined(separator: ", "),
      "",
    ]
    var table = TextTable(
      header: [say("groupe", "cluster"), say("taille", "size")] + result.keys, numericFrom: 1)
    for cluster in 0..<model.clusterCount {
      table.append(
        [String(cluster), numbers.integer(model.partition.sizes[cluster])]
          + model.centroids.row(cluster).map { numbers.decimal($0, digits: 3) })
    }
    lines.append(table.text())
    lines.append("")
    lines.append(
      say("inertie : ", "inertia: ") + numbers.decimal(model.inertia, digits: 4))
    if let indices = result.indices {
      lines.append(
        say("silhouette : ", "silhouette: ")
          + (indices.silhouette.map { numbers.decimal($0, digits: 3) } ?? "–"))
      lines.append(
        say("Calinski–Harabasz : ", "Calinski–Harabasz: ")
          + (indices.calinskiHarabasz.map { numbers.decimal($0, digits: 1) } ?? "–"))
      lines.append(
        say("Davies–Bouldin : ", "Davies–Bouldin: ")
          + (indices.daviesBouldin.map { numbers.decimal($0, digits: 3) } ?? "–"))
    }
    if !result.fit.converged {
      lines.append(
        say(
          "l'algorithme n'a pas convergé : augmenter --max-iterations.",
          "the algorithm has not converged: raise --max-iterations."))
    }
    return lines.joined(separator: "\n")
  }
}
