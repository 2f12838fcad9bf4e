import LinearAlgebra
import Statistics

/// Groups observations around *k* of their own, the medoids, minimising the sum of dissimilarities.
///
///     let model = try KMedoids(clusterCount: 5).fit(x, parallelism: Parallelism(threads: 2))
///     model.medoids            // [412, 17, 903, …], rows of x
///     model.assign(newcomers)  // [2, 0, …]
///     let onAny = try KMedoids(clusterCount: 5).fit(dissimilarities)
///
/// *loss* = Σᵢ min over medoids m of d(i, m), in the units of d. The algorithm is FasterPAM: the
/// observations are tried in turn, starting over at the end, and one that lowers the loss in the
/// place of some medoid takes the place of the one it lowers it most for, at once; *n*
/// observations tried in a row without a change end the search. The result is a local
/// minimum: no single exchange lowers the loss, but for rounding.
///
/// **Ties.** An observation belongs to its nearest medoid, a tie to the lowest position in the
/// starting list, a medoid to itself. Of the medoids that an exchange could remove, the lowest position is
/// taken; BUILD takes the lowest row. The clusters are then put in canonical order.
///
/// **Same bytes for any number of threads.** Observations are tried many at a time, but the first
/// in turn that helps is the one exchanged. Whether one helps is told by sums over each cluster in
/// a fixed order (see `MedoidState`), and an exchange stands only if the loss, summed in
/// ``RowBlocks``' order, is then lower; it therefore falls at each and the search ends.
///
/// **Agreement.** From given medoids, the `kmedoids` package's `fasterpam(…, n_cpu=1)`: same
/// medoids, loss and number of swaps, but for ties and rounding. BUILD is that of R's
/// `cluster::pam`.
///
/// Source: Schubert & Rousseeuw 2021, doi:10.1016/j.is.2021.101804; PAM and BUILD: Kaufman &
/// Rousseeuw 1990, doi:10.1002/9780470316801.ch2.
public struct KMedoids: Sendable, Codable, Equatable {
  public enum Start: Sendable, Codable, Equatable {
    /// Greedy: the observation with the lowest sum of dissimilarities, then each time the one that
    /// lowers the loss most. O(*k·n²*) at worst; of each but the first two the most promising
    /// observations are tried alone.
    case build
    /// The best by loss of some runs from distinct observations drawn at random, ties to the first.
    case random(restarts: Int)
    /// *k* distinct observations.
    case medoids([Int])
  }

  public let clusterCount: Int
  public let start: Start
  /// How many times the observations may be gone through.
  public let maximumPasses: Int
  public let seed: UInt64

  public init(
    clusterCount: Int, start: Start = .build, maximumPasses: Int = 100, seed: UInt64 = 2026
  ) {
    precondition(maximumPasses >= 1, "at least one pass")
    if case .random(let restarts) = start { precondition(restarts >= 1, "at least one start") }
    self.clusterCount = clusterCount
    self.start = start
    self.maximumPasses = maximumPasses
    self.seed = seed
  }

  /// - Parameter x: *n* × *p*, finite, already scaled.
  /// - Throws: ``ClusteringError``: as ``KMeans``, and
  ///   ``ClusteringError/medoidsInvalid(expected:observations:)``; `CancellationError`.
  /// - Complexity: O(*n²·p*) a pass, less what the triangle inequality spares; O(*n·(p + k)*) memory:
  ///   the distances are computed again and again, which is faster than reading them.
  public func fit(
    _ x: Matrix, metric: DistanceMetric = .euclidean, parallelism: Parallelism = .serial
  ) throws -> MedoidModel {
    let rescaled = try Observations(x, weights: nil, rule: .notNegative).rescaled()
    try rescaled.observations.check(clusterCount: clusterCount)
    let result = try solve(
      MedoidSpace(rescaled.observations.x, metric: metric), parallelism: parallelism)
    let clusters = result.clusters(exponent: -rescaled.exponent)
    return MedoidModel(
      clusters: clusters, centres: x.rows(at: clusters.medoids), metric: metric)
  }

  /// The models of several numbers of clusters from BUILD, each that of
  /// ``fit(_:metric:parallelism:)``: BUILD runs once, for the largest.
  ///
  /// - Returns: `nil` where there are fewer distinct rows than clusters.
  static func fit(
    _ x: Matrix, clusterCounts: [Int], metric: DistanceMetric = .euclidean,
    parallelism: Parallelism
  ) throws -> [MedoidModel?] {
    let rescaled = try Observations(x, weights: nil, rule: .notNegative).rescaled()
    let feasible = clusterCounts.map { count in
      (try? rescaled.observations.check(clusterCount: count)) != nil
    }
    let largest = zip(clusterCounts, feasible).filter(\.1).map(\.0).max()
    guard let largest else { return clusterCounts.map { _ in nil } }
    let search = FasterPAM(
      space: MedoidSpace(rescaled.observations.x, metric: metric),
      maximumPasses: KMedoids(clusterCount: largest).maximumPasses, parallelism: parallelism)
    let built = try search.build(largest)
    return try zip(clusterCounts, feasible).map { count, isFeasible in
      guard isFeasible else { return nil }
      let clusters = try search.run(from: Array(built.prefix(count)))
        .clusters(exponent: -rescaled.exponent)
      return MedoidModel(
        clusters: clusters, centres: x.rows(at: clusters.medoids), metric: metric)
    }
  }

  /// - Throws: ``ClusteringError/clusterCountOutOfRange(requested:distinct:)`` unless
  ///   1 ≤ *k* ≤ *n*, ``ClusteringError/medoidsInvalid(expected:observations:)``;
  ///   `CancellationError`.
  /// - Complexity: O(*n²*) a pass, O(*n·k*) memory beside the dissimilarities.
  public func fit(
    _ dissimilarities: Dissimilarities, parallelism: Parallelism = .serial
  ) throws -> MedoidClusters {
    guard clusterCount >= 1, clusterCount <= dissimilarities.count else {
      throw ClusteringError.clusterCountOutOfRange(
        requested: clusterCount, distinct: dissimilarities.count)
    }
    return try solve(MedoidSpace(dissimilarities), parallelism: parallelism).clusters(exponent: 0)
  }

  private func solve(_ space: MedoidSpace, parallelism: Parallelism) throws -> FasterPAM.Solution {
    let search = FasterPAM(
      space: space, maximumPasses: maximumPasses, parallelism: parallelism)
    // One medoid is the first that BUILD takes, wherever the search starts.
    if clusterCount == 1 { return try search.run(from: search.build(1)) }
    switch start {
    case .build:
      return try search.run(from: search.build(clusterCount))
    case .random(let restarts):
      var best: FasterPAM.Solution?
      for restart in 0..<restarts {
        var stream = RandomStream(seed: seed, purpose: .kMedoidsStart, replicate: restart)
        let found = try search.run(from: stream.sample(clusterCount, outOf: space.count))
        if best.map({ found.state.loss < $0.state.loss }) ?? true { best = found }
      }
      return try best ?? search.run(from: search.build(clusterCount))
    case .medoids(let medoids):
      guard medoids.count == clusterCount, Set(medoids).count == clusterCount,
        medoids.allSatisfy({ $0 >= 0 && $0 < space.count })
      else {
        throw ClusteringError.medoidsInvalid(expected: clusterCount, observations: space.count)
      }
      return try search.run(from: medoids)
    }
  }
}
