import Clustering
import LinearAlgebra

/// How clusters too small to be segments were left to named cases: what a study that repeats a clustering
/// must repeat with it.
///
///     let made = Dissolution(of: [300, 200, 104, 5, 4], smallerThan: 19)
///     let model = try clusterer.segments(draw, count: 3, dissolution: made)
///
/// *m* segments were kept of a cut in `clusterCount` clusters, the others being too small; they went
/// where the method's rule places them among those kept
/// (``Clustering/ClusterModel/dissolving(_:in:parallelism:)``).
///
/// Other observations have their clusters smaller than `minimumSize` dissolved. It is halfway between the
/// largest cluster dissolved (0 where none was) and the smallest kept, and never above the minimum that
/// was asked for. That minimum itself would be a toss of a coin for a segment of just as many
/// observations: of 20, with 19 asked for, bootstrap samples hold fewer in a third of the draws, and the
/// segment that all of them show would count as lost in these.
public struct Dissolution: Sendable, Codable, Equatable {
  /// Clusters of the cut, those dissolved included.
  public let clusterCount: Int
  public let minimumSize: Int
  /// That the minimum is one of.
  public let observationCount: Int

  /// - Parameters:
  ///   - sizes: of all clusters of the cut.
  ///   - minimum: what a segment must have.
  /// - Returns: `nil` where fewer than two have as many: then nothing is dissolved.
  public init?(of sizes: [Int], smallerThan minimum: Int) {
    let kept = sizes.filter { $0 >= minimum }
    guard kept.count >= 2, let smallest = kept.min() else { return nil }
    let largest = sizes.filter { $0 < minimum }.max() ?? 0
    self.init(
      clusterCount: sizes.count, minimumSize: max(1, min(minimum, (largest + smallest + 1) / 2)),
      observationCount: sizes.reduce(0, +))
  }

  public init(clusterCount: Int, minimumSize: Int, observationCount: Int) {
    precondition(clusterCount >= 1 && minimumSize >= 1 && observationCount >= 1, "of something")
    self.clusterCount = clusterCount
    self.minimumSize = minimumSize
    self.observationCount = observationCount
  }

  /// The same share of fewer observations, rounded down, at least 1; of more, the same number.
  public func minimumSize(among count: Int) -> Int {
    count < observationCount ? max(1, minimumSize * count / observationCount) : minimumSize
  }
}

extension ClusterModel {
  /// Without the clusters smaller than `minimumSize`, unless fewer than two would be left: a division in
  /// one is none.
  /// - Throws: ``Clustering/ClusteringError``, `CancellationError`.
  public func dissolvingClusters(
    smallerThan minimumSize: Int, in x: Matrix, parallelism: Parallelism = .serial
  ) throws -> ClusterModel {
    let small = partition.sizes.indices.filter { partition.sizes[$0] < minimumSize }
    guard !small.isEmpty, clusterCount - small.count >= 2 else { return self }
    return try dissolving(Set(small), in: x, parallelism: parallelism)
  }
}

extension Clusterer {
  /// As many segments again, of other observations, by the procedure that made the first ones.
  ///
  /// Without dissolution the clustering in `count`. With it the clustering in the fewest clusters, from
  /// `count` to those of the cut, of which `count` are large enough, in that of the cut where none has as
  /// many; the small ones are then dissolved. Observations drawn again may lack the few that stood apart:
  /// a cut in as many clusters would then break segments in their stead.
  ///
  /// - Parameter tree: that of these observations, where it is known.
  /// - Returns: `nil` where there are fewer distinct observations than segments.
  public func segments(
    _ x: Matrix, count: Int, dissolution: Dissolution?, cutting tree: ClusterTree? = nil,
    parallelism: Parallelism = .serial
  ) throws -> ClusterModel? {
    let counts = Array(count...max(count, dissolution?.clusterCount ?? count))
    let models = try feasibleFits(
      x, clusterCounts: counts, cutting: tree, parallelism: parallelism
    ).compactMap { $0 }
    guard let dissolution else { return models.first }
    let minimum = dissolution.minimumSize(among: x.rowCount)
    let enough = models.first { model in
      model.partition.sizes.count { $0 >= minimum } >= count
    }
    return try (enough ?? models.last)?.dissolvingClusters(
      smallerThan: minimum, in: x, parallelism: parallelism.unreported)
  }
}
