import Clustering
import LinearAlgebra
import Statistics

extension SegmentStability {
  /// How the samples are drawn.
  public struct Study: Sendable, Codable, Equatable {
    public let scheme: SampleScheme
    public let replicates: Int
    /// Above so many observations the samples are drawn of a random part of this size.
    public let observationLimit: Int
    public let seed: UInt64

    public init(
      scheme: SampleScheme = .bootstrap, replicates: Int = 50, observationLimit: Int = 2_000,
      seed: UInt64 = 2026
    ) {
      precondition(replicates >= 1, "at least one sample")
      precondition(observationLimit >= 100, "enough to draw of")
      self.scheme = scheme
      self.replicates = replicates
      self.observationLimit = observationLimit
      self.seed = seed
    }

    /// - Parameters:
    ///   - x: the coordinates that were clustered; they stay fixed.
    ///   - partition: the clusters in question.
    ///   - newcomers: others placed among the clusters, with their labels; ``stays`` tells of them
    ///     after the observations.
    ///   - tree: that of the observations, which was cut: its branches are looked for in the samples'
    ///     trees (``SegmentStability/nodes``).
    ///   - clusterer: the procedure that made the clusters, run again on each sample.
    ///   - dissolution: of the clusters too small to be kept, repeated in each sample.
    public func run(
      _ x: Matrix, _ partition: Partition, newcomers: PlacedObservations? = nil,
      tree: ClusterTree? = nil, clusterer: Clusterer, dissolution: Dissolution? = nil,
      parallelism: Parallelism = .serial
    ) throws -> SegmentStability {
      precondition(partition.observationCount == x.rowCount, "one label per observation")
      let basis = basis(x)
      let branches = tree.map { TreeBranches($0, clusterCount: partition.clusterCount) }
      let outcomes = try parallelism.mapSteps(count: replicates) { replicate -> Outcome? in
        try outcome(
          replicate, basis, everyone: (x, partition), newcomers: newcomers, branches: branches,
          clusterer: clusterer, dissolution: dissolution, parallelism: parallelism.inner)
      }.compactMap { $0 }
      var result = SegmentStability(
        jaccard: outcomes.map(\.jaccard), clusterCount: partition.clusterCount, scheme: scheme,
        observationCount: basis.x.rowCount)
      var counts = [Int](repeating: 0, count: outcomes.first?.stays.count ?? 0)
      for outcome in outcomes {
        for (i, isThere) in outcome.stays.enumerated() where isThere { counts[i] += 1 }
      }
      result.stays = counts.map { Double($0) / Double(max(outcomes.count, 1)) }
      if let branches {
        result.nodes = [NodeSupport](
          branches, coefficients: outcomes.map(\.branches).filter { !$0.isEmpty })
      }
      return result
    }
  }
}

/// Observations placed among clusters that they had no part in making.
public struct PlacedObservations: Sendable, Equatable {
  public let x: Matrix
  public let labels: [Int]

  public init(x: Matrix, labels: [Int]) {
    precondition(x.rowCount == labels.count, "one label for each")
    self.x = x
    self.labels = labels
  }
}

extension SegmentStability.Study {
  private struct Outcome: Sendable {
    let jaccard: [Double]
    let branches: [Double]
    let stays: [Bool]
  }

  /// What the samples are drawn of, and which rows of all observations they are.
  private struct Basis: Sendable {
    let x: Matrix
    let rows: [Int]
  }

  private func basis(_ x: Matrix) -> Basis {
    guard x.rowCount > observationLimit else {
      return Basis(x: x, rows: Array(0..<x.rowCount))
    }
    var stream = RandomStream(seed: seed, purpose: .segmentSample)
    let rows = stream.sample(observationLimit, outOf: x.rowCount).sorted()
    return Basis(x: x.rows(at: rows), rows: rows)
  }

  private func outcome(
    _ replicate: Int, _ basis: Basis, everyone: (x: Matrix, partition: Partition),
    newcomers: PlacedObservations?, branches: TreeBranches?, clusterer: Clusterer,
    dissolution: Dissolution?, parallelism: Parallelism
  ) throws -> Outcome? {
    let sample = scheme.sample(basis.x, replicate: replicate, seed: seed)
    let tree = try clusterer.tree(sample.x, parallelism: parallelism)
    let model = try clusterer.segments(
      sample.x, count: everyone.partition.clusterCount, dissolution: dissolution, cutting: tree,
      parallelism: parallelism)
    guard let model else { return nil }
    let labels = model.partition.labels
    let drawn = sample.drawn.map { basis.rows[$0] }
    let jaccard = SegmentStability.jaccard(of: everyone.partition, drawn: drawn, labels: labels)
    let found = tree.flatMap { tree in
      tree.leafOfObservation == nil
        ? branches?.bestJaccard(in: tree.dendrogram, drawn: drawn) : nil
    }
    guard scheme == .bootstrap else {
      return Outcome(jaccard: jaccard, branches: found ?? [], stays: [])
    }
    let counterparts = SegmentStability.counterparts(
      of: everyone.partition, drawn: drawn, labels: labels)
    let placed = try model.assign(everyone.x, parallelism: parallelism)
    var stays = zip(placed, everyone.partition.labels).map {
      counterparts[$1] == $0
    }
    if let newcomers {
      let placed = try model.assign(newcomers.x, parallelism: parallelism)
      stays += zip(placed, newcomers.labels).map { counterparts[$1] == $0 }
    }
    return Outcome(jaccard: jaccard, branches: found ?? [], stays: stays)
  }
}
