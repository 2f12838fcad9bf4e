import LinearAlgebra

/// Groups observations by k-means: `k` centroids minimising the inertia.
///
///     let model = try KMeans(clusterCount: 3).fit(x)
///     model.partition.sizes      // [62, 50, 38]
///
/// *inertia* = Σᵢ wᵢ ‖xᵢ − c(labelᵢ)‖², in squared units of `x`. Lloyd's iteration: every observation
/// takes the label of its nearest centroid, every centroid becomes the weighted mean of its
/// observations, until no label changes or no centroid moves.
///
/// **Exact.** The nearest centroid is that of the direct sum ((x₀−c₀)² + (x₁−c₁)²) + … in double,
/// columns in order; a tie goes to the lowest starting label. Faster forms only rule out what is
/// proved to be farther. The sums that make a centroid, Σ w(x − origin) and Σ w, are exact
/// and rounded once (``SumGrid``); only terms w(x − origin) with weights are rounded before. The inertia
/// adds in ``RowBlocks``' order. Results are therefore those of the literal loops, to the bit, for
/// any number of threads and any CPU; labels and centroids from given ones, for any order of the rows
/// too, unless an empty cluster has to choose among rows equally far.
///
/// **Empty clusters.** Before centroids are computed, each empty cluster (no observation of positive
/// weight), in order of label, takes the observation farthest from its centroid, then the next
/// farthest, ties to the first row; never the last observation of its cluster. The answer
/// has no empty cluster, unless distances underflow.
///
/// **Agreement.** From given centroids with `tolerance` 0, scikit-learn's
/// `KMeans(init=…, n_init=1, algorithm="lloyd", tol=0)`: same labels, same `n_iter` (the last
/// iteration is the one that changes nothing), but for ties and rounding.
///
/// Source: Lloyd 1982, doi:10.1109/TIT.1982.1056489; the start: ``PlusPlusStart``.
public struct KMeans: Sendable, Codable {
  public enum Start: Sendable, Codable {
    /// The best by inertia of some runs from random starts, ties to the first.
    case plusPlus(restarts: Int)
    /// One run from *k* × *p* centroids.
    case centroids(Matrix)
  }

  public let clusterCount: Int
  public let start: Start
  public let maximumIterations: Int
  public let tolerance: Double
  public let seed: UInt64

  /// - Parameters:
  ///   - maximumIterations: at least 1.
  ///   - tolerance: as scikit-learn's `tol`: also stop when Σ‖shift of a centroid‖² is at most
  ///     `tolerance` times the mean variance of the columns.
  public init(
    clusterCount: Int, start: Start = .plusPlus(restarts: 10), maximumIterations: Int = 300,
    tolerance: Double = 0, seed: UInt64 = 2026
  ) {
    precondition(maximumIterations >= 1, "at least one iteration")
    precondition(tolerance >= 0, "tolerance is not negative")
    if case .plusPlus(let restarts) = start { precondition(restarts >= 1, "at least one start") }
    self.clusterCount = clusterCount
    self.start = start
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
    self.seed = seed
  }

  /// - Parameters:
  ///   - x: observations, *n* × *p*, finite, already scaled.
  ///   - weights: *n* non-negative weights; `nil` means all 1. A row of weight 2 is worth the row
  ///     twice; a row of weight 0 is labelled and nothing else.
  /// - Returns: `converged` tells whether the run ended by itself within `maximumIterations`.
  /// - Throws: ``ClusteringError``.
  /// - Complexity: O(*n·k·p*) an iteration and O(*n·p*) memory, beside the input.
  public func fit(
    _ x: Matrix, weights: [Double]? = nil, parallelism: Parallelism = .serial
  ) throws -> CentroidModel {
    try solve(x, weights: weights, parallelism: parallelism).model()
  }

  /// The centroids that a random start, or the one given, begins with: *k* × *p*, in the order of the
  /// starting labels.
  /// - Throws: ``ClusteringError``.
  public func startingCentroids(
    of x: Matrix, weights: [Double]? = nil, restart: Int = 0, parallelism: Parallelism = .serial
  ) throws -> Matrix {
    let rescaled = try Observations(
      x, weights: weights, rule: .notNegative, parallelism: parallelism
    ).rescaled()
    try rescaled.observations.check(clusterCount: clusterCount)
    if case .centroids(let start) = start {
      try check(start, columnCount: x.columnCount)
      return start
    }
    let elements = try PlusPlusStart(seed: seed, restart: restart)
      .centroids(clusterCount, of: rescaled.observations, parallelism: parallelism)
    return Matrix(rowCount: clusterCount, columnCount: x.columnCount, elements: elements)
      .scaled(byPowerOfTwo: -rescaled.exponent)
  }

  var runCount: Int {
    if case .plusPlus(let restarts) = start { return restarts }
    return 1
  }

  /// The solution in the order of the starting labels.
  func solve(
    _ x: Matrix, weights: [Double]?, parallelism: Parallelism
  ) throws -> LloydSolution {
    let rescaled = try Observations(
      x, weights: weights, rule: .notNegative, parallelism: parallelism
    ).rescaled()
    try rescaled.observations.check(clusterCount: clusterCount)
    let lloyd = Lloyd(
      rescaled.observations, clusterCount: clusterCount, configuration: self,
      parallelism: parallelism)
    let solution: LloydSolution
    switch start {
    case .centroids(let start):
      try check(start, columnCount: x.columnCount)
      let scaled = start.scaled(byPowerOfTwo: rescaled.exponent)
      solution = try lloyd.run(from: scaled.elements, parallelism: parallelism)
    case .plusPlus(let restarts):
      solution = try best(of: restarts, lloyd, parallelism: parallelism)
    }
    return solution.unscaled(rescaled)
  }

  private func check(_ start: Matrix, columnCount: Int) throws {
    guard start.rowCount == clusterCount, start.columnCount == columnCount else {
      throw ClusteringError.shapeMismatch(
        expectedRows: clusterCount, expectedColumns: columnCount, foundRows: start.rowCount,
        foundColumns: start.columnCount)
    }
    _ = try Observations(start, weights: nil, rule: .notNegative)
  }

  /// Threads share the restarts where there are enough of them, else the rows of each.
  private func best(
    of restarts: Int, _ lloyd: Lloyd, parallelism: Parallelism
  ) throws -> LloydSolution {
    let observations = lloyd.observations
    @Sendable func run(_ restart: Int, _ parallelism: Parallelism) throws -> LloydSolution {
      let start = PlusPlusStart(seed: seed, restart: restart)
      return try lloyd.run(
        from: start.centroids(clusterCount, of: observations, parallelism: parallelism),
        parallelism: parallelism)
    }
    if restarts == 1 { return try run(0, parallelism) }
    var solutions: [LloydSolution] = []
    if restarts >= parallelism.threads || lloyd.blockCount < parallelism.threads {
      solutions = try parallelism.mapSteps(count: restarts) { try run($0, parallelism.inner) }
    } else {
      for restart in 0..<restarts {
        solutions.append(try run(restart, parallelism.unreported))
        try parallelism.checkpoint(Double(restart + 1) / Double(restarts))
      }
    }
    return solutions.dropFirst().reduce(solutions[0]) { $1.inertia < $0.inertia ? $1 : $0 }
  }
}
