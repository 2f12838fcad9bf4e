import Segmentation
import Testing

@Suite struct GeneratorLatentsTests {
  let latents = LargePortfolio.clients.map(\.truth.latents)

  /// The documented backbone; 0.03 is four standard errors of a correlation at n = 20 000.
  @Test func correlationsAreTheDocumentedOnes() {
    let size = latents.map(\.size)
    let digital = latents.map(\.digital)
    let organisation = latents.map(\.organisation)
    let appetite = latents.map(\.appetite)
    #expect(near(correlation(digital, organisation), 0.50, 0.03))
    #expect(near(correlation(digital, appetite), 0.55, 0.03))
    #expect(near(correlation(organisation, appetite), 0.30, 0.03))
    #expect(near(correlation(size, organisation), 0.45, 0.03))
    #expect(near(correlation(size, digital), 0.30, 0.03))
  }

  @Test(arguments: ClientType.allCases)
  func meansAreThoseOfTheType(type: ClientType) {
    let own = LargePortfolio.clients.filter { $0.truth.type == type }.map(\.truth.latents)
    let n = Double(own.count)
    let tolerance = 4 / n.squareRoot()
    let documented = type.documented.latents
    #expect(near(own.map(\.size).reduce(0, +) / n, documented.size, tolerance))
    #expect(near(own.map(\.digital).reduce(0, +) / n, documented.digital, tolerance))
    // Appetite falls by 0.1 for the few who refused a mandate before the first period.
    #expect(near(own.map(\.appetite).reduce(0, +) / n, documented.appetite, tolerance + 0.02))
    #expect(near(own.map(\.organisation).reduce(0, +) / n, documented.organisation, tolerance))
  }

  /// Ratings and tools must follow the latents they stand for, or the columns would be noise.
  @Test func columnsFollowTheirLatent() {
    let clients = LargePortfolio.clients
    func columnCorrelation(
      _ column: PortfolioColumn, _ latent: (LatentVector) -> Double
    ) -> Double {
      let known = clients.compactMap { client in
        client.rows[0][column].number.map { ($0, latent(client.truth.latents)) }
      }
      return correlation(known.map(\.0), known.map(\.1))
    }
    #expect(columnCorrelation(.maturityScore, \.digital) > 0.75)
    #expect(columnCorrelation(.organisationLevel, \.organisation) > 0.75)
    #expect(columnCorrelation(.appetiteScore, \.appetite) > 0.75)
    #expect(columnCorrelation(.lateDays, \.organisation) < -0.4)
    #expect(columnCorrelation(.mailOpening, \.appetite) > 0.4)
  }

  /// The documented 0.75 between the maturity score and tool, collection and bank, taken as the
  /// correlation of the score as rated with the sum of the three ranks.
  @Test func toolsGoWithTheMaturityScore() {
    let rated = LargePortfolio.clients.compactMap { client in
      client.rows[0][.maturityScore].number.map { (client.facts, $0) }
    }
    let ranks = rated.map { facts, _ in
      Double(facts.tool.rank) + Double(facts.collection.rank) + (facts.bankConnected ? 3 : 0)
    }
    #expect(near(correlation(ranks, rated.map(\.1)), 0.75, 0.05))
  }

  @Test func separationScalesTheDistanceBetweenTypes() {
    func digitalGap(_ separation: Double) -> Double {
      let period = LargePortfolio.period
      let generator = PortfolioGenerator(
        clients: 3_000, seed: 1, firstPeriod: period,
        options: GeneratorOptions(separation: separation))
      let truth = generator.quarter(period).truth
      func mean(_ type: ClientType) -> Double {
        let own = truth.filter { $0.type == type }.map(\.latents.digital)
        return own.reduce(0, +) / Double(own.count)
      }
      return mean(.connectedCompany) - mean(.paperCraftsman)
    }
    let documented = 1.04 + 1.04
    #expect(near(digitalGap(0), 0, 0.15))
    #expect(near(digitalGap(0.5), 0.5 * documented, 0.15))
    #expect(near(digitalGap(1), documented, 0.15))
    #expect(near(digitalGap(1.5), 1.5 * documented, 0.15))
  }
}
