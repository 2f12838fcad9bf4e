/// A binary tree over bins, while it is being made. A node's children stand after it.
package struct GrowingTree: Sendable, Equatable {
  package struct Node: Sendable, Equatable {
    /// `nil`: a leaf.
    package var split: BinSplit?
    package var first: Int
    package var second: Int
    package var label: Int

    package init(split: BinSplit? = nil, first: Int = 0, second: Int = 0, label: Int = 0) {
      self.split = split
      self.first = first
      self.second = second
      self.label = label
    }
  }

  package var nodes = [Node()]

  package init() {}

  package var leafCount: Int { nodes.count { $0.split == nil } }
}

extension GrowingTree {
  /// The segment of a client, from a node downwards.
  package func label(of client: Int, from node: Int = 0, _ clients: CodedClients) -> Int {
    var place = node
    while let split = nodes[place].split {
      let bin = Int(clients.features[split.feature].bins[client])
      place = split.goesFirst[bin] ? nodes[place].first : nodes[place].second
    }
    return nodes[place].label
  }

  /// Which of these clients pass through each node.
  package func reaching(_ members: [Int], _ clients: CodedClients) -> [[Int]] {
    var reach = [[Int]](repeating: [], count: nodes.count)
    reach[0] = members
    for place in nodes.indices {
      guard let split = nodes[place].split else { continue }
      let (first, second) = clients.parted(reach[place], by: split)
      reach[nodes[place].first] = first
      reach[nodes[place].second] = second
    }
    return reach
  }

  /// Gives every leaf the segment of most of its clients; a leaf without clients keeps its own.
  mutating func relabel(_ reach: [[Int]], _ clients: CodedClients) {
    for place in nodes.indices where nodes[place].split == nil && !reach[place].isEmpty {
      nodes[place].label = clients.majority(reach[place])
    }
  }

  /// Splits the leaf whose split gains most, until there are so many leaves or nothing gains; ties
  /// go to the leaf made first.
  ///
  /// - Parameter labelsMustDiffer: whether a split that gives both children one segment is passed over.
  package mutating func grow(
    to leafCount: Int, members: [Int], search: SplitSearch, labelsMustDiffer: Bool = false
  ) {
    let clients = search.clients
    var reach = reaching(members, clients)
    relabel(reach, clients)
    func best(of members: [Int]) -> SplitSearch.Found? {
      guard let found = search.best(of: members) else { return nil }
      let (first, second) = clients.parted(members, by: found.split)
      return labelsMustDiffer && clients.majority(first) == clients.majority(second) ? nil : found
    }
    var found = nodes.indices.map { nodes[$0].split == nil ? best(of: reach[$0]) : nil }
    var leaves = self.leafCount
    while leaves < leafCount {
      var next: (place: Int, found: SplitSearch.Found)?
      for (place, candidate) in found.enumerated() {
        if let candidate, candidate.gain > next?.found.gain ?? 0 { next = (place, candidate) }
      }
      guard let next else { return }
      let (first, second) = clients.parted(reach[next.place], by: next.found.split)
      found[next.place] = nil
      nodes[next.place].split = next.found.split
      nodes[next.place].first = nodes.count
      nodes[next.place].second = nodes.count + 1
      for part in [first, second] {
        nodes.append(Node(label: clients.majority(part)))
        reach.append(part)
        found.append(best(of: part))
      }
      leaves += 1
    }
  }

  /// The same answers with fewer leaves: a side that no client takes is cut off, and two leaves of one
  /// segment are one.
  package func collapsed(_ members: [Int], _ clients: CodedClients) -> GrowingTree {
    let reach = reaching(members, clients)
    var tree = GrowingTree()
    tree.nodes = []
    tree.append(0, of: self, reach)
    return tree
  }

  private mutating func append(_ place: Int, of tree: GrowingTree, _ reach: [[Int]]) {
    var node = tree.nodes[place]
    guard node.split != nil else { return nodes.append(node) }
    if reach[node.first].isEmpty { return append(node.second, of: tree, reach) }
    if reach[node.second].isEmpty { return append(node.first, of: tree, reach) }
    let own = nodes.count
    nodes.append(node)
    let children = (node.first, node.second)
    node.first = nodes.count
    append(children.0, of: tree, reach)
    node.second = nodes.count
    append(children.1, of: tree, reach)
    nodes[own] = node
    let (first, second) = (nodes[node.first], nodes[node.second])
    if first.split == nil, second.split == nil, first.label == second.label {
      nodes.removeLast(2)
      nodes[own] = Node(label: first.label)
    }
  }
}

extension CodedClients {
  func parted(_ members: [Int], by split: BinSplit) -> ([Int], [Int]) {
    let bins = features[split.feature].bins
    var (first, second): ([Int], [Int]) = ([], [])
    for member in members {
      if split.goesFirst[Int(bins[member])] { first.append(member) } else { second.append(member) }
    }
    return (first, second)
  }

  /// The most frequent segment; ties to the lowest.
  func majority(_ members: [Int]) -> Int {
    var counts = [Int](repeating: 0, count: segmentCount)
    for member in members { counts[labels[member]] += 1 }
    var best = 0
    for segment in counts.indices where counts[segment] > counts[best] { best = segment }
    return best
  }
}
