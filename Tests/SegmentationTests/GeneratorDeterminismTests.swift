import Segmentation
import Testing

@Suite struct GeneratorDeterminismTests {
  static let period = Quarter(year: 2026, number: 1)

  static func generator(
    clients: Int = 300, seed: UInt64 = 2026, quarters: Int = 3
  ) -> PortfolioGenerator {
    PortfolioGenerator(clients: clients, seed: seed, firstPeriod: period, quarters: quarters)
  }

  // Files are compared outside `#expect`, which would print every byte of them.

  @Test func sameArgumentsGiveSameBytes() {
    for period in Self.generator().periods {
      #expect(sameFiles(Self.generator(), Self.generator(), in: period))
    }
  }

  @Test func anotherSeedGivesAnotherPortfolio() {
    #expect(!sameFiles(Self.generator(seed: 1), Self.generator(seed: 2), in: Self.period))
  }

  @Test func moreQuartersLeaveTheEarlierOnesAsTheyWere() {
    let short = Self.generator(quarters: 2)
    let long = Self.generator(quarters: 8)
    for period in short.periods { #expect(sameFiles(short, long, in: period)) }
  }

  @Test func moreClientsLeaveTheEarlierOnesAsTheyWere() {
    let small = Self.generator(clients: 150).quarters()
    let large = Self.generator(clients: 300).quarters()
    for (few, many) in zip(small, large) {
      let truth = Dictionary(uniqueKeysWithValues: many.truth.map { ($0.identifier, $0) })
      let sameTruth = few.truth.allSatisfy { truth[$0.identifier] == $0 }
      #expect(sameTruth)
      let rows = Dictionary(grouping: many.rows) { $0[.identifier].frenchText }
      let sameRows = Dictionary(grouping: few.rows) { $0[.identifier].frenchText }
        .allSatisfy { identifier, own in rows[identifier] == own }
      #expect(sameRows)
    }
  }

  private func sameFiles(
    _ left: PortfolioGenerator, _ right: PortfolioGenerator, in period: Quarter
  ) -> Bool {
    left.portfolioFile(period) == right.portfolioFile(period)
      && left.truthFile(period) == right.truthFile(period)
  }

  @Test func collaboratorsHaveFortyToEightyClientsInThreeOrFourOffices() {
    for seed in UInt64(1)...4 {
      let rows = Self.generator(clients: 960, seed: seed, quarters: 1).quarter(Self.period).rows
      let sizes = Dictionary(grouping: rows) { $0[.collaborator].frenchText }.mapValues(\.count)
      #expect(sizes.count == 16)
      #expect(sizes.values.allSatisfy { (38...82).contains($0) })
      let offices = Set(rows.map { $0[.office].frenchText })
      #expect((3...4).contains(offices.count))
      let officesOfCollaborators = Dictionary(grouping: rows) { $0[.collaborator].frenchText }
        .values.map { Set($0.map { $0[.office].frenchText }).count }
      #expect(officesOfCollaborators.allSatisfy { $0 == 1 })
    }
  }

  @Test func imbalanceIsAKnob() {
    func smallest(_ imbalance: Double) -> Double {
      let generator = PortfolioGenerator(
        clients: 4_000, seed: 1, firstPeriod: Self.period,
        options: GeneratorOptions(imbalance: imbalance))
      return generator.quarter(Self.period).truth.share { $0.type == .association }
    }
    #expect(near(smallest(0), 1.0 / 8, 0.02))
    #expect(near(smallest(1), 0.04, 0.012))
    // 0.04² over the sum of the squared shares, 0.1458.
    #expect(near(smallest(2), 0.0016 / 0.1458, 0.007))
  }
}
