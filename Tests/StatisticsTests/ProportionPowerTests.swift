import Statistics
import TestSupport
import Testing

@Suite struct ProportionPowerTests {
  /// z = 1.959964 and 0.841621: p̄ = 0.375, (1.959964 √0.46875 + 0.841621 √0.4575)² / 0.0225.
  @Test func aSizeByHand() {
    let size = ProportionPower(control: 0.30).groupSize(test: 0.45, power: 0.8)
    let root = 1.959964 * 0.684653 + 0.841621 * 0.676387
    #expect(abs(size - root * root / 0.0225) < 1e-3)
    #expect((162...163).contains(size))
  }

  @Test func agreesWithR() throws {
    let oracle = try TwoGroupsOracle.read()
    #expect(oracle.proportions.count > 50)
    for known in oracle.proportions {
      let power = ProportionPower(control: known.control, alpha: known.alpha)
      #expect(
        relativeDifference(power.groupSize(test: known.test, power: known.power), known.size) < 1e-8
      )
      #expect(abs(power.power(test: known.test, groupSize: 40) - known.powerAt40) < 1e-12)
    }
    for known in oracle.seenProportions {
      let found = ProportionPower(control: known.control, alpha: known.alpha)
        .detectable(groupSize: known.groupSize, power: known.power)
      #expect(abs((found ?? 0) - known.test) < 1e-9)
    }
  }

  @Test(arguments: [0.03, 0.3, 0.5, 0.97], [true, false])
  func whatIsSeenIsSeenWithItsPower(control: Double, isRise: Bool) throws {
    let power = ProportionPower(control: control)
    for size in [30.0, 200, 5_000] {
      guard let seen = power.detectable(groupSize: size, power: 0.9, isRise: isRise) else {
        #expect(power.power(test: isRise ? 1 : 0, groupSize: size) < 0.9)
        continue
      }
      #expect(isRise ? seen > control : seen < control)
      #expect(abs(power.power(test: seen, groupSize: size) - 0.9) < 1e-9)
      #expect(relativeDifference(power.groupSize(test: seen, power: 0.9), size) < 1e-7)
    }
  }

  @Test func whatCannotBeSeenIsNotThere() {
    #expect(ProportionPower(control: 0.9).detectable(groupSize: 10, power: 0.8) == nil)
    #expect(
      ProportionPower(control: 0.02).detectable(groupSize: 50, power: 0.8, isRise: false) == nil)
  }
}
