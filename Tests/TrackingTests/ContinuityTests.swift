import Interpretation
import Segmentation
import TestSupport
import Testing
import Tracking

/// Numbers and names follow segments.
@Suite struct ContinuityTests {
  /// Other clients, so that sizes and hence the order of segments change.
  @Test func numbersAndNamesFollow() throws {
    let portfolio = SmallPortfolio(clients: 150)
    let before = try Quarters.run(portfolio, "2026-T1")
    #expect(before.model.numbers == [1, 2, 3] && before.model.highestNumber == 3)
    var after = portfolio
    // The first type loses most of its clients: it was the largest or tied, and comes last.
    after.rows = portfolio.rows.enumerated().filter { $0.offset % 3 != 0 || $0.offset < 75 }.map(
      \.element)
    let study = try Quarters.study(after, "2026-T2", following: before)
    let now = try RecordedRun(study)
    let numberOf = Dictionary(uniqueKeysWithValues: zip(before.identifiers, before.segments))
    for (client, segment) in zip(now.identifiers, now.segments) {
      let earlier = try #require(numberOf[client])
      #expect(now.model.numbers[segment] == before.model.numbers[earlier])
      #expect(now.model.names[segment].text == before.model.names[earlier].text)
    }
    #expect(study.segments.map(\.id) == now.model.numbers)
    #expect(now.model.numbers != [1, 2, 3])
    #expect(study.model.names.map(\.segment) == [0, 1, 2])
  }

  /// A number that was given is not given again, even to what comes after it died.
  @Test func numbersAreGivenOnce() throws {
    let names = (0..<3).map { SegmentName(segment: $0, custom: "N\($0)") }
    let earlier = EarlierSegments(
      segmentOfClient: ["a": 0, "b": 0, "c": 1, "d": 1], numbers: [4, 2],
      names: Array(names.prefix(2)), highestNumber: 7, language: .english)
    #expect(earlier.highestNumber == 7)
    let portfolio = SmallPortfolio(clients: 90)
    let first = try Quarters.run(portfolio, "2026-T1", clusters: 2)
    let second = try Quarters.run(portfolio, "2026-T2", following: first, clusters: 3)
    #expect(Set(second.model.numbers) == [1, 2, 3] && second.model.highestNumber == 3)
    let third = try Quarters.run(portfolio, "2026-T3", following: second, clusters: 2)
    #expect(third.model.highestNumber == 3 && third.model.numbers.allSatisfy { $0 <= 3 })
    let fourth = try Quarters.run(portfolio, "2026-T4", following: third, clusters: 3)
    #expect(Set(fourth.model.numbers).subtracting(third.model.numbers) == [4])
    #expect(fourth.model.highestNumber == 4)
    #expect(Set(fourth.model.names.map(\.text)).count == 3)
  }

  @Test func anotherLanguageHasItsOwnNames() throws {
    let portfolio = SmallPortfolio(clients: 120)
    let before = try Quarters.run(portfolio, "2026-T1")
    let study = try Quarters.study(
      portfolio, "2026-T2", following: before, language: .french)
    let plain = try Quarters.study(portfolio, "2026-T2", language: .french)
    #expect(study.model.names.map(\.text) == plain.model.names.map(\.text))
    #expect(study.model.numbers == before.model.numbers)
  }

  @Test func anotherPortfolioIsNotFollowed() throws {
    let before = try Quarters.run(SmallPortfolio(clients: 120), "2026-T1")
    var other = SmallPortfolio(clients: 120, seed: 9)
    for i in other.rows.indices { other.rows[i][0] = "X\(i)" }
    let now = try Quarters.run(other, "2026-T2", following: before)
    #expect(now.model.numbers == [1, 2, 3])
    #expect(throws: TrackingError.otherPortfolio(common: 0, previous: 120, current: 120)) {
      try QuarterTracking(from: before, to: now)
    }
  }
}
