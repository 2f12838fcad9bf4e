import LinearAlgebra

/// Lloyd's iteration on given data; what the runs share is prepared once.
struct Lloyd: Sendable {
  let observations: Observations
  let clusterCount: Int
  let origin: [Double]
  let tiles: LaneTiles
  /// Set where proposing labels by a matrix product is faster.
  private let filter: ProductFilter?
  private let maximumIterations: Int
  /// Stop at this Σ‖shift‖².
  private let shiftTolerance: Double

  init(_ observations: Observations, clusterCount: Int, configuration: KMeans) {
    self.observations = observations
    self.clusterCount = clusterCount
    origin = observations.origin()
    tiles = LaneTiles(observations.x)
    filter =
      ProductFilter.isFaster(clusterCount: clusterCount, columnCount: observations.columnCount)
      ? ProductFilter(observations) : nil
    maximumIterations = configuration.maximumIterations
    shiftTolerance =
      configuration.tolerance == 0
      ? 0 : configuration.tolerance * observations.meanVariance(around: observations.roughMeans())
  }

  var blockCount: Int { RowBlocks.count(of: observations.count) }

  /// One block of rows after an iteration.
  struct Block: Sendable {
    var labels: [Int32]
    /// To the centroids the labels were chosen from.
    var squaredDistances: [Double]
    /// Of deviations from the origin, *k* × *p*, and the weights, by label.
    var sums: ClusterSums
    var changed: Bool
  }

  func run(from start: [Double], parallelism: Parallelism) -> LloydSolution {
    var centroids = start
    var blocks: [Block] = []
    var relocatedBefore = false
    for iteration in 1...maximumIterations {
      blocks = assigned(to: centroids, after: blocks, parallelism: parallelism)
      let relocated = fillEmptyClusters(of: &blocks)
      if !relocated, !relocatedBefore, !blocks.contains(where: \.changed) {
        return solution(blocks, centroids, iterations: iteration, converged: true)
      }
      relocatedBefore = relocated
      let moved = updatedCentroids(blocks, keeping: centroids)
      let shift = squaredShift(from: centroids, to: moved)
      centroids = moved
      if shift <= shiftTolerance {
        return finished(
          blocks, centroids, iterations: iteration, converged: true, parallelism: parallelism)
      }
    }
    return finished(
      blocks, centroids, iterations: maximumIterations, converged: false, parallelism: parallelism)
  }

  private func assigned(
    to centroids: [Double], after previous: [Block], parallelism: Parallelism
  ) -> [Block] {
    let proposal = filter?.proposal(for: centroids, clusterCount: clusterCount)
    return parallelism.map(count: blockCount) { b in
      let rows = RowBlocks.range(b, of: observations.count)
      let nearest =
        proposal?.nearest(inBlock: b)
        ?? tiles.nearest(in: rows, centroids: centroids)
      let before = previous.isEmpty ? nil : previous[b]
      let changed = before?.labels != nearest.labels
      // A block whose labels stand has the sums it had.
      let sums = changed ? self.sums(inBlock: b, labels: nearest.labels) : before?.sums
      return Block(
        labels: nearest.labels, squaredDistances: nearest.squaredDistances,
        sums: sums ?? self.sums(inBlock: b, labels: nearest.labels), changed: changed)
    }
  }

  func sums(inBlock block: Int, labels: [Int32]) -> ClusterSums {
    ClusterSums(
      of: observations, inBlock: block, labels: labels, clusterCount: clusterCount, origin: origin)
  }

  private func updatedCentroids(_ blocks: [Block], keeping old: [Double]) -> [Double] {
    let total = ClusterSums.total(of: blocks.map(\.sums))
    let p = observations.columnCount
    var centroids = old
    for c in 0..<clusterCount where total.weights[c] > 0 {
      for j in 0..<p {
        centroids[c * p + j] = origin[j] + total.sums[c * p + j] / total.weights[c]
      }
    }
    return centroids
  }

  private func squaredShift(from old: [Double], to new: [Double]) -> Double {
    zip(old, new).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }
  }
}

extension Lloyd {
  /// The end of a run that stopped while labels still changed: labels are made those of the
  /// centroids, and no cluster is left empty. Each turn puts a centroid on an observation
  /// that was at some distance from its own, so that distances only fall and turns end.
  private func finished(
    _ before: [Block], _ start: [Double], iterations: Int, converged: Bool,
    parallelism: Parallelism
  ) -> LloydSolution {
    var centroids = start
    var blocks = assigned(to: centroids, after: before, parallelism: parallelism)
    let p = observations.columnCount
    while let empty = emptyClusters(of: blocks).first,
      let row = farthestObservations(of: blocks, count: 1).first
    {
      centroids.replaceSubrange((empty * p)..<((empty + 1) * p), with: observations.x.row(row))
      blocks = assigned(to: centroids, after: blocks, parallelism: parallelism)
    }
    return solution(blocks, centroids, iterations: iterations, converged: converged)
  }

  private func solution(
    _ blocks: [Block], _ centroids: [Double], iterations: Int, converged: Bool
  ) -> LloydSolution {
    let distances = blocks.flatMap(\.squaredDistances)
    let terms =
      observations.weights.map { zip($0, distances).map { $0 * $1 } } ?? distances
    let inertia = RowBlocks.sum(count: observations.count) { terms[$0] }
    return LloydSolution(
      labels: blocks.flatMap { $0.labels.map { Int($0) } },
      centroids: Matrix(
        rowCount: clusterCount, columnCount: observations.columnCount, elements: centroids),
      inertia: inertia, iterations: iterations, converged: converged)
  }
}

/// What a run of Lloyd's iteration ends with, in the order of its starting labels.
struct LloydSolution: Sendable {
  let labels: [Int]
  let centroids: Matrix
  let inertia: Double
  let iterations: Int
  let converged: Bool

  func scaled(byPowerOfTwo exponent: Int) -> LloydSolution {
    if exponent == 0 { return self }
    return LloydSolution(
      labels: labels, centroids: centroids.scaled(byPowerOfTwo: exponent),
      inertia: inertia.scaled(byPowerOfTwo: 2 * exponent), iterations: iterations,
      converged: converged)
  }

  /// The model, clusters in canonical order.
  func model(consolidating start: CentroidModel.Consolidated? = nil) -> CentroidModel {
    CentroidModel(
      labels: labels, centroids: centroids, inertia: inertia, iterations: iterations,
      converged: converged, consolidated: start)
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
