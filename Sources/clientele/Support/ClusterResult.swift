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
  let covariance: GaussianMixture.CovarianceShape
  /// On how many samples medoids are searched; 0: on all observations; `nil`: as many ask for it.
  let samples: Int?
}

extension ClusterRequestDetails {
  /// Above so many observations medoids are searched on samples, unless asked otherwise.
  static let exactMedoidLimit = 20_000

  /// Of points.
  var pointMetric: DistanceMetric { metric == .manhattan ? .manhattan : .euclidean }

  /// Throws where the dissimilarities of so many observations, and for a tree the square that it is made
  /// on, would not fit.
  func requireMemory(observationCount: Int) throws(ClusteringError) {
    try HierarchicalClustering.requireMemory(
      dissimilarities: observationCount, linkage: method.linkage)
  }

  /// `nil` where medoids are searched on all observations.
  func sampledMedoids(observationCount: Int) -> LargeKMedoids? {
    guard method == .kMedoids, samples != 0 else { return nil }
    guard samples != nil || observationCount > Self.exactMedoidLimit else { return nil }
    let size = max(Clusterer.medoidSampleSize, 4 * clusterCount)
    guard size < observationCount else { return nil }
    return LargeKMedoids(
      clusterCount: clusterCount, samples: samples ?? Clusterer.medoidSamples, sampleSize: size,
      seed: seed)
  }
}

/// What `cluster` found, under the contract's names.
struct ClusterResult: Encodable {
  struct Indices: Encodable {
    let silhouette: Double?
    /// Of how many observations drawn, where there are too many for all.
    var silhouetteObservations: Int?
    let calinskiHarabasz: Double?
    let daviesBouldin: Double?
  }

  struct Seconds: Encodable {
    let read: Double
    let prepare: Double
    let cluster: Double
    let indices: Double
  }

  struct Sampling: Encodable {
    let samples: Int
    let sampleSize: Int
  }

  let keys: [String]
  let method: ClusteringMethod
  /// Missing cells that took the centre of their column.
  let filledCells: Int
  /// `nil` where the method looked at all observations.
  let sampling: Sampling?
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
        let silhouette = try SampledSilhouette(
          x, found.partition, metric: request.pointMetric, seed: request.seed,
          parallelism: parallelism)
        return Indices(
          silhouette: silhouette?.mean,
          silhouetteObservations: silhouette.flatMap {
            $0.observationCount < x.rowCount ? $0.observationCount : nil
          },
          calinskiHarabasz: dispersion.calinskiHarabasz, daviesBouldin: dispersion.daviesBouldin)
      }
    case .mixed(let mixed):
      let gower = try Gower(fitting: mixed.columns)
      try GowerColumn.check(clusterCount: request.clusterCount, among: mixed.columns)
      if let sampled = request.sampledMedoids(observationCount: mixed.rowCount) {
        found = ClusterFit(try sampled.fit(mixed.columns, by: gower, parallelism: parallelism))
        indices = { Indices.none }
      } else {
        try request.requireMemory(observationCount: mixed.rowCount)
        let d = try gower.dissimilarities(among: mixed.columns, parallelism: parallelism)
        found = try ClusterFit(d, request, parallelism: parallelism)
        indices = { try Indices(d, found.partition, parallelism) }
      }
    case .dissimilarities(let input):
      found = try ClusterFit(input.dissimilarities, request, parallelism: parallelism)
      indices = { try Indices(input.dissimilarities, found.partition, parallelism) }
    }
    let clusterSeconds = watch.secondsToNow
    watch = .now
    self.indices = withIndices ? try indices() : nil
    fit = found
    keys = input.keys
    method = request.method
    sampling = request.sampledMedoids(observationCount: found.partition.observationCount).map {
      Sampling(
        samples: $0.samples, sampleSize: $0.sampleSize ?? 0)
    }
    showsLabels = withLabels
    filledCells = input.filledCells
    seconds = Seconds(
      read: readSeconds, prepare: prepareSeconds, cluster: clusterSeconds,
      indices: watch.secondsToNow)
  }

  private enum CodingKeys: String, CodingKey {
    case method, observations, variables, clusters, sizes, inertia, iterations, converged
    case sampling, filledCells, movedByConsolidation, centroids, merges, medoids, loss,
      logLikelihood, bic, icl
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
    if filledCells > 0 { try container.encode(filledCells, forKey: .filledCells) }
    if let sampling { try container.encode(sampling, forKey: .sampling) }
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

extension ClusterResult.Indices {
  private enum CodingKeys: String, CodingKey {
    case silhouette, silhouetteObservations, calinskiHarabasz, daviesBouldin
  }

  /// An index that does not exist is `null`; how many were drawn is said where some were.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(silhouette, forKey: .silhouette)
    if let silhouetteObservations {
      try container.encode(silhouetteObservations, forKey: .silhouetteObservations)
    }
    try container.encode(calinskiHarabasz, forKey: .calinskiHarabasz)
    try container.encode(daviesBouldin, forKey: .daviesBouldin)
  }

  /// Where no dissimilarities between all observations are at hand.
  fileprivate static let none = Self(
    silhouette: nil, calinskiHarabasz: nil, daviesBouldin: nil)

  fileprivate init(
    _ d: Dissimilarities, _ partition: Partition, _ parallelism: Parallelism
  ) throws {
    self.init(
      silhouette: try Silhouette(d, partition, parallelism: parallelism)?.mean,
      calinskiHarabasz: nil, daviesBouldin: nil)
  }
}

/// The same for a person at a terminal.
struct ClusterText {
  private let result: ClusterResult

  init(_ result: ClusterResult) { self.result = result }

  func text() -> String {
    let numbers = NumberStyle(language)
    var lines = [summary(numbers), "", clusters(numbers), ""]
    if let model = result.fit.model {
      lines.append(
        say("inertie : ", "inertia: ") + numbers.measure(model.inertia, digits: 4))
    }
    if let loss = result.fit.loss {
      lines.append(
        say("somme des distances aux médoïdes : ", "sum of distances to medoids: ")
          + numbers.measure(loss, digits: 4))
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
    let takesLimit = result.method.takesIterations
    if !result.fit.converged {
      lines.append(
        say(
          "l'algorithme n'a pas convergé" + (takesLimit ? " : augmenter --max-iterations." : "."),
          "the algorithm has not converged" + (takesLimit ? ": raise --max-iterations." : ".")))
    }
    return lines.joined(separator: "\n")
  }

  private func summary(_ numbers: NumberStyle) -> String {
    let (partition, variables) = (result.fit.partition, result.keys.count)
    let parts = [
      numbers.phrase(
        partition.observationCount, "observation", "observations", "observation", "observations"),
      // Dissimilarities have none.
      variables == 0
        ? nil : numbers.phrase(variables, "variable", "variables", "variable", "variables"),
      numbers.phrase(partition.clusterCount, "groupe", "groupes", "cluster", "clusters"),
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  /// A row a cluster: its size, its means and its medoid, where there are such.
  private func clusters(_ numbers: NumberStyle) -> String {
    let fit = result.fit
    let means = fit.model?.centroids
    let medoids = fit.medoids
    var table = TextTable(
      header: [say("groupe", "cluster"), say("taille", "size")]
        + (means == nil ? [] : result.keys)
        + (medoids == nil ? [] : [say("médoïde (ligne de données)", "medoid (data row)")]),
      numericFrom: 1)
    for cluster in 0..<fit.partition.clusterCount {
      table.append(
        [String(cluster), numbers.integer(fit.partition.sizes[cluster])]
          + (means.map { $0.row(cluster).map { numbers.measure($0, digits: 3) } } ?? [])
          + (medoids.map { [numbers.integer($0[cluster] + 1)] } ?? []))
    }
    return table.text()
  }
}

extension NumberStyle {
  /// A number in whatever unit: with a power of ten where so many digits after the mark would hide it, or
  /// where it has more than nine before.
  fileprivate func measure(_ value: Double, digits: Int) -> String {
    let size = abs(value)
    if size == 0 || (size >= 0.01 && size < 1e9) { return decimal(value, digits: digits) }
    var (mantissa, exponent) = (value, 0)
    while abs(mantissa) >= 10 {
      mantissa /= 10
      exponent += 1
    }
    while abs(mantissa) < 1 {
      mantissa *= 10
      exponent -= 1
    }
    // 9.9996 is written 10.000.
    if abs(mantissa) >= 9.9995 {
      mantissa /= 10
      exponent += 1
    }
    return decimal(mantissa, digits: 3) + "e" + (exponent < 0 ? "−" : "") + String(abs(exponent))
  }
}
