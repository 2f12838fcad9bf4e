/// What a header makes one expect of its column; the content has the last word.
enum ColumnHint: Sendable, Equatable {
  case identifier, siren, siret, name, category, date, set, yesNo, ordinal, fraction
  case number(ColumnUnit)
}

extension KnownColumn {
  /// `nil` where the content alone decides.
  var hint: ColumnHint? {
    switch self {
    case .clientIdentifier, .vatNumber, .groupIdentifier: .identifier
    case .name: .name
    case .siren: .siren
    case .siret: .siret
    case .entryDate, .exitDate, .closingDate, .mandateDate: .date
    case .turnover, .totalAssets, .fees, .margin: .number(.euro)
    case .hours: .number(.hours)
    case .hourlyRate: .number(.euroPerHour)
    case .transmissionDelay, .paymentDelay: .number(.days)
    case .seniority, .ownerAge: .number(.years)
    case .headcount, .salesInvoices, .purchaseInvoices, .entries, .payslips, .requests:
      .number(.none)
    case .businessShare, .internationalShare, .openingRate: .fraction
    case .bankConnected: .yesNo
    case .technicalMaturity, .organisation, .appetite: .ordinal
    case .missions: .set
    case .legalForm, .activityCode, .activityNomenclature, .postalCode, .town, .department,
      .vatRegime, .taxRegime, .manager, .office, .sector, .sizeCategory, .invoicingTool,
      .collectionMode, .filingPeriod, .mandate, .platform, .segment:
      .category
    case .ownerBirthYear, .ownerGender, .directoryStatus, .fileStatus, .period: nil
    }
  }
}
