import Clustering
import LinearAlgebra
import Statistics

/// Every criterion for every number of clusters, and the number they lead to.
///
///     let clusterer = Clusterer(method: .wardThenKMeans, seed: 2026)
///     let choice = try ClusterCountStudy().run(x, clusterer: clusterer)
///     choice.choice            // 5
///     choice.hasStructure      // true
///     choice.reason            // which rule decided, with its figures
///
/// The clusterings, those of the replicates included, are made by the procedure given: what is
/// judged is what will be used. Replicates run in parallel, each on one thread and from its own
/// random stream, so the result does not depend on the number of threads.
///
/// - Complexity: 1 + gap + structure + 2 · splits / 2 + 2 · bootstrap fits of *n* observations, and
///   O(*n²·p*) for the silhouettes.
public struct ClusterCountStudy: Sendable, Codable, Equatable {
  public let candidates: ClosedRange<Int>
  /// Reference sets of the gap statistic, and as many of the structure test.
  public let gapReplicates: Int
  public let predictionStrengthSplits: Int
  /// Pairs of bootstrap samples.
  public let bootstrapReplicates: Int
  /// Above so many observations the replicates (gap, structure test, prediction strength,
  /// bootstrap) work on a random sample of this size, and the silhouettes on one of
  /// `silhouetteLimit`. Everything else is exact.
  public let replicateLimit: Int
  public let silhouetteLimit: Int
  public let seed: UInt64
  public let rule: ClusterCountRule

  public init(
    candidates: ClosedRange<Int> = 2...10, gapReplicates: Int = 20,
    predictionStrengthSplits: Int = 20, bootstrapReplicates: Int = 20,
    replicateLimit: Int = 2_000, silhouetteLimit: Int = 10_000, seed: UInt64 = 2026,
    rule: ClusterCountRule = ClusterCountRule()
  ) {
    precondition(candidates.lowerBound == 2, "candidates start at 2")
    precondition(
      gapReplicates >= 1 && predictionStrengthSplits >= 1 && bootstrapReplicates >= 1,
      "at least one replicate")
    precondition(replicateLimit >= 100 && silhouetteLimit >= 100, "enough to judge by")
    self.candidates = candidates
    self.gapReplicates = gapReplicates
    self.predictionStrengthSplits = predictionStrengthSplits
    self.bootstrapReplicates = bootstrapReplicates
    self.replicateLimit = replicateLimit
    self.silhouetteLimit = silhouetteLimit
    self.seed = seed
    self.rule = rule
  }

  /// - Parameters:
  ///   - x: the observations as they are clustered, *n* × *p*, *n* ≥ 1, finite.
  ///   - clusterer: the procedure that will make the final clusters.
  /// - Throws: ``Clustering/ClusteringError``, ``LinearAlgebra/LinearAlgebraError`` on values that
  ///   are not finite. Too few distinct observations shorten the list of candidates instead.
  public func run(
    _ x: Matrix, clusterer: Clusterer, parallelism: Parallelism = .serial
  ) throws -> ClusterCountChoice {
    let models = try clusterer.feasibleFits(
      x, clusterCounts: [1] + Array(candidates), parallelism: parallelism.unreported
    ).compactMap { $0 }
    let clusterCounts = models.dropFirst().map(\.partition.clusterCount)
    let sample = sample(of: x.rowCount, limit: replicateLimit).map { x.rows(at: $0) } ?? x
    let replicates = try ReplicateResults(
      self, sample, clusterCounts: clusterCounts, clusterer: clusterer, parallelism: parallelism)
    let sampled =
      sample.rowCount == x.rowCount
      ? models
      : try clusterer.feasibleFits(
        sample, clusterCounts: [1] + clusterCounts, parallelism: parallelism.unreported)
    let evidence = try ClusterCountEvidence(
      x, models: models, silhouetteRows: self.sample(of: x.rowCount, limit: silhouetteLimit),
      replicateCount: sample.rowCount, logInertias: logInertias(of: sampled),
      replicates: replicates, parallelism: parallelism.unreported)
    return ClusterCountChoice(
      evidence: evidence, decision: rule.decide(evidence), models: models)
  }

  /// The rows of the sample, increasing; `nil` where all are taken.
  private func sample(of count: Int, limit: Int) -> [Int]? {
    guard count > limit else { return nil }
    var stream = RandomStream(seed: seed, purpose: .predictionStrength, item: 1)
    return stream.sample(limit, outOf: count).sorted()
  }
}

/// What the random replicates of a study gave, in the order of their numbers.
struct ReplicateResults: Sendable {
  private(set) var uniform: [[Double?]] = []
  private(set) var unimodal: [[Double?]] = []
  private(set) var splits: [PredictionStrength.Split] = []
  private(set) var bootstrap: [BootstrapStability.Pair] = []

  private enum Task: Sendable {
    case uniform(Int), unimodal(Int), split(Int), bootstrap(Int)
  }

  private enum Outcome: Sendable {
    case uniform([Double?]), unimodal([Double?]), split(PredictionStrength.Split)
    case bootstrap(BootstrapStability.Pair)
  }

  init(
    _ study: ClusterCountStudy, _ x: Matrix, clusterCounts: [Int], clusterer: Clusterer,
    parallelism: Parallelism
  ) throws {
    guard !clusterCounts.isEmpty else { return }
    let uniform = try UniformReference(x)
    let unimodal = try UnimodalReference(x)
    let seed = study.seed
    let inner = parallelism.inner
    let tasks =
      (0..<study.gapReplicates).map(Task.uniform) + (0..<study.gapReplicates).map(Task.unimodal)
      + (0..<study.predictionStrengthSplits).map(Task.split)
      + (0..<study.bootstrapReplicates).map(Task.bootstrap)
    let outcomes = try parallelism.mapSteps(count: tasks.count) { index -> Outcome in
      switch tasks[index] {
      case .uniform(let replicate):
        let sample = uniform.sample(replicate: replicate, seed: seed)
        return .uniform(try logInertias(sample, [1] + clusterCounts, clusterer, inner))
      case .unimodal(let replicate):
        let sample = unimodal.sample(replicate: replicate, seed: seed)
        return .unimodal(try logInertias(sample, [1] + clusterCounts, clusterer, inner))
      case .split(let replicate):
        return .split(
          try PredictionStrength.split(
            x, clusterCounts: clusterCounts, clusterer: clusterer, replicate: replicate,
            seed: seed, parallelism: inner))
      case .bootstrap(let replicate):
        return .bootstrap(
          try BootstrapStability.replicate(
            x, clusterCounts: clusterCounts, clusterer: clusterer, replicate: replicate,
            seed: seed, parallelism: inner))
      }
    }
    for outcome in outcomes {
      switch outcome {
      case .uniform(let logs): self.uniform.append(logs)
      case .unimodal(let logs): self.unimodal.append(logs)
      case .split(let split): splits.append(split)
      case .bootstrap(let pair): bootstrap.append(pair)
      }
    }
  }
}

/// log W_k for each number of clusters; `nil` where W_k = 0 or there is no clustering.
private func logInertias(
  _ x: Matrix, _ clusterCounts: [Int], _ clusterer: Clusterer, _ parallelism: Parallelism
) throws -> [Double?] {
  logInertias(
    of: try clusterer.feasibleFits(x, clusterCounts: clusterCounts, parallelism: parallelism))
}

/// - Parameter models: the clustering in 1 first.
func logInertias(of models: [CentroidModel?]) -> [Double?] {
  let total = models.first.flatMap { $0?.inertia } ?? 0
  return models.map { model in
    guard let model, !isRounding(model.inertia, of: total) else { return nil }
    return naturalLogarithm(model.inertia)
  }
}
