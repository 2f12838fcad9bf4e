import Clustering
import LinearAlgebra

/// Whether clusters made on the training part are there among observations that had no part in it.
///
///     let reference = HeldOutReference(trainingScores, model.summary)
///     let result = try HeldOutEvaluation().evaluate(
///       heldOutScores, assigned: labels, reference: reference, clusterer: clusterer)
///     result.adjustedRand              // 0.78
///     result.jaccard                   // one for each training segment, nil where it has no client
///
/// The held-out observations come already transformed by the training recipe and assigned by the
/// training model; nothing here changes either. They are then clustered on their own, by the same
/// procedure into as many clusters, and both labellings are compared:
///
/// - `adjustedRand`, `adjustedMutualInformation`: of the assigned labels and the own clusters;
/// - `predictionStrength`: for each own cluster of at least two members, the share of its pairs
///   that the training model keeps together; the smallest share (Tibshirani & Walther 2005);
/// - `jaccard`: for each training segment, the coefficient of its assigned members with the own
///   cluster that matches them best;
/// - `pairsKept`: for each training segment, the share of the pairs of its assigned members that
///   the own clustering keeps together; both `nil` for a segment of fewer than `minimumPerCluster`
///   members in the group, which no clustering of the group would single out.
///
/// Held-out observations are *placed by the same variables* as the training ones, and two divisions
/// of one cloud by the same procedure agree well above 0 even where the cloud has no groups: read
/// the agreement beside ``HeldOutBaseline``.
///
/// Nothing is compared, and ``HeldOutGroupResult/notCompared`` says why, where the group has fewer
/// observations than `minimumSize`, fewer than `minimumPerCluster` for each cluster, or fewer
/// distinct ones than clusters: a handful of observations always falls in clusters of its own.
///
/// *Explained inertia* is 1 − Σ‖xᵢ − c(i)‖² / Σ‖xᵢ − x̄‖² with c(i) the **training** centroid of the
/// assigned segment, its mean whatever the method, and x̄ the **training** mean, for both parts. On the
/// training part this is the ordinary R². On the held-out part it judges the training model as a
/// predictor, against the predictor that knows the training mean only: a group that merely sits
/// elsewhere is not credited with its distance from its own mean, and the value is negative where the
/// segments do worse than no segments.
public struct HeldOutEvaluation: Sendable, Codable, Equatable {
  /// Fewer held-out observations than this are compared with nothing, hence not worth holding out.
  public static let defaultMinimumSize = 30

  public let minimumSize: Int
  public let minimumPerCluster: Int

  public init(
    minimumSize: Int = HeldOutEvaluation.defaultMinimumSize, minimumPerCluster: Int = 5
  ) {
    precondition(minimumSize >= 2 && minimumPerCluster >= 1, "something to cluster")
    self.minimumSize = minimumSize
    self.minimumPerCluster = minimumPerCluster
  }

  /// The observations that a comparison of so many clusters asks for.
  public func needed(clusterCount: Int) -> Int {
    max(minimumSize, minimumPerCluster * clusterCount)
  }

  /// - Parameters:
  ///   - x: the held-out observations in the coordinates of the training recipe; may be empty.
  ///   - assigned: their segments, as labels of the reference model.
  ///   - group: what they are; `nil` for a random fraction.
  ///   - clusterer: the procedure that made the training model.
  ///   - dissolution: of the clusters too small to be kept, repeated among the held-out observations.
  public func evaluate(
    _ x: Matrix, assigned: [Int], reference: HeldOutReference, group: HeldOutGroup? = nil,
    clusterer: Clusterer, dissolution: Dissolution? = nil, parallelism: Parallelism = .serial
  ) throws -> HeldOutGroupResult {
    let k = reference.centroids.rowCount
    precondition(assigned.count == x.rowCount, "one label for each held-out observation")
    precondition(assigned.allSatisfy { (0..<k).contains($0) }, "labels of the training model")
    let own = try ownPartition(
      x, clusterCount: k, clusterer: clusterer, dissolution: dissolution, parallelism: parallelism)
    var result = HeldOutGroupResult(group: group, size: x.rowCount, clusterCount: k)
    let counts = (0..<k).map { label in assigned.count { $0 == label } }
    result.counts = counts
    result.share = counts.map { x.rowCount > 0 ? Double($0) / Double(x.rowCount) : 0 }
    result.trainingShare = reference.share
    result.shareTest = ShareComparison(heldOut: counts, training: reference.counts)
    result.explainedInertia = reference.explainedInertia(x, labels: assigned)
    result.trainingExplainedInertia = reference.explained
    switch own {
    case .failure(let reason): result.notCompared = reason
    case .success(let own): compare(assigned, own, clusterCount: k, into: &result)
    }
    return result
  }

  private func compare(
    _ assigned: [Int], _ own: Partition, clusterCount: Int, into result: inout HeldOutGroupResult
  ) {
    let table = ContingencyTable(own.labels, assigned)
    result.adjustedRand = PairCounts(table).adjustedRand
    result.adjustedMutualInformation = MutualInformation(table).adjusted
    result.predictionStrength = PairsKept(clusters: own, assigned: assigned).minimum
    let jaccard = HeldOutEvaluation.jaccard(assigned, own: own, clusterCount: clusterCount)
    let kept = HeldOutEvaluation.pairsKept(assigned, own: own, clusterCount: clusterCount)
    for segment in 0..<clusterCount where (result.counts[segment] ?? 0) >= minimumPerCluster {
      result.jaccard[segment] = jaccard[segment]
      result.pairsKept[segment] = kept[segment]
    }
  }

  private func ownPartition(
    _ x: Matrix, clusterCount: Int, clusterer: Clusterer, dissolution: Dissolution?,
    parallelism: Parallelism
  ) throws -> Result<Partition, NotCompared> {
    // One segment agrees with one cluster whatever the data are: nothing would be compared.
    guard clusterCount >= 2 else { return .failure(.oneSegment) }
    let needed = needed(clusterCount: clusterCount)
    guard x.rowCount >= needed else {
      return .failure(.tooFew(count: x.rowCount, needed: needed))
    }
    let model = try clusterer.segments(
      x, count: clusterCount, dissolution: dissolution, parallelism: parallelism)
    guard let model else { return .failure(.tooFewDistinct) }
    return .success(model.partition)
  }

  package static func jaccard(_ assigned: [Int], own: Partition, clusterCount: Int) -> [Double?] {
    let table = ContingencyTable(assigned, own.labels)
    var result = [Double?](repeating: nil, count: clusterCount)
    for (row, label) in table.rowLabels.enumerated() {
      result[label] = table.bestJaccard(ofRow: row)
    }
    return result
  }

  /// `nil` for a segment of fewer than two members.
  package static func pairsKept(
    _ assigned: [Int], own: Partition, clusterCount: Int
  ) -> [Double?] {
    let table = ContingencyTable(assigned, own.labels)
    var result = [Double?](repeating: nil, count: clusterCount)
    for (row, label) in table.rowLabels.enumerated() where table.rowSums[row] > 1 {
      let together = table.counts[row].reduce(0) { $0 + $1 * ($1 - 1) }
      result[label] = Double(together) / Double(table.rowSums[row] * (table.rowSums[row] - 1))
    }
    return result
  }
}

/// What the training part leaves for the evaluation of others.
public struct HeldOutReference: Sendable, Codable, Equatable {
  public let centroids: Matrix
  public let mean: [Double]
  public let counts: [Int]
  public let share: [Double]
  /// The explained inertia of the training part; `nil` where its observations coincide.
  public let explained: Double?

  /// - Parameters:
  ///   - x: the training observations as they were clustered.
  ///   - model: the clusters made of them, told by their means.
  public init(_ x: Matrix, _ model: CentroidModel) {
    precondition(model.partition.observationCount == x.rowCount, "the model of these observations")
    centroids = model.centroids
    mean = x.columnMeans()
    counts = model.partition.sizes
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
