import Foundation

/// How mixed the segments of a node are.
public enum ImpurityMeasure: String, Sendable, Codable, CaseIterable {
  /// −Σ p log p
  case entropy
  /// 1 − Σ p²
  case gini
}

/// The split of a node that makes its children purest: the greatest fall of n · impurity.
///
/// Of ordered bins every boundary is tried. Of others two families are: the levels ordered by the
/// share of the node's largest segment, cut anywhere (exact for two segments: Breiman et al.,
/// *Classification and Regression Trees*, 1984, theorem 4.5), and each level against the rest. The
/// missing values are tried on both sides; where the node has none, a value missing later goes
/// to the side of more clients, and so does a level that the node does not have. Ties go to the feature
/// first in the file, then to the lowest boundary.
///
/// - Complexity: O(features · (members + bins · segments)).
package struct SplitSearch: Sendable {
  let clients: CodedClients
  let measure: ImpurityMeasure
  let minimumLeafSize: Int
  /// n log n, by n.
  private let logarithms: [Double]

  package struct Found {
    package let split: BinSplit
    /// The fall of n · impurity.
    package let gain: Double
  }

  package init(_ clients: CodedClients, measure: ImpurityMeasure, minimumLeafSize: Int) {
    self.clients = clients
    self.measure = measure
    self.minimumLeafSize = minimumLeafSize
    logarithms =
      measure == .entropy
      ? (0...clients.count).map { $0 == 0 ? 0 : Double($0) * log(Double($0)) } : []
  }

  package func best(of members: [Int]) -> Found? {
    guard members.count >= 2 * minimumLeafSize else { return nil }
    var best: Found?
    for feature in clients.features.indices {
      if let found = bestSplit(feature, of: members), found.gain > best?.gain ?? Self.leastGain {
        best = found
      }
    }
    return best
  }

  /// What is less is rounding.
  private static let leastGain = 1e-9

  private func bestSplit(_ feature: Int, of members: [Int]) -> Found? {
    let node = NodeCounts(clients, feature: feature, members: members)
    guard node.observed.count > 1 else { return nil }
    var candidates = Candidates(node: node, whole: purity(node.totals, members.count))
    let order = clients.features[feature].isOrdered ? node.observed : node.byDominantShare
    scan(order, node, &candidates)
    if !clients.features[feature].isOrdered && order.count > 2 {
      for bin in node.observed { tryHalf(node.counts(bin), first: [bin], node, &candidates) }
    }
    return candidates.best.map { best in
      Found(
        split: BinSplit(
          feature: feature,
          goesFirst: node.goesFirst(
            best.first, missing: best.missingGoesFirst,
            isOrdered: clients.features[feature].isOrdered)), gain: best.gain)
    }
  }

  private struct Candidates {
    struct Best {
      let first: [Int]
      /// `nil`: nobody's value is missing.
      let missingGoesFirst: Bool?
      let gain: Double
    }
    let node: NodeCounts
    let whole: Double
    var best: Best?
  }

  /// Every boundary of the bins in this order.
  private func scan(_ order: [Int], _ node: NodeCounts, _ candidates: inout Candidates) {
    var first = [Int](repeating: 0, count: clients.segmentCount)
    for (position, bin) in order.dropLast().enumerated() {
      node.add(bin, to: &first)
      tryHalf(first, first: order[...position], node, &candidates)
    }
  }

  /// One half of the observed bins, the missing values on either side.
  private func tryHalf(
    _ first: [Int], first bins: some Collection<Int>, _ node: NodeCounts,
    _ candidates: inout Candidates
  ) {
    func consider(_ counts: [Int], _ missingGoesFirst: Bool?) {
      let gain = self.gain(counts, node, whole: candidates.whole)
      if gain > candidates.best?.gain ?? Self.leastGain {
        candidates.best = Candidates.Best(
          first: Array(bins), missingGoesFirst: missingGoesFirst, gain: gain)
      }
    }
    guard node.missingCount > 0 else { return consider(first, nil) }
    consider(first, false)
    var withMissing = first
    node.add(node.missingBin, to: &withMissing)
    consider(withMissing, true)
  }

  private func gain(_ first: [Int], _ node: NodeCounts, whole: Double) -> Double {
    let size = first.reduce(0, +)
    guard size >= minimumLeafSize, node.count - size >= minimumLeafSize else { return 0 }
    var second = node.totals
    for segment in second.indices { second[segment] -= first[segment] }
    return purity(first, size) + purity(second, node.count - size) - whole
  }

  /// −n · impurity, but for what n alone decides.
  private func purity(_ counts: [Int], _ size: Int) -> Double {
    switch measure {
    case .entropy:
      return counts.reduce(0) { $0 + logarithms[$1] } - logarithms[size]
    case .gini:
      return size == 0
        ? 0 : counts.reduce(0) { $0 + Double($1) * Double($1) } / Double(size)
    }
  }
}

/// The segments of a node's clients by the bins of a feature.
struct NodeCounts {
  private let table: [Int32]
  private let segmentCount: Int
  let missingBin: Int
  /// By segment.
  let totals: [Int]
  let count: Int
  let missingCount: Int
  /// Bins that are not empty, missing values aside, increasing.
  let observed: [Int]
  private let sizes: [Int]

  init(_ clients: CodedClients, feature: Int, members: [Int]) {
    let (coded, segments) = (clients.features[feature], clients.segmentCount)
    var table = [Int32](repeating: 0, count: (coded.binCount + 1) * segments)
    for member in members {
      table[Int(coded.bins[member]) * segments + clients.labels[member]] += 1
    }
    var (totals, sizes) = (
      [Int](repeating: 0, count: segments), [Int](repeating: 0, count: coded.binCount + 1)
    )
    for bin in sizes.indices {
      for segment in 0..<segments {
        let count = Int(table[bin * segments + segment])
        sizes[bin] += count
        totals[segment] += count
      }
    }
    self.table = table
    self.sizes = sizes
    self.totals = totals
    segmentCount = segments
    missingBin = coded.missingBin
    count = members.count
    missingCount = sizes[coded.missingBin]
    observed = (0..<coded.binCount).filter { sizes[$0] > 0 }
  }

  func count(_ bin: Int, _ segment: Int) -> Int { Int(table[bin * segmentCount + segment]) }

  func counts(_ bin: Int) -> [Int] { (0..<segmentCount).map { count(bin, $0) } }

  func add(_ bin: Int, to sums: inout [Int]) {
    for segment in 0..<segmentCount { sums[segment] += count(bin, segment) }
  }

  /// The observed bins by decreasing share of the node's largest segment; ties by bin.
  var byDominantShare: [Int] {
    var dominant = 0
    for segment in totals.indices where totals[segment] > totals[dominant] { dominant = segment }
    let shares = sizes.indices.map { bin in
      sizes[bin] > 0 ? Double(count(bin, dominant)) / Double(sizes[bin]) : 0
    }
    return observed.sorted { shares[$0] != shares[$1] ? shares[$0] > shares[$1] : $0 < $1 }
  }

  /// The side of every bin, from the observed ones of the first side.
  ///
  /// - Parameter missing: whether missing values go first; `nil` sends them where more clients are.
  func goesFirst(_ first: [Int], missing: Bool?, isOrdered: Bool) -> [Bool] {
    let size = first.reduce(0) { $0 + sizes[$1] }
    let missingGoesFirst = missing ?? (2 * size > count)
    var sides = [Bool](repeating: missingGoesFirst, count: sizes.count)
    if isOrdered, let last = first.last {
      for bin in 0..<missingBin { sides[bin] = bin <= last }
    } else {
      for bin in observed { sides[bin] = false }
      for bin in first { sides[bin] = true }
    }
    return sides
  }
}
