import Segmentation
import Testing

@Suite struct GeneratorMissingTests {
  /// Rows as keyed, without the nearly empty ones.
  let clients = LargePortfolio.clients.filter { !$0.truth.errors.contains(.nearlyEmpty) }

  /// The documented rates; columns filled by collaborator or office vary more than by chance.
  @Test(arguments: [
    (PortfolioColumn.turnover, 0.06, 0.01), (.headcount, 0.04, 0.01), (.balanceSheet, 0.25, 0.015),
    (.salesInvoices, 0.22, 0.02), (.purchaseInvoices, 0.15, 0.015), (.businessShare, 0.18, 0.015),
    (.internationalShare, 0.30, 0.015), (.vatRegime, 0.02, 0.005), (.legalForm, 0.01, 0.004),
    (.activityCode, 0.03, 0.006), (.relationYears, 0.02, 0.005), (.managerAge, 0.45, 0.015),
    (.tool, 0.12, 0.01), (.collection, 0.08, 0.01), (.bankConnected, 0.05, 0.01),
    (.maturityScore, 0.35, 0.04), (.organisationLevel, 0.30, 0.04), (.lateDays, 0.20, 0.015),
    (.appetiteScore, 0.35, 0.04), (.mailOpening, 0.40, 0.04), (.fees, 0.005, 0.005),
    (.hours, 0.10, 0.01), (.requests, 0.12, 0.01), (.filingPeriod, 0.02, 0.005),
    (.missions, 0.03, 0.006),
  ])
  func rateOfAColumn(column: PortfolioColumn, rate: Double, tolerance: Double) {
    let share = clients.share { $0.rows[0][column].isMissing }
    #expect(near(share, rate, tolerance), "\(share)")
  }

  @Test func theSurveyIsMissingAsAWhole() {
    #expect(
      clients.allSatisfy {
        $0.rows[0][.maturityScore].isMissing == $0.rows[0][.appetiteScore].isMissing
      })
  }

  @Test func surveysAreMissingByCollaborator() {
    let shares = Dictionary(grouping: clients) { $0.rows[0][.collaborator].frenchText }.values
      .map { own in own.share { $0.rows[0][.maturityScore].isMissing } }
    // Chance alone would spread 60 clients by 0.06; the collaborators' own rates span 0.44.
    #expect(shares.share { $0 < 0.22 } > 0.1)
    #expect(shares.share { $0 > 0.48 } > 0.1)
  }

  @Test func invoiceCountsAreMissingMoreForPaperClients() {
    func gap(_ isPaper: Bool) -> Double {
      clients.filter { ($0.facts.tool == .paper || $0.facts.tool == .none) == isPaper }
        .share { $0.rows[0][.salesInvoices].isMissing }
    }
    #expect(near(gap(true), 0.34, 0.03))
    #expect(near(gap(false), 0.155, 0.02))
  }

  @Test func newAndDormantClientsLackFigures() {
    let new = clients.filter { $0.facts.relationYears < 1 }
    #expect(new.share { $0.rows[0][.turnover].isMissing } > 0.35)
    #expect(new.share { $0.rows[0][.hours].isMissing } > 0.35)
    let dormant = clients.filter { $0.facts.atypical == .dormant }
    #expect(dormant.share { $0.rows[0][.turnover].isMissing } > 0.3)
  }

  @Test func blankHeadcountsAreOftenZero() {
    let blank = clients.filter { $0.rows[0][.headcount].isMissing }
    #expect(blank.share { $0.facts.headcount == 0 } > 0.65)
  }

  @Test func tokensAreBlankNCAndDotted() {
    let tokens = clients.flatMap(\.rows).compactMap { row -> String? in
      if case .missing(let token) = row[.managerAge] { token } else { nil }
    }
    #expect(Set(tokens) == ["", "NC", "n.c."])
    #expect(near(tokens.share { $0.isEmpty }, 0.75, 0.03))
  }

  @Test func missingnessIsAKnob() {
    func share(_ missingness: Double) -> Double {
      let generator = PortfolioGenerator(
        clients: 1_000, seed: 3, firstPeriod: LargePortfolio.period,
        options: GeneratorOptions(missingness: missingness, includesErrors: false))
      return generator.quarter(LargePortfolio.period).rows.share { $0[.businessShare].isMissing }
    }
    #expect(share(0) == 0)
    #expect(near(share(2), 0.36, 0.06))
    #expect(near(share(100), 0.95, 0.03))
  }
}
