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
/// - Complexity: 1 + gap + structure + 2 · bootstrap fits of *n* observations and 2 · splits of *n*/2,
///   with as many more for the structure test as it takes where it is close, and O(*n²·p*) for the silhouettes.
public struct ClusterCountStudy: Sendable, Codable, Equatable {
  public let candidates: ClosedRange<Int>
  /// Uniform sets of the gap statistic.
  public let gapReplicates: Int
  /// Sets without groups of the structure test: fewer than 19 cannot reach p ≤ 0.05.
  public let structureReplicates: Int
  /// Sets without groups where the first leave the answer open (``StructureTest/isOpen``), so that it
  /// depends less on which were drawn.
  public let structureReplicatesWhenOpen: Int
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
    structureReplicates: Int = 20, structureReplicatesWhenOpen: Int = 99,
    predictionStrengthSplits: Int = 50, bootstrapReplicates: Int = 20,
    replicateLimit: Int = 5_000, silhouetteLimit: Int = 10_000, seed: UInt64 = 2026,
    rule: ClusterCountRule = ClusterCountRule()
  ) {
    precondition(candidates.lowerBound == 2, "candidates start at 2")
    precondition(
      gapReplicates >= 1 && structureReplicates >= 2 && predictionStrengthSplits >= 1
        && bootstrapReplicates >= 1,
      "enough replicates for a mean, or a deviation")
    precondition(replicateLimit >= 100 && silhouetteLimit >= 100, "enough to judge by")
    self.candidates = candidates
    self.gapReplicates = gapReplicates
    self.structureReplicates = structureReplicates
    self.structureReplicatesWhenOpen = structureReplicatesWhenOpen
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
  ///   - reference: where data without groups come from; `nil` takes a copula of `x` itself.
  /// - Throws: ``Clustering/ClusteringError``, ``LinearAlgebra/LinearAlgebraError`` on values that
  ///   are not finite. Too few distinct observations, or a component of a mixture left empty, shorten the list of candidates instead.
  public func run(
    _ x: Matrix, clusterer: Clusterer, reference: StructureFreeSource? = nil,
    parallelism: Parallelism = .serial
  ) throws -> ClusterCountChoice {
    let quiet = parallelism.unreported
    // The criteria compare neighbours: the list ends before the first number that does not form.
    let counts = [1] + Array(candidates)
    let models = zip(
      counts, try clusterer.feasibleFits(x, clusterCounts: counts, parallelism: quiet)
    ).prefix { $1?.clusterCount == $0 }.compactMap { $1 }
    let clusterCounts = models.dropFirst().map(\.partition.clusterCount)
    let sample =
      sample(of: x.rowCount, limit: replicateLimit, item: 1).map { x.rows(at: $0) } ?? x
    var replicates = try ReplicateResults(
      self, sample, clusterCounts: clusterCounts, clusterer: clusterer, reference: reference,
      parallelism: parallelism)
    let sampled =
      sample.rowCount == x.rowCount
      ? models
      : try clusterer.feasibleFits(
        sample, clusterCounts: [1] + clusterCounts, parallelism: quiet)
    let own = try ReferenceMeasures(sample, sampled, seed: seed, parallelism: quiet)
    if StructureTest(own, references: replicates.structureFree).isOpen {
      try replicates.drawStructureFree(upTo: structureReplicatesWhenOpen, parallelism: quiet)
    }
    let evidence = try ClusterCountEvidence(
      x, models: models,
      silhouetteRows: self.sample(of: x.rowCount, limit: silhouetteLimit, item: 2),
      own: own,
      separation: SeparationTest(sample, Array(sampled.dropFirst()), parallelism: quiet),
      borderPValues: models.dropFirst().map {
        SegmentValleys(x, $0.summary, seed: seed, parallelism: quiet).weakestPValue
      },
      replicates: replicates, hopkins: try HopkinsStatistic.value(sample, seed: seed),
      parallelism: quiet)
    let redraws = Redraws(
      evidence: evidence, samples: replicates.bootstrap.flatMap(\.samples),
      splits: replicates.splits, seed: seed)
    return ClusterCountChoice(
      evidence: evidence, decision: rule.decide(evidence, redraws: redraws.figures()),
      models: models)
  }

  /// The rows of the sample, increasing; `nil` where all are taken.
  private func sample(of count: Int, limit: Int, item: Int) -> [Int]? {
    guard count > limit else { return nil }
    var stream = RandomStream(seed: seed, purpose: .studySample, item: item)
    return stream.sample(limit, outOf: count).sorted()
  }
}
