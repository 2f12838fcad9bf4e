import Segmentation
import Testing

@Suite struct GeneratorErrorsTests {
  let clients = LargePortfolio.clients

  /// Shares at n = 20 000 within four standard errors.
  @Test(arguments: [
    (DataError.duplicated, 0.01), (.thousandsForEuros, 0.005), (.yearlyForMonthly, 0.005),
    (.invalidSiren, 0.005), (.negativeFees, 0.0025), (.lostComma, 0.0025), (.nearlyEmpty, 0.02),
  ])
  func errorsAreAsFrequentAsDocumented(error: DataError, rate: Double) {
    let share = clients.share { $0.truth.errors.contains(error) }
    #expect(near(share, rate, 4 * (rate / 20_000).squareRoot()))
  }

  @Test func sirenFailLuhnExactlyWhereTheTruthSaysSo() {
    var known = 0
    for client in clients {
      guard case .text(let siren) = client.rows[0][.siren] else { continue }
      known += 1
      #expect(siren.count == 9)
      #expect(passesLuhn(siren) == !client.truth.errors.contains(.invalidSiren))
    }
    #expect(known > 19_000)
  }

  /// The check of the rule itself: two numbers known to be valid, and a neighbour that is not.
  @Test func luhnsRuleOnKnownNumbers() {
    #expect(passesLuhn("732829320"))
    #expect(passesLuhn("356000000"))
    #expect(!passesLuhn("732829321"))
  }

  @Test func duplicatesStandTwiceWithTheirIdentifier() {
    for client in clients {
      #expect(client.rows.count == (client.truth.errors.contains(.duplicated) ? 2 : 1))
      #expect(
        client.rows.allSatisfy { $0[.identifier].frenchText == client.truth.identifier })
    }
    #expect(Set(clients.map(\.truth.identifier)).count == clients.count)
  }

  @Test func wrongUnitsAndSignsAreWhereTheTruthSaysSo() throws {
    for client in clients {
      let row = client.rows[0]
      let errors = client.truth.errors
      if let turnover = row[.turnover].number, client.facts.turnover > 0 {
        let factor =
          errors.contains(.thousandsForEuros) ? 0.001 : errors.contains(.lostComma) ? 100 : 1
        #expect(near(turnover / client.facts.turnover, factor, 1e-9 * factor))
      }
      if let fees = row[.fees].number {
        #expect((fees < 0) == errors.contains(.negativeFees))
      }
      if let invoices = row[.salesInvoices].number {
        let factor = errors.contains(.yearlyForMonthly) ? 12.0 : 1
        #expect(invoices == factor * Double(client.facts.salesInvoices))
      }
    }
  }

  @Test func nearlyEmptyRowsKeepTheirNameAndLittleElse() {
    let rows = clients.filter { $0.truth.errors.contains(.nearlyEmpty) }.map { $0.rows[0] }
    #expect(rows.allSatisfy { !$0[.identifier].isMissing && !$0[.name].isMissing })
    // 39 columns: 5 always known, 3 at one in two, the others at 3 %.
    let known = rows.map { Double($0.cells.count { !$0.isMissing }) }
    #expect(near(known.reduce(0, +) / Double(known.count), 5 + 1.5 + 31 * 0.03, 0.5))
  }

  @Test func theHourlyRateIsTheRatioOfWhatTheFileSays() {
    var told = 0
    for row in clients.flatMap(\.rows) {
      guard let rate = row[.hourlyRate].number, let fees = row[.fees].number,
        let hours = row[.hours].number
      else { continue }
      told += 1
      #expect(near(rate / (fees / hours), 1, 1e-9))
    }
    #expect(told > 10_000)
  }

  private func passesLuhn(_ number: String) -> Bool {
    let doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9]
    var sum = 0
    for (place, character) in number.reversed().enumerated() {
      guard let digit = character.wholeNumberValue else { return false }
      sum += place % 2 == 0 ? digit : doubled[digit]
    }
    return sum % 10 == 0
  }
}
