import TestSupport
import Testing
import Validation

@Suite struct OptimalMatchingTests {
  @Test func greedyWouldBeWrong() {
    // Taking 0.9 first leaves 0.1: 1.0 < 0.8 + 0.7.
    let matching = OptimalMatching(maximising: [[0.9, 0.7], [0.8, 0.1]])
    #expect(matching.columnOfRow == [1, 0])
    #expect(matching.rowOfColumn == [1, 0])
    #expect(abs(matching.total - 1.5) < 1e-15)
  }

  @Test func excessAndZerosStayUnmatched() {
    let tall = OptimalMatching(maximising: [[0.9, 0.1], [0.8, 0.7], [0.2, 0.1]])
    #expect(tall.columnOfRow == [0, 1, nil])
    let wide = OptimalMatching(maximising: [[0, 0.4, 0]])
    #expect(wide.rowOfColumn == [nil, 0, nil])
    #expect(OptimalMatching(maximising: [[0, 0], [0, 0.5]]).columnOfRow == [nil, 1])
    #expect(OptimalMatching(maximising: []).columnOfRow.isEmpty)
    #expect(OptimalMatching(maximising: [[], []]).columnOfRow == [nil, nil])
  }

  @Test(arguments: 1...7)
  func totalIsThatOfAllPermutations(order: Int) {
    for seed in 0..<12 {
      var generator = TestGenerator(seed: UInt64(100 * order + seed))
      // Coarse gains make ties.
      let gains = (0..<order).map { _ in
        (0..<order).map { _ in Double(Int.random(in: 0...9, using: &generator)) / 10 }
      }
      let matching = OptimalMatching(maximising: gains)
      #expect(abs(matching.total - PartitionDefinitions.largestAssignment(gains)) < 1e-12)
      let columns = matching.columnOfRow.compactMap { $0 }
      #expect(Set(columns).count == columns.count)
      for (row, column) in matching.columnOfRow.enumerated() {
        if let column { #expect(matching.rowOfColumn[column] == row) }
      }
    }
  }
}
