import Reports
import Segmentation
import Tables

/// The reform in a run: what is asked of each client, and what is to be done, by the firm's rules or by
/// those shipped.
struct RunReform: Sendable {
  /// Set beside the segments; `nil`: those shipped only give plans.
  private let rules: RunRules?
  private let obligations: Obligations

  /// - Parameter path: a rule file, or `reforme` for the one that ships with the product, to be set
  ///   beside the segments; `nil`: none.
  init(path: String?, day: CalendarDay) throws {
    rules = try path.map { try RunRules(path: $0, day: day) }
    obligations = Obligations(reform: try .standard(), asOf: day)
  }

  /// The firm's own segments of the rows read; `nil` without rules.
  func segments(of table: Table) throws -> SegmentedRows? { try rules?.segments(of: table) }

  /// The plan of each client's profile, whose codes are those of the rules; `nil` where the portfolio
  /// says of nobody what the reform asks, and no rules were given.
  func plan(_ study: Study) throws -> ReformPlan? {
    let portfolio = obligations.assess(study.table)
    if rules == nil, !portfolio.clients.contains(where: { $0.level != nil }) { return nil }
    let catalogue = try ActionCatalogue.standard()
    let plan = ActionPlanner(catalogue: catalogue, obligations: obligations).plan(
      study.table, portfolio, profiles: try profiles(study, portfolio),
      segments: study.clients.map { study.segments[$0.segment].name.text })
    return ReformPlan(
      plan, obligations: portfolio, reform: obligations.reform, catalogue: catalogue,
      segments: study.clients.map(\.segment),
      segmentCount: study.segments.count,
      rulesName: rules.flatMap { $0.areOwn ? $0.name : nil })
  }

  private func profiles(_ study: Study, _ portfolio: PortfolioObligations) throws -> [String?] {
    if rules != nil, let own = study.firmSegments { return own.texts }
    let derived = obligations.columns(of: portfolio, beside: study.table)
    return try RuleSegmentation(.reform()).apply(to: study.table, extra: derived).codes
  }
}
