import LinearAlgebra
import Statistics

/// k-medoids for many observations: searched on samples, judged on all (CLARA).
///
///     let model = try LargeKMedoids(clusterCount: 8).fit(x)
///
/// ``KMedoids`` with BUILD runs on each of `samples` samples drawn without replacement; every
/// sample's medoids are given all observations, and those of the lowest loss over all of them are
/// kept, ties to the first sample. `swaps` and `passes` are those of that sample, and `converged`
/// says that *its* search ended: over all observations an exchange may still lower the loss.
///
/// Random numbers are those of (seed, sample): more samples never make the loss worse. Where the
/// sample is all the data, the answer is that of ``KMedoids``.
///
/// Source: Kaufman & Rousseeuw 1990, doi:10.1002/9780470316801.ch3, with the larger samples of
/// Schubert & Rousseeuw 2021, doi:10.1016/j.is.2021.101804; unlike R's `clara`, a sample does not
/// contain the best medoids of those before it.
public struct LargeKMedoids: Sendable, Codable, Equatable {
  public let clusterCount: Int
  public let samples: Int
  /// `nil` for 80 + 4*k*.
  public let sampleSize: Int?
  public let seed: UInt64

  public init(clusterCount: Int, samples: Int = 10, sampleSize: Int? = nil, seed: UInt64 = 2026) {
    precondition(samples >= 1, "at least one sample")
    precondition(sampleSize.map { $0 >= clusterCount } ?? true, "a sample holds the medoids")
    self.clusterCount = clusterCount
    self.samples = samples
    self.sampleSize = sampleSize
    self.seed = seed
  }

  /// - Parameter x: *n* × *p*, finite, already scaled.
  /// - Throws: ``ClusteringError``: as ``KMedoids``; also where no sample holds *k* distinct rows.
  ///   `CancellationError`.
  /// - Complexity: O(samples · (*k·s²·p* + *n·k·p*)) for samples of *s*, O(*n·(k + p)*) memory.
  public func fit(
    _ x: Matrix, metric: DistanceMetric = .euclidean, parallelism: Parallelism = .serial
  ) throws -> MedoidModel {
    try Observations(x, weights: nil, rule: .notNegative).check(clusterCount: clusterCount)
    let size = min(sampleSize ?? 80 + 4 * clusterCount, x.rowCount)
    var best: MedoidModel?
    for sample in 0..<samples {
      try parallelism.checkpoint(Double(sample) / Double(samples))
      var stream = RandomStream(seed: seed, purpose: .kMedoidsSample, replicate: sample)
      let rows = stream.sample(size, outOf: x.rowCount).sorted()
      let found = try model(x, sample: rows, metric, parallelism)
      if let found, best.map({ found.loss < $0.loss }) ?? true { best = found }
    }
    guard let best else {
      throw ClusteringError.clusterCountOutOfRange(requested: clusterCount, distinct: size)
    }
    return best
  }

  /// `nil` where the sample has too few distinct rows.
  private func model(
    _ x: Matrix, sample rows: [Int], _ metric: DistanceMetric, _ parallelism: Parallelism
  ) throws -> MedoidModel? {
    let drawn = x.rows(at: rows)
    let found: MedoidModel
    do {
      found = try KMedoids(clusterCount: clusterCount).fit(
        drawn, metric: metric, parallelism: parallelism)
    } catch ClusteringError.clusterCountOutOfRange {
      return nil
    }
    let nearest = found.nearest(x, parallelism: parallelism)
    var labels = nearest.labels
    for (label, medoid) in found.medoids.enumerated() { labels[rows[medoid]] = label }
    let newLabel = Partition.canonicalRenumbering(of: labels).newLabel
    var medoids = found.medoids
    for (label, medoid) in found.medoids.enumerated() {
      medoids[newLabel[label] ?? label] = rows[medoid]
    }
    let clusters = MedoidClusters(
      partition: Partition(canonicalising: labels), medoids: medoids,
      loss: RowBlocks.sum(count: x.rowCount) { nearest.distances[$0] },
      swaps: found.clusters.swaps, passes: found.clusters.passes,
      converged: found.clusters.converged)
    return MedoidModel(clusters: clusters, centres: x.rows(at: medoids), metric: metric)
  }
}
