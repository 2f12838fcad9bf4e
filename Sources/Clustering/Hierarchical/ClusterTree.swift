/// The tree that a ``Clusterer`` cuts: of the observations or, where they are many, of cells of them
/// (``MicroClusters``).
public struct ClusterTree: Sendable, Equatable {
  public let linkage: Linkage
  /// Its observations are the leaves.
  public let dendrogram: Dendrogram
  /// The leaf of each observation; `nil` where each is a leaf of its own.
  public let leafOfObservation: [Int]?

  /// - Parameter leafOfObservation: every leaf has an observation.
  public init(linkage: Linkage, dendrogram: Dendrogram, leafOfObservation: [Int]? = nil) {
    precondition(
      leafOfObservation?.allSatisfy { (0..<dendrogram.observationCount).contains($0) } ?? true,
      "leaves of the tree")
    self.linkage = linkage
    self.dendrogram = dendrogram
    self.leafOfObservation = leafOfObservation
  }

  public var leafCount: Int { dendrogram.observationCount }

  /// The partition of the observations into exactly `clusterCount` clusters.
  /// - Throws: ``ClusteringError/clusterCountOutOfRange(requested:distinct:)`` where there are fewer
  ///   leaves.
  public func cut(clusterCount: Int) throws(ClusteringError) -> Partition {
    guard clusterCount >= 1, clusterCount <= leafCount else {
      throw .clusterCountOutOfRange(requested: clusterCount, distinct: leafCount)
    }
    let cut = dendrogram.cut(clusterCount: clusterCount)
    guard let leafOfObservation else { return cut }
    return Partition(canonicalising: leafOfObservation.map { cut.labels[$0] })
  }

  /// How many observations each leaf holds.
  public var leafSizes: [Int] {
    guard let leafOfObservation else { return [Int](repeating: 1, count: leafCount) }
    var sizes = [Int](repeating: 0, count: leafCount)
    for leaf in leafOfObservation { sizes[leaf] += 1 }
    return sizes
  }

  /// For each leaf, the label that most of its observations have; ties to the lowest.
  public func leafLabels(_ partition: Partition) -> [Int] {
    guard let leafOfObservation else { return partition.labels }
    let k = partition.clusterCount
    var counts = [Int](repeating: 0, count: leafCount * k)
    for (leaf, label) in zip(leafOfObservation, partition.labels) { counts[leaf * k + label] += 1 }
    return (0..<leafCount).map { leaf in
      (0..<k).reduce(0) { counts[leaf * k + $1] > counts[leaf * k + $0] ? $1 : $0 }
    }
  }
}
