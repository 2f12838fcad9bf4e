import Clustering
import LinearAlgebra

/// Whether clusters made on the training part are there among observations that had no part in it.
///
///     let reference = HeldOutReference(trainingScores, model)
///     let result = try HeldOutEvaluation().evaluate(
///       heldOutScores, assigned: labels, reference: reference, clusterer: clusterer)
///     result.adjustedRand              // 0.78
///     result.jaccard                   // one for each training segment, nil where it has no client
///
/// The held-out observations come already transformed by the training recipe and assigned by the
/// training model; nothing here changes either. They are then clustered on their own, by the same
/// procedure into as many clusters, and both labellings are compared:
///
/// - `adjustedRand`: of the assigned labels and the group's own clusters;
/// - `predictionStrength`: for each own cluster of at least two members, the share of its pairs
///   that the training model keeps together; the smallest share (Tibshirani & Walther 2005);
/// - `jaccard`: for each training segment, the coefficient of its assigned members with the own
///   cluster that matches them best.
///
/// The comparisons are `nil` where the group has fewer observations than `minimumSize`, fewer than
/// `minimumPerCluster` for each cluster, or fewer distinct ones than clusters: a handful of
/// observations always falls in clusters of its own.
///
/// *Explained inertia* is 1 − Σ‖xᵢ − c(i)‖² / Σ‖xᵢ − x̄‖² with c(i) the **training** centroid of the
/// assigned segment and x̄ the **training** mean, for both parts. On the training part this is the
/// ordinary R². On the held-out part it judges the training model as a predictor, against the
/// predictor that knows the training mean only: a group that merely sits elsewhere is not credited
/// with its distance from its own mean, and the value is negative where the segments do worse than
/// no segments.
public struct HeldOutEvaluation: Sendable, Codable, Equatable {
  public let minimumSize: Int
  public let minimumPerCluster: Int

  public init(minimumSize: Int = 30, minimumPerCluster: Int = 5) {
    precondition(minimumSize >= 2 && minimumPerCluster >= 1, "something to cluster")
    self.minimumSize = minimumSize
    self.minimumPerCluster = minimumPerCluster
  }

  /// - Parameters:
  ///   - x: the held-out observations in the coordinates of the training recipe; may be empty.
  ///   - assigned: their segments, as labels of the reference model.
  ///   - group: what they are; `nil` for a random fraction.
  ///   - clusterer: the procedure that made the training model.
  public func evaluate(
    _ x: Matrix, assigned: [Int], reference: HeldOutReference, group: HeldOutGroup? = nil,
    clusterer: Clusterer, parallelism: Parallelism = .serial
  ) throws -> HeldOutGroupResult {
    let k = reference.centroids.rowCount
    precondition(assigned.count == x.rowCount, "one label for each held-out observation")
    precondition(assigned.allSatisfy { (0..<k).contains($0) }, "labels of the training model")
    let own = try ownPartition(x, clusterCount: k, clusterer: clusterer, parallelism: parallelism)
    let counts = (0..<k).map { label in assigned.filter { $0 == label }.count }
    return HeldOutGroupResult(
      group: group, size: x.rowCount, counts: counts,
      share: counts.map { x.rowCount > 0 ? Double($0) / Double(x.rowCount) : 0 },
      trainingShare: reference.share,
      adjustedRand: own.map { PairCounts(ContingencyTable($0.labels, assigned)).adjustedRand },
      predictionStrength: own.flatMap { PairsKept(clusters: $0, assigned: assigned).minimum },
      jaccard: own.map { HeldOutEvaluation.jaccard(assigned, own: $0, clusterCount: k) }
        ?? [Double?](repeating: nil, count: k),
      explainedInertia: reference.explainedInertia(x, labels: assigned),
      trainingExplainedInertia: reference.explained)
  }

  private func ownPartition(
    _ x: Matrix, clusterCount: Int, clusterer: Clusterer, parallelism: Parallelism
  ) throws -> Partition? {
    // One segment agrees with one cluster whatever the data are: nothing would be compared.
    guard clusterCount >= 2, x.rowCount >= max(minimumSize, minimumPerCluster * clusterCount) else {
      return nil
    }
    let models = try clusterer.feasibleFits(
      x, clusterCounts: [clusterCount], parallelism: parallelism)
    return models.first?.map(\.partition)
  }

  package static func jaccard(_ assigned: [Int], own: Partition, clusterCount: Int) -> [Double?] {
    let table = ContingencyTable(assigned, own.labels)
    var result = [Double?](repeating: nil, count: clusterCount)
    for (row, label) in table.rowLabels.enumerated() {
      result[label] = table.bestJaccard(ofRow: row)
    }
    return result
  }
}

/// What the training part leaves for the evaluation of others.
public struct HeldOutReference: Sendable, Codable, Equatable {
  public let centroids: Matrix
  public let mean: [Double]
  public let share: [Double]
  /// The explained inertia of the training part; `nil` where its observations coincide.
  public let explained: Double?

  /// - Parameters:
  ///   - x: the training observations as they were clustered.
  ///   - model: the model made of them.
  public init(_ x: Matrix, _ model: CentroidModel) {
    precondition(model.partition.observationCount == x.rowCount, "the model of these observations")
    centroids = model.centroids
    mean = columnMeans(x)
    share = model.partition.sizes.map { Double($0) / Double(max(x.rowCount, 1)) }
    explained = HeldOutReference.explainedInertia(
      x, labels: model.partition.labels, centroids: model.centroids, mean: mean)
  }

  func explainedInertia(_ x: Matrix, labels: [Int]) -> Double? {
    HeldOutReference.explainedInertia(x, labels: labels, centroids: centroids, mean: mean)
  }

  private static func explainedInertia(
    _ x: Matrix, labels: [Int], centroids: Matrix, mean: [Double]
  ) -> Double? {
    let total = inertia(x, about: mean)
    guard total > 0 else { return nil }
    var within = 0.0
    for (i, label) in labels.enumerated() {
      within += squaredDistance(x.row(i), centroids.row(label))
    }
    return 1 - within / total
  }
}
