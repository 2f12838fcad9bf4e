/// The most that a client's failures can cost in a year, in euros, if nothing is done and every
/// failure is fined.
///
/// - *issuing*: min(cap, amount · 12 · invoices a month · share of the turnover with businesses): an
///   invoice to a consumer is no e-invoice. All count where the share is not known; the cap where the
///   number is not.
/// - *reception*: the dearest twelve months of notices; 0 once a platform is chosen.
/// - *reporting*: min(cap, amount · transmissions a year) of transaction data; the cap where the regime
///   does not say how many. Data of payments are not counted: no column says who owes them.
///
/// A year in which all duties of the client apply, whatever the day.
public struct PenaltyExposure: Sendable, Codable, Equatable {
  public let issuing: Double
  public let reception: Double
  public let reporting: Double
  /// Sales invoices a year that `issuing` counts; `nil` where the cap stands for them, or none count.
  public let invoicesPerYear: Double?
  /// Transmissions a year that `reporting` counts; `nil` likewise.
  public let transmissionsPerYear: Int?

  public var total: Double { issuing + reception + reporting }

  init(
    level: ObligationLevel, facts: ObligationFacts, transmissions: Int?, penalties: Penalties
  ) {
    let businessShare = facts.businessShare ?? 1
    let invoices = facts.salesInvoicesPerMonth.map { 12 * $0 * businessShare }
    let mostForInvoices = penalties.invoicesYearlyCap
    let mostForReports = penalties.transmissionsYearlyCap
    issuing =
      level.issues
      ? invoices.map { min(mostForInvoices, penalties.perInvoice * $0) } ?? mostForInvoices : 0
    reception =
      level.receives && facts.hasPlatform != true ? penalties.receptionYearlyMost : 0
    reporting =
      level.reports
      ? transmissions.map { min(mostForReports, penalties.perTransmission * Double($0)) }
        ?? mostForReports : 0
    invoicesPerYear = level.issues ? invoices : nil
    transmissionsPerYear = level.reports ? transmissions : nil
  }
}
