import Tables

/// The roles of the columns that portfolios are known to have.
enum KnownRoles {
  struct Entry {
    let role: VariableRole
    let reason: RoleReason
  }

  /// `nil` where the kind of the column decides.
  static func entry(for column: KnownColumn) -> Entry? {
    switch column {
    case .clientIdentifier, .siren, .siret, .vatNumber, .groupIdentifier:
      Entry(role: .identifier, reason: .knownKey)
    case .name: Entry(role: .name, reason: .knownKey)
    case .manager, .office: Entry(role: .group, reason: .knownKey)
    case .segment: Entry(role: .illustrative, reason: .existingSegmentation)
    case .mandate, .mandateDate, .platform, .directoryStatus, .fileStatus:
      Entry(role: .illustrative, reason: .followUp)
    case .activityNomenclature: Entry(role: .illustrative, reason: .nomenclatureVersion)
    case .activityCode, .postalCode, .town, .department:
      Entry(role: .illustrative, reason: .fineCode)
    case .period: Entry(role: .ignored, reason: .period)
    case .ownerAge, .ownerBirthYear, .ownerGender:
      Entry(role: .ignored, reason: .personalDataOffByDefault)
    case .legalForm, .sector, .entryDate, .exitDate, .closingDate, .seniority, .turnover,
      .headcount, .totalAssets, .sizeCategory, .salesInvoices, .purchaseInvoices, .entries,
      .payslips, .businessShare, .internationalShare, .vatRegime, .taxRegime, .filingPeriod,
      .invoicingTool, .collectionMode, .bankConnected, .technicalMaturity, .organisation,
      .transmissionDelay, .appetite, .openingRate, .fees, .hours, .hourlyRate, .margin, .requests,
      .paymentDelay, .missions:
      nil
    }
  }
}
