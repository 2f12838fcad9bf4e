import Clustering
import LinearAlgebra
import Statistics

/// How well a clustering of one half of the observations predicts which observations of the other
/// half belong together.
///
/// The observations are split at random into halves A and B, each clustered into *k*. For each
/// cluster of A with at least two members, the share of its pairs that B's placement rule
/// puts together; the strength of A is the smallest share, that of the split the mean of A's and
/// B's, and PS(k) the mean over M splits. PS(1) = 1. The criterion takes the largest *k* with
/// PS ≥ 0.8 such that no smaller *k* fails.
///
/// Clusters of a single observation have no pair: they are left out of the minimum and counted.
/// R's `fpc::prediction.strength` gives them 1, asks for PS > 0.8, and may jump over a *k* that
/// fails; otherwise (`classification = "centroid"`) it agrees.
///
/// - Source: Tibshirani & Walther 2005, doi:10.1198/106186005X59243.
package struct PredictionStrength: Sendable {
  package static let threshold = 0.8

  /// What one split says of every candidate.
  package struct Split: Sendable, Equatable {
    package let strengths: [Double?]
    package let singletons: [Int]

    package init(strengths: [Double?], singletons: [Int]) {
      self.strengths = strengths
      self.singletons = singletons
    }
  }

  package static func split(
    _ x: Matrix, clusterCounts: [Int], clusterer: Clusterer, replicate: Int, seed: UInt64,
    parallelism: Parallelism = .serial
  ) throws -> Split {
    var stream = RandomStream(seed: seed, purpose: .predictionStrength, replicate: replicate)
    let order = stream.permutation(of: x.rowCount)
    let half = x.rowCount / 2
    let a = x.rows(at: order[..<half].sorted())
    let b = x.rows(at: order[half...].sorted())
    let modelsA = try clusterer.feasibleFits(
      a, clusterCounts: clusterCounts, parallelism: parallelism)
    let modelsB = try clusterer.feasibleFits(
      b, clusterCounts: clusterCounts, parallelism: parallelism)
    var strengths: [Double?] = []
    var singletons: [Int] = []
    for (modelA, modelB) in zip(modelsA, modelsB) {
      guard let modelA, let modelB else {
        strengths.append(nil)
        singletons.append(0)
        continue
      }
      let ofA = PairsKept(clusters: modelA.partition, assigned: try modelB.assign(a))
      let ofB = PairsKept(clusters: modelB.partition, assigned: try modelA.assign(b))
      singletons.append(ofA.singletonCount + ofB.singletonCount)
      let both = [ofA.minimum, ofB.minimum].compactMap { $0 }
      strengths.append(both.isEmpty ? nil : both.reduce(0, +) / Double(both.count))
    }
    return Split(strengths: strengths, singletons: singletons)
  }

  package static func criterion(_ splits: [Split], clusterCounts: [Int]) -> Criterion {
    let means = clusterCounts.indices.map { index in
      ReplicateMean(splits.map { $0.strengths[index] })
    }
    var choice = 1
    for (count, mean) in zip(clusterCounts, means) {
      guard let value = mean.mean, value >= threshold else { break }
      choice = count
    }
    return Criterion(
      values: means.map(\.mean), standardErrors: means.map(\.standardError),
      valueForOneCluster: 1, chooses: choice)
  }
}

/// For each cluster, the share of its pairs of members that some other labels put together.
///
///     PairsKept(clusters: partition, assigned: [0, 0, 1, 1, 1]).shares    // [0.33, 1]
package struct PairsKept: Sendable, Equatable {
  /// `nil` for a cluster of a single observation.
  package let shares: [Double?]

  package init(clusters: Partition, assigned: [Int]) {
    let table = ContingencyTable(clusters.labels, assigned)
    shares = zip(table.counts, clusters.sizes).map { counts, size in
      guard size > 1 else { return nil }
      let together = counts.reduce(0) { $0 + $1 * ($1 - 1) }
      return Double(together) / Double(size * (size - 1))
    }
  }

  /// The smallest share; `nil` where every cluster is a singleton.
  package var minimum: Double? { shares.compactMap { $0 }.min() }
  package var singletonCount: Int { shares.filter { $0 == nil }.count }
}
