import LinearAlgebra

/// Clusters of any family: who is in which, their means, and the rule that places newcomers.
///
///     let model = try Clusterer(method: .kMedoids, seed: 1).fit(x, clusterCounts: [4])[0]
///     model.partition.sizes
///     try model.assign(newcomers)
public struct ClusterModel: Sendable, Equatable, Codable {
  /// The partition told by the means of its clusters, whatever made it; `iterations` and
  /// `converged` are those of the method that searched (passes, of k-medoids).
  public let summary: CentroidModel
  public let rule: PlacementRule

  public var partition: Partition { summary.partition }
  public var clusterCount: Int { summary.clusterCount }
  public var inertia: Double { summary.inertia }

  /// The label of each row: see ``PlacementRule``.
  public func assign(_ x: Matrix, parallelism: Parallelism = .serial) throws -> [Int] {
    try rule.assign(x, parallelism: parallelism)
  }
}

extension ClusterModel {
  /// Clusters that their means stand for.
  init(_ summary: CentroidModel) {
    self.init(summary: summary, rule: .centroids(summary.centroids))
  }

  init(_ found: MedoidModel, in observations: Observations) {
    summary = CentroidModel(
      of: found.partition.labels, clusterCount: found.clusterCount, in: observations,
      iterations: found.clusters.passes, converged: found.clusters.converged)
    rule = .medoids(found.centres)
  }

  /// Components that no observation prefers are left out: nobody is placed there.
  ///
  /// - Parameter x: the observations of the fit.
  /// - Throws: ``ClusteringError``.
  public init(_ found: GaussianMixtureModel, of x: Matrix) throws(ClusteringError) {
    precondition(found.partition.observationCount == x.rowCount, "the observations of the fit")
    self.init(found, in: try Observations(x, weights: nil, rule: .positive))
  }

  init(_ found: GaussianMixtureModel, in observations: Observations) {
    let count = found.partition.clusterCount
    summary = CentroidModel(
      of: found.partition.labels, clusterCount: count, in: observations,
      iterations: found.iterations, converged: found.converged)
    rule = .mixture(found.parameters.reordered(Array(0..<count)), found.shape)
  }

  init(_ model: HierarchicalModel, in observations: Observations) {
    summary = CentroidModel(
      of: model.partition.labels, clusterCount: model.clusterCount, in: observations)
    rule = .members(model)
  }

  /// The model without some of its clusters, whose observations go where the rule places them among
  /// the clusters left; the others stay where they are.
  ///
  /// - Parameters:
  ///   - clusters: labels, not all of them.
  ///   - x: the observations the model was fitted to.
  /// - Throws: ``ClusteringError``, `CancellationError`.
  public func dissolving(
    _ clusters: Set<Int>, in x: Matrix, parallelism: Parallelism = .serial
  ) throws -> ClusterModel {
    if case .centroids = rule { return ClusterModel(try summary.dissolving(clusters, in: x)) }
    let kept = (0..<clusterCount).filter { !clusters.contains($0) }
    precondition(!kept.isEmpty, "a cluster is left")
    let left = try rule.keeping(kept)
    let moved = partition.labels.indices.filter { clusters.contains(partition.labels[$0]) }
    var labels = partition.labels.map { kept.firstIndex(of: $0) ?? 0 }
    for (i, label) in zip(moved, try left.assign(x.rows(at: moved), parallelism: parallelism)) {
      labels[i] = label
    }
    let observations = try Observations(x, weights: nil, rule: .positive)
    if case .members(let model) = left {
      return ClusterModel(
        try HierarchicalModel(
          model.linkage, partition: Partition(canonicalising: labels), of: x),
        in: observations)
    }
    let newLabel = Partition.canonicalRenumbering(of: labels).newLabel
    let order = kept.indices.sorted { newLabel[$0, default: 0] < newLabel[$1, default: 0] }
    return ClusterModel(
      summary: CentroidModel(
        of: labels, clusterCount: kept.count, in: observations,
        iterations: summary.iterations, converged: summary.converged),
      rule: try left.keeping(order))
  }
}
