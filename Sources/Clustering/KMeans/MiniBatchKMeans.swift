import LinearAlgebra
import Statistics

/// k-means on a stream of batches: the data need never be together.
///
///     var running = try MiniBatchKMeans(clusterCount: 8).begin(with: firstBatch)
///     for batch in batches { try running.update(with: batch) }
///     running.centroids      // k × p
///
/// Every row of a batch takes the label of its nearest centroid, as in ``KMeans``: by direct sums in
/// double, ties to the lowest. Then, for each cluster with rows of positive weight in the batch, with
/// w their weight and m their mean (sums exact, as in ``KMeans``), W ← W + w and
/// c ← c + (w/W)(m − c): after any number of batches, c is the mean of all rows that ever took its
/// label. A centroid that no row takes stays where it is.
///
/// The first centroids come from ``PlusPlusStart`` on the first batch, or are given; they weigh
/// nothing. The same batches in the same order give the same bytes, for any number of threads.
///
/// ``fit(_:weights:parallelism:)`` does the same on data at hand, on batches drawn with the
/// counter-based generator; it reads few rows and finds a somewhat higher inertia than ``KMeans``.
///
/// Source: Sculley 2010, "Web-scale k-means clustering", doi:10.1145/1772690.1772862. Agrees with
/// scikit-learn's `MiniBatchKMeans(init=…, reassignment_ratio=0).partial_fit`.
public struct MiniBatchKMeans: Sendable, Codable {
  public let clusterCount: Int
  /// Centroids to start from; `nil` means k-means++ on the first batch.
  public let start: Matrix?
  /// Of the batches that `fit` draws, with replacement.
  public let batchSize: Int
  public let batchCount: Int
  public let seed: UInt64

  public init(
    clusterCount: Int, start: Matrix? = nil, batchSize: Int = 1024, batchCount: Int = 100,
    seed: UInt64 = 2026
  ) {
    precondition(batchSize >= 1 && batchCount >= 1, "at least one row and one batch")
    self.clusterCount = clusterCount
    self.start = start
    self.batchSize = batchSize
    self.batchCount = batchCount
    self.seed = seed
  }

  /// The state after a first batch.
  /// - Parameters:
  ///   - batch: as `x` of ``KMeans``; without a start, of at least `clusterCount` distinct rows.
  ///   - weights: as those of ``KMeans``.
  /// - Throws: ``ClusteringError``.
  public func begin(
    with batch: Matrix, weights: [Double]? = nil, parallelism: Parallelism = .serial
  ) throws -> MiniBatchState {
    var state = MiniBatchState(
      centroids: try start ?? drawnStart(batch, weights, parallelism), clusterCount: clusterCount)
    try state.update(with: batch, weights: weights, parallelism: parallelism)
    return state
  }

  private func drawnStart(
    _ batch: Matrix, _ weights: [Double]?, _ parallelism: Parallelism
  ) throws -> Matrix {
    try KMeans(clusterCount: clusterCount, start: .plusPlus(restarts: 1), seed: seed)
      .startingCentroids(of: batch, weights: weights, parallelism: parallelism.unreported)
  }
}

extension MiniBatchKMeans {
  /// - Parameters:
  ///   - x: observations, *n* × *p*, finite, already scaled.
  ///   - weights: *n* non-negative weights; `nil` means all 1.
  /// - Returns: the partition of all rows by the last centroids, no cluster empty; `iterations` is the
  ///   number of batches. `converged` is false: batches end by their number.
  /// - Throws: ``ClusteringError``.
  /// - Complexity: O(*n·k·p*) once, for the labels, and O(`batchSize`·*k·p*) a batch.
  public func fit(
    _ x: Matrix, weights: [Double]? = nil, parallelism: Parallelism = .serial
  ) throws -> CentroidModel {
    let observations = try Observations(
      x, weights: weights, rule: .notNegative, parallelism: parallelism)
    try observations.check(clusterCount: clusterCount)
    var state = MiniBatchState(
      centroids: try start ?? drawnStart(x, weights, parallelism), clusterCount: clusterCount)
    try state.check(columnCount: x.columnCount)
    for batch in 0..<batchCount {
      try parallelism.checkpoint(Double(batch) / Double(batchCount))
      var stream = RandomStream(seed: seed, purpose: .miniBatch, replicate: 0, item: batch)
      let rows = (0..<batchSize).map { _ in stream.integer(below: x.rowCount) }
      let batchWeights = weights.map { weights in rows.map { weights[$0] } }
      // A batch without weight says nothing.
      if let batchWeights, !batchWeights.contains(where: { $0 > 0 }) { continue }
      try state.update(
        with: x.rows(at: rows), weights: batchWeights, parallelism: parallelism.unreported)
    }
    let labelling = KMeans(
      clusterCount: clusterCount, start: .centroids(state.centroids), maximumIterations: 1)
    return try labelling.labelled(
      observations, by: state.centroids, iterations: batchCount, parallelism: parallelism)
  }
}

/// Where a stream is: centroids, and the weight that each has seen.
public struct MiniBatchState: Sendable, Codable, Equatable {
  /// *k* × *p*.
  public private(set) var centroids: Matrix
  public private(set) var weights: [Double]
  public private(set) var batchCount = 0
  let clusterCount: Int

  init(centroids: Matrix, clusterCount: Int) {
    self.centroids = centroids
    self.clusterCount = clusterCount
    weights = [Double](repeating: 0, count: max(clusterCount, 0))
  }

  /// Takes one more batch in.
  /// - Throws: ``ClusteringError``; the state is then what it was.
  public mutating func update(
    with batch: Matrix, weights batchWeights: [Double]? = nil, parallelism: Parallelism = .serial
  ) throws {
    let observations = try Observations(batch, weights: batchWeights, rule: .notNegative)
    try check(columnCount: batch.columnCount)
    let rescaled = observations.rescaled(with: centroids)
    var moved = centroids.scaled(byPowerOfTwo: rescaled.exponent)
    let assignment = KMeans(clusterCount: clusterCount, start: .centroids(centroids))
    let sums = try assignment.sums(
      of: rescaled.observations, around: moved, parallelism: parallelism)
    let means = sums.means(keeping: moved.elements)
    for c in 0..<clusterCount where sums.members[c] > 0 {
      let weight = sums.weight(of: c).scaled(byPowerOfTwo: -rescaled.weightExponent)
      weights[c] += weight
      for j in 0..<moved.columnCount {
        moved[c, j] += weight / weights[c] * (means[c * moved.columnCount + j] - moved[c, j])
      }
    }
    centroids = moved.scaled(byPowerOfTwo: -rescaled.exponent)
    batchCount += 1
  }

  func check(columnCount: Int) throws(ClusteringError) {
    guard clusterCount >= 1 else {
      throw .clusterCountOutOfRange(requested: clusterCount, distinct: centroids.rowCount)
    }
    guard centroids.rowCount == clusterCount, centroids.columnCount == columnCount else {
      throw .shapeMismatch(
        expectedRows: clusterCount, expectedColumns: columnCount, foundRows: centroids.rowCount,
        foundColumns: centroids.columnCount)
    }
    _ = try Observations(centroids, weights: nil, rule: .notNegative)
  }
}

extension KMeans {
  /// The sums of each centroid's rows.
  fileprivate func sums(
    of observations: Observations, around centroids: Matrix, parallelism: Parallelism
  ) throws -> ClusterSums {
    let lloyd = Lloyd(
      observations, clusterCount: clusterCount, configuration: self, parallelism: parallelism)
    var state = LloydState(lloyd, centroids: centroids.elements)
    _ = try state.reassign(parallelism)
    return state.sums
  }

  /// All rows labelled by centroids as they are, but for those of empty clusters.
  fileprivate func labelled(
    _ observations: Observations, by centroids: Matrix, iterations: Int, parallelism: Parallelism
  ) throws -> CentroidModel {
    let rescaled = observations.rescaled(with: centroids)
    let lloyd = Lloyd(
      rescaled.observations, clusterCount: clusterCount, configuration: self,
      parallelism: parallelism)
    let scaled = centroids.scaled(byPowerOfTwo: rescaled.exponent)
    var state = LloydState(lloyd, centroids: scaled.elements)
    return try state.finished(iterations: iterations, converged: false, parallelism)
      .unscaled(rescaled).model()
  }
}
