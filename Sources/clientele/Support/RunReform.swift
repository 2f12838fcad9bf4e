import Foundation
import Reports
import Segmentation
import Tables

/// The reform in a run: the firm's rules or those shipped, what is asked of each client, what is to be
/// done.
struct RunReform: Sendable {
  /// The firm's own rules are set beside the segments; those shipped only give plans.
  private let own: RuleFileOption?
  private let name: String?
  private let file: RuleFile
  private let obligations: Obligations

  /// - Parameter path: a rule file, or `reforme` for the one that ships with the product, to be set
  ///   beside the segments; `nil`: none.
  init(path: String?, day: CalendarDay) throws {
    var option = RuleFileOption()
    let isShipped =
      path.map {
        ["reforme", "reform"].contains($0) && !FileManager.default.fileExists(atPath: $0)
      } ?? true
    option.rules = isShipped ? nil : path
    own = path == nil ? nil : option
    name = path.map { ($0 as NSString).lastPathComponent }
    file = try option.read()
    obligations = Obligations(reform: try .standard(), asOf: day)
  }

  /// The firm's own segments of the rows read; `nil` without rules.
  func segments(of table: Table) throws -> SegmentedRows? {
    guard let own, let name else { return nil }
    let derived = obligations.columns(of: obligations.assess(table), beside: table)
    let result = try own.complaining {
      try RuleSegmentation(file).apply(to: table, extra: derived)
    }
    return SegmentedRows(name: name, texts: result.codes)
  }

  /// The plan of each client's profile, whose codes are those of the rules; `nil` where the portfolio
  /// says of nobody what the reform asks, and no rules were given.
  func plan(_ study: Study) throws -> ReformPlan? {
    let portfolio = obligations.assess(study.table)
    if own == nil, !portfolio.clients.contains(where: { $0.level != nil }) { return nil }
    let catalogue = try ActionCatalogue.standard()
    let profiles =
      try study.firmSegments.flatMap { own == nil ? nil : $0.texts } ?? shipped(study, portfolio)
    let plan = ActionPlanner(catalogue: catalogue, obligations: obligations).plan(
      study.table, portfolio, profiles: profiles,
      segments: study.clients.map { study.segments[$0.segment].name.text })
    return ReformPlan(
      plan, obligations: portfolio, catalogue: catalogue, segments: study.clients.map(\.segment),
      segmentCount: study.segments.count, rulesName: own?.rules == nil ? nil : name)
  }

  private func shipped(_ study: Study, _ portfolio: PortfolioObligations) throws -> [String?] {
    let derived = obligations.columns(of: portfolio, beside: study.table)
    return try RuleSegmentation(file).apply(to: study.table, extra: derived).codes
  }
}
