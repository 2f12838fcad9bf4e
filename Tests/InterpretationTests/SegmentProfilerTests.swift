import Interpretation
import LinearAlgebra
import Tables
import Testing
import TestSupport

@Suite struct SegmentProfilerTests {
  let labels = [0, 0, 0, 1, 1, 1]

  private func profile(_ column: Column, heldOut: LabelledRows? = nil, rows: [Int]? = nil)
    -> PortfolioProfile
  {
    let training = LabelledRows(
      rows: rows ?? Array(labels.indices), labels: rows.map { $0.map { labels[$0] } } ?? labels)
    return SegmentProfiler().profile(of: [column], training: training, heldOut: heldOut)
  }

  @Test func numericWithMissingValues() throws {
    let values = [1, 2, .nan, 3, 4, .nan]
    let result = profile(numeric("CA", "ca", values, 1, .euro))
    let trait = try #require(result.segments[0].numeric.first)
    #expect(trait.segment.count == 2 && trait.overall.count == 4)
    #expect(trait.segment.mean == 1.5 && trait.segment.median == 1.5)
    #expect(trait.overall.mean == 2.5 && trait.overall.median == 2.5)
    #expect(trait.difference == -1)
    #expect(trait.effect == 0.8)
    // Observed values only: as with 1, 2 | 3, 4, v = −√(12/5). FactoMineR counts the 3 of 6 rows:
    // v = −1/√(5/4/3 · 3/5) = −2.
    let v = try #require(trait.vTest)
    #expect(relativeDifference(v, -(2.4.squareRoot())) < 1e-14)
    #expect(abs(v) < 2)
    // 1 and 2 are below the median 2.5, none above.
    #expect(trait.below == TraitShare(coverage: 1, exclusivity: 1))
    #expect(trait.above == TraitShare(coverage: 0, exclusivity: 0))
  }

  @Test func medianSidesTakeTheMedianInWhereNothingIsBeyond() throws {
    // The median 0 is the minimum: "below" is 0.
    let trait = try #require(
      profile(numeric("n", "n", [0, 0, 0, 0, 5, 7], 1)).segments[0].numeric.first)
    #expect(trait.below == TraitShare(coverage: 1, exclusivity: 0.75))
    #expect(trait.above == TraitShare(coverage: 0, exclusivity: 0))
  }

  @Test func constantColumnsHaveNoTestValue() throws {
    let trait = try #require(
      profile(numeric("n", "n", [0.1, 0.1, 0.1, 0.1, 0.1, 0.1], 1)).segments[1].numeric.first)
    #expect(trait.vTest == nil && trait.effect == nil)
    #expect(trait.overall.mean == 0.1 && trait.overall.deviation == 0)
  }

  /// Six training clients, then twelve held out: five of the first segment with a value, six of the
  /// second. The test value is that of ``VTest`` among the held-out ones.
  @Test func heldOutClientsAreTestedAmongThemselves() throws {
    let values = [1, 2, 3, 7, 8, 9] + [1, 2, 2, 3, 4, .nan] + [6, 7, 7, 8, 9, 9]
    let held = LabelledRows(rows: Array(6..<18), labels: (0..<12).map { $0 / 6 })
    let result = profile(numeric("n", "n", values, 1), heldOut: held)
    let trait = try #require(result.segments[0].numeric.first)
    let part = try #require(trait.heldOut)
    #expect(part.segment.count == 5 && part.overall.count == 11 && trait.heldOutGap == nil)
    let expected = VTest.numeric(
      segmentMean: 2.4, overallMean: part.overall.mean, overallDeviation: part.overall.deviation,
      segmentCount: 5, overallCount: 11)
    #expect(relativeDifference(try #require(part.vTest), try #require(expected)) < 1e-14)
  }

  @Test func fewOrEqualHeldOutClientsAreNotEvaluated() throws {
    let values = [1, 2, 3, 7, 8, 9] + [1, 2, 2, 3, .nan, .nan] + [6, 6, 6, 6, 6, 6]
    let held = LabelledRows(rows: Array(6..<18), labels: (0..<12).map { $0 / 6 })
    let result = profile(numeric("n", "n", values, 1), heldOut: held)
    let few = try #require(result.segments[0].numeric.first)
    #expect(few.heldOutGap == .tooFew(count: 4, needed: 5) && few.heldOut?.vTest == nil)
    #expect(few.heldOut?.segment.mean == 2)
    let enough = try #require(result.segments[1].numeric.first)
    #expect(enough.heldOutGap == nil && enough.heldOut?.vTest != nil)
    let alike = profile(
      numeric("n", "n", [1, 2, 3, 7, 8, 9] + [Double](repeating: 4, count: 12), 1), heldOut: held)
    #expect(alike.segments[1].numeric.first?.heldOutGap == .noVariation)
    let alone = profile(numeric("n", "n", values, 1))
    #expect(alone.segments[0].numeric.first?.heldOutGap == nil && !alone.hasHeldOut)
  }

  @Test func aSegmentWithoutValuesHasNoTrait() {
    let result = profile(numeric("n", "n", [.nan, .nan, .nan, 1, 2, 3], 1))
    #expect(result.segments[0].numeric.isEmpty)
    #expect(result.segments[1].numeric.count == 1)
    #expect(result.segments[1].numeric[0].vTest == nil)
    #expect(profile(numeric("n", "n", [Double](repeating: .nan, count: 6), 1)).effects.isEmpty)
  }

  @Test func categoriesCountObservedClients() throws {
    let result = profile(category("TVA", "tva", [0, 0, 1, 1, 1, -1], ["RS", "RN"], 1))
    let trait = try #require(result.segments[0].categories.first { $0.level == "RS" })
    #expect(trait.counts == CategoryCounts(both: 2, segment: 3, level: 2, total: 5))
    #expect(trait.inSegment == 2.0 / 3 && trait.ofLevel == 1 && trait.overall == 0.4)
    #expect(result.segments[0].categories.count == 2)
    // 2 | 1 against 0 | 2: χ² = 5·(2·2 − 1·0)²/(3·2·2·3) = 20/9, V = √(χ²/5) = 2/3.
    #expect(abs((trait.effect ?? .nan) - 2.0 / 3) < 1e-15)
  }

  @Test func yesNoIsToldByItsYes() throws {
    let column = category("Banque", "b", [1, 1, 0, 0, 0, 0], ["non", "oui"], 1, kind: .yesNo)
    let traits = profile(column).segments[0].categories
    #expect(traits.map(\.level) == ["oui"])
    #expect(traits[0].counts == CategoryCounts(both: 2, segment: 3, level: 2, total: 6))
  }

  @Test func setsAreToldMemberByMember() throws {
    let column = Column(
      name: "Missions", key: "missions", position: 1, kind: .set,
      values: .sets(
        members: [[0, 1], [0], [0, 0], [], nil, [1]], levels: ["tenue", "conseil"]))
    let result = profile(column)
    let bookkeeping = try #require(result.segments[0].categories.first { $0.level == "tenue" })
    // A member named twice counts once; the client with none is observed, the missing one is not.
    #expect(bookkeeping.counts == CategoryCounts(both: 3, segment: 3, level: 3, total: 5))
    #expect(result.effects.map(\.level) == ["tenue", "conseil"])
    #expect(result.effects[0].value == 1)
  }

  @Test func heldOutClientsStandBeside() throws {
    let heldOut = LabelledRows(rows: [2, 5], labels: [0, 1])
    let result = profile(
      numeric("n", "n", [1, 2, 10, 3, 4, 20], 1), heldOut: heldOut, rows: [0, 1, 3, 4])
    let trait = try #require(result.segments[0].numeric.first)
    #expect(trait.overall.mean == 2.5)
    let tested = try #require(trait.heldOut)
    #expect(tested.segment.mean == 10 && tested.overall.mean == 15)
    // One client has no test value.
    #expect(tested.vTest == nil && trait.heldOutGap == .tooFew(count: 1, needed: 5))
    #expect(result.segments[0].heldOutSize == 1)
    #expect(result.effects[0].heldOut == 1)
  }

  /// η² = 0.25 is a correlation ratio of 0.5: less than V = 0.6, more than V = 0.4.
  @Test func effectsAreSortedOnOneScale() {
    let six = [0, 0, 0, 1, 1, 1]
    func codes(_ name: String, _ values: [Int32]) -> Column {
      Column(
        name: name, key: name, position: 1, kind: .category,
        values: .categories(codes: values, levels: ["a", "b"]))
    }
    // By hand: V of [[3, 0], [1, 2]] is 0.71; of [[2, 1], [1, 2]] 0.33; η² of −1, 0, 1 against
    // 0, 1, 2 is 1.5 / 5.5 = 0.27, its root 0.52.
    let columns = [
      codes("weak", [0, 0, 1, 0, 1, 1]), numeric("n", "n", [-1, 0, 1, 0, 1, 2], 2),
      codes("strong", [0, 0, 0, 0, 1, 1]),
    ]
    let effects = SegmentProfiler().profile(of: columns, training: LabelledRows(labels: six))
      .effects
    #expect(effects.map(\.variable.key) == ["strong", "n", "weak"])
    #expect((effects[1].value ?? 1) < (effects[2].value ?? 0))
  }

  @Test func traitsComeByDecreasingTestValue() {
    let made = MadePortfolio()
    for segment in made.profile.segments {
      let v = segment.numeric.map { abs($0.vTest ?? 0) }
      #expect(v == v.sorted(by: >))
      let w = segment.categories.map { $0.vTest.map(abs) ?? -1 }
      #expect(w == w.sorted(by: >))
      #expect(v.count == 5)
    }
  }

  @Test func identifiersTextsAndDatesArePassedOver() {
    let columns = [
      Column(
        name: "c", key: "c", position: 1, kind: .identifier,
        values: .texts([String?](repeating: "x", count: 6))),
      Column(
        name: "d", key: "d", position: 2, kind: .date,
        values: .dates([Int32](repeating: 1, count: 6))),
      Column(
        name: "s", key: "s", position: 3, kind: .identifier,
        values: .numbers([1, 2, 3, 4, 5, 6])),
    ]
    let result = SegmentProfiler().profile(of: columns, training: LabelledRows(labels: labels))
    #expect(result.effects.isEmpty)
    #expect(result.segments.allSatisfy { $0.numeric.isEmpty && $0.categories.isEmpty })
  }

  @Test func oneSegmentIsThePortfolio() throws {
    let result = SegmentProfiler().profile(
      of: [numeric("n", "n", [1, 2, 3], 1)], training: LabelledRows(labels: [0, 0, 0]))
    #expect(result.segments.count == 1)
    #expect(result.segments[0].share == 1)
    #expect(result.segments[0].numeric[0].vTest == nil)
  }

  @Test(arguments: 0..<10)
  func testValuesAndMediansAgreeWithTheirDefinitions(seed: Int) throws {
    var made = SmallRandom(seed: UInt64(seed))
    let count = 31 + seed
    let labels = (0..<count).map { $0 < 3 ? $0 : made.integer(below: 3) }
    let values = (0..<count).map { i in
      i > 2 && made.integer(below: 6) == 0 ? Double.nan : Double(made.integer(below: 40))
    }
    let result = SegmentProfiler().profile(
      of: [numeric("n", "n", values, 1)], training: LabelledRows(labels: labels))
    for segment in 0..<3 {
      let trait = try #require(result.segments[segment].numeric.first)
      let expected = InterpretationDefinitions.numericVTest(values, labels: labels, group: segment)
      #expect(abs((trait.vTest ?? .nan) - expected) < 1e-11)
      let own = values.indices.filter { labels[$0] == segment && !values[$0].isNaN }
        .map { values[$0] }.sorted()
      let middle = (own[(own.count - 1) / 2] + own[own.count / 2]) / 2
      #expect(trait.segment.median == middle)
    }
  }

  @Test func threadsDoNotChangeTheProfile() {
    let made = MadePortfolio()
    let parallel = SegmentProfiler().profile(
      of: made.columns, training: LabelledRows(labels: made.labels), geometry: made.geometry,
      parallelism: Parallelism(threads: 2))
    #expect(parallel == made.profile)
  }
}
