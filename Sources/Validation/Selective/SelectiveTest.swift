import Clustering
import LinearAlgebra
import Statistics

/// Whether the means of two clusters differ, by a p-value that knows the clusters were found in the
/// same data.
///
///     let tree = try HierarchicalClustering(linkage: .ward).fit(x)
///     let result = try SelectiveTest().hierarchical(
///       x, tree, linkage: .ward, clusterCount: 3, between: 0, and: 2)
///     result.pValue            // 0.41
///     result.naivePValue       // 3e-19: not a p-value
///
/// Model: rows independent, X_i ~ N(μ_i, σ²I) or N(μ_i, Σ). Null hypothesis: the mean of μ over
/// cluster a equals that over cluster b. The statistic ‖x̄_a − x̄_b‖ is compared, not with all values it
/// might have had, but with the set S of those at which the same clusters would have been found, the
/// rest of the data being as it is:
///
///     p = P(φ ≥ ‖x̄_a − x̄_b‖ | φ ∈ S),     φ ~ σ√(1/n_a + 1/n_b) · χ_p.
///
/// Under the null hypothesis p is uniform on 0…1, among all data that give these clusters: the
/// *selective* type I error is held. S is found exactly, by quadratic inequalities
/// (``HierarchyTruncation``, ``LloydTruncation``). With an estimated σ the test is conservative
/// (``Noise``). It is for one pair: of several, correct for their number.
///
/// The model is not that of scores of categories or of skewed variables: there it is a guide.
/// Conditioning takes power away; a large p says that the data cannot tell, not that there is one
/// cluster.
///
/// Source: Gao, Bien & Witten 2024, JASA, arXiv:2012.02936 (hierarchical); Chen & Witten 2023, JMLR,
/// arXiv:2203.15267 (k-means). R's `clusterpval` and `KmeansInference` define the
/// same p-values.
public struct SelectiveTest: Sendable, Codable, Equatable {
  public let noise: Noise

  public init(noise: Noise = .overall) {
    if case .known(let standardDeviation) = noise {
      precondition(standardDeviation > 0 && standardDeviation.isFinite, "a positive deviation")
    }
    self.noise = noise
  }
}

extension SelectiveTest {
  /// Two clusters of a cut of a tree.
  ///
  /// Conditions on the two clusters being among those of the cut, which is the same as all merges
  /// up to it being the same.
  /// - Parameters:
  ///   - x: *n* × *p*, finite: the data of the tree.
  ///   - tree: merges in the order they were made; only their numbers are read.
  ///   - linkage: that of the tree, from squared Euclidean distances; another one is noticed where a
  ///     merge is not of the nearest pair, and answered by
  ///     ``SelectiveTestResult/Reason/notTheTreeOfTheLinkage``.
  ///   - clusterCount: of the cut, 2…*n*.
  ///   - a: a cluster of `tree.cut(clusterCount:)`, as `b`, another.
  /// - Throws: ``ClusteringError``; `LinearAlgebraError` for a covariance that is not positive
  ///   definite; `CancellationError`.
  /// - Complexity: O(*n*²·*p*) time, O(*n*(*p* + log *n*)) memory; complete linkage O(*n*³·*p*) at worst.
  public func hierarchical(
    _ x: Matrix, _ tree: Dendrogram, linkage: SelectiveLinkage, clusterCount: Int,
    between a: Int, and b: Int, parallelism: Parallelism = .serial
  ) throws -> SelectiveTestResult {
    precondition(tree.observationCount == x.rowCount, "the tree of these observations")
    precondition(clusterCount >= 2 && clusterCount <= x.rowCount, "between 2 and n clusters")
    let pair = try SelectivePair(x, tree.cut(clusterCount: clusterCount), a, b, noise)
    if let reason = pair.reason { return pair.notEvaluated(reason) }
    let merges = tree.merges.prefix(x.rowCount - clusterCount)
    if merges.isEmpty { return pair.evaluated(Truncation()) }
    let history = MergeHistory(
      pair.data.x, merges: merges, linkage: linkage, contrast: pair.contrast)
    let truncation =
      linkage == .single || linkage == .complete
      ? try ExtremeTruncation(history).truncation(parallelism: parallelism)
      : try HierarchyTruncation(history).truncation(parallelism: parallelism)
    guard let truncation else { return pair.notEvaluated(.notTheTreeOfTheLinkage) }
    return pair.evaluated(truncation)
  }

  /// Two clusters of k-means.
  ///
  /// Conditions on every assignment of the path. The start must not have been chosen by looking at the
  /// data: rows taken at random, or points from elsewhere. Neither k-means++ nor the best of several
  /// starts is such; for the means of a cut tree there is
  /// ``consolidated(_:_:clusterCount:between:and:maximumIterations:parallelism:)``.
  /// - Parameters:
  ///   - x: *n* × *p*, finite: the data of the path.
  ///   - a: a cluster of `path.partition`, as `b`, another.
  /// - Throws: as ``hierarchical(_:_:linkage:clusterCount:between:and:parallelism:)``.
  /// - Complexity: O(*n·k·p*) an assignment.
  public func kMeans(
    _ x: Matrix, _ path: LloydPath, between a: Int, and b: Int,
    parallelism: Parallelism = .serial
  ) throws -> SelectiveTestResult {
    precondition(path.partition.observationCount == x.rowCount, "the path of these observations")
    let pair = try SelectivePair(x, path.partition, a, b, noise)
    if let assignment = path.emptiedAt {
      return pair.notEvaluated(.emptyCluster(assignment: assignment))
    }
    if let reason = pair.reason { return pair.notEvaluated(reason) }
    return pair.evaluated(try pair.truncation(of: path, parallelism: parallelism))
  }

  /// Two clusters of ``Consolidation``: Ward's tree, cut, then k-means from the means of the cut.
  ///
  /// Conditions on the merges up to the cut, in order, and on every assignment after it; both move
  /// with the difference of the final clusters. The clusters are those of
  /// `LloydPath(x, start: .labels(tree.cut(clusterCount: k).labels)).partition`.
  /// - Throws: as ``hierarchical(_:_:linkage:clusterCount:between:and:parallelism:)``.
  /// - Complexity: O(*n*²·(*p* + *m*)), *m* the merges that joined observations of clusters that the
  ///   final partition parts: O(*n*³) at worst.
  public func consolidated(
    _ x: Matrix, _ tree: Dendrogram, clusterCount: Int, between a: Int, and b: Int,
    maximumIterations: Int = 300, parallelism: Parallelism = .serial
  ) throws -> SelectiveTestResult {
    precondition(tree.observationCount == x.rowCount, "the tree of these observations")
    precondition(clusterCount >= 2 && clusterCount <= x.rowCount, "between 2 and n clusters")
    let cut = tree.cut(clusterCount: clusterCount)
    let path = try LloydPath(
      x, start: .labels(cut.labels), maximumIterations: maximumIterations)
    let pair = try SelectivePair(x, path.partition, a, b, noise)
    if let assignment = path.emptiedAt {
      return pair.notEvaluated(.emptyCluster(assignment: assignment))
    }
    if let reason = pair.reason { return pair.notEvaluated(reason) }
    var truncation = try pair.truncation(of: path, parallelism: parallelism)
    let merges = tree.merges.prefix(x.rowCount - clusterCount)
    if !merges.isEmpty {
      let history = MergeHistory(
        pair.data.x, merges: merges, linkage: .ward, contrast: pair.contrast)
      let ofTree = try HierarchyTruncation(history).truncation(parallelism: parallelism)
      guard let ofTree else { return pair.notEvaluated(.notTheTreeOfTheLinkage) }
      truncation.formIntersection(ofTree)
    }
    return pair.evaluated(truncation)
  }

  /// - Throws: ``ClusteringError`` for data that have no squared distances.
  static func check(_ x: Matrix) throws(ClusteringError) {
    guard x.rowCount > 0 else { throw .noObservations }
    guard x.columnCount > 0 else { throw .noVariables }
    let firstBad = x.elements.firstIndex { !(abs($0) <= 1e140) }
    guard let firstBad else { return }
    let (row, column) = firstBad.quotientAndRemainder(dividingBy: x.columnCount)
    throw x.elements[firstBad].isFinite
      ? .tooLarge(row: row, column: column) : .notFinite(row: row, column: column)
  }
}
