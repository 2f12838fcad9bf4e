import Tables

/// A tree of conditions on a table's columns that ends in segments.
///
///     let tree = DecisionTreeLearner(leafCount: 12).fit(columns, training, segmentCount: 9).tree
///     tree.segments(of: columns)          // one per row
///
/// A client goes to `yes` where it satisfies the node's condition, else to `no`: a missing value always
/// goes to `no`. Children stand after their parent; the root is node 0.
public struct DecisionTree: Sendable, Codable, Equatable {
  public struct Node: Sendable, Codable, Equatable {
    /// `nil`: a leaf.
    public let condition: SplitCondition?
    public let yes: Int
    public let no: Int
    /// The segment of most training clients that reach the node; ties to the lowest.
    public let segment: Int
    /// Training clients that reach it.
    public let size: Int

    public init(condition: SplitCondition?, yes: Int, no: Int, segment: Int, size: Int) {
      self.condition = condition
      self.yes = yes
      self.no = no
      self.segment = segment
      self.size = size
    }
  }

  public let nodes: [Node]

  public init(nodes: [Node]) { self.nodes = nodes }

  public var leafCount: Int { nodes.count { $0.condition == nil } }

  /// - Parameter columns: those that the tree was learnt on; a condition on another column holds for
  ///   nobody.
  public func segments(of columns: [Column]) -> [Int] {
    let byKey = Dictionary(columns.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let answers = nodes.map { node in
      node.condition.flatMap { condition in
        byKey[condition.variable.key].map(condition.holds)
      }
    }
    return (0..<(columns.first?.values.count ?? 0)).map { row in
      var place = 0
      while nodes[place].condition != nil {
        place = answers[place]?[row] ?? false ? nodes[place].yes : nodes[place].no
      }
      return nodes[place].segment
    }
  }
}

extension DecisionTree {
  /// - Parameters:
  ///   - tree: without a side that no client takes.
  ///   - rows: the row of each coded client.
  package init(
    _ tree: GrowingTree, _ clients: CodedClients, columns: [Column], rows: [Int], members: [Int]
  ) {
    let reach = tree.reaching(members, clients)
    nodes = tree.nodes.indices.map { place in
      let node = tree.nodes[place]
      guard let split = node.split else {
        return Node(
          condition: nil, yes: 0, no: 0, segment: node.label, size: reach[place].count)
      }
      let feature = clients.features[split.feature]
      let naming = SplitNaming(
        feature: feature, column: columns[feature.column], split: split, rows: rows,
        members: reach[place])
      let yesIsFirst = !split.goesFirst[feature.missingBin]
      return Node(
        condition: SplitCondition(
          variable: ProfiledVariable(columns[feature.column]), test: naming.test),
        yes: yesIsFirst ? node.first : node.second, no: yesIsFirst ? node.second : node.first,
        segment: clients.majority(reach[place]), size: reach[place].count)
    }
  }
}

/// The condition that the clients of one side of a split satisfy: the side without missing values.
private struct SplitNaming {
  let feature: SplitFeature
  let column: Column
  let split: BinSplit
  let rows: [Int]
  /// Clients that reach the node.
  let members: [Int]

  private func isYes(_ bin: Int) -> Bool {
    split.goesFirst[bin] != split.goesFirst[feature.missingBin]
  }

  var test: SplitCondition.Test {
    var observed = [Bool](repeating: false, count: feature.binCount + 1)
    for member in members { observed[Int(feature.bins[member])] = true }
    let present = (0..<feature.binCount).filter { observed[$0] }
    // Only what is missing goes the other way.
    if present.allSatisfy(isYes) { return .isKnown }
    switch column.values {
    case .numbers(let values): return threshold(values)
    case .sets(_, let levels):
      let name = levels[Int(feature.member ?? 0)]
      return isYes(1) ? .has(name) : .lacks(name)
    case .categories(_, let levels):
      if column.kind == .yesNo { return isYes(1) ? .yes : .no }
      // A level that no client here has is in no list; an ordered one stands between its neighbours.
      return .isOne(
        of: (0..<feature.binCount).filter { isYes($0) && (feature.isOrdered || observed[$0]) }
          .map { levels[$0] })
    case .texts, .dates: return .isKnown
    }
  }

  private func threshold(_ values: [Double]) -> SplitCondition.Test {
    var (largestBelow, smallestAbove) = (-Double.infinity, Double.infinity)
    let lowIsYes = isYes(0)
    for member in members where Int(feature.bins[member]) != feature.missingBin {
      let value = values[rows[member]]
      if isYes(Int(feature.bins[member])) == lowIsYes {
        largestBelow = max(largestBelow, value)
      } else {
        smallestAbove = min(smallestAbove, value)
      }
    }
    let limit = ReadableNumber.between(largestBelow, smallestAbove)
    return lowIsYes ? .below(limit) : .atLeast(limit)
  }
}
