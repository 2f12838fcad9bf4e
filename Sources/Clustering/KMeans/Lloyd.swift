import LinearAlgebra

/// Lloyd's iteration on given data; what the runs share is prepared once.
///
/// **What bounds it.** The doubles are read three times: to survey the columns, to make the rows in
/// sixteen bits (with the first labels and sums, while they are in the cache), and for the inertia. A
/// later pass reads eight bytes a row, of rows in doubt two bytes a column, and the doubles of rows that
/// move, in no order: there the memory's latency, and a page of 4 KB for every few rows, is what is left.
/// Of 1 000 000 × 32, k = 16, 20 iterations, a third of the processor's time goes to the filter (22
/// cycles a row, of which 8 multiply), a quarter to rows that move, a quarter to the three reads.
///
/// **Beside a product of matrices**, ‖c‖² − 2x·c by blocks of rows in `dgemm` or `sgemm` and plain sums
/// (`benchmarks crossover`, p = 2…512, k = 4…1024): there is none here, because the fused pass, which
/// proves its labels and makes its sums exact, is 1.2 to 3.5 times as fast as the faster of the two for
/// k = 64 and more at any p. With k = 4 or 16 a whole first iteration takes 0.9 to 1.5 times as long
/// with a product for p = 8 and more, and 0.3 to 0.8 times for p = 2 or 4: but not for its labels. Of 2
/// columns and 4 clusters they are a quarter of it; the exact sums, the copy in sixteen bits and
/// the memory for them are the rest, which a product would not spare.
///
/// Tried without gain: asking for moving rows a part ahead; skipping rows by groups of sixteen; the
/// instruction that multiplies and adds in one (5 % of the filter). A copy in single precision beside the
/// sixteen bits would have little to do: they leave open one row in a thousand.
struct Lloyd: Sendable {
  let observations: Observations
  let clusterCount: Int
  let grid: SumGrid
  /// For the filter; `nil` where it could prove nothing.
  let shortRows: ShortRows?
  /// Whether rows are converted by the run that comes to them.
  let isForOneRun: Bool
  private let maximumIterations: Int
  /// Stop at this Σ‖shift‖².
  private let shiftTolerance: Double

  init(
    _ observations: Observations, clusterCount: Int, configuration: KMeans,
    parallelism: Parallelism
  ) {
    self.observations = observations
    self.clusterCount = clusterCount
    grid = SumGrid(observations)
    shortRows =
      observations.columnCount <= ShortCentroids.largestColumnCount
      ? ShortRows(observations) : nil
    isForOneRun = configuration.runCount == 1
    if !isForOneRun { shortRows?.convertAll(parallelism) }
    maximumIterations = configuration.maximumIterations
    shiftTolerance =
      configuration.tolerance == 0
      ? 0 : configuration.tolerance * observations.meanVariance(around: observations.roughMeans())
  }

  var blockCount: Int { RowBlocks.count(of: observations.count) }

  func run(from start: [Double], parallelism: Parallelism) throws -> LloydSolution {
    var state = LloydState(self, centroids: start)
    var relocatedBefore = false
    for iteration in 1...maximumIterations {
      try parallelism.checkpoint(Double(iteration - 1) / Double(maximumIterations))
      let changed = try state.reassign(parallelism) > 0
      let relocated = state.fillEmptyClusters(parallelism)
      if !relocated, !relocatedBefore, !changed {
        return state.solution(iterations: iteration, converged: true, parallelism)
      }
      relocatedBefore = relocated
      let shift = state.update()
      if shift <= shiftTolerance {
        return try state.finished(iterations: iteration, converged: true, parallelism)
      }
    }
    return try state.finished(iterations: maximumIterations, converged: false, parallelism)
  }
}

/// Where a run is.
struct LloydState {
  let lloyd: Lloyd
  private(set) var centroids: [Double]
  var rows: LloydRows
  var sums: ClusterSums
  private var travel: Travel

  init(_ lloyd: Lloyd, centroids: [Double]) {
    self.lloyd = lloyd
    self.centroids = centroids
    rows = LloydRows(count: lloyd.observations.count)
    sums = ClusterSums(lloyd.grid, clusterCount: lloyd.clusterCount)
    travel = Travel(clusterCount: lloyd.clusterCount)
  }

  /// - Returns: how many labels changed.
  mutating func reassign(_ parallelism: Parallelism) throws -> Int {
    try lloyd.reassign(&rows, &sums, to: centroids, travel: travel, parallelism: parallelism)
  }

  /// Centroids become means.
  /// - Returns: Σ‖shift‖².
  mutating func update() -> Double {
    let means = sums.means(keeping: centroids)
    let shift = zip(centroids, means).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }
    go(to: means)
    return shift
  }

  private mutating func go(to moved: [Double]) {
    travel.add(from: centroids, to: moved, scale: lloyd.shortRows?.scale ?? 1)
    centroids = moved
    if travel.isLong {
      travel = Travel(clusterCount: lloyd.clusterCount)
      rows.lookAtAll()
    }
  }

  /// The end of a run that stopped while labels still changed: labels are made those of the
  /// centroids, and no cluster is left empty. Each turn puts a centroid on an observation
  /// that was at some distance from its own, so that distances only fall and turns end.
  mutating func finished(
    iterations: Int, converged: Bool, _ parallelism: Parallelism
  ) throws -> LloydSolution {
    _ = try reassign(parallelism)
    let p = lloyd.observations.columnCount
    while let empty = emptyClusters.first,
      let row = farthestObservations(count: 1, parallelism).first
    {
      var moved = centroids
      moved.replaceSubrange((empty * p)..<((empty + 1) * p), with: lloyd.observations.x.row(row))
      go(to: moved)
      _ = try reassign(parallelism)
    }
    return solution(iterations: iterations, converged: converged, parallelism)
  }

  func solution(iterations: Int, converged: Bool, _ parallelism: Parallelism) -> LloydSolution {
    var sizes = sums.members
    if lloyd.observations.weights != nil {
      // Rows without weight are no members.
      sizes = sizes.map { _ in 0 }
      for label in rows.labels { sizes[Int(label)] += 1 }
    }
    return LloydSolution(
      labels: rows.labels, sizes: sizes,
      centroids: Matrix(
        rowCount: lloyd.clusterCount, columnCount: lloyd.observations.columnCount,
        elements: centroids),
      inertia: inertia(parallelism), iterations: iterations, converged: converged)
  }

  /// By direct sums, in ``RowBlocks``' order.
  private func inertia(_ parallelism: Parallelism) -> Double {
    parallelism.map(count: lloyd.blockCount) { b in
      let distances = squaredDistances(inBlock: b)
      guard let weights = lloyd.observations.weights else { return distances.reduce(0, +) }
      let rows = RowBlocks.range(b, of: lloyd.observations.count)
      return zip(weights[rows], distances).reduce(0) { $0 + $1.0 * $1.1 }
    }.reduce(0, +)
  }
}

/// What a run of Lloyd's iteration ends with, in the order of its starting labels.
struct LloydSolution: Sendable {
  let labels: [Int32]
  /// Of the labels.
  let sizes: [Int]
  let centroids: Matrix
  let inertia: Double
  let iterations: Int
  let converged: Bool

  /// Of the data before they were rescaled.
  func unscaled(_ rescaled: Rescaled) -> LloydSolution {
    if rescaled.exponent == 0, rescaled.weightExponent == 0 { return self }
    return LloydSolution(
      labels: labels, sizes: sizes, centroids: centroids.scaled(byPowerOfTwo: -rescaled.exponent),
      inertia: inertia.scaled(byPowerOfTwo: -rescaled.inertiaExponent), iterations: iterations,
      converged: converged)
  }

  /// The model, clusters in canonical order.
  func model(consolidating start: CentroidModel.Consolidated? = nil) -> CentroidModel {
    let (partition, order) = Partition.canonical(labels, sizes: sizes)
    return CentroidModel(
      partition: partition, centroids: centroids.rows(at: order), inertia: inertia,
      iterations: iterations, converged: converged, movedByConsolidation: start?.moved,
      inertiaBeforeConsolidation: start?.inertiaBefore)
  }
}

extension Observations {
  /// The mean over columns of Σ(x − mean)²/n, unweighted as scikit-learn's.
  func meanVariance(around mean: [Double]) -> Double {
    let total = RowBlocks.sum(count: count) { i in
      let row = x.row(i)
      return zip(row, mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    return total / Double(count) / Double(columnCount)
  }
}
