import LinearAlgebra

/// The tree of a hierarchical clustering of *n* observations: *n* − 1 merges in the order they are
/// made.
///
///     let tree = try HierarchicalClustering(linkage: .ward).fit(x)
///     tree.cut(clusterCount: 4).sizes      // [62, 50, 38, 12]
///     tree.cut(height: 2.5).clusterCount   // clusters that merge above 2.5
///
/// Numbering as ``Merge`` states, the same as the rows of SciPy's `linkage`. Heights rise from merge
/// to merge, but for `centroid` and `median`, where a cluster can be nearer to a third one than its
/// halves were to each other: an *inversion*. A merge lower than one before it counts, in cuts, as
/// high as that one, so that every cut by height is also a cut by count and cuts are nested; R's
/// `cutree` refuses such trees.
public struct Dendrogram: Sendable, Equatable {
  public let observationCount: Int
  public let merges: [Merge]

  /// - Throws: ``ClusteringError/noObservations`` for `observationCount` < 1,
  ///   ``ClusteringError/invalidDendrogram(merge:)`` where the merges are not those of a tree: a
  ///   number of merges other than *n* − 1, an unknown or already merged cluster, `first` ≥
  ///   `second`, a wrong size, a height that is negative or not finite.
  public init(observationCount: Int, merges: [Merge]) throws(ClusteringError) {
    guard observationCount >= 1 else { throw .noObservations }
    guard merges.count == observationCount - 1 else {
      throw .invalidDendrogram(merge: min(merges.count, observationCount - 1))
    }
    self.observationCount = observationCount
    self.merges = merges
    if let wrong = firstInvalidMerge() { throw .invalidDendrogram(merge: wrong) }
  }

  private func firstInvalidMerge() -> Int? {
    var size = [Int](repeating: 1, count: observationCount)
    var isFree = [Bool](repeating: true, count: observationCount)
    for (m, merge) in merges.enumerated() {
      guard merge.first >= 0, merge.first < merge.second, merge.second < size.count,
        isFree[merge.first], isFree[merge.second],
        merge.size == size[merge.first] + size[merge.second],
        merge.height.isFinite, merge.height >= 0
      else { return m }
      isFree[merge.first] = false
      isFree[merge.second] = false
      size.append(merge.size)
      isFree.append(true)
    }
    return nil
  }
}

extension Dendrogram {
  /// Whether no merge is lower than the one before it.
  public var isMonotone: Bool {
    zip(merges, merges.dropFirst()).allSatisfy { $0.height <= $1.height }
  }

  /// The partition into exactly `clusterCount` clusters: the first *n* − *k* merges are made.
  ///
  /// Cuts are nested. Where merge *n* − *k* is as high as the next one, the tie is broken as the
  /// tree was built.
  /// - Parameter clusterCount: 1…*n*.
  public func cut(clusterCount: Int) -> Partition {
    precondition(
      clusterCount >= 1 && clusterCount <= observationCount, "between 1 and n clusters")
    return partition(afterMerges: observationCount - clusterCount)
  }

  /// The clusters that merge no higher than `height`, as SciPy's `fcluster` by distance: no
  /// cluster contains a merge above it. A merge lower than one before it counts as high as that one.
  public func cut(height: Double) -> Partition {
    let above = merges.firstIndex { $0.height > height }
    return partition(afterMerges: above ?? merges.count)
  }

  private func partition(afterMerges count: Int) -> Partition {
    // Walking down from the last merge made, a node passes its cluster to both children.
    var cluster = [Int](0..<(observationCount + count))
    for m in stride(from: count - 1, through: 0, by: -1) {
      cluster[merges[m].first] = cluster[observationCount + m]
      cluster[merges[m].second] = cluster[observationCount + m]
    }
    return Partition(canonicalising: Array(cluster[..<observationCount]))
  }

  /// The observations from left to right under the tree, no branch crossing another: `first`
  /// on the left, as SciPy's `leaves_list`.
  public var leafOrder: [Int] {
    var order: [Int] = []
    order.reserveCapacity(observationCount)
    var pending = [observationCount + merges.count - 1]
    while let node = pending.popLast() {
      if node < observationCount {
        order.append(node)
      } else {
        pending.append(merges[node - observationCount].second)
        pending.append(merges[node - observationCount].first)
      }
    }
    return order
  }
}

extension Dendrogram: Codable {
  private enum CodingKeys: String, CodingKey { case observationCount, merges }

  /// Throws `DecodingError.dataCorrupted` where the merges are not those of a tree.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let count = try container.decode(Int.self, forKey: .observationCount)
    let merges = try container.decode([Merge].self, forKey: .merges)
    do {
      try self.init(observationCount: count, merges: merges)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .merges, in: container, debugDescription: "not the merges of a tree: \(error)")
    }
  }
}
