import Clustering

extension ClusterCountChoice {
  /// Observations that stand apart in a group too small to be a segment: clusters smaller than
  /// `minimumSize` that are split off before the choice or by one more cluster, and that one more
  /// cluster again leaves with the same members. A finer division breaks segments into small pieces
  /// that stand apart from nothing.
  ///
  /// Each as positions, increasing; the larger of two that overlap, by decreasing size.
  public func namedCases(minimumSize: Int) -> [[Int]] {
    let groups = models.prefix(choice + 2).dropFirst().map { model -> Set<[Int]> in
      let small = model.partition.sizes.indices.filter {
        model.partition.sizes[$0] < minimumSize
      }
      return Set(small.map(model.partition.members))
    }
    let lasting = zip(groups, groups.dropFirst()).flatMap { $0.intersection($1) }
    var taken: Set<Int> = []
    return Set(lasting).sorted { $0.count != $1.count ? $0.count > $1.count : $0[0] < $1[0] }
      .filter { group in
        guard taken.isDisjoint(with: group) else { return false }
        taken.formUnion(group)
        return true
      }
  }
}
