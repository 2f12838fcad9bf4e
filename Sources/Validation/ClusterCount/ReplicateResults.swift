import Clustering
import LinearAlgebra
import Statistics

/// What the random replicates of a study gave, in the order of their numbers.
struct ReplicateResults: Sendable {
  private(set) var uniform: [[Double?]] = []
  private(set) var structureFree: [ReferenceMeasures] = []
  private(set) var splits: [PredictionStrength.Split] = []
  private(set) var bootstrap: [BootstrapStability.Pair] = []
  private var maker: ReplicateMaker?

  init(
    _ study: ClusterCountStudy, _ x: Matrix, clusterCounts: [Int], clusterer: Clusterer,
    reference: StructureFreeSource?, parallelism: Parallelism
  ) throws {
    guard !clusterCounts.isEmpty else { return }
    let maker = ReplicateMaker(
      x: x, clusterCounts: clusterCounts, clusterer: clusterer, seed: study.seed,
      uniform: try UniformReference(x),
      reference: try reference
        ?? StructureFreeSource(
          copulaOf: x, seed: study.seed, parallelism: parallelism.unreported),
      spectrum: try MatchedSpectrum(x), parallelism: parallelism.inner)
    self.maker = maker
    // The longest first, so that no thread is left with one at the end.
    let tasks =
      (0..<study.bootstrapReplicates).map(ReplicateMaker.Task.bootstrap)
      + (0..<study.structureReplicates).map(ReplicateMaker.Task.structureFree)
      + (0..<study.gapReplicates).map(ReplicateMaker.Task.uniform)
      + (0..<study.predictionStrengthSplits).map(ReplicateMaker.Task.split)
    let outcomes = try parallelism.mapSteps(count: tasks.count) { try maker.outcome(of: tasks[$0]) }
    for outcome in outcomes {
      switch outcome {
      case .uniform(let logs): uniform.append(logs)
      case .structureFree(let measures): structureFree.append(measures)
      case .split(let split): splits.append(split)
      case .bootstrap(let pair): bootstrap.append(pair)
      }
    }
  }

  /// Draws more sets without groups, up to `count` in all.
  mutating func drawStructureFree(upTo count: Int, parallelism: Parallelism) throws {
    guard let maker, count > structureFree.count else { return }
    let drawn = structureFree.count
    structureFree += try parallelism.mapSteps(count: count - drawn) {
      try maker.structureFree(drawn + $0)
    }
  }
}

/// Makes one replicate at a time.
private struct ReplicateMaker: Sendable {
  let x: Matrix
  let clusterCounts: [Int]
  let clusterer: Clusterer
  let seed: UInt64
  let uniform: UniformReference
  let reference: StructureFreeSource
  let spectrum: MatchedSpectrum
  let parallelism: Parallelism

  enum Task: Sendable {
    case uniform(Int), structureFree(Int), split(Int), bootstrap(Int)
  }

  enum Outcome: Sendable {
    case uniform([Double?]), structureFree(ReferenceMeasures), split(PredictionStrength.Split)
    case bootstrap(BootstrapStability.Pair)
  }

  func outcome(of task: Task) throws -> Outcome {
    switch task {
    case .uniform(let replicate):
      return .uniform(logInertias(of: try fits(uniform.sample(replicate: replicate, seed: seed))))
    case .structureFree(let replicate): return .structureFree(try structureFree(replicate))
    case .split(let replicate):
      return .split(
        try PredictionStrength.split(
          x, clusterCounts: clusterCounts, clusterer: clusterer, replicate: replicate, seed: seed,
          parallelism: parallelism))
    case .bootstrap(let replicate):
      return .bootstrap(
        try BootstrapStability.replicate(
          x, clusterCounts: clusterCounts, clusterer: clusterer, replicate: replicate, seed: seed,
          parallelism: parallelism))
    }
  }

  func structureFree(_ replicate: Int) throws -> ReferenceMeasures {
    let made = spectrum.matched(try reference.draw(replicate, x.rowCount))
    return try ReferenceMeasures(made, try fits(made), seed: seed, parallelism: parallelism)
  }

  private func fits(_ made: Matrix) throws -> [ClusterModel?] {
    try clusterer.feasibleFits(
      made, clusterCounts: [1] + clusterCounts, parallelism: parallelism)
  }
}

/// What is compared between the data and sets without groups.
struct ReferenceMeasures: Sendable {
  static let silhouetteLimit = 1_000

  let observationCount: Int
  let silhouetteObservationCount: Int
  /// For k = 1, then the candidates.
  let logInertias: [Double?]
  /// Mean silhouettes of the candidates.
  let silhouettes: [Double?]

  /// - Parameter models: the clustering in 1 first.
  init(
    _ x: Matrix, _ models: [ClusterModel?], seed: UInt64, parallelism: Parallelism
  ) throws(CancellationError) {
    var rows: [Int]?
    if x.rowCount > ReferenceMeasures.silhouetteLimit {
      var stream = RandomStream(seed: seed, purpose: .referenceSilhouette)
      rows = stream.sample(ReferenceMeasures.silhouetteLimit, outOf: x.rowCount).sorted()
    }
    observationCount = x.rowCount
    silhouetteObservationCount = rows?.count ?? x.rowCount
    logInertias = Validation.logInertias(of: models)
    let present = models.dropFirst().compactMap { $0?.partition }
    var means = try Silhouette.means(x, present, rows: rows, parallelism: parallelism)[...]
    silhouettes = models.dropFirst().map { $0 == nil ? nil : means.removeFirst() }
  }
}

/// log W_k for each number of clusters; `nil` where W_k = 0 or there is no clustering.
/// - Parameter models: the clustering in 1 first.
func logInertias(of models: [ClusterModel?]) -> [Double?] {
  let total = models.first.flatMap { $0?.inertia } ?? 0
  return models.map { model in
    guard let model, !isRounding(model.inertia, of: total) else { return nil }
    return naturalLogarithm(model.inertia)
  }
}
