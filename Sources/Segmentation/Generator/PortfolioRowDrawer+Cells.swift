extension PortfolioRowDrawer {
  /// The cell of a column when nothing is missing or mistyped.
  func cell(
    _ column: PortfolioColumn, _ profile: ClientProfile, _ facts: ClientFacts, in quarter: Quarter
  ) -> PortfolioCell {
    identityCell(column, profile, facts, in: quarter)
      ?? sizeCell(column, facts) ?? flowCell(column, facts) ?? ratingCell(column, profile, facts)
      ?? relationCell(column, facts) ?? followUpCell(column, facts)
  }

  private func identityCell(
    _ column: PortfolioColumn, _ profile: ClientProfile, _ facts: ClientFacts, in quarter: Quarter
  ) -> PortfolioCell? {
    let identity = profile.identity
    return switch column {
    case .identifier: .text(profile.key.identifier)
    case .name: .text(identity.name)
    case .siren: .text(identity.siren)
    case .legalForm: .text(identity.legalForm.rawValue)
    case .activityCode: .text(identity.activityCode)
    case .sector: .text(identity.sector.rawValue)
    case .activityVersion:
      .text(quarter < ReformCalendar.newYearRules ? "NAF rév. 2" : "NAF 2025")
    case .office: .text(profile.collaborator.office)
    case .collaborator: .text(profile.collaborator.code)
    case .entryDay: .text(identity.entryDay.french)
    case .relationYears: .decimal(facts.relationYears, decimals: 1)
    case .managerAge: .integer(facts.managerAge)
    default: nil
    }
  }

  private func sizeCell(_ column: PortfolioColumn, _ facts: ClientFacts) -> PortfolioCell? {
    switch column {
    case .turnover: .amount(facts.turnover, decimals: 0, space: .narrowNoBreak)
    case .headcount: .integer(facts.headcount)
    case .balanceSheet: .amount(facts.balanceSheet, decimals: 0, space: .narrowNoBreak)
    default: nil
    }
  }

  private func flowCell(_ column: PortfolioColumn, _ facts: ClientFacts) -> PortfolioCell? {
    switch column {
    case .salesInvoices: .integer(facts.salesInvoices)
    case .purchaseInvoices: .integer(facts.purchaseInvoices)
    case .businessShare: .share(facts.businessShare)
    case .internationalShare: .share(facts.internationalShare)
    case .vatRegime: .text(facts.vatRegime.rawValue)
    case .filingPeriod: .text(facts.filingPeriod.rawValue)
    case .tool: .text(facts.tool.rawValue)
    case .collection: .text(facts.collection.rawValue)
    case .bankConnected: .yesNo(facts.bankConnected)
    default: nil
    }
  }

  private func ratingCell(
    _ column: PortfolioColumn, _ profile: ClientProfile, _ facts: ClientFacts
  ) -> PortfolioCell? {
    let bias = profile.collaborator.bias
    let behaviour = profile.behaviour
    return switch column {
    case .maturityScore:
      .integer(
        behaviour.maturityRating.level(of: facts.latents.digital + bias, LatentCuts.score))
    case .organisationLevel:
      .integer(
        behaviour.organisationRating.level(
          of: facts.latents.organisation + bias, LatentCuts.organisation))
    case .appetiteScore:
      .integer(
        behaviour.appetiteRating.level(of: facts.latents.appetite + bias, LatentCuts.score))
    default: nil
    }
  }

  private func relationCell(_ column: PortfolioColumn, _ facts: ClientFacts) -> PortfolioCell? {
    switch column {
    case .lateDays: .integer(facts.lateDays)
    case .mailOpening: .share(facts.mailOpening)
    case .fees: .amount(facts.fees, decimals: 2, space: .noBreak)
    case .hours: .decimal(facts.hours, decimals: 1)
    case .requests: .integer(facts.requests)
    case .missions: .text(facts.missions.map(\.rawValue).joined(separator: "+"))
    case .payslips: .integer(facts.payslips)
    case .paymentDelay: .integer(facts.paymentDelay)
    default: nil
    }
  }

  private func followUpCell(_ column: PortfolioColumn, _ facts: ClientFacts) -> PortfolioCell {
    switch column {
    case .mandate: .text(facts.mandate.rawValue)
    case .hasPlatform: .yesNo(facts.hasPlatform)
    case .mandateDay: facts.mandateDay.map { .text($0.french) } ?? .missing("")
    default: .missing("")
    }
  }
}

extension Rating {
  func level(of latent: Double, _ cuts: [Double]) -> Int {
    if let inattentive { return 1 + Int(inattentive * Double(cuts.count + 1)) }
    return LatentCuts.level(latent + noise, cuts)
  }
}
