import Interpretation
import Testing

@Suite struct ReadableNumberTests {
  @Test(arguments: [
    (148_210.0, 161_950.0, 160_000.0), (3, 4, 4), (0.39, 0.44, 0.4), (-1, 1, 0), (0, 1, 0.5),
    (1_234, 1_236, 1_235), (-4.2, -3.9, -4), (0.1, 0.1.nextUp, 0.1.nextUp), (99, 100, 100),
    (8_979.5, 8_980.5, 8_980),
  ])
  func isTheOneThatAPersonWouldWrite(low: Double, high: Double, expected: Double) {
    #expect(ReadableNumber.between(low, high) == expected)
  }

  /// No number of fewer significant digits lies between.
  @Test(arguments: 1...200)
  func noShorterNumberWouldDo(seed: Int) {
    var random = SmallRandom(seed: UInt64(seed))
    let low = (random.uniform() - 0.3) * 1_000
    let high = low + random.uniform() * 30 + 0.001
    let found = ReadableNumber.between(low, high)
    #expect(found > low && found <= high)
    func digits(_ thousandths: Int) -> Int {
      var rest = abs(thousandths)
      while rest != 0, rest % 10 == 0 { rest /= 10 }
      return max(String(rest).count, 1)
    }
    let shortest =
      (Int((low * 1_000).rounded(.down)) + 1...Int((high * 1_000).rounded(.down)))
      .map(digits).min() ?? 99
    let own = (found * 1_000).rounded()
    #expect(abs(own - found * 1_000) > 1e-6 || digits(Int(own)) <= shortest)
    if abs(own - found * 1_000) > 1e-6 { #expect(shortest == 99) }
  }
}
