import LinearAlgebra

/// A hierarchy of clusters: each step merges the two least dissimilar.
///
///     let tree = try HierarchicalClustering(linkage: .ward).fit(x)
///     tree.cut(clusterCount: 3).labels
///     try HierarchicalClustering(linkage: .average).fit(dissimilarities: gower)
///
/// Heights are those of SciPy's `linkage` and R's `hclust` (`ward` is `ward.D2`), with Euclidean
/// distances between observations: *n* − 1 merges, each at the linkage's dissimilarity of the two
/// clusters. For `ward`, Σ height²/2 is the total inertia.
///
/// **How.** `ward` keeps clusters as centroid and weight, `single` builds the minimum spanning tree:
/// O(*n·p*) memory. The others keep the square of dissimilarities, 8*n*² bytes, and check first that
/// it fits. All but `centroid` and `median` are *reducible*: after *a* and *b* merge, no other
/// cluster is nearer to the result than to the nearer of the two; all pairs that are each other's
/// nearest can then merge in one round, and the tree, in order of height, is that of one merge at a
/// time (Murtagh 1983, Müllner 2011).
///
/// **Ties.** A total order decides: pairs by (dissimilarity, earlier first member, later first
/// member), the first member of a cluster being its lowest row. Merges stand in that order too, each
/// the least of those whose two clusters are there. Under it reciprocal pairs are the pairs of one
/// merge at a time even among equals: where *a* and *b*, as near to *c* as *c*'s nearest is, merge
/// first, both came later in the order, and so does their union. Hence:
/// - the same input gives the same bytes for any number of threads and any CPU;
/// - `single`: the pairs are those of rows, by (distance, smaller row, larger row), and heights do
///   not depend on the order of rows, to the bit;
/// - for the others, where the lowest pair is not unique, neither are the tree nor the heights above
///   it: another order of rows may give others, and SciPy, R and fastcluster, whose ties fall as
///   their loops run, differ on such data from one another;
/// - equals that rounding makes unequal are unequal: means of three, say, in `average`. Reducibility is
///   that of exact dissimilarities: where a union is exactly as near as the nearer of its two was, as
///   among rows of few distinct numbers that are not whole, rounding may put it an ulp nearer; the tree is
///   then that of the rounds, each merge the lowest there is to within rounding.
///
/// **Weights.** A row of weight 2 is worth the row twice, save for the merge at height 0 (`average`,
/// `ward`, `centroid`); in `single` and `complete` weights change nothing.
///
/// Source: Lance & Williams 1967, doi:10.1093/comjnl/9.4.373; Ward 1963,
/// doi:10.1080/01621459.1963.10500845; Murtagh 1983, doi:10.1093/comjnl/26.4.354; Müllner 2011,
/// arXiv:1109.2378; Murtagh & Legendre 2014, doi:10.1007/s00357-014-9161-z.
public struct HierarchicalClustering: Sendable, Codable, Equatable {
  public let linkage: Linkage
  /// How many bytes a fit may take for its square of dissimilarities; `nil`: what the machine has
  /// to spare when it begins.
  public let memoryLimit: Int?

  public init(linkage: Linkage, memoryLimit: Int? = nil) {
    self.linkage = linkage
    self.memoryLimit = memoryLimit
  }

  /// - Parameters:
  ///   - x: *n* × *p*, finite.
  ///   - weights: *n* positive weights; `nil` means all 1.
  /// - Returns: *n* − 1 merges, lowest first (`centroid`, `median`: in the order made); none for one
  ///   observation.
  /// - Throws: ``ClusteringError``; `CancellationError` where `parallelism`'s monitor asks for it.
  /// - Complexity: `ward`, `single`: O(*n*²·*p*) time for data with few rounds, O(*n·p*) memory; the
  ///   others O(*n*²·*p*) time, O(*n*²) memory.
  public func fit(
    _ x: Matrix, weights: [Double]? = nil, parallelism: Parallelism = .serial
  ) throws -> Dendrogram {
    let observations = try Observations(x, weights: weights, rule: .positive)
    try checkWeights(weights)
    return try fit(observations.rescaled(), parallelism: parallelism)
  }

  func fit(_ rescaled: Rescaled, parallelism: Parallelism) throws -> Dendrogram {
    let n = rescaled.observations.count
    let steps: [AgglomerationStep]
    switch linkage {
    case .single:
      steps = try SpanningTree(of: rescaled.observations.x, parallelism: parallelism).steps()
    case .ward:
      var agglomeration = WardAgglomeration(rescaled.observations, parallelism: parallelism)
      steps = try agglomeration.run(parallelism: parallelism)
    case .complete, .average, .mcquitty, .centroid, .median:
      try checkMemory(observationCount: n)
      var agglomeration = try SquareAgglomeration(
        linkage, of: rescaled.observations, parallelism: parallelism)
      steps = try agglomeration.run(parallelism: parallelism)
    }
    return try Dendrogram(
      steps: steps, observationCount: n, keepsOrder: linkage.keepsOrder,
      exponent: -rescaled.exponent - exponentOfRoots(rescaled.weightExponent))
  }

  /// As ``fit(_:weights:parallelism:)``, from dissimilarities already there.
  ///
  /// - Complexity: O(*n*²) time and memory; `centroid`, `median` O(*n*³) at worst.
  public func fit(
    dissimilarities: Dissimilarities, weights: [Double]? = nil,
    parallelism: Parallelism = .serial
  ) throws -> Dendrogram {
    let n = dissimilarities.count
    try Observations.checkWeights(weights, rule: .positive, count: n)
    try checkWeights(weights)
    let ordinary = Rescaled.ordinary(weights)
    let steps: [AgglomerationStep]
    var exponent = 0
    if linkage == .single {
      steps = try SpanningTree(of: dissimilarities, parallelism: parallelism).steps()
    } else {
      try checkMemory(observationCount: n, lean: [.single])
      exponent = linkage.isOfSquares ? Rescaled.exponent(spread: dissimilarities.largest) : 0
      var agglomeration = try SquareAgglomeration(
        linkage, of: dissimilarities, exponent: exponent, weights: ordinary.weights,
        parallelism: parallelism)
      steps = try agglomeration.run(parallelism: parallelism)
    }
    return try Dendrogram(
      steps: steps, observationCount: n, keepsOrder: linkage.keepsOrder,
      exponent: -exponent - exponentOfRoots(ordinary.exponent))
  }

  /// Of the power of two that heights have from the weights'.
  private func exponentOfRoots(_ weightExponent: Int) -> Int {
    linkage == .ward ? weightExponent / 2 : 0
  }

  private func checkWeights(_ weights: [Double]?) throws(ClusteringError) {
    if weights != nil, !linkage.acceptsWeights { throw .weightsHaveNoMeaning(linkage) }
  }

  /// Throws ``ClusteringError/notEnoughMemory(needed:available:lean:)`` where dissimilarities among
  /// `count` observations would not fit, with the square that `linkage` works on beside them.
  package static func requireMemory(
    dissimilarities count: Int, linkage: Linkage?
  ) throws(ClusteringError) {
    let own =
      linkage == nil || linkage == .single
      ? 0 : SquareAgglomeration.bytes(observationCount: count)
    try Memory.check(8 * count * count + own, limit: nil, lean: [])
  }

  private func checkMemory(
    observationCount n: Int, lean: [Linkage] = Linkage.allCases.filter(\.isLean)
  ) throws(ClusteringError) {
    try Memory.check(
      SquareAgglomeration.bytes(observationCount: n), limit: memoryLimit, lean: lean)
  }
}
