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
  /// The mean adjusted Rand index of the clusterings of two bootstrap samples.
  public let replicability: Criterion
  /// W_k / W_(k−1).
  public let inertiaGain: Criterion
  /// Δ_k / Δ_(k+1).
  public let ratioOfGains: Criterion
  public let structure: StructureTest
  /// Clusters of one observation left out of the prediction strength, over all splits.
  public let predictionStrengthSingletons: [Int]
  /// W_1, then W of each candidate.
  public let inertias: [Double]
  public let smallestSizes: [Int]
}

extension ClusterCountEvidence {
  /// - Parameters:
  ///   - models: the clustering in 1, then those of the candidates.
  ///   - silhouetteRows: those the silhouettes are computed on; `nil` means all.
  ///   - logInertias: log W in the same order, on the observations of the replicates.
  init(
    _ x: Matrix, models: [CentroidModel], silhouetteRows: [Int]?, replicateCount: Int,
    logInertias logs: [Double?], replicates: ReplicateResults, parallelism: Parallelism
  ) throws(CancellationError) {
    let candidates = models.dropFirst().map(\.partition)
    let counts = candidates.map(\.clusterCount)
    let silhouettes = try Silhouette.all(
      silhouetteRows.map { x.rows(at: $0) } ?? x,
      silhouetteRows.map { rows in
        candidates.map { partition in
          Partition(canonicalising: rows.map { partition.labels[$0] })
        }
      } ?? Array(candidates), parallelism: parallelism)
    clusterCounts = counts
    observationCount = x.rowCount
    replicateObservationCount = replicateCount
    silhouetteObservationCount = silhouetteRows?.count ?? x.rowCount
    silhouette = .maximum(silhouettes.map { $0?.mean }, of: counts)
    let dispersion = candidates.map { DispersionIndices(x, $0, parallelism: parallelism) }
    calinskiHarabasz = .maximum(dispersion.map(\.calinskiHarabasz), of: counts)
    daviesBouldin = .minimum(dispersion.map(\.daviesBouldin), of: counts)
    gap = GapStatistic(logInertias: logs, references: replicates.uniform)
      .criterion(clusterCounts: counts)
    predictionStrength = PredictionStrength.criterion(replicates.splits, clusterCounts: counts)
    stability = BootstrapStability.criterion(
      replicates.bootstrap, clusterCounts: counts, measure: \.agreement)
    replicability = BootstrapStability.criterion(
      replicates.bootstrap, clusterCounts: counts, measure: \.adjustedRand)
    let inertias = models.map(\.inertia)
    inertiaGain = InertiaGain.ratioOfInertias.criterion(inertias: inertias, clusterCounts: counts)
    ratioOfGains = InertiaGain.ratioOfGains.criterion(inertias: inertias, clusterCounts: counts)
    structure = StructureTest(logInertias: logs, references: replicates.unimodal)
    predictionStrengthSingletons = counts.indices.map { index in
      replicates.splits.reduce(0) { $0 + $1.singletons[index] }
    }
    self.inertias = inertias
    smallestSizes = candidates.map { $0.sizes.min() ?? 0 }
  }
}
