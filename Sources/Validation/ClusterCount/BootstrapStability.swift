import Clustering
import LinearAlgebra
import Statistics

/// How often two clusterings, made on two bootstrap samples, agree on the whole data.
///
/// For each of B pairs of bootstrap samples, both are clustered into *k* and every observation of
/// the data is placed by each (``Clustering/PlacementRule``). The instability of the pair is the share
/// of the *n²* ordered pairs of observations that one assignment puts together and the other apart;
/// the criterion's value is 1 − the mean instability and it takes the largest.
///
/// R's `fpc::nselectboot` counts only the pairs that the first assignment puts together and the
/// second apart, about half of the paper's instability. The measure is not corrected for chance,
/// hence leans to large *k*.
///
/// - Source: Fang & Wang 2012, doi:10.1016/j.csda.2011.09.003.
package struct BootstrapStability: Sendable {
  /// What one pair of samples says of every candidate.
  package struct Pair: Sendable, Equatable {
    /// 1 − instability.
    package let agreement: [Double?]
    /// The two samples' own clusterings, for ``Redraws``.
    package let samples: [Sample]
  }

  /// What the clusterings of one bootstrap sample are, in the order of the candidates.
  package struct Sample: Sendable, Equatable {
    /// log(W₁/W_k).
    package let explained: [Double?]
    /// Of the clusters; none where there is no clustering, or one with an empty component.
    package let sizes: [[Int]]

    /// - Parameter models: the clustering in 1 first, then one for each of `clusterCounts`.
    init(_ models: [ClusterModel?], clusterCounts: [Int]) {
      explained = explainedInertias(logInertias(of: models))
      sizes = zip(clusterCounts, models.dropFirst()).map { count, model in
        guard let model, model.clusterCount == count else { return [] }
        return model.partition.sizes
      }
    }
  }

  package static func replicate(
    _ x: Matrix, clusterCounts: [Int], clusterer: Clusterer, replicate: Int, seed: UInt64,
    parallelism: Parallelism = .serial
  ) throws -> Pair {
    let models = try [2 * replicate, 2 * replicate + 1].map { draw in
      let rows = rowsWithReplacement(
        x.rowCount, purpose: .bootstrap, replicate: draw, seed: seed)
      return try clusterer.feasibleFits(
        x.rows(at: rows), clusterCounts: [1] + clusterCounts, parallelism: parallelism)
    }
    let agreement = try zip(models[0], models[1]).dropFirst().map { first, second -> Double? in
      guard let first, let second else { return nil }
      return try 1
        - instability(
          ContingencyTable(
            first.assign(x, parallelism: parallelism), second.assign(x, parallelism: parallelism)))
    }
    return Pair(
      agreement: agreement, samples: models.map { Sample($0, clusterCounts: clusterCounts) })
  }

  /// The share of ordered pairs (an observation with itself included) on which two labellings
  /// disagree: (Σ a² + Σ b² − 2 Σ n²) / n², from their contingency table.
  package static func instability(_ first: [Int], _ second: [Int]) -> Double {
    instability(ContingencyTable(first, second))
  }

  private static func instability(_ table: ContingencyTable) -> Double {
    func squares(_ counts: [Int]) -> Int { counts.reduce(0) { $0 + $1 * $1 } }
    let shared = table.counts.reduce(0) { $0 + squares($1) }
    let disagreeing = squares(table.rowSums) + squares(table.columnSums) - 2 * shared
    return Double(disagreeing) / (Double(table.total) * Double(table.total))
  }

  package static func criterion(_ pairs: [Pair], clusterCounts: [Int]) -> Criterion {
    let means = clusterCounts.indices.map { index in
      ReplicateMean(pairs.map { $0.agreement[index] })
    }
    let values = means.map(\.mean)
    return Criterion(
      values: values, standardErrors: means.map(\.standardError),
      chooses: Criterion.best(values, of: clusterCounts) { $0 > $1 })
  }
}

/// `count` rows drawn with replacement, in increasing order.
func rowsWithReplacement(
  _ count: Int, purpose: RandomPurpose, replicate: Int, seed: UInt64
) -> [Int] {
  var stream = RandomStream(seed: seed, purpose: purpose, replicate: replicate)
  return (0..<count).map { _ in stream.integer(below: count) }.sorted()
}
