import Interpretation
import Testing
import TestSupport

@Suite struct EffectsTests {
  @Test func etaSquaredByHand() {
    // Means 1.5 and 3.5 around 2.5: between 4·1 = 4, total 5.
    #expect(Effects.etaSquared([1, 2, 3, 4], labels: [0, 0, 1, 1]) == 0.8)
    #expect(Effects.etaSquared([1, 1, 5, 5], labels: [0, 0, 1, 1]) == 1)
    #expect(Effects.etaSquared([1, 5, 1, 5], labels: [0, 0, 1, 1]) == 0)
  }

  @Test func missingValuesAreLeftOut() {
    #expect(
      Effects.etaSquared([1, .nan, 2, 3, 4, .nan], labels: [0, 0, 0, 1, 1, 1])
        == Effects.etaSquared([1, 2, 3, 4], labels: [0, 0, 1, 1]))
  }

  @Test func undefinedEffects() {
    #expect(Effects.etaSquared([0.1, 0.1, 0.1], labels: [0, 1, 1]) == nil)
    #expect(Effects.etaSquared([1, 2, 3], labels: [0, 0, 0]) == nil)
    #expect(Effects.etaSquared([1, 2, .nan], labels: [0, 0, 1]) == nil)
    #expect(Effects.cramersV([[3, 4]]) == nil)
    #expect(Effects.cramersV([[3, 0], [4, 0]]) == nil)
    #expect(Effects.cramersV([[0, 0], [4, 1]]) == nil)
  }

  @Test func cramersVByHand() throws {
    #expect(Effects.cramersV([[2, 0], [0, 2]]) == 1)
    #expect(Effects.cramersV([[2, 2], [2, 2]]) == 0)
    // An empty row or column does not count.
    #expect(Effects.cramersV([[2, 0, 0], [0, 0, 0], [0, 2, 0]]) == 1)
  }

  @Test(arguments: 0..<20)
  func agreeWithTheirDefinitions(seed: Int) throws {
    var made = SmallRandom(seed: UInt64(seed))
    let labels = (0..<40).map { _ in made.integer(below: 3) }
    let values = (0..<40).map { _ in
      made.integer(below: 5) == 0 ? Double.nan : Double(made.integer(below: 100))
    }
    let eta = try #require(Effects.etaSquared(values, labels: labels))
    #expect(abs(eta - InterpretationDefinitions.etaSquared(values, labels: labels)) < 1e-12)
    let table = (0..<3).map { _ in (0..<4).map { _ in 1 + made.integer(below: 30) } }
    let v = try #require(Effects.cramersV(table))
    #expect(abs(v - InterpretationDefinitions.cramersV(table)) < 1e-12)
  }
}
