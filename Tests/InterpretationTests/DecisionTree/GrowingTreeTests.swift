import Interpretation
import Testing

@Suite struct GrowingTreeTests {
  @Test(arguments: 1...8)
  func growsToTheNumberOfLeavesAndCollapsesWithoutAnotherAnswer(seed: Int) {
    let made = MadeClients(count: 200, seed: UInt64(seed))
    let clients = made.coded()
    let everyone = Array(made.labels.indices)
    var tree = GrowingTree()
    var mistakes = everyone.count
    for leaves in [2, 5, 9, 14] {
      tree.grow(
        to: leaves, members: everyone,
        search: SplitSearch(clients, measure: .entropy, minimumLeafSize: 3))
      #expect(tree.leafCount == leaves)
      let now = everyone.count { tree.label(of: $0, clients) != made.labels[$0] }
      #expect(now <= mistakes)
      mistakes = now
    }
    let reach = tree.reaching(everyone, clients)
    for (place, node) in tree.nodes.enumerated() where node.split == nil {
      #expect(reach[place].count >= 3)
      #expect(reach[place].allSatisfy { tree.label(of: $0, clients) == node.label })
    }
    let collapsed = tree.collapsed(everyone, clients)
    #expect(collapsed.leafCount <= tree.leafCount)
    #expect(
      everyone.map { collapsed.label(of: $0, clients) }
        == everyone.map { tree.label(of: $0, clients) })
    for node in collapsed.nodes where node.split != nil {
      let (first, second) = (collapsed.nodes[node.first], collapsed.nodes[node.second])
      #expect(first.split != nil || second.split != nil || first.label != second.label)
    }
  }

  @Test func aSideThatNobodyTakesIsCutOff() {
    let made = MadeClients(count: 50, seed: 2)
    let clients = made.coded()
    let everyone = Array(made.labels.indices)
    var tree = GrowingTree()
    tree.nodes = [
      GrowingTree.Node(
        split: BinSplit(
          feature: 0, goesFirst: [Bool](repeating: true, count: clients.features[0].binCount + 1)),
        first: 1, second: 2),
      GrowingTree.Node(label: 1), GrowingTree.Node(label: 2),
    ]
    #expect(tree.collapsed(everyone, clients).nodes == [GrowingTree.Node(label: 1)])
  }

  @Test func ofTwoSplitsTheOneThatGainsMoreComesFirst() {
    // 30 clients of three segments: the first split parts 20 from 10.
    let values = (0..<30).map { Double($0 / 10) }
    let clients = CodedClients(
      features: SplitFeature.features(
        of: numeric("x", "x", values, 1), at: 0, rows: Array(0..<30)),
      labels: (0..<30).map { $0 / 10 }, segmentCount: 3)
    var tree = GrowingTree()
    let search = SplitSearch(clients, measure: .gini, minimumLeafSize: 1)
    tree.grow(to: 2, members: Array(0..<30), search: search)
    #expect(tree.nodes.map(\.label) == [0, 0, 1])
    tree.grow(to: 99, members: Array(0..<30), search: search)
    #expect(tree.leafCount == 3)
    #expect((0..<30).allSatisfy { tree.label(of: $0, clients) == $0 / 10 })
  }
}
