import Segmentation
import TestSupport
import Testing

@Suite struct FeeClassTests {
  private func classes(_ fees: [Double?]) -> [FeeClass?] {
    FeeClass.classes(fees: fees, cumulatedA: 0.5, cumulatedB: 0.8)
  }

  /// Of 200, half is 100 and four fifths 160.
  @Test func byCumulatedFees() {
    #expect(classes([20, 100, 50, 30]) == [.c, .a, .b, .b])
    #expect(classes([150, 30, 20]) == [.a, .b, .c])
    #expect(classes([1]) == [.a] && classes([]) == [])
  }

  @Test func tiesGoByOrder() {
    #expect(classes([10, 10, 10, 10]) == [.a, .a, .b, .b])
    #expect(classes([10, 10, 10, 10, 10]) == [.a, .a, .a, .b, .c])
  }

  @Test func whatIsNoFeeHasNoClass() {
    #expect(classes([nil, -5, .nan, .infinity, 10]) == [nil, nil, nil, nil, .a])
    #expect(classes([0, 0]) == [.c, .c] && classes([nil]) == [nil])
  }

  /// The literal definition, client by client.
  @Test func equalsTheDefinition() {
    var generator = TestGenerator(seed: 8)
    let fees = (0..<200).map { _ in Double(Int.random(in: 0...40, using: &generator)) }
    let found = classes(fees)
    for i in fees.indices {
      let before = fees.indices.filter { fees[$0] > fees[i] || (fees[$0] == fees[i] && $0 < i) }
      let share = before.reduce(0) { $0 + fees[$1] } / fees.reduce(0, +)
      #expect(found[i] == (share < 0.5 ? .a : share < 0.8 ? .b : .c))
    }
    #expect(Set(found) == [.a, .b, .c])
  }
}
