import Foundation
import Statistics

/// A client's true figures in a quarter, before anything is missing, rated or mistyped.
package struct ClientFacts: Sendable {
  package let type: ClientType
  package let latents: LatentVector
  package let atypical: AtypicalKind?
  /// €.
  package let turnover: Double
  package let headcount: Int
  package let balanceSheet: Double
  package let salesInvoices: Int
  package let purchaseInvoices: Int
  package let businessShare: Double
  package let internationalShare: Double
  package let vatRegime: VATRegime
  package let filingPeriod: FilingPeriod
  /// Years at the end of the quarter.
  package let relationYears: Double
  package let managerAge: Int
  package let tool: InvoicingTool
  package let collection: DocumentCollection
  package let bankConnected: Bool
  /// Perez's six levels, unrated.
  package let organisationLevel: Int
  package let lateDays: Int
  package let mailOpening: Double
  /// € and hours a year.
  package let fees: Double
  package let hours: Double
  package let requests: Int
  package let missions: [Mission]
  package let payslips: Int
  package let paymentDelay: Int
  package let mandate: MandateStatus
  package let mandateDay: DayCount?
  package let hasPlatform: Bool
}

/// Cuts of a standard normal latent into ordinal levels.
enum LatentCuts {
  /// Levels 1…5.
  static let score = [-1.2, -0.4, 0.4, 1.2]
  /// Perez's levels 1…6, most clients at level 2: 18, 32, 22, 14, 9 and 5 %.
  static let organisation = [-0.915, 0, 0.583, 1.080, 1.645]

  static func level(_ value: Double, _ cuts: [Double]) -> Int {
    1 + cuts.count { value >= $0 }
  }
}

extension ClientHistory {
  /// The facts of a client that is in the portfolio in `quarter`.
  func facts(of state: ClientState, in quarter: Quarter) -> ClientFacts {
    var stream = streams.stream(.counts, of: profile.key, in: quarter)
    let latents = latents(of: state)
    let business = profile.business
    let behaviour = profile.behaviour
    let tooling = ClientTooling(state, profile, table, factors)
    let turnover = (business.turnover * exp(state.turnoverGrowth)).rounded()
    let growth = exp(state.turnoverGrowth / 2)
    let organisation = LatentCuts.level(latents.organisation, LatentCuts.organisation)
    let fees = business.fees * exp(state.feeGrowth)
    let relationDays = quarter.lastDay.daysSince1970 - profile.identity.entryDay.daysSince1970
    let vatRegime = vatRegime(turnover: turnover, in: quarter)
    return ClientFacts(
      type: state.type, latents: latents, atypical: profile.atypical, turnover: turnover,
      headcount: business.headcount, balanceSheet: (turnover * business.balanceRatio).rounded(),
      salesInvoices: stream.poisson(mean: business.salesInvoices * growth),
      purchaseInvoices: stream.poisson(mean: business.purchaseInvoices * growth),
      businessShare: business.businessShare, internationalShare: business.internationalShare,
      vatRegime: vatRegime, filingPeriod: filingPeriod(vatRegime),
      relationYears: Double(relationDays) / 365.25, managerAge: managerAge(in: quarter),
      tool: tooling.tool, collection: tooling.collection, bankConnected: tooling.bankConnected,
      organisationLevel: organisation,
      lateDays: stream.poisson(mean: lateDays(latents.organisation) * behaviour.lateFactor),
      mailOpening: mailOpening(latents.appetite, noise: stream.normal()),
      fees: (fees * 100).rounded() / 100,
      hours: fees / ((45 + 12 * Double(organisation - 1)) * behaviour.hourlyRateFactor),
      requests: requests(of: state, in: quarter, &stream),
      missions: business.missions, payslips: business.payslips,
      paymentDelay: stream.poisson(mean: behaviour.paymentDelay),
      mandate: state.mandate, mandateDay: state.mandateDay, hasPlatform: state.hasPlatform)
  }

  private func requests(
    of state: ClientState, in quarter: Quarter, _ stream: inout RandomStream
  ) -> Int {
    let volume = profile.atypical == .dormant ? 0.2 : 1
    return stream.poisson(
      mean: table[state.type].requests * profile.behaviour.requestFactor * volume
        * ReformCalendar.requestFactor(in: quarter))
  }

  private func managerAge(in quarter: Quarter) -> Int {
    Int(profile.identity.managerAgeAtEntry + Double(entry.quarters(until: quarter)) / 4)
  }

  /// 35 days at the lowest organisation, 5 at the highest, geometric in between.
  private func lateDays(_ organisation: Double) -> Double {
    let position = min(1, max(0, (organisation + 1.5) / 3.5))
    return 35 * pow(5.0 / 35, position)
  }

  /// Logistic in the appetite latent, with a lasting and a quarterly noise.
  private func mailOpening(_ appetite: Double, noise: Double) -> Double {
    1 / (1 + exp(0.35 - 0.6 * appetite - 0.7 * profile.behaviour.mailNoise - 0.15 * noise))
  }

  /// The regime of the turnover and the activity, with options, and no simplified regime from 2027 on.
  private func vatRegime(turnover: Double, in quarter: Quarter) -> VATRegime {
    let business = profile.business
    switch business.vatStatus {
    case .exempt: return .exempt
    case .outOfScope: return .outOfScope
    case .taxable: break
    }
    let stricter = business.optsForStricterVAT
    let real: VATRegime = business.monthlyWhenOpting ? .monthly : .quarterly
    let simplified: VATRegime = quarter < ReformCalendar.newYearRules ? .simplified : real
    let goods = profile.identity.sector.sellsGoods
    if turnover <= (goods ? 85_000 : 37_500) { return stricter ? simplified : .franchise }
    if turnover <= (goods ? 840_000 : 254_000) { return stricter ? real : simplified }
    return .monthly
  }

  /// Monthly with monthly VAT or five employees, quarterly with quarterly VAT or any employee.
  private func filingPeriod(_ regime: VATRegime) -> FilingPeriod {
    let headcount = profile.business.headcount
    if regime == .monthly || headcount >= 5 { return .monthly }
    return regime == .quarterly || headcount >= 1 ? .quarterly : .yearly
  }
}
