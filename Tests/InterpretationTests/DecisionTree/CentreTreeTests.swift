import Interpretation
import Tables
import TestSupport
import Testing

@Suite struct CentreTreeTests {
  /// Three segments by hand: medians 1, 5 and 9; the boundary between 5 and 9 parts one client from its
  /// centre, that between 1 and 5 none.
  @Test func partsTheCentresWithFewestMistakes() {
    let values: [Double] = [1, 1, 2, 5, 5, 6, 9, 9, 5]
    let labels = [0, 0, 0, 1, 1, 1, 2, 2, 2]
    let clients = coded([numeric("x", "x", values, 1)], labels)
    let tree = CentreTree(clients, members: Array(labels.indices)).tree(Array(labels.indices))
    #expect(tree.leafCount == 3)
    #expect(tree.nodes[0].split?.goesFirst == [true, true, false, false, false, false])
    #expect(
      labels.indices.map { tree.label(of: $0, clients) } == [0, 0, 0, 1, 1, 1, 2, 2, 1])
  }

  @Test func categoriesArePartedByTheirModes() {
    // Modes a, b, b; level c is of no centre and goes where most of its clients are.
    let codes: [Int32] = [0, 0, 2, 1, 1, 2, 2, 1, 1, -1]
    let labels = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2]
    let clients = coded([category("t", "t", codes, ["a", "b", "c"], 1)], labels)
    let tree = CentreTree(clients, members: Array(labels.indices)).tree(Array(labels.indices))
    #expect(tree.leafCount == 2, "nothing parts the second from the third")
    #expect(tree.nodes[0].split?.goesFirst == [true, false, false, false])
    #expect(tree.nodes[2].label == 1)
  }

  /// The root's mistakes are the fewest of all boundaries between centres, counted one by one.
  @Test(arguments: 1...10, [[0, 1], [1], [2, 4]])
  func noBoundaryMakesFewerMistakes(seed: Int, places: [Int]) throws {
    let made = MadeClients(count: 60, segments: 3, seed: UInt64(seed), missing: 0)
    let clients = coded(places.map { made.columns[$0] }, made.labels)
    let everyone = Array(made.labels.indices)
    let tree = CentreTree(clients, members: everyone).tree(everyone)
    guard let split = tree.nodes[0].split else {
      // Of few levels, the centres may all be one.
      #expect(places != [0, 1] && tree.leafCount == 1)
      return
    }
    func centre(_ feature: Int, _ segment: Int) -> Int {
      let own = everyone.filter { made.labels[$0] == segment }
        .map { Int(clients.features[feature].bins[$0]) }.sorted()
      if clients.features[feature].isOrdered { return own[(own.count - 1) / 2] }
      let counts = (0...1).map { bin in own.count { $0 == bin } }
      return counts[1] > counts[0] ? 1 : 0
    }
    func mistakes(_ feature: Int, _ goesFirst: [Bool]) -> Int? {
      let sides = (0..<3).map { goesFirst[centre(feature, $0)] }
      guard Set(sides).count == 2 else { return nil }
      return everyone.count {
        goesFirst[Int(clients.features[feature].bins[$0])] != sides[made.labels[$0]]
      }
    }
    let all = clients.features.indices.flatMap { feature in
      PlainSplits.halves(binCount: clients.features[feature].binCount, isOrdered: true)
        .compactMap { mistakes(feature, $0) }
    }
    #expect(mistakes(split.feature, split.goesFirst) == all.min())
  }

  private func coded(_ columns: [Column], _ labels: [Int]) -> CodedClients {
    CodedClients(
      features: columns.enumerated().flatMap { place, column in
        SplitFeature.features(of: column, at: place, rows: Array(labels.indices))
      }, labels: labels, segmentCount: (labels.max() ?? 0) + 1)
  }
}
