import Statistics
import TestSupport
import Testing

@Suite struct HolmCorrectionTests {
  /// Three tests were made: the smallest counts three times, the next twice, and none is below one
  /// before it.
  @Test func byHand() {
    #expect(HolmCorrection.corrected([0.01, 0.04, nil, 0.03]) == [0.03, 0.06, nil, 0.06])
    #expect(HolmCorrection.corrected([0.5, 0.6]) == [1, 1])
    #expect(HolmCorrection.corrected([0.3]) == [0.3])
    #expect(HolmCorrection.corrected([nil]) == [nil])
    #expect(HolmCorrection.corrected([]).isEmpty)
  }

  private struct Stored: Decodable {
    let cases: [Family]
  }

  private struct Family: Decodable {
    let p: [Double?]
    let holm: [Double?]
  }

  @Test func agreesWithR() throws {
    let families = try Oracle.decode(Stored.self, from: "holm.json").cases
    #expect(families.count == 5)
    for family in families {
      let own = HolmCorrection.corrected(family.p)
      #expect(own.map { $0 == nil } == family.holm.map { $0 == nil })
      for (mine, theirs) in zip(own.compactMap { $0 }, family.holm.compactMap { $0 }) {
        #expect(abs(mine - theirs) < 1e-14)
      }
    }
  }
}
