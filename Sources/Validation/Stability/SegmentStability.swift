import Clustering
import LinearAlgebra

/// Which clusters come back when the observations are drawn again.
///
///     let stability = try SegmentStability.Study().run(x, partition, clusterer: clusterer)
///     stability.meanJaccard      // [0.93, 0.81, 0.55]
///
/// For each of B bootstrap samples, clustered anew into *k*, the Jaccard coefficient |A ∩ B| /
/// |A ∪ B| of each original cluster, restricted to the observations drawn (each counted once), with
/// its best match. Hennig's reading of the mean: 0.85 and more, highly stable; 0.75 and more,
/// stable; 0.60 to 0.75, a pattern whose members are doubtful; below 0.60, not to be trusted.
/// A cluster is *dissolved* in a sample where its coefficient is ≤ 0.5 and *recovered* where it is
/// > 0.75. Stable does not mean true: a rigid method is stable on anything.
///
/// A cluster with no observation drawn counts 0 for that sample. Agrees with R's
/// `fpc::clusterboot(bootmethod = "boot")` but for the draws.
///
/// - Source: Hennig 2007, doi:10.1016/j.csda.2006.11.025.
public struct SegmentStability: Sendable, Codable, Equatable {
  /// The mean coefficient of each cluster.
  public let meanJaccard: [Double]
  /// In how many samples each cluster was recovered, and dissolved.
  public let recovered: [Int]
  public let dissolved: [Int]
  /// Samples that could be clustered into *k*.
  public let replicates: Int

  public static let recoveredAbove = 0.75
  public static let dissolvedUpTo = 0.5

  /// - Parameter jaccard: one row a sample, one value a cluster.
  package init(jaccard: [[Double]], clusterCount: Int) {
    let clusters = 0..<clusterCount
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
  /// How the samples are drawn.
  public struct Study: Sendable, Codable, Equatable {
    public let replicates: Int
    public let seed: UInt64

    public init(replicates: Int = 50, seed: UInt64 = 2026) {
      precondition(replicates >= 1, "at least one bootstrap sample")
      self.replicates = replicates
      self.seed = seed
    }

    /// - Parameters:
    ///   - x: the coordinates that were clustered; they stay fixed.
    ///   - partition: the clusters in question.
    ///   - clusterer: the procedure that made them, run again on each sample.
    public func run(
      _ x: Matrix, _ partition: Partition, clusterer: Clusterer,
      parallelism: Parallelism = .serial
    ) throws -> SegmentStability {
      precondition(partition.observationCount == x.rowCount, "one label per observation")
      let k = partition.clusterCount
      let rows = try parallelism.mapSteps(count: replicates) { replicate -> [Double]? in
        let drawn = bootstrapRows(x.rowCount, replicate: replicate, seed: seed, item: 1)
        let models = try clusterer.feasibleFits(
          x.rows(at: drawn), clusterCounts: [k], parallelism: parallelism.inner)
        guard let model = models.first, let model else { return nil }
        return SegmentStability.jaccard(of: partition, drawn: drawn, labels: model.partition.labels)
      }
      return SegmentStability(jaccard: rows.compactMap { $0 }, clusterCount: k)
    }
  }

  /// The coefficient of each original cluster with its best match in one sample.
  ///
  /// - Parameters:
  ///   - drawn: the rows of the sample, increasing; a row drawn twice has the same label twice.
  ///   - labels: the cluster of each row of the sample.
  package static func jaccard(of partition: Partition, drawn: [Int], labels: [Int]) -> [Double] {
    var original: [Int] = []
    var found: [Int] = []
    for (position, row) in drawn.enumerated() where position == 0 || drawn[position - 1] != row {
      original.append(partition.labels[row])
      found.append(labels[position])
    }
    let comparison = ContingencyTable(original, found)
    var result = [Double](repeating: 0, count: partition.clusterCount)
    for (index, label) in comparison.rowLabels.enumerated() {
      result[label] = comparison.bestJaccard(ofRow: index)
    }
    return result
  }
}

extension ContingencyTable {
  /// The largest Jaccard coefficient of a row's cluster with a column's.
  func bestJaccard(ofRow row: Int) -> Double {
    zip(counts[row], columnSums).reduce(0) { best, cell in
      max(best, Double(cell.0) / Double(rowSums[row] + cell.1 - cell.0))
    }
  }
}
