import Statistics
import TestSupport
import Testing

@Suite struct AssociationTests {
  @Test func cramersVByHand() throws {
    let test = try #require(Association.chiSquared([[30, 10, 0], [60, 60, 0], [0, 0, 0]]))
    // Expected 22.5, 17.5; 67.5, 52.5: 7.5² (1/22.5 + 1/17.5 + 1/67.5 + 1/52.5).
    #expect(abs(test.value - 7.619047619047619) < 1e-12)
    #expect(test.degreesOfFreedom == 1 && test.rows == 2 && test.columns == 2)
    #expect(abs(test.cramersV - (7.619047619047619 / 160).squareRoot()) < 1e-15)
    #expect(abs((Association.cramersV([[5, 0], [0, 7]]) ?? 0) - 1) < 1e-15)
    #expect(Association.cramersV([[5, 5], [0, 0]]) == nil)
    #expect(Association.cramersV([[5, 0], [3, 0]]) == nil)
  }

  /// What serves the permutations is the definition in another form.
  @Test func bothFormsOfEtaSquaredAgree() throws {
    var generator = TestGenerator(seed: 4)
    let values = (0..<90).map { i in Double(i % 3) + Double.random(in: -2...2, using: &generator) }
    let labels = (0..<90).map { $0 % 3 }
    var groups = [RunningMoments](repeating: RunningMoments(), count: 3)
    var overall = RunningMoments()
    for (value, label) in zip(values, labels) {
      groups[label].add(value)
      overall.add(value)
    }
    let expected = try #require(Association.etaSquared(groups: groups, overall: overall))
    let mean = values.reduce(0, +) / 90
    let centred = values.map { $0 - mean }
    let sums = (0..<3).map { group in
      zip(centred, labels).reduce(0) { $1.1 == group ? $0 + $1.0 : $0 }
    }
    let found = Association.etaSquared(
      centredSums: sums, sizes: [30, 30, 30], total: centred.reduce(0) { $0 + $1 * $1 })
    #expect(abs(found - expected) < 1e-13 && expected > 0.2 && expected < 0.8)
  }

  @Test func runningMomentsByHand() {
    let moments = [2.0, 4, 9].reduce(into: RunningMoments()) { $0.add($1) }
    #expect(moments.count == 3 && moments.mean == 5 && abs(moments.squares - 26) < 1e-14)
    #expect(abs(moments.variance - 26.0 / 3) < 1e-14)
    #expect(RunningMoments().deviation == 0)
    #expect([0.1, 0.1, 0.1].reduce(into: RunningMoments()) { $0.add($1) }.squares == 0)
  }
}
