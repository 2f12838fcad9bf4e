import Interpretation
import TestSupport
import Testing

@Suite struct TreeRefinementTests {
  private func mistakes(_ tree: GrowingTree, _ clients: CodedClients) -> Int {
    clients.labels.indices.count { tree.label(of: $0, clients) != clients.labels[$0] }
  }

  @Test(arguments: 1...10)
  func mendsMistakesAndKeepsTheShape(seed: Int) {
    let made = MadeClients(count: 250, segments: 5, seed: UInt64(seed), noise: 0.3)
    let clients = made.coded()
    let everyone = Array(made.labels.indices)
    var tree = GrowingTree()
    tree.grow(
      to: 8, members: everyone,
      search: SplitSearch(clients, measure: .entropy, minimumLeafSize: 1))
    let refined = TreeRefinement(clients: clients).refined(tree, members: everyone)
    #expect(mistakes(refined, clients) <= mistakes(tree, clients))
    #expect(refined.nodes.map(\.first) == tree.nodes.map(\.first))
    // Where it ends, no other split of any one node would make fewer: of ordered features, tried one by
    // one.
    let least = mistakes(refined, clients)
    for place in refined.nodes.indices where refined.nodes[place].split != nil {
      for (index, feature) in clients.features.enumerated() where feature.binCount <= 12 {
        for half in PlainSplits.halves(binCount: feature.binCount, isOrdered: feature.isOrdered) {
          var other = refined
          other.nodes[place].split = BinSplit(feature: index, goesFirst: half)
          #expect(mistakes(other, clients) >= least)
          other.nodes[place].split = BinSplit(feature: index, goesFirst: half.map { !$0 })
          #expect(mistakes(other, clients) >= least)
        }
      }
    }
  }

  /// Neither column tells anything alone: a first split that sends everyone one way is mended by what
  /// its children say.
  @Test func findsASplitThatImpurityDoesNotSee() {
    let a = [0.0, 0, 1, 1, 0, 0, 1, 1, 0, 0]
    let b = [0.0, 1, 0, 1, 0, 1, 0, 1, 0, 1]
    let labels = zip(a, b).map { $0 == $1 ? 0 : 1 }
    let columns = [numeric("a", "a", a, 1), numeric("b", "b", b, 2)]
    let clients = CodedClients(
      features: columns.enumerated().flatMap {
        SplitFeature.features(of: $1, at: $0, rows: Array(labels.indices))
      }, labels: labels, segmentCount: 2)
    let (low, high) = ([true, false, false], [true, true, true])
    var tree = GrowingTree()
    tree.nodes = [
      GrowingTree.Node(split: BinSplit(feature: 0, goesFirst: high), first: 1, second: 2),
      GrowingTree.Node(split: BinSplit(feature: 1, goesFirst: low), first: 3, second: 4),
      GrowingTree.Node(split: BinSplit(feature: 1, goesFirst: low), first: 5, second: 6),
      GrowingTree.Node(label: 0), GrowingTree.Node(label: 1), GrowingTree.Node(label: 1),
      GrowingTree.Node(label: 0),
    ]
    let refined = TreeRefinement(clients: clients).refined(tree, members: Array(labels.indices))
    #expect(mistakes(tree, clients) > 0 && mistakes(refined, clients) == 0)
  }
}
