import Clustering
import Foundation
import Interpretation
import LinearAlgebra
import Segmentation
import Validation

/// What `cluster` was asked.
struct ClusterRequestDetails {
  let method: ClusteringMethod
  let metric: ClusterMetric
  let clusterCount: Int
  let restarts: Int
  let maximumIterations: Int
  let tolerance: Double
  let seed: UInt64
  let initial: Matrix?
}

/// What `cluster` works on.
enum ClusterInput {
  case points(NumericInput)
  case mixed(MixedInput)

  var keys: [String] {
    switch self {
    case .points(let points): points.keys
    case .mixed(let mixed): mixed.keys
    }
  }

  /// Said on standard error.
  func warn() {
    switch self {
    case .points(let points): points.warnOfMissingCells()
    case .mixed(let mixed): mixed.warnOfColumnsLeftOut()
    }
  }
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
  let method: ClusteringMethod
  let fit: ClusterFit
  let indices: Indices?
  let seconds: Seconds
  private let showsLabels: Bool

  init(
    _ input: ClusterInput, request: ClusterRequestDetails, withIndices: Bool, withLabels: Bool,
    parallelism: Parallelism, readSeconds: Double, prepareSeconds: Double
  ) throws {
    var watch = ContinuousClock.now
    let found: ClusterFit
    let indices: () throws -> Indices
    switch input {
    case .points(let points):
      let x = points.rows.matrix
      found = try ClusterFit(x, request, parallelism: parallelism)
      indices = {
        let dispersion = DispersionIndices(x, found.partition, parallelism: parallelism)
        return Indices(
          silhouette: try Silhouette(x, found.partition, parallelism: parallelism)?.mean,
          calinskiHarabasz: dispersion.calinskiHarabasz, daviesBouldin: dispersion.daviesBouldin)
      }
    case .mixed(let mixed):
      let d = try Gower(fitting: mixed.columns)
        .dissimilarities(among: mixed.columns, parallelism: parallelism)
      found = try ClusterFit(d, request, parallelism: parallelism)
      indices = {
        Indices(
          silhouette: try Silhouette(d, found.partition, parallelism: parallelism)?.mean,
          calinskiHarabasz: nil, daviesBouldin: nil)
      }
    }
    let clusterSeconds = watch.secondsToNow
    watch = .now
    self.indices = withIndices ? try indices() : nil
    fit = found
    keys = input.keys
    method = request.method
    showsLabels = withLabels
    seconds = Seconds(
      read: readSeconds, prepare: prepareSeconds, cluster: clusterSeconds,
      indices: watch.secondsToNow)
  }

  private enum CodingKeys: String, CodingKey {
    case method, observations, variables, clusters, sizes, inertia, iterations, converged
    case movedByConsolidation, centroids, merges, medoids, loss, logLikelihood, bic, icl
    case indices, seconds, labels
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(method, forKey: .method)
    try container.encode(fit.partition.observationCount, forKey: .observations)
    try container.encode(keys, forKey: .variables)
    try container.encode(fit.partition.clusterCount, forKey: .clusters)
    try container.encode(fit.partition.sizes, forKey: .sizes)
    if let model = fit.model { try container.encode(model.inertia, forKey: .inertia) }
    try container.encode(fit.iterations, forKey: .iterations)
    try container.encode(fit.converged, forKey: .converged)
    if let moved = fit.model?.movedByConsolidation {
      try container.encode(moved, forKey: .movedByConsolidation)
    }
    if let model = fit.model {
      try container.encode(
        (0..<model.clusterCount).map { Array(model.centroids.row($0)) }, forKey: .centroids)
    }
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
    if showsLabels { try container.encode(fit.partition.labels, forKey: .labels) }
  }
}

/// The same for a person at a terminal.
struct ClusterText {
  private let result: ClusterResult

  init(_ result: ClusterResult) { self.result = result }

  func text() -> String {
    let numbers = NumberStyle(language)
    let partition = result.fit.partition
    var lines = [
      [
        numbers.phrase(
          partition.observationCount, "observation", "observations", "observation",
          "observations"),
        numbers.phrase(result.keys.count, "variable", "variables", "variable", "variables"),
        numbers.phrase(partition.clusterCount, "groupe", "groupes", "cluster", "clusters"),
      ].joined(separator: ", "),
      "", clusters(numbers), "",
    ]
    if let model = result.fit.model {
      lines.append(
        say("inertie : ", "inertia: ") + numbers.decimal(model.inertia, digits: 4))
    }
    if let loss = result.fit.loss {
      lines.append(
        say("somme des distances aux médoïdes : ", "sum of distances to medoids: ")
          + numbers.decimal(loss, digits: 4))
    }
    if let indices = result.indices {
      lines.append(
        say("silhouette : ", "silhouette: ")
          + (indices.silhouette.map { numbers.decimal($0, digits: 3) } ?? "–"))
    }
    if let indices = result.indices, result.fit.model != nil {
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

  /// A row a cluster: its size, its means or, where there are none, its medoid.
  private func clusters(_ numbers: NumberStyle) -> String {
    let fit = result.fit
    let means = fit.model?.centroids
    let medoids = means == nil ? fit.medoids : nil
    var table = TextTable(
      header: [say("groupe", "cluster"), say("taille", "size")]
        + (means == nil ? [] : result.keys)
        + (medoids == nil ? [] : [say("médoïde (ligne)", "medoid (row)")]), numericFrom: 1)
    for cluster in 0..<fit.partition.clusterCount {
      table.append(
        [String(cluster), numbers.integer(fit.partition.sizes[cluster])]
          + (means.map { $0.row(cluster).map { numbers.decimal($0, digits: 3) } } ?? [])
          + (medoids.map { [numbers.integer($0[cluster] + 1)] } ?? []))
    }
    return table.text()
  }
}
