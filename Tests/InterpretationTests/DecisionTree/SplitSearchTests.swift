import Interpretation
import TestSupport
import Testing

@Suite struct SplitSearchTests {
  /// Of two segments the search misses no half of any feature; of more, none of an ordered one.
  @Test(arguments: 1...12)
  func gainsWhatTheBestHalfGains(seed: Int) throws {
    for (segments, measure) in [(2, ImpurityMeasure.entropy), (2, .gini), (3, .entropy)] {
      let made = MadeClients(count: 40, segments: segments, seed: UInt64(seed))
      let clients = made.coded()
      for (index, feature) in clients.features.enumerated()
      where segments == 2 || feature.isOrdered {
        let alone = CodedClients(
          features: [clients.features[index]], labels: clients.labels,
          segmentCount: clients.segmentCount)
        let found = SplitSearch(alone, measure: measure, minimumLeafSize: 1)
          .best(of: Array(made.labels.indices))
        let best = PlainSplits.halves(binCount: feature.binCount, isOrdered: feature.isOrdered)
          .filter { half in
            // A boundary stands between two values that somebody has.
            let known = feature.bins.filter { Int($0) < feature.binCount }
            return known.contains { half[Int($0)] } && known.contains { !half[Int($0)] }
          }
          .map { half in
            PlainSplits.gain(
              clients.labels, first: feature.bins.map { half[Int($0)] },
              entropy: measure == .entropy)
          }.max()
        #expect(abs((found?.gain ?? 0) - max(best ?? 0, 0)) < 1e-9, "feature \(index)")
        if let found {
          let own = PlainSplits.gain(
            clients.labels, first: feature.bins.map { found.split.goesFirst[Int($0)] },
            entropy: measure == .entropy)
          #expect(abs(own - found.gain) < 1e-9)
        }
      }
    }
  }

  @Test func leavesAreNotSmallerThanAsked() {
    let made = MadeClients(count: 60, seed: 3)
    let clients = made.coded()
    let found = SplitSearch(clients, measure: .entropy, minimumLeafSize: 25)
      .best(of: Array(made.labels.indices))
    let first = found.map { found in
      clients.features[found.split.feature].bins.count { found.split.goesFirst[Int($0)] }
    }
    #expect(first.map { (25...35).contains($0) } ?? false)
    #expect(
      SplitSearch(clients, measure: .entropy, minimumLeafSize: 31)
        .best(of: Array(made.labels.indices)) == nil)
  }

  @Test func aPureNodeHasNoSplit() {
    let made = MadeClients(count: 30, segments: 1, seed: 1)
    let search = SplitSearch(made.coded(), measure: .gini, minimumLeafSize: 1)
    #expect(search.best(of: Array(made.labels.indices)) == nil)
  }

  /// Where nobody's value is missing, a later one goes with the many; a level unseen too.
  @Test func whatIsUnknownGoesWithTheMany() throws {
    let clients = CodedClients(
      features: SplitFeature.features(
        of: category("t", "t", [0, 0, 1, 1, 1], ["a", "b", "never"], 1), at: 0,
        rows: Array(0..<5)), labels: [0, 0, 1, 1, 1], segmentCount: 2)
    let found = SplitSearch(clients, measure: .entropy, minimumLeafSize: 1)
      .best(of: Array(0..<5))
    let split = try #require(found).split
    #expect(split.goesFirst[2] == split.goesFirst[1] && split.goesFirst[3] == split.goesFirst[1])
    #expect(split.goesFirst[0] != split.goesFirst[1])
  }

  @Test func manyValuesAreBinnedInOrder() {
    let values = (0..<5_000).map { Double(($0 * 7_919) % 5_000) }
    let feature = SplitFeature.features(
      of: numeric("x", "x", values + [.nan], 1), at: 0, rows: Array(0...5_000))[0]
    #expect(feature.binCount == SplitFeature.valueLimit)
    let byValue = zip(values, feature.bins).sorted { $0.0 < $1.0 }.map(\.1)
    #expect(zip(byValue, byValue.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(Set(feature.bins.dropLast()).count == SplitFeature.valueLimit)
    #expect(feature.bins.last == UInt16(feature.binCount))
    let most = Dictionary(grouping: feature.bins) { $0 }.values.map(\.count).max()
    #expect(most.map { $0 <= 5 } ?? false)
  }
}
