import Tables

/// What the reform asks of each client on a day.
///
///     let obligations = Obligations(reform: try .standard(), asOf: day)
///     let portfolio = obligations.assess(table)
///     portfolio.clients[0].level            // .issuingAndReporting
///     obligations.columns(of: portfolio, beside: table)
///
/// The day is the caller's: the last of the period under study, as a rule. Source of dates and amounts:
/// ``Reform``.
public struct Obligations: Sendable, Codable, Equatable {
  public let reform: Reform
  public let asOf: CalendarDay

  public init(reform: Reform, asOf: CalendarDay) {
    self.reform = reform
    self.asOf = asOf
  }

  /// One client.
  public func assess(_ facts: ObligationFacts) -> ClientObligations {
    let derived = LevelDerivation(facts, negligibleShare: reform.negligibleShare)
    let levels = derived.levels
    let size =
      facts.statedSize.map(SizeAssessment.init(stated:))
      ?? reform.size.rule.assess(
        headcount: facts.headcount, turnover: facts.turnover, balanceSheet: facts.balanceSheet)
    let reception =
      levels.allSatisfy(\.receives)
      ? Deadline.reception(
        from: reform.calendar.reception.from, hasPlatform: facts.hasPlatform, asOf: asOf) : nil
    let issuing =
      levels.allSatisfy { $0.issues || $0.reports } ? self.issuing(facts, size) : nil
    let next = nextDay([reception, issuing].compactMap { $0 })
    let level = levels.count == 1 ? levels.first : nil
    let transmissions = facts.regime?.transmissions(on: asOf)
    return ClientObligations(
      size: size, possibleLevels: levels, presumed: derived.presumed, reception: reception,
      issuing: issuing,
      transmissionsPerYear: level?.reports == true ? transmissions : nil,
      exposure: level.map {
        PenaltyExposure(
          level: $0, facts: facts, transmissions: transmissions, penalties: reform.penalties)
      },
      nextDay: next, missing: missing(facts, derived, size, issuing),
      unanswered: unanswered(facts, size), knownCriteria: facts.knownCriteria,
      daysLeft: next.map { asOf.days(until: $0) })
  }

  private func issuing(_ facts: ObligationFacts, _ size: SizeAssessment) -> Deadline {
    let calendar = reform.calendar
    let sizes = SizeCategory.allCases.filter { size.lowest <= $0 && $0 <= size.highest }
    let days =
      facts.regime?.isVATGroup == true
      ? [calendar.issuingVATGroup.from] : sizes.map { calendar.issuing($0).from }
    return Deadline.issuing(
      earliest: days.min() ?? calendar.issuingGE.from,
      latest: days.max() ?? calendar.issuingMicro.from, hasPlatform: facts.hasPlatform, asOf: asOf)
  }

  private func nextDay(_ deadlines: [Deadline]) -> CalendarDay? {
    let overdue = deadlines.filter { $0.state == .overdue }.map(\.earliest)
    return overdue.min() ?? deadlines.filter { $0.state == .ahead }.map(\.earliest).min()
  }

  private func missing(
    _ facts: ObligationFacts, _ derived: LevelDerivation, _ size: SizeAssessment,
    _ issuing: Deadline?
  ) -> [KnownColumn] {
    var missing = derived.missing
    if let issuing, issuing.day == nil { missing += size.needed.map(\.column) }
    let reports = derived.levels.contains(where: \.reports)
    if reports, facts.regime?.transmissions(on: asOf) == nil, !missing.contains(.vatRegime) {
      missing.append(.vatRegime)
    }
    if facts.salesInvoicesPerMonth == nil, derived.levels.contains(where: \.issues) {
      missing.append(.salesInvoices)
    }
    if facts.hasPlatform == nil, derived.levels.contains(where: \.receives) {
      missing.append(.platform)
    }
    return missing
  }

  private func unanswered(
    _ facts: ObligationFacts, _ size: SizeAssessment
  ) -> [ObligationQuestion] {
    ObligationQuestion.allCases.filter { question in
      switch question {
      case .size: size.category == nil
      case .clientele: facts.businessShare == nil
      case .activity: facts.activity == nil
      case .vatRegime: facts.regime == nil
      }
    }
  }
}

extension SizeCriterion {
  var column: KnownColumn {
    switch self {
    case .headcount: .headcount
    case .turnover: .turnover
    case .balanceSheet: .totalAssets
    }
  }
}
