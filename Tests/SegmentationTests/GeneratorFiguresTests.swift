import Segmentation
import Statistics
import Testing

/// The figures the parameters were published with (a draw of 20 000), at their precision and the
/// sampling error of our own draw.
@Suite struct GeneratorFiguresTests {
  let facts = LargePortfolio.typical.map(\.facts)

  @Test func sizes() {
    #expect(near(facts.share(isMicro), 0.895, 0.01))
    #expect(near(facts.share { !isMicro($0) }, 0.104, 0.01))
    #expect(facts.share(isIntermediateOrLarger) < 0.0025)
    #expect(near(facts.share { $0.headcount == 0 }, 0.50, 0.015))
    #expect(near(facts.share { (1...9).contains($0.headcount) }, 0.40, 0.015))
    #expect(near(facts.share { $0.headcount >= 10 }, 0.10, 0.01))
  }

  @Test func fees() throws {
    let fees = LargePortfolio.clients.map(\.facts.fees)
    #expect(near(try #require(fees.mean), 4_000, 200))
    #expect(near(try #require(fees.median), 2_400, 75))
    let decreasing = fees.sorted(by: >)
    let top = decreasing.prefix(fees.count / 5).reduce(0, +) / fees.reduce(0, +)
    #expect(near(top, 0.57, 0.015))
  }

  @Test func salesInvoicesOfTradingClients() {
    let yearly = trading.map { 12 * $0.salesInvoices }
    #expect(near(yearly.share { $0 < 100 }, 0.31, 0.02))
    #expect(near(yearly.share { $0 >= 1000 }, 0.14, 0.015))
  }

  @Test func customersOfTradingClients() {
    #expect(near(trading.share { $0.businessShare >= 2.0 / 3 }, 0.33, 0.02))
    #expect(near(trading.share { $0.businessShare <= 1.0 / 3 }, 0.28, 0.02))
  }

  @Test(arguments: ClientType.allCases)
  func sharesMediansAndSpreadsByType(type: ClientType) throws {
    let own = facts.filter { $0.type == type }
    let documented = type.documented
    // Four standard errors of a share, of a log-median.
    let n = Double(facts.count)
    let share = documented.share
    #expect(near(Double(own.count) / n, share, 4 * (share * (1 - share) / n).squareRoot()))
    let logError = 4 * 1.2533 / Double(own.count).squareRoot()
    let turnover = try #require(own.map { $0.turnover / 1000 }.median)
    #expect(near(turnover / documented.turnover.median, 1, logError * documented.turnover.sigma))
    let fees = try #require(own.map(\.fees).median)
    #expect(near(fees / documented.fees.median, 1, logError * documented.fees.sigma))
    let invoicing = own.map { Double($0.salesInvoices) }
    let mean = documented.salesInvoices * (1 - documented.salesZeroShare)
    #expect(near(try #require(invoicing.mean) / mean, 1, 0.15))
  }

  @Test(arguments: ClientType.allCases)
  func toolsFollowTheProfileOfTheType(type: ClientType) {
    let own = facts.filter { $0.type == type }
    let tools = type.documented.tools
    for (tool, probability) in zip(InvoicingTool.allCases, tools.probabilities) {
      #expect(near(own.share { $0.tool == tool }, probability, 0.05), "\(tool)")
    }
    for (mission, probability) in zip(Mission.allCases, type.documented.missions.values) {
      #expect(near(own.share { $0.missions.contains(mission) }, probability, 0.05), "\(mission)")
    }
  }

  @Test func abroadAndRelation() throws {
    #expect(near(facts.share { $0.internationalShare == 0 }, 0.80, 0.03))
    // Gamma(2, 4) has mean 8; the cap at 40 takes off 0.003.
    let years = facts.map(\.relationYears)
    #expect(near(try #require(years.mean), 8.25, 0.2))
    #expect(years.allSatisfy { (0...41).contains($0) })
    #expect(facts.allSatisfy { (22...81).contains($0.managerAge) })
  }

  @Test func aFewClientsAreAtypical() {
    let share = LargePortfolio.clients.share { $0.facts.atypical != nil }
    #expect((0.01...0.02).contains(share))
    for kind in AtypicalKind.allCases {
      #expect(LargePortfolio.clients.contains { $0.truth.atypical == kind })
    }
  }

  private var trading: [ClientFacts] {
    let others: Set<ClientType> = [.exemptProfessional, .wealthVehicle, .association]
    return facts.filter { !others.contains($0.type) }
  }

  private func isMicro(_ facts: ClientFacts) -> Bool {
    facts.headcount < 10 && (facts.turnover <= 2e6 || facts.balanceSheet <= 2e6)
  }

  private func isIntermediateOrLarger(_ facts: ClientFacts) -> Bool {
    facts.headcount >= 250 || (facts.turnover > 50e6 && facts.balanceSheet > 43e6)
  }
}
