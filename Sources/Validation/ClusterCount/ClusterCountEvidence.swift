import Clustering
import LinearAlgebra

/// All that is known of every number of clusters before a rule decides.
///
/// Lists stand in the order of `clusterCounts`.
public struct ClusterCountEvidence: Sendable, Codable, Equatable {
  /// The candidates for which there are enough distinct observations: 2, 3, …
  public let clusterCounts: [Int]
  public let observationCount: Int
  /// How many of the observations the replicates, and the silhouettes, rest on.
  public let replicateObservationCount: Int
  public let silhouetteObservationCount: Int
  public let silhouette: Criterion
  public let calinskiHarabasz: Criterion
  public let daviesBouldin: Criterion
  public let gap: Criterion
  public let predictionStrength: Criterion
  /// 1 − bootstrap instability.
  public let stability: Criterion
  /// W_k / W_(k−1): the rule that HCPC documents.
  public let inertiaGain: Criterion
  /// Δ_k / Δ_(k+1): the rule of HCPC's book.
  public let ratioOfGains: Criterion
  /// Of mixtures, lower is better (``InformationCriteria``); `nil` for other methods.
  public let information: InformationCriteria?
  public let structure: StructureTest
  public let separation: SeparationTest
  /// Of the two clusters with the least sign of a valley between them (``SegmentValleys``).
  public let borderPValues: [Double?]
  /// ``HopkinsStatistic``: a hint.
  public let hopkins: Double?
  public let counts: ReplicateCounts
  /// Clusters of one observation left out of the prediction strength, over all splits.
  public let predictionStrengthSingletons: [Int]
  /// W_1, then W of each candidate.
  public let inertias: [Double]
  /// Of the clusters of each candidate.
  public let sizes: [[Int]]
}

/// How many random replicates the criteria rest on.
public struct ReplicateCounts: Sendable, Codable, Equatable {
  /// Uniform sets of the gap statistic.
  public let gap: Int
  /// Sets without groups of the structure test.
  public let structureFree: Int
  /// Splits in halves of the prediction strength.
  public let splits: Int
  /// Pairs of bootstrap samples.
  public let bootstrapPairs: Int
}

extension ClusterCountEvidence {
  /// - Parameters:
  ///   - models: the clustering in 1, then those of the candidates.
  ///   - silhouetteRows: those the silhouettes are computed on; `nil` means all.
  ///   - own: the measures of the observations that the replicates rest on.
  init(
    _ x: Matrix, models: [ClusterModel], silhouetteRows: [Int]?, own: ReferenceMeasures,
    separation: SeparationTest, borderPValues: [Double?], replicates: ReplicateResults,
    hopkins: Double?,
    parallelism: Parallelism
  ) throws {
    let candidates = models.dropFirst().map(\.partition)
    let counts = candidates.map(\.clusterCount)
    clusterCounts = counts
    observationCount = x.rowCount
    replicateObservationCount = own.observationCount
    silhouetteObservationCount = silhouetteRows?.count ?? x.rowCount
    silhouette = .maximum(
      try Silhouette.means(x, Array(candidates), rows: silhouetteRows, parallelism: parallelism),
      of: counts)
    let dispersion = candidates.map { DispersionIndices(x, $0, parallelism: parallelism) }
    calinskiHarabasz = .maximum(dispersion.map(\.calinskiHarabasz), of: counts)
    daviesBouldin = .minimum(dispersion.map(\.daviesBouldin), of: counts)
    gap = GapStatistic(logInertias: own.logInertias, references: replicates.uniform)
      .criterion(clusterCounts: counts)
    predictionStrength = PredictionStrength.criterion(replicates.splits, clusterCounts: counts)
    stability = BootstrapStability.criterion(replicates.bootstrap, clusterCounts: counts)
    let inertias = models.map(\.inertia)
    inertiaGain = InertiaGain.ratioOfInertias.criterion(inertias: inertias, clusterCounts: counts)
    ratioOfGains = InertiaGain.ratioOfGains.criterion(inertias: inertias, clusterCounts: counts)
    information = try InformationCriteria(x, models, parallelism: parallelism)
    structure = StructureTest(own, references: replicates.structureFree)
    self.separation = separation
    self.borderPValues = borderPValues
    self.hopkins = hopkins
    self.counts = ReplicateCounts(
      gap: replicates.uniform.count, structureFree: replicates.structureFree.count,
      splits: replicates.splits.count, bootstrapPairs: replicates.bootstrap.count)
    predictionStrengthSingletons = counts.indices.map { index in
      replicates.splits.reduce(0) { $0 + $1.singletons[index] }
    }
    self.inertias = inertias
    sizes = candidates.map(\.sizes)
  }

  /// What the rule reads of each candidate.
  package var figures: [CandidateFigures] {
    clusterCounts.indices.map { k in
      let explained = structure.explained
      var gain: Double?
      if let value = explained.values[k], let mean = explained.means[k] { gain = value - mean }
      return CandidateFigures(
        clusterCount: clusterCounts[k], gain: gain, gainDeviation: explained.deviations[k],
        predictionStrength: predictionStrength.values[k], silhouette: silhouette.values[k],
        sizes: sizes[k], borderPValue: borderPValues[k])
    }
  }
}

/// log(W₁/W_k) of the candidates.
/// - Parameter logs: log W for k = 1, then the candidates.
func explainedInertias(_ logs: [Double?]) -> [Double?] {
  logs.dropFirst().map { own in
    guard let own, let one = logs[0] else { return nil }
    return one - own
  }
}

extension Silhouette {
  /// The mean silhouettes of some partitions, on some of the rows or all.
  static func means(
    _ x: Matrix, _ partitions: [Partition], rows: [Int]?, parallelism: Parallelism
  ) throws(CancellationError) -> [Double?] {
    guard let rows else {
      return try all(x, partitions, parallelism: parallelism).map { $0?.mean }
    }
    let sampled = partitions.map { partition in
      Partition(canonicalising: rows.map { partition.labels[$0] })
    }
    return try all(x.rows(at: rows), sampled, parallelism: parallelism).map { $0?.mean }
  }
}
