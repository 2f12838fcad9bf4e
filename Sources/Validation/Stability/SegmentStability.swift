import Clustering
import LinearAlgebra

/// Which clusters come back when the observations are drawn again.
///
///     let stability = try SegmentStability.Study().run(x, partition, clusterer: clusterer)
///     stability.meanJaccard      // [0.93, 0.81, 0.55]
///     stability.stays            // by observation: [1, 0.98, 0.44, …]
///
/// For each of B samples, clustered anew into *k*, the Jaccard coefficient |A ∩ B| / |A ∪ B| of each
/// original cluster, restricted to the observations drawn (each counted once), with its best match.
/// Hennig's reading of the mean, for the bootstrap: 0.85 and more, highly stable; 0.75 and more,
/// stable; 0.60 to 0.75, a pattern whose members are doubtful; below 0.60, not to be trusted.
/// A cluster is *dissolved* in a sample where its coefficient is ≤ 0.5 and *recovered* where it is
/// > 0.75. Stable does not mean true: a rigid method is stable on anything.
///
/// A cluster with no observation drawn counts 0 for that sample. With ``SampleScheme/bootstrap`` it
/// is what R's `fpc::clusterboot(bootmethod = "boot", multipleboot = TRUE)` does, but for the draws: by
/// default it clusters each observation drawn once.
///
/// `stays` is, for each observation, drawn or not, the share of the samples whose clusters place it
/// in its cluster's counterpart; counterparts are matched one to one for the largest
/// sum of Jaccard coefficients, so an observation of a cluster that merged with a larger one does
/// not stay.
///
/// - Source: Hennig 2007, doi:10.1016/j.csda.2006.11.025.
public struct SegmentStability: Sendable, Codable, Equatable {
  public let scheme: SampleScheme
  /// The mean coefficient of each cluster.
  public let meanJaccard: [Double]
  /// In how many samples each cluster was recovered, and dissolved.
  public let recovered: [Int]
  public let dissolved: [Int]
  /// Samples that could be clustered into *k*.
  public let replicates: Int
  /// Observations that the samples are drawn of: all of them, or a random part.
  public let observationCount: Int
  /// In the order of the observations, then of the newcomers; empty where it was not asked for.
  public internal(set) var stays: [Double] = []
  /// The branches of the tree above its cut, in the order of their merges; empty where it was not asked
  /// for.
  public internal(set) var nodes: [NodeSupport] = []

  public static let recoveredAbove = 0.75
  public static let dissolvedUpTo = 0.5

  /// - Parameter jaccard: one row a sample, one value a cluster.
  package init(
    jaccard: [[Double]], clusterCount: Int, scheme: SampleScheme = .bootstrap,
    observationCount: Int = 0
  ) {
    let clusters = 0..<clusterCount
    self.scheme = scheme
    self.observationCount = observationCount
    replicates = jaccard.count
    meanJaccard = clusters.map { cluster in
      jaccard.isEmpty
        ? 0 : jaccard.reduce(0) { $0 + $1[cluster] } / Double(jaccard.count)
    }
    recovered = clusters.map { cluster in
      jaccard.filter { $0[cluster] > SegmentStability.recoveredAbove }.count
    }
    dissolved = clusters.map { cluster in
      jaccard.filter { $0[cluster] <= SegmentStability.dissolvedUpTo }.count
    }
  }
}

extension SegmentStability {
  /// The coefficient of each original cluster with its best match in one sample.
  ///
  /// - Parameters:
  ///   - drawn: the rows of the sample, increasing; a row drawn twice has the same label twice.
  ///   - labels: the cluster of each row of the sample.
  package static func jaccard(of partition: Partition, drawn: [Int], labels: [Int]) -> [Double] {
    let comparison = restricted(partition, drawn: drawn, labels: labels)
    var result = [Double](repeating: 0, count: partition.clusterCount)
    for (index, label) in comparison.rowLabels.enumerated() {
      result[label] = comparison.bestJaccard(ofRow: index)
    }
    return result
  }

  /// The sample's cluster that answers to each original one; `nil` where none does.
  package static func counterparts(
    of partition: Partition, drawn: [Int], labels: [Int]
  ) -> [Int?] {
    let table = restricted(partition, drawn: drawn, labels: labels)
    let gains = table.counts.indices.map { row in
      table.columnLabels.indices.map { table.jaccard(row, $0) }
    }
    var result = [Int?](repeating: nil, count: partition.clusterCount)
    for (row, column) in OptimalMatching(maximising: gains).columnOfRow.enumerated() {
      result[table.rowLabels[row]] = column.map { table.columnLabels[$0] }
    }
    return result
  }

  /// Original clusters × the sample's, over the observations drawn, each counted once.
  private static func restricted(
    _ partition: Partition, drawn: [Int], labels: [Int]
  ) -> ContingencyTable {
    var original: [Int] = []
    var found: [Int] = []
    for (position, row) in drawn.enumerated() where position == 0 || drawn[position - 1] != row {
      original.append(partition.labels[row])
      found.append(labels[position])
    }
    return ContingencyTable(original, found)
  }
}

extension ContingencyTable {
  func jaccard(_ row: Int, _ column: Int) -> Double {
    let shared = counts[row][column]
    return Double(shared) / Double(rowSums[row] + columnSums[column] - shared)
  }

  /// The largest Jaccard coefficient of a row's cluster with a column's.
  func bestJaccard(ofRow row: Int) -> Double {
    columnSums.indices.reduce(0) { max($0, jaccard(row, $1)) }
  }
}
