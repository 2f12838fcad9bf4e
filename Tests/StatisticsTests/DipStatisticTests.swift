import Statistics
import TestSupport
import Testing

private struct DipOracle: Decodable {
  struct Case: Decodable {
    let name: String
    let values: [Double]
    let dip: Double
    let pValue: Double?

    private enum Key: String, CodingKey { case name, values, dip, pValue }

    /// R writes a sample of one as a number.
    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Key.self)
      name = try fields.decode(String.self, forKey: .name)
      values =
        try (try? fields.decode([Double].self, forKey: .values))
        ?? [fields.decode(Double.self, forKey: .values)]
      dip = try fields.decode(Double.self, forKey: .dip)
      pValue = try? fields.decode(Double.self, forKey: .pValue)
    }
  }
  let cases: [Case]
}

@Suite struct DipStatisticTests {
  private let oracle: DipOracle

  init() throws { oracle = try Oracle.decode(DipOracle.self, from: "dip.json") }

  @Test func agreesWithR() throws {
    #expect(oracle.cases.count >= 29)
    for sample in oracle.cases {
      let dip = DipStatistic(sample.values).value
      #expect(
        abs(dip - sample.dip) <= 1e-12 * max(1, sample.dip),
        "\(sample.name): \(dip), R \(sample.dip)")
    }
  }

  /// R interpolates in another table of a million draws: p-values agree up to both tables' noise.
  @Test func pValuesAgreeWithR() throws {
    let told = oracle.cases.filter { $0.pValue != nil }
    #expect(told.count >= 20)
    for sample in told {
      let expected = try #require(sample.pValue)
      let p = DipStatistic(sample.values).pValue
      #expect(abs(p - expected) <= 0.02 + 0.1 * expected, "\(sample.name): \(p), R \(expected)")
      if expected < 0.001 { #expect(p < 0.002, "\(sample.name)") }
    }
  }

  @Test func byHand() {
    // No valley: 1/(2n).
    #expect(DipStatistic([4, 1, 3, 2]).value == 1.0 / 8)
    #expect(DipStatistic([7]).value == 0.5)
    // Two atoms: the largest dip there is.
    #expect(DipStatistic([0, 0, 0, 1, 1, 1]).value == 0.25)
    // Atoms of 1, 4 and 1: one mode.
    #expect(DipStatistic([0, 1, 1, 1, 1, 2]).value == 1.0 / 12)
  }

  @Test func neitherOrderNorScaleNorDirectionCounts() {
    var generator = TestGenerator(seed: 5)
    let values = (0..<80).map { i in
      Double.random(in: 0...1, using: &generator) + (i % 2 == 0 ? 0 : 1.25)
    }
    let dip = DipStatistic(values)
    #expect(dip.value > 0.05)
    #expect(DipStatistic(values.shuffled(using: &generator)) == dip)
    for changed in [values.map { -$0 }, values.map { 1024 * $0 }] {
      #expect(abs(DipStatistic(changed).value - dip.value) < 1e-12)
    }
  }

  /// Among uniform samples p-values are uniform, at sizes that the table has and has not.
  @Test(arguments: [20, 75, 400])
  func pValuesOfUniformSamplesAreUniform(count: Int) {
    var generator = TestGenerator(seed: UInt64(count))
    let draws = 1_000
    let values = (0..<draws).map { _ in
      DipStatistic((0..<count).map { _ in Double.random(in: 0...1, using: &generator) }).pValue
    }
    for level in [0.05, 0.1, 0.3, 0.5, 0.8] {
      let share = Double(values.count { $0 <= level }) / Double(draws)
      let error = (level * (1 - level) / Double(draws)).squareRoot()
      #expect(abs(share - level) <= 4 * error, "\(count), \(level): \(share)")
    }
  }

  @Test func pValuesFallAsTheDipGrows() {
    for count in [4, 5, 8, 33, 3_000, 9_999] {
      var last = 1.0
      for gap in stride(from: 0.0, through: 3, by: 0.25) {
        let values = (0..<count).map { Double($0) / Double(count) + ($0 < count / 2 ? 0 : gap) }
        let p = DipStatistic(values).pValue
        #expect(p <= last && p >= DipStatistic.smallestPValue)
        last = p
      }
      if count >= 33 { #expect(last == DipStatistic.smallestPValue) }
      if count == 4 { #expect(last == 1) }
    }
  }
}
