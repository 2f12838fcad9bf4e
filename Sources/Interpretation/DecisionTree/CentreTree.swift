/// A tree that parts the segments' centres: one leaf for each.
///
/// A centre is the median of each ordered feature and the mode of each other one. A node that holds
/// several centres takes the split that parts them with the fewest *mistakes*, clients on another side
/// than their own centre; those are then out of the count. Of ordered bins, every boundary between the
/// least and the greatest centre is tried; of others, each centre's level against the other centres',
/// the levels of no centre on the side of fewer mistakes. Missing values go to the side of fewer
/// mistakes. Ties go to the feature first in the file, then to the lowest boundary. Centres that no
/// feature parts share a leaf.
///
/// Source: the iterative mistake minimisation of Moshkovitz, Dasgupta, Rashtchian and Frost,
/// *Explainable k-Means and k-Medians Clustering*, ICML 2020 (arXiv:2002.12538), here with medians and
/// modes so that categories and missing values have their place.
///
/// - Complexity: O(segments · features · (clients + bins · segments)).
package struct CentreTree {
  private let clients: CodedClients
  /// By feature, then segment: the centre's bin; `nil` where nobody of the segment has a value.
  private let centres: [[Int?]]

  package init(_ clients: CodedClients, members: [Int]) {
    self.clients = clients
    centres = clients.features.indices.map { feature in
      let counts = NodeCounts(clients, feature: feature, members: members)
      let isOrdered = clients.features[feature].isOrdered
      return (0..<clients.segmentCount).map { segment in
        isOrdered ? Self.median(segment, counts) : Self.mode(segment, counts)
      }
    }
  }

  /// Leaves are labelled by their centre, the lowest where several share one.
  package func tree(_ members: [Int]) -> GrowingTree {
    var tree = GrowingTree()
    let present = Set(members.map { clients.labels[$0] }).sorted()
    part(0, of: &tree, present, members)
    return tree
  }

  private func part(
    _ place: Int, of tree: inout GrowingTree, _ segments: [Int], _ members: [Int]
  ) {
    tree.nodes[place].label = segments.first ?? 0
    guard segments.count > 1, let split = best(segments, members) else { return }
    func isFirst(_ segment: Int) -> Bool {
      centres[split.feature][segment].map { split.goesFirst[$0] } ?? false
    }
    let bins = clients.features[split.feature].bins
    let atHome = members.filter { member in
      split.goesFirst[Int(bins[member])] == isFirst(clients.labels[member])
    }
    tree.nodes[place].split = split
    tree.nodes[place].first = tree.nodes.count
    tree.nodes[place].second = tree.nodes.count + 1
    let first = tree.nodes.count
    tree.nodes += [GrowingTree.Node(), GrowingTree.Node()]
    part(
      first, of: &tree, segments.filter(isFirst), atHome.filter { isFirst(clients.labels[$0]) })
    part(
      first + 1, of: &tree, segments.filter { !isFirst($0) },
      atHome.filter { !isFirst(clients.labels[$0]) })
  }

  private func best(_ segments: [Int], _ members: [Int]) -> BinSplit? {
    var best: (split: BinSplit, mistakes: Int)?
    for feature in clients.features.indices {
      let own = segments.compactMap { centres[feature][$0] }
      guard own.count == segments.count, let least = own.min(), let most = own.max(), least < most
      else { continue }
      let counts = NodeCounts(clients, feature: feature, members: members)
      let halves =
        clients.features[feature].isOrdered
        ? [boundary(least..<most, segments, feature, counts)]
        : Set(own).sorted().map { half($0, Set(own), segments, feature, counts) }
      for half in halves {
        let (sides, mistakes) = placingMissing(half, segments, feature, counts)
        if mistakes < best?.mistakes ?? .max {
          best = (BinSplit(feature: feature, goesFirst: sides), mistakes)
        }
      }
    }
    return best?.split
  }

  /// The boundary of fewest mistakes, missing values aside; ties to the lowest.
  private func boundary(
    _ boundaries: Range<Int>, _ segments: [Int], _ feature: Int, _ counts: NodeCounts
  ) -> [Bool] {
    let own = segments.map { centres[feature][$0] ?? 0 }
    var below = [Int](repeating: 0, count: segments.count)
    var above = segments.map { segment in
      counts.observed.reduce(0) { $0 + counts.count($1, segment) }
    }
    var best: (boundary: Int, mistakes: Int)?
    for bin in counts.observed where bin < boundaries.upperBound {
      var mistakes = 0
      for (place, segment) in segments.enumerated() {
        below[place] += counts.count(bin, segment)
        above[place] -= counts.count(bin, segment)
        mistakes += own[place] <= bin ? above[place] : below[place]
      }
      if boundaries.contains(bin), mistakes < best?.mistakes ?? .max { best = (bin, mistakes) }
    }
    let last = best?.boundary ?? boundaries.lowerBound
    return (0..<counts.missingBin).map { $0 <= last }
  }

  /// A centre's level against those of the other centres.
  private func half(
    _ level: Int, _ taken: Set<Int>, _ segments: [Int], _ feature: Int, _ counts: NodeCounts
  ) -> [Bool] {
    (0..<counts.missingBin).map { bin in
      if taken.contains(bin) { return bin == level }
      return segments.reduce(0) { votes, segment in
        votes + counts.count(bin, segment) * (centres[feature][segment] == level ? 1 : -1)
      } > 0
    }
  }

  /// The side of every bin, missing values included, and how many clients part from their centre.
  private func placingMissing(
    _ half: [Bool], _ segments: [Int], _ feature: Int, _ counts: NodeCounts
  ) -> ([Bool], Int) {
    var mistakes = 0
    var (wantFirst, wantSecond) = (0, 0)
    for segment in segments {
      let isFirst = centres[feature][segment].map { half[$0] } ?? false
      for bin in counts.observed where half[bin] != isFirst {
        mistakes += counts.count(bin, segment)
      }
      let missing = counts.count(counts.missingBin, segment)
      if isFirst { wantFirst += missing } else { wantSecond += missing }
    }
    let missingGoesFirst =
      counts.missingCount > 0
      ? wantFirst > wantSecond
      : counts.goesFirst(
        counts.observed.filter { half[$0] }, missing: nil, isOrdered: false)[counts.missingBin]
    return (half + [missingGoesFirst], mistakes + min(wantFirst, wantSecond))
  }

  /// The bin of the lower median.
  private static func median(_ segment: Int, _ counts: NodeCounts) -> Int? {
    let total = counts.observed.reduce(0) { $0 + counts.count($1, segment) }
    var below = 0
    for bin in counts.observed {
      below += counts.count(bin, segment)
      if total > 0, 2 * below >= total { return bin }
    }
    return nil
  }

  /// The bin of most clients; ties to the lowest.
  private static func mode(_ segment: Int, _ counts: NodeCounts) -> Int? {
    var best: Int?
    for bin in counts.observed
    where counts.count(bin, segment) > best.map({ counts.count($0, segment) }) ?? 0 {
      best = bin
    }
    return best
  }
}
