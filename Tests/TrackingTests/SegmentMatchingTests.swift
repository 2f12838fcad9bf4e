import Segmentation
import TestSupport
import Testing
import Tracking

@Suite struct SegmentMatchingTests {
  private func matching(_ counts: [[Int]], arrivals: [Int]? = nil, departures: [Int]? = nil)
    -> SegmentMatching
  {
    let columns = (counts.first ?? []).indices.map { j in counts.reduce(0) { $0 + $1[j] } }
    return SegmentMatching(
      counts: counts,
      previousSizes: zip(counts, departures ?? counts.map { _ in 0 }).map {
        $0.reduce(0, +) + $1
      },
      sizes: zip(columns, arrivals ?? columns.map { _ in 0 }).map { $0 + $1 })
  }

  private func events(_ matching: SegmentMatching) -> [String] {
    matching.events.map { "\($0.kind.rawValue) \($0.previous) \($0.segments)" }
  }

  @Test func segmentsThatStayAreKept() {
    let found = matching([[2, 50, 1], [40, 3, 0], [1, 0, 30]])
    #expect(found.matches.map(\.previous) == [1, 0, 2])
    #expect(abs(found.matches[0].jaccard - 40.0 / 46) < 1e-15)
    #expect(events(found) == ["kept [1] [0]", "kept [0] [1]", "kept [2] [2]"])
    #expect(found.segment(of: 1) == 0 && found.previous(of: 2) == 2)
  }

  @Test func oneThatFallsApart() {
    let found = matching([[30, 0, 25], [0, 40, 2]])
    #expect(events(found) == ["split [0] [0, 2]", "kept [1] [1]"])
  }

  @Test func twoThatComeTogether() {
    let found = matching([[30, 1], [28, 0], [0, 40]])
    #expect(events(found) == ["merged [0, 1] [0]", "kept [2] [1]"])
  }

  /// Newcomers make a segment; the few old clients in it do not make it a part of theirs.
  @Test func oneThatComesUp() {
    let found = matching([[50, 0, 3], [0, 40, 0]], arrivals: [0, 1, 30])
    #expect(events(found) == ["kept [0] [0]", "kept [1] [1]", "born [] [2]"])
    // Of clients from everywhere, too.
    #expect(events(matching([[50, 0, 9], [0, 40, 8], [4, 0, 3]])).contains("born [] [2]"))
  }

  @Test func oneThatGoesAway() {
    // Its clients left, or went everywhere.
    #expect(
      events(matching([[50, 0], [0, 40], [2, 1]], departures: [0, 0, 20])).last == "died [2] []")
    #expect(
      events(matching([[50, 0], [0, 40], [9, 10]], departures: [0, 0, 3])).last == "died [2] []")
    #expect(events(matching([[0, 0]], departures: [4])).last == "died [0] []")
  }

  /// A pair that shares a client is not one segment for want of another.
  @Test func aRemainderIsNoMatch() {
    let found = matching([[50, 1], [0, 1]], arrivals: [0, 60], departures: [0, 60])
    #expect(found.matches.map(\.segment) == [0])
    #expect(events(found) == ["kept [0] [0]", "born [] [1]", "died [1] []"])
  }

  @Test func nothingToCompare() {
    #expect(matching([]).matches.isEmpty)
    let first = SegmentMatching(counts: [], previousSizes: [], sizes: [3, 2])
    #expect(first.events.map(\.kind) == [.born, .born])
  }

  /// Against all assignments of pairs that can be one segment.
  @Test(arguments: 1...8)
  func theAssignmentIsTheBestOfAllPermutations(order: Int) {
    for seed in 0..<10 {
      var generator = TestGenerator(seed: UInt64(1000 * order + seed))
      let rows = order
      let columns = Int.random(in: 1...order, using: &generator)
      let counts = (0..<rows).map { _ in
        (0..<columns).map { _ in
          Bool.random(using: &generator) ? 0 : Int.random(in: 0...30, using: &generator)
        }
      }
      let found = matching(counts)
      var gains = [[Double]](
        repeating: [Double](repeating: 0, count: order), count: order)
      for i in 0..<rows {
        for j in 0..<columns where counts[i][j] > 0 {
          let (row, column) = (counts[i].reduce(0, +), counts.reduce(0) { $0 + $1[j] })
          let shared = counts[i][j]
          if 2 * shared >= row || 2 * shared >= column {
            gains[i][j] = Double(shared) / Double(row + column - shared)
          }
        }
      }
      let total = found.matches.reduce(0) { $0 + $1.jaccard }
      #expect(abs(total - PartitionDefinitions.largestAssignment(gains)) < 1e-12)
    }
  }

  /// Every segment of either side is spoken of.
  @Test func everySegmentHasItsEvent() {
    for seed in 0..<200 {
      var generator = TestGenerator(seed: UInt64(seed))
      let (rows, columns) = (
        Int.random(in: 1...7, using: &generator), Int.random(in: 1...7, using: &generator)
      )
      let counts = (0..<rows).map { _ in
        (0..<columns).map { _ in
          Int.random(in: 0..<3, using: &generator) == 0
            ? Int.random(in: 1...40, using: &generator) : 0
        }
      }
      let arrivals = (0..<columns).map { _ in Int.random(in: 0...9, using: &generator) }
      let found = matching(counts, arrivals: arrivals)
      #expect(Set(found.events.flatMap(\.segments)) == Set(0..<columns))
      #expect(Set(found.events.flatMap(\.previous)) == Set(0..<rows))
      #expect(Set(found.matches.map(\.previous)).count == found.matches.count)
    }
  }
}
