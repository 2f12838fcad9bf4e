/// Makes a tree right about more clients without making it larger: each node's split is chosen anew
/// for the rest of the tree as it stands.
///
/// From the leaves up, a leaf takes the segment of most of its clients, and an inner node the split
/// of one feature that sends fewest clients to the wrong child: of the clients that reach the node, those
/// count for whom exactly one child's answer is right. Of ordered bins every boundary is tried both ways
/// round; of others each level goes where more of its clients are right, which is the best of all halves.
/// A split is changed only for fewer mistakes, so the mistakes of the tree never grow and passes end;
/// a pass that mends nothing is the last. Ties go to the feature first in the file, then to
/// the lowest boundary.
///
/// Source: tree alternating optimization, Carreira-Perpiñán and Tavallali, *Alternating Optimization of
/// Decision Trees, with Application to Learning Sparse Oblique Trees*, NeurIPS 2018, for splits of one
/// feature.
///
/// - Complexity: O(clients · features · depth) for each pass.
package struct TreeRefinement: Sendable {
  let clients: CodedClients
  private static let passLimit = 20

  package init(clients: CodedClients) { self.clients = clients }

  package func refined(_ tree: GrowingTree, members: [Int]) -> GrowingTree {
    var tree = tree
    for _ in 0..<Self.passLimit where !pass(&tree, members) { break }
    return tree
  }

  /// - Returns: whether a split was changed.
  private func pass(_ tree: inout GrowingTree, _ members: [Int]) -> Bool {
    // A change below a node does not change who reaches it.
    let reach = tree.reaching(members, clients)
    tree.relabel(reach, clients)
    var hasChanged = false
    for place in tree.nodes.indices.reversed() {
      guard let split = tree.nodes[place].split else { continue }
      let cases = childCases(at: place, of: tree, reach[place])
      let current = cases.mistakes(split, clients)
      guard current > 0, let better = betterSplit(cases, below: current) else { continue }
      tree.nodes[place].split = better
      hasChanged = true
    }
    return hasChanged
  }

  private func childCases(at place: Int, of tree: GrowingTree, _ members: [Int]) -> ChildCases {
    let node = tree.nodes[place]
    var cases = ChildCases()
    for member in members {
      let label = clients.labels[member]
      let first = tree.label(of: member, from: node.first, clients) == label
      let second = tree.label(of: member, from: node.second, clients) == label
      guard first != second else { continue }
      if first { cases.wantFirst.append(member) } else { cases.wantSecond.append(member) }
    }
    return cases
  }

  private func betterSplit(_ cases: ChildCases, below limit: Int) -> BinSplit? {
    var (best, least): (BinSplit?, Int) = (nil, limit)
    for feature in clients.features.indices {
      let votes = cases.votes(clients.features[feature])
      let found =
        clients.features[feature].isOrdered
        ? votes.bestBoundary(below: least) : votes.bestHalf(below: least)
      if let found {
        best = BinSplit(feature: feature, goesFirst: found.goesFirst)
        least = found.mistakes
      }
    }
    return best
  }
}

/// The clients of a node for whom it matters where they go.
private struct ChildCases {
  var wantFirst: [Int] = []
  var wantSecond: [Int] = []

  func mistakes(_ split: BinSplit, _ clients: CodedClients) -> Int {
    let bins = clients.features[split.feature].bins
    return wantFirst.count { !split.goesFirst[Int(bins[$0])] }
      + wantSecond.count { split.goesFirst[Int(bins[$0])] }
  }

  func votes(_ feature: SplitFeature) -> BinVotes {
    var votes = BinVotes(binCount: feature.binCount)
    for member in wantFirst { votes.first[Int(feature.bins[member])] += 1 }
    for member in wantSecond { votes.second[Int(feature.bins[member])] += 1 }
    return votes
  }
}

/// By bin, how many clients are right with the first child, and with the second.
private struct BinVotes {
  struct Found {
    let goesFirst: [Bool]
    let mistakes: Int
  }

  var first: [Int]
  var second: [Int]

  init(binCount: Int) {
    first = [Int](repeating: 0, count: binCount + 1)
    second = first
  }

  private var missingBin: Int { first.count - 1 }
  private var wantFirst: Int { first.reduce(0, +) }
  private var wantSecond: Int { second.reduce(0, +) }

  /// Where nobody's value is missing, to the side of more clients.
  private func missingGoesFirst(_ sides: [Bool]) -> Bool {
    if first[missingBin] != second[missingBin] { return first[missingBin] > second[missingBin] }
    var balance = 0
    for bin in 0..<missingBin { balance += (first[bin] + second[bin]) * (sides[bin] ? 1 : -1) }
    return balance > 0
  }

  private func completed(_ sides: [Bool], _ mistakes: Int) -> Found {
    Found(goesFirst: sides + [missingGoesFirst(sides)], mistakes: mistakes)
  }

  /// The bins below a boundary to one child, those above to the other; one child may take all.
  func bestBoundary(below limit: Int) -> Found? {
    let missing = min(first[missingBin], second[missingBin])
    let (allFirst, allSecond) = (
      wantFirst - first[missingBin], wantSecond - second[missingBin]
    )
    var (lowFirst, lowSecond) = (0, 0)
    var best: (boundary: Int, lowGoesFirst: Bool)?
    var least = limit
    for boundary in 0...missingBin {
      let lowToFirst = lowSecond + allFirst - lowFirst + missing
      let lowToSecond = lowFirst + allSecond - lowSecond + missing
      if lowToFirst < least { (best, least) = ((boundary, true), lowToFirst) }
      if lowToSecond < least { (best, least) = ((boundary, false), lowToSecond) }
      if boundary < missingBin {
        lowFirst += first[boundary]
        lowSecond += second[boundary]
      }
    }
    return best.map { best in
      completed((0..<missingBin).map { ($0 < best.boundary) == best.lowGoesFirst }, least)
    }
  }

  /// Each level to the child where more of its clients are right; where as many are, with the missing
  /// values, so that it is in no list.
  func bestHalf(below limit: Int) -> Found? {
    var mistakes = 0
    for bin in first.indices { mistakes += min(first[bin], second[bin]) }
    guard mistakes < limit else { return nil }
    let clear = (0..<missingBin).map { first[$0] > second[$0] }
    let rest = missingGoesFirst(clear)
    return Found(
      goesFirst: (0..<missingBin).map { bin in
        first[bin] == second[bin] ? rest : first[bin] > second[bin]
      } + [rest], mistakes: mistakes)
  }
}
