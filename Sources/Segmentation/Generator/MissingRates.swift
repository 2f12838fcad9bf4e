/// Which cells a firm does not know, as documented.
///
/// Missing completely at random unless said otherwise:
/// - the two scores (35 %) and the organisation level (30 %) come from one survey, missing together by
///   collaborator and office, the organisation being sometimes known without the survey;
/// - sales invoices (22 %) are unknown more often for clients on paper;
/// - turnover (6 %) and hours (10 %) are unknown more often for clients of less than a year, turnover
///   also for dormant ones;
/// - a headcount of 0 is left blank more often (4 % in all).
///
/// A client's cell keeps one uniform number for ever, so what is unknown stays so until the rate falls.
struct MissingRates: Sendable {
  let scale: Double

  /// Rates of the columns missing at random.
  private static let atRandom: [PortfolioColumn: Double] = [
    .balanceSheet: 0.25, .purchaseInvoices: 0.15, .businessShare: 0.18, .internationalShare: 0.30,
    .vatRegime: 0.02, .legalForm: 0.01, .activityCode: 0.03, .sector: 0.03, .relationYears: 0.02,
    .managerAge: 0.45, .tool: 0.12, .collection: 0.08, .bankConnected: 0.05, .lateDays: 0.20,
    .mailOpening: 0.40, .fees: 0.005, .requests: 0.12, .filingPeriod: 0.02, .missions: 0.03,
    .paymentDelay: 0.10,
  ]

  /// - Returns: the probability that the cell is missing.
  func rate(
    of column: PortfolioColumn, for facts: ClientFacts, _ collaborator: Collaborator
  ) -> Double {
    min(0.95, scale * documentedRate(of: column, for: facts, collaborator))
  }

  private func documentedRate(
    of column: PortfolioColumn, for facts: ClientFacts, _ collaborator: Collaborator
  ) -> Double {
    let isNew = facts.relationYears < 1
    switch column {
    case .maturityScore, .appetiteScore: return collaborator.surveyGap
    case .organisationLevel: return collaborator.surveyGap * 0.30 / 0.35
    case .mailOpening: return 0.40 + collaborator.officeSurveyGap
    case .salesInvoices: return facts.tool == .paper || facts.tool == .none ? 0.34 : 0.155
    case .turnover: return isNew || facts.atypical == .dormant ? 0.50 : 0.045
    case .hours: return isNew ? 0.50 : 0.09
    case .headcount: return facts.headcount == 0 ? 0.06 : 0.02
    default: return Self.atRandom[column] ?? 0
    }
  }

  /// Columns that share one uniform number are missing together.
  static func block(of column: PortfolioColumn) -> PortfolioColumn {
    switch column {
    case .appetiteScore, .organisationLevel: .maturityScore
    case .sector: .activityCode
    default: column
    }
  }
}
