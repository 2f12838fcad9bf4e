import Segmentation
import TestSupport
import Testing

@Suite struct CumulatedClassesTests {
  private let abc = CumulatedClasses(shares: [0.5, 0.8, 1])

  @Test func byHand() {
    // Before them: 0, 40, 70, 90, 100 of 100.
    #expect(abc.classes(of: [20, 40, 0, 10, 30]) == [1, 0, 2, 2, 0])
    // Equal measures share a class: before each of the three is nothing.
    #expect(abc.classes(of: [5, 5, 5]) == [0, 0, 0])
    #expect(abc.classes(of: [.nan, 60, -5, .infinity, 40]) == [nil, 0, 2, nil, 1])
    #expect(CumulatedClasses(shares: [1]).classes(of: [1, 2, 0]) == [0, 0, 0])
    #expect(CumulatedClasses.letter(0) == "A" && CumulatedClasses.letter(2) == "C")
  }

  @Test func nothingToShareIsNoClass() {
    #expect(abc.classes(of: []) == [])
    #expect(abc.classes(of: [0, 0]) == [nil, nil])
    #expect(abc.classes(of: [-1, .nan]) == [nil, nil])
  }

  /// The definition, client by client; whole measures, so that sums are exact.
  @Test(arguments: 0..<20) func isTheDefinition(seed: UInt64) {
    var generator = TestGenerator(seed: seed)
    let measures = (0..<50).map { _ in Double(Int.random(in: -3...20, using: &generator)) }
    let total = measures.reduce(0) { $0 + max(0, $1) }
    let expected = measures.map { own -> Int? in
      let before = measures.filter { $0 > own }.reduce(0) { $0 + max(0, $1) }
      return [0.5, 0.8, 1].firstIndex { before < $0 * total } ?? 2
    }
    #expect(abc.classes(of: measures) == expected)
    #expect(abc.classes(of: measures.reversed()) == expected.reversed())
  }
}
