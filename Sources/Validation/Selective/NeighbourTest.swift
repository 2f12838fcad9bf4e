import Clustering
import LinearAlgebra

/// Whether each cluster and the one nearest to it are two, by p-values that know the clusters were found
/// in the same data.
///
///     let result = try NeighbourTest().run(x, tree: tree, method: .wardThenKMeans, model: model)
///     result.pairs.map(\.pValue)      // [0.0003, 0.41]
///
/// Every cluster is paired with that of the nearest centroid; a pair that is so from both sides counts
/// once. Each is put to the ``SelectiveTest`` that goes with the method: the merges of the cut and, of
/// `wardThenKMeans`, every assignment of the k-means after it are conditioned on. The covariance of the
/// rows, the same for all, is estimated by that of all rows, dividing by *n* − 1: exact where there is
/// one cluster, too large where there are several, so that p-values err upwards.
///
/// **Holds for** rows that scatter normally about their means, and for a number of clusters that was
/// not chosen by looking at the data. `benchmarks neighbours` is the arbiter: of prepared quantities
/// without groups, and of one group that was split beside others, p-values are uniform, skewed, bounded
/// and curved data included. Of one group told by categories they are not: a rare level parts it as
/// groups are parted, and up to half of the p-values lie below 5 %. Spaces of categories are therefore
/// not tested. Power is low: of spherical groups of 75 at 6 standard deviations, a quarter of the pairs
/// are below 5 %.
public struct NeighbourTest: Sendable, Codable, Equatable {
  /// Above so many rows nothing is tested: the work grows with their square.
  public let observationLimit: Int

  public init(observationLimit: Int = 1_000) {
    precondition(observationLimit >= 2, "two rows to part")
    self.observationLimit = observationLimit
  }

  /// - Parameters:
  ///   - x: the rows that were clustered, *n* × *p*.
  ///   - tree: that of the method; `nil` where it has none.
  ///   - model: the clusters of these rows.
  public func run(
    _ x: Matrix, tree: ClusterTree?, method: ClusteringMethod, model: CentroidModel,
    parallelism: Parallelism = .serial
  ) throws -> NeighbourTestResult {
    let count = model.clusterCount
    guard count >= 2 else { return NeighbourTestResult(.oneCluster) }
    guard x.rowCount <= observationLimit else {
      return NeighbourTestResult(.tooMany(count: x.rowCount, limit: observationLimit))
    }
    guard let tree, tree.leafOfObservation == nil, let linkage = method.testedLinkage else {
      return NeighbourTestResult(.method)
    }
    let covariance = x.sampleCovariance
    guard (try? Cholesky(covariance)) != nil else { return NeighbourTestResult(.flat) }
    let test = SelectiveTest(noise: .covariance(covariance))
    let cut = tree.dendrogram.cut(clusterCount: count)
    let made =
      method == .wardThenKMeans
      ? try LloydPath(x, start: .labels(cut.labels)).partition : cut
    guard made == model.partition else { return NeighbourTestResult(.otherClusters) }
    let pairs = try NeighbourTest.nearestPairs(model.centroids).map { a, b in
      let result =
        method == .wardThenKMeans
        ? try test.consolidated(
          x, tree.dendrogram, clusterCount: count, between: a, and: b, parallelism: parallelism)
        : try test.hierarchical(
          x, tree.dendrogram, linkage: linkage, clusterCount: count, between: a, and: b,
          parallelism: parallelism)
      return NeighbourPair(first: a, second: b, result: result)
    }
    return NeighbourTestResult(pairs: pairs)
  }

  /// Each cluster with that of the nearest centroid, ties to the lowest, the lower label first; in
  /// order, each once.
  package static func nearestPairs(_ centroids: Matrix) -> [(Int, Int)] {
    let clusters = 0..<centroids.rowCount
    var found: Set<[Int]> = []
    for a in clusters {
      let nearest = clusters.filter { $0 != a }.min { b, c in
        (squaredDistance(centroids.row(a), centroids.row(b)), b)
          < (squaredDistance(centroids.row(a), centroids.row(c)), c)
      }
      if let nearest { found.insert([min(a, nearest), max(a, nearest)]) }
    }
    return found.sorted { $0.lexicographicallyPrecedes($1) }.map { ($0[0], $0[1]) }
  }
}

/// What a ``NeighbourTest`` found.
public struct NeighbourTestResult: Sendable, Codable, Equatable {
  /// By labels; empty where nothing was tested.
  public let pairs: [NeighbourPair]
  public let notTested: NotTested?

  /// Why no pair was tested.
  public enum NotTested: Sendable, Codable, Equatable {
    case oneCluster
    case tooMany(count: Int, limit: Int)
    /// No test describes how the method finds its clusters.
    case method
    /// The rows do not fill their space: no covariance to judge by.
    case flat
    /// The clusters are not those of the tree: some were dissolved afterwards.
    case otherClusters
    /// So many variables are not quantities: their coordinates do not scatter normally.
    case notQuantities(count: Int)
  }

  init(pairs: [NeighbourPair]) {
    self.pairs = pairs
    notTested = nil
  }

  public init(_ reason: NotTested) {
    pairs = []
    notTested = reason
  }

  /// The p-value of a pair times the number of pairs tested (Bonferroni), at most 1.
  public func corrected(_ pair: NeighbourPair) -> Double? {
    let tested = pairs.count { $0.pValue != nil }
    return pair.pValue.map { min(1, $0 * Double(tested)) }
  }
}

/// Two clusters, one the nearest to the other.
public struct NeighbourPair: Sendable, Codable, Equatable {
  /// Labels, the lower first.
  public let first: Int
  public let second: Int
  public let result: SelectiveTestResult

  public var pValue: Double? { result.pValue }
}

extension ClusteringMethod {
  /// The linkage that a ``SelectiveTest`` describes; trees of plain distances by average linkages have
  /// no closed form.
  fileprivate var testedLinkage: SelectiveLinkage? {
    switch self {
    case .wardThenKMeans, .ward: .ward
    case .single: .single
    case .complete: .complete
    case .centroid: .centroid
    case .median: .median
    case .average, .mcquitty, .kMeans, .kMedoids, .gaussianMixture: nil
    }
  }
}

extension Matrix {
  /// Of the columns, dividing by *n* − 1.
  var sampleCovariance: Matrix {
    let mean = columnMeans()
    var centred = self
    for i in 0..<rowCount {
      for j in 0..<columnCount { centred[i, j] -= mean[j] }
    }
    var sums = centred.gram()
    let divisor = Double(max(rowCount - 1, 1))
    for i in 0..<columnCount {
      for j in 0..<columnCount { sums[i, j] /= divisor }
    }
    return sums
  }
}
